import Ballots
import Counting
import Raster
import Reading
import Testing

/// Two versions of a form, alike but for a row or a few digits: the right one is read, or none; never the wrong grid.
@Suite struct VersionTests {
  /// A form of which versions are made.
  enum Base: String, CaseIterable, Sendable {
    case boxes, boxesWithoutFiducials, cells, cellsWithoutFiducials

    func sample() throws -> SampleForm {
      switch self {
      case .boxes: try .shipped()
      case .boxesWithoutFiducials: try SampleForm.shipped().withoutFiducials()
      case .cells: try .table(.large)
      case .cellsWithoutFiducials: try .table(.plain)
      }
    }
  }

  /// What the other version has else.
  enum Change: String, CaseIterable, Sendable {
    case firstQuestionRemoved, questionRemoved, lastQuestionRemoved, orderReversed, wordsExchanged
  }

  static let scanners = [Scanner(dpi: 200, noise: 2), Scanner(dpi: 150, skew: 1, blur: 0.05, noise: 4)]

  /// With both versions known each page is read as what it is, in whichever order they are known; with the other one alone it
  /// is not read: no answer may be accepted.
  @Test(arguments: Base.allCases, Change.allCases)
  func theRightVersionIsChosen(_ base: Base, _ change: Change) throws {
    let this = try base.sample()
    let other = try this.version(change)
    for scanner in Self.scanners {
      for (page, rival) in [(this, other), (other, this)] {
        let choices: [Int?] = page.questions.indices.map { $0 * 2 % 5 }
        let image = scanner.scan(page.marked(choices)).image
        for reading in [page.read(image, among: [rival]), rival.read(image, among: [page])] {
          #expect(reading.kind == .ballot, "\(change): \(String(describing: reading.refusal))")
          #expect(reading.form == page.form.id)
          #expect(page.answers(reading) == page.answers(of: choices), "\(page.doubts(reading))")
        }
        let alone = rival.read(image)
        #expect(alone.kind != .ballot, "\(change) read as \(alone.form ?? "")")
        #expect(alone.refusal != nil)
        #expect(alone.kind != .blank)
      }
    }
  }

  /// What is too much or in another order is named, and where it stands.
  @Test(arguments: [Base.boxes, .boxesWithoutFiducials]) func theDifferenceIsNamed(_ base: Base) throws {
    let this = try base.sample()
    let fewer = try this.version(.lastQuestionRemoved)
    let choices = this.questions.indices.map { $0 % 5 }
    let tooMany = try #require(fewer.read(this.marked(choices), Scanner(dpi: 200, noise: 2)).refusal)
    #expect(tooMany.reason == .otherVersion)
    #expect(tooMany.subject == fewer.form.id)
    let last = this.questions[this.questions.count - 1].options[0].rect
    let place = try #require(tooMany.place)
    #expect(abs(place.y / (200 / 25.4) - last.y) < 3, "\(place)")
    let reversed = try this.version(.orderReversed)
    #expect(this.read(reversed.marked(choices), Scanner(dpi: 200, noise: 2)).refusal?.reason == .otherVersion)
  }

  /// The same print under two names, as when only what an answer means was changed: nothing but a code tells.
  @Test(arguments: Base.allCases) func equalPrintIsRefused(_ base: Base) throws {
    let this = try base.sample()
    var form = this.form
    form.id += "-2"
    form.code += "-2"
    for question in form.pages[0].questions.indices {
      for option in form.pages[0].questions[question].options.indices {
        form.pages[0].questions[question].options[option].value += "0"
      }
    }
    let other = try SampleForm(form, blank: this.blank)
    let reading = this.read(this.marked([0, 1, 2, 3, 4]), Scanner(dpi: 200, noise: 2), among: [other])
    #expect(reading.kind == .rejected)
    #expect(reading.refusal?.reason == .formAmbiguous)
  }
}

