internal import Canvass
internal import Counting
internal import Wording

/// A sheet with its whole history.
struct SheetView: Sendable {
  struct Answer: Sendable {
    var question: String
    var answer: String
    var confidence: String
    var doubt: String?
    var waits: Bool
    /// Where it is decided; nil where it may not be.
    var decide: String?
  }

  /// A decision that a person made about it.
  struct Act: Sendable {
    /// ISO 8601.
    var time: String
    var shownTime: String
    var person: String
    var what: String
    var before: String
    var why: String
  }

  var name: String
  var status: String
  var reason: String?
  var action: String?
  var unit: String
  var box: String
  var boxPath: String
  var serial: String
  var form: String
  var sha256: String
  var picture: String
  var pictureName: String
  /// The page with what people wrote by hand; nil for who may not see it.
  var uncovered: String?
  /// Where the sheet as a whole is decided; nil where it may not be.
  var decide: String?
  var answers: [Answer]
  var acts: [Act]

  /// Why nothing of what was read and said is shown; nil where it is.
  var blind: String?

  /// The page of a sheet; `decisions` are those on it, in their order. In a closed box nothing is decided. A blind one shows
  /// nothing of what was read and said.
  init(
    _ page: AssembledPage, decisions: [Decision], visitor: Visitor, isClosed: Bool, isBlind: Bool = false,
    _ wording: Wording
  ) {
    let advice = page.refusal.map { wording.stationAdvice($0) }
    let sheet = SheetID(page)
    let mayDecide = visitor.may(.decide) && !isClosed
    uncovered = visitor.may(.seeHandwriting) ? Address.uncovered(sheet) : nil
    decide = mayDecide ? Address.decide(sheet) : nil
    name = wording.name(page.location)
    status = wording.label(page.status)
    reason = advice?.message
    action = advice?.action
    unit = page.unit ?? "–"
    box = page.countedOpening.folderName
    boxPath = Address.box(page.countedOpening.folderName)
    serial = page.serial ?? "–"
    form = page.form ?? "–"
    sha256 = page.sha256
    blind = isBlind ? wording.text(.blindSheet) : nil
    picture = Address.picture(sheet, isBlind: isBlind)
    pictureName = wording.text(.page, ["name": wording.name(page.location)])
    answers = page.answers.map { answer in
      guard !isBlind else {
        return Answer(
          question: answer.question, answer: "–", confidence: "–", waits: false,
          decide: mayDecide ? Address.decide(sheet, question: answer.question) : nil)
      }
      return Answer(
        question: answer.question, answer: wording.label(answer.answer),
        confidence: wording.number(answer.confidence, places: 2),
        doubt: answer.reason.map { wording.advice($0).message }, waits: answer.answer == .review,
        decide: mayDecide ? Address.decide(sheet, question: answer.question) : nil)
    }
    acts = (isBlind ? [] : decisions).map { decision in
      let what =
        switch decision.subject {
        case .answer(let question, .review): "\(question): \(wording.label(Decision.PageDecision.review))"
        case .answer(let question, let answer): "\(question): \(wording.label(answer))"
        case .page(let word): wording.label(word)
        }
      return Act(
        time: decision.time, shownTime: LocalTime.text(decision.time), person: Wording.oneLine(decision.person),
        what: what, before: decision.before.map { Self.words($0, of: decision.subject, wording) } ?? "–",
        why: Wording.oneLine(decision.why))
    }
  }
  /// What held before a decision, which the store spells as the result files do.
  private static func words(_ before: String, of subject: Decision.Subject, _ wording: Wording) -> String {
    switch subject {
    case .answer: wording.label(Counting.Answer(text: before))
    case .page: PageStatus(rawValue: before).map { wording.label($0) } ?? before
    }
  }
}

/// A search among the sheets.
struct SearchView: Sendable {
  struct Found: Sendable {
    var name: String
    /// Nil where its file could not be opened.
    var link: String?
    var status: String
    var box: String
    var serial: String
  }

  /// Sheets that are shown at most.
  static let most = 200

  var text: String
  var found: [Found]
  /// What is said below or instead of the list.
  var remark: String?

  /// What a text finds.
  init(_ text: String, in index: SheetIndex, _ wording: Wording) {
    let (pages, more) = index.search(text, atMost: Self.most)
    self.text = text
    found = pages.map { page in
      Found(
        name: wording.name(page.location), link: page.sha256.isEmpty ? nil : Address.sheet(SheetID(page)),
        status: wording.label(page.status), box: page.countedOpening.folderName, serial: page.serial ?? "")
    }
    remark =
      if more {
        wording.text(.mayBeMore, ["n": wording.number(Self.most)])
      } else {
        found.isEmpty && !text.isEmpty ? wording.text(.nothingFound) : nil
      }
  }
}
