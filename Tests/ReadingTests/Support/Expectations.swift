import Ballots
import Counting
import Raster
import Reading
import Testing

extension SampleForm {
  /// Scans a sheet and reads the scan; only this form is known, unless others are given.
  func read(_ sheet: Sheet, _ scanner: Scanner = Scanner(), among others: [SampleForm] = []) -> PageReading {
    read(scanner.scan(sheet).image, among: others)
  }

  func read(_ image: PageImage, among others: [SampleForm] = []) -> PageReading {
    PageReader(forms: [prepared] + others.map(\.prepared)).read(image)
  }

  /// A sheet with one mark a question: `choices[q]` is the index of the option, nil for none.
  func marked(_ choices: [Int?], _ mark: Mark = .x, _ pen: Pen = Pen()) -> Sheet {
    var sheet = blank
    for (q, choice) in choices.enumerated() {
      if let choice { sheet.put(mark, option(q, choice), pen) }
    }
    return sheet
  }

  /// What the default policy makes of each question.
  func answers(_ reading: PageReading) -> [Answer] {
    zip(reading.questions, questions).map { MarkPolicy().answer(to: $0, of: $1).answer }
  }

  /// The answers that `choices` are.
  func answers(of choices: [Int?]) -> [Answer] {
    zip(choices, questions).map { choice, question in
      choice.map { Answer.values([question.options[$0].value]) } ?? .blank
    }
  }

  /// Distance of each box from where the scan has it, mm of the scan's own print; infinite when none was read.
  func boxErrors(_ reading: PageReading, _ scan: Scan) -> [Double] {
    guard reading.questions.count == questions.count else { return [.infinity] }
    return zip(reading.questions, questions).flatMap { read, question in
      zip(read.options, question.options).map { found, option in
        let truth = scan.map(option.rect.center)
        return found.place.center.distance(to: truth) / scan.map.scale(at: option.rect.center)
      }
    }
  }

  /// Expects the sheet to be found, every box in its place, and the choices read.
  func expectRead(
    _ sheet: Sheet, _ scanner: Scanner, _ choices: [Int?], tolerance: Double = 0.3,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let scan = scanner.scan(sheet)
    let reading = read(scan.image)
    #expect(reading.kind == .ballot, "\(String(describing: reading.refusal))", sourceLocation: sourceLocation)
    let worst = boxErrors(reading, scan).max() ?? .infinity
    #expect(worst <= tolerance, "a box is \(worst) mm off", sourceLocation: sourceLocation)
    #expect(answers(reading) == answers(of: choices), "\(doubts(reading))", sourceLocation: sourceLocation)
  }

  /// Expects that no answer is accepted that the sheet does not bear: refused, or each answer right or with a person.
  /// Nor is the sheet taken for bare paper, which nobody would look at again.
  func expectNothingWrong(
    _ reading: PageReading, _ choices: [Int?], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(reading.kind != .blank, sourceLocation: sourceLocation)
    for (q, (read, truth)) in zip(answers(reading), answers(of: choices)).enumerated() {
      #expect(
        read == .review || read == truth, "\(questions[q].id): \(doubts(reading))", sourceLocation: sourceLocation)
    }
  }

  /// The boxes that are neither marked nor empty, with what was measured: for a failure's message.
  func doubts(_ reading: PageReading) -> String {
    reading.questions.flatMap { question in
      question.options.filter { $0.state != .empty }.map {
        "\(question.question)=\($0.value) \($0.state) \($0.reason?.rawValue ?? "") stray \(question.strayInk) \($0.mark)"
      }
    }.joined(separator: "\n")
  }
}

/// The states of a question's boxes in order.
func states(_ reading: PageReading, _ question: Int) -> [MarkState] {
  reading.questions.indices.contains(question) ? reading.questions[question].options.map(\.state) : []
}