extension SampleForm {
  fileprivate func withoutFiducials() throws -> SampleForm {
    var form = form
    var blank = blank
    for fiducial in form.pages[0].fiducials { blank.whiten(.around(fiducial.center, side: fiducial.size + 2)) }
    form.pages[0].fiducials = []
    return try SampleForm(form, blank: blank)
  }

  fileprivate func version(_ change: VersionTests.Change) throws -> SampleForm {
    switch change {
    case .firstQuestionRemoved: try withoutQuestion(0)
    case .questionRemoved: try withoutQuestion(questions.count / 2)
    case .lastQuestionRemoved: try withoutQuestion(questions.count - 1)
    case .orderReversed: try withOrderReversed()
    case .wordsExchanged: try withWordsExchanged()
    }
  }

  private var pitch: Double { questions[1].options[0].rect.y - questions[0].options[0].rect.y }
  private var isTable: Bool { questions[0].options[0].shape == .cell }

  /// The next version, in which what follows a question has moved up over it.
  private func withoutQuestion(_ index: Int) throws -> SampleForm {
    var form = form
    form.id += "-next"
    form.code += "-NEXT"
    // Of a table the row ends with its cells; else the words of a question stand above its boxes.
    func end(_ q: Int) -> Double { questions[q].options[0].rect.maxY + (isTable ? 0.3 : 3) }
    let (last, pitch) = (end(questions.count - 1), pitch)
    // Of the last question its whole block goes.
    let rows = (index + 1..<questions.count).map { q in
      (
        from: PaperRect(x: 15, y: end(q - 1), width: 180, height: end(q) - end(q - 1)),
        to: PaperPoint(x: 15, y: end(q - 1) - pitch)
      )
    }
    var blank = blank.moving(rows)
    blank.whiten(PaperRect(x: 15, y: last - pitch, width: 180, height: pitch))
    form.pages[0].questions.remove(at: index)
    for q in form.pages[0].questions.indices where q >= index {
      for k in form.pages[0].questions[q].options.indices {
        form.pages[0].questions[q].options[k].rect.y -= pitch
        form.pages[0].questions[q].options[k].labelRect?.y -= pitch
      }
    }
    return try SampleForm(form, blank: blank)
  }

  /// The next version, in which two questions have changed places: every box and every digit is where it was.
  private func withWordsExchanged() throws -> SampleForm {
    var form = form
    form.id += "-next"
    form.code += "-NEXT"
    func words(_ q: Int) -> PaperRect {
      let box = questions[q].options[0].rect
      return isTable
        ? PaperRect(x: 15, y: box.y + 0.4, width: box.x - 15.6, height: box.height - 0.8)
        : PaperRect(x: 15, y: box.y - 9, width: 180, height: 8.4)
    }
    let (a, b) = (words(1), words(questions.count - 2))
    return try SampleForm(
      form, blank: blank.moving([(a, PaperPoint(x: b.x, y: b.y)), (b, PaperPoint(x: a.x, y: a.y))]))
  }

  /// The next version, whose scale is printed the other way round.
  private func withOrderReversed() throws -> SampleForm {
    var form = form
    form.id += "-next"
    form.code += "-NEXT"
    func label(_ option: Option) -> PaperRect {
      option.labelRect?.expanded(by: 0.5)
        ?? PaperRect(x: option.rect.x + 1, y: option.rect.y - 8, width: option.rect.width - 2, height: 7)
    }
    var pieces: [(from: PaperRect, to: PaperPoint)] = []
    for (q, question) in questions.enumerated() where q == 0 || !isTable {
      for (k, option) in question.options.enumerated() {
        let (from, to) = (label(option), label(question.options[question.options.count - 1 - k]))
        pieces.append((from, PaperPoint(x: to.x, y: to.y)))
      }
    }
    for q in form.pages[0].questions.indices {
      let values = questions[q].options.map(\.value)
      for k in values.indices { form.pages[0].questions[q].options[k].value = values[values.count - 1 - k] }
    }
    return try SampleForm(form, blank: blank.moving(pieces))
  }
}
