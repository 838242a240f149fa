internal import Ballots
internal import Counting
internal import Pages

/// Counts of pages, answers and boxes that can be added up.
struct Tally: Sendable, Hashable, Codable {
  // Pages by what became of them. Only answers of pages that are ok can be accepted.
  var pagesOK = 0
  var pagesToReview = 0
  var pagesRejected = 0
  /// Boxes simulated, on all pages, and boxes in accepted answers.
  var positions = 0
  var positionsAccepted = 0
  /// Accepted answers, those that are wrong, and boxes of these that were taken for something else than they hold.
  var answersAccepted = 0
  var answersWrong = 0
  var positionsWrong = 0
  /// Accepted answers where ink that matters does not show in the picture: not counted above.
  var answersInvisible = 0
  /// Questions with one plain mark, and those of them that go to a person, on whatever page.
  var plain = 0
  var plainToPerson = 0
  /// The same, of pages that are ok.
  var plainOnOK = 0
  var plainToPersonOnOK = 0
  /// Questions that only a person can answer, and those that go to one.
  var ambiguous = 0
  var ambiguousToPerson = 0
  /// Pages that are ok with a wrong unit, box or serial.
  var unitWrong = 0
  /// Why plain marks went to a person, by reason.
  var plainReasons: [String: Int] = [:]
  /// Why pages were not ok, by reason.
  var pageReasons: [String: Int] = [:]

  var pages: Int { pagesOK + pagesToReview + pagesRejected }

  static func += (a: inout Tally, b: Tally) {
    for path in sums { a[keyPath: path] += b[keyPath: path] }
    a.plainReasons.merge(b.plainReasons, uniquingKeysWith: +)
    a.pageReasons.merge(b.pageReasons, uniquingKeysWith: +)
  }

  private static var sums: [WritableKeyPath<Tally, Int>] {
    [
      \.pagesOK, \.pagesToReview, \.pagesRejected, \.positions, \.positionsAccepted, \.answersAccepted, \.answersWrong,
      \.positionsWrong, \.answersInvisible, \.plain, \.plainToPerson, \.plainOnOK, \.plainToPersonOnOK, \.ambiguous,
      \.ambiguousToPerson, \.unitWrong,
    ]
  }
}

/// One accepted answer that is wrong, or one wrong identity, with what is needed to look at it.
struct WrongAnswer: Sendable, Hashable, Codable {
  var seed: UInt64
  var form: String
  var severity: Severity
  var formPage: Int
  /// The question, or `unit` where the identity is wrong.
  var question: String
  var answer: String
  var acceptable: [String]
  var event: AnswerEvent?
  var style: MarkStyle?
  var conditions: [String]
  /// What was measured of each box.
  var boxes: [String]
}

extension Tally {
  /// Counts one page and returns what was wrong on it.
  mutating func add(_ reading: PageReading, _ truth: PageTruth, _ form: Form) -> [WrongAnswer] {
    let isBallot = reading.kind == .ballot && reading.form == truth.form && reading.formPage == truth.formPage
    let isOK = isBallot && reading.refusal == nil
    if isOK { pagesOK += 1 } else if reading.kind == .ballot { pagesToReview += 1 } else { pagesRejected += 1 }
    let pageReason = reading.refusal?.reason.rawValue ?? (isBallot ? "" : "other-form")
    if !isOK { pageReasons[pageReason, default: 0] += 1 }
    var wrong: [WrongAnswer] = []
    func report(_ question: String, _ answer: String, _ acceptable: [String], _ truth: PageTruth, at index: Int?) {
      let asked = index.map { truth.questions[$0] }
      let read = index.flatMap { index in reading.questions.first { $0.question == truth.questions[index].question } }
      wrong.append(
        WrongAnswer(
          seed: truth.seed, form: truth.form, severity: truth.severity, formPage: truth.formPage, question: question,
          answer: answer, acceptable: acceptable, event: asked?.event, style: asked?.style,
          conditions: truth.conditions,
          boxes: (read?.options ?? []).map(\.summary)))
    }
    if isOK {
      let identity = reading.identity
      let isRight =
        identity.unit.map { $0 == truth.unit } ?? true && identity.box.map { $0 == truth.box } ?? true
        && identity.serial.map { Int($0) == truth.serial } ?? true
      // A page of another form, read as this one, would be wrong as a whole; `isOK` excludes it from the answers.
      if !isRight {
        unitWrong += 1
        report(
          "unit", "\(identity.unit ?? "")/\(identity.box ?? "")/\(identity.serial ?? "")",
          ["\(truth.unit)/\(truth.box)/\(truth.serial)"], truth, at: nil)
      }
    } else if reading.kind == .ballot, reading.refusal == nil {
      unitWrong += 1
      report(
        "form", "\(reading.form ?? "")/\(reading.formPage ?? 0)", ["\(truth.form)/\(truth.formPage)"], truth, at: nil)
    }
    let page = form.pages.first { $0.number == truth.formPage }
    for (index, asked) in truth.questions.enumerated() {
      positions += asked.boxes.count
      var answer = JudgedAnswer(question: asked.question, answer: .review, confidence: 0)
      if isBallot, let read = reading.questions.first(where: { $0.question == asked.question }),
        let question = page?.questions.first(where: { $0.id == asked.question })
      {
        answer = MarkPolicy().answer(to: read, of: question)
      }
      let isAccepted = isOK && answer.answer != .review
      if asked.isPlain {
        plain += 1
        plainOnOK += isOK ? 1 : 0
        if !isAccepted {
          plainToPerson += 1
          plainToPersonOnOK += isOK ? 1 : 0
          let reason = isOK ? answer.reason?.rawValue ?? "?" : "page: " + pageReason
          plainReasons[reason, default: 0] += 1
        }
      }
      if asked.event.isAmbiguous {
        ambiguous += 1
        ambiguousToPerson += isAccepted ? 0 : 1
      }
      guard isAccepted else { continue }
      if !asked.isVisible {
        answersInvisible += 1
        if asked.acceptable.contains(answer.answer.text) { continue }
      } else {
        answersAccepted += 1
        positionsAccepted += asked.boxes.count
      }
      guard !asked.acceptable.contains(answer.answer.text) else { continue }
      if !asked.isVisible {
        answersInvisible -= 1
        answersAccepted += 1
        positionsAccepted += asked.boxes.count
      }
      answersWrong += 1
      positionsWrong += asked.boxes.count { box in
        (box.state == .marked) != answer.answer.holds(box.value)
      }
      report(asked.question, answer.answer.text, asked.acceptable, truth, at: index)
    }
    return wrong
  }
}

extension OptionReading {
  /// State and what speaks for it, for people.
  fileprivate var summary: String {
    "\(value) \(state) inside \(mark.inkInside) around \(mark.inkAround) extent \(mark.extent) "
      + "contrast \(mark.contrast)"
  }
}

extension Answer {
  fileprivate func holds(_ value: String) -> Bool {
    if case .values(let values) = self { values.contains(value) } else { false }
  }
}
