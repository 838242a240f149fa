import Ballots
import Pages
import Raster
import Testing

@Suite struct SimulationTests {
  @Test(arguments: Severity.allCases)
  func sameSeedGivesTheSamePixels(_ severity: Severity) throws {
    let form = try ShippedForm.load()
    let once = form.page(11, severity)
    _ = form.page(12, severity)
    let again = form.page(11, severity)
    #expect(once.image == again.image)
    #expect(once.truth == again.truth)
    #expect(form.page(12, severity).truth.questions != once.truth.questions)
  }

  @Test func pixelsDoNotDependOnWhatElseIsMade() async throws {
    let form = try ShippedForm.load()
    let alone = (0..<4).map { form.page($0, .office) }
    let together = await withTaskGroup(of: (Int, SimulatedPage).self) { group in
      for seed in 0..<4 { group.addTask { (seed, form.page(UInt64(seed), .office)) } }
      return await group.reduce(into: [Int: SimulatedPage]()) { $0[$1.0] = $1.1 }
    }
    for (seed, page) in alone.enumerated() { #expect(together[seed]?.image == page.image) }
  }

  /// The truth's centres are where the boxes are: their printed outline is dark, just inside it is not.
  @Test(arguments: [Severity.clean, .office], [21 as UInt64, 22, 23])
  func boxesAreWhereTheTruthSays(_ severity: Severity, _ seed: UInt64) throws {
    let form = try ShippedForm.load()
    let page = form.page(seed, severity)
    for (question, truth) in zip(form.form.pages[0].questions, page.truth.questions) {
      #expect(question.id == truth.question)
      for (option, box) in zip(question.options, truth.boxes) {
        #expect(box.center.distance(to: page.truth.transform(option.rect.center)) < 0.01)
        guard truth.event == .normal, box.state == .empty else { continue }
        #expect(
          page.outlineLuma(option.rect) < page.meanLuma(option.rect.expanded(by: -1)) - 40, "\(truth.question) \(seed)")
      }
    }
  }

  /// A box that is said to be marked holds more ink than one that is said to be empty.
  @Test(arguments: [31 as UInt64, 32, 33, 34, 35, 36])
  func markedBoxesHoldInk(_ seed: UInt64) throws {
    let form = try ShippedForm.load()
    let page = form.page(seed, .clean)
    var marked = 0
    for (question, truth) in zip(form.form.pages[0].questions, page.truth.questions) where truth.isPlain {
      let luma = question.options.map { page.meanLuma($0.rect.expanded(by: -0.6)) }
      let darkest = luma.indices.min { luma[$0] < luma[$1] }
      #expect(darkest.map { truth.boxes[$0].state } == .marked, "\(truth.question): \(luma)")
      marked += 1
    }
    let others = page.truth.questions.count { $0.event != .normal || $0.style?.isPlain != true }
    #expect(marked + others == page.truth.questions.count)
  }

  /// What is called harder is harder: print and marks stand out less from the paper.
  @Test func severitiesAreInOrder() throws {
    let form = try ShippedForm.load()
    let boxes = form.form.pages[0].questions.flatMap(\.options).map(\.rect)
    let contrasts = Severity.allCases.map { severity in
      let pages = (100..<124).map { form.page($0, severity) }.filter {
        if case .gray = $0.image { true } else { false }
      }
      return pages.map { page in
        boxes.map { page.meanLuma($0.expanded(by: -1)) - page.outlineLuma($0) }.reduce(0, +) / Double(boxes.count)
      }.reduce(0, +) / Double(max(1, pages.count))
    }
    #expect(contrasts == contrasts.sorted(by: >), "\(contrasts)")
    #expect((contrasts.first ?? 0) > (contrasts.last ?? 0) + 50, "\(contrasts)")
  }

  @Test func everyEventHappens() throws {
    let form = try ShippedForm.load()
    let questions = (0..<60).flatMap { form.page(1000 + $0, .hostile).truth.questions }
    let events = Set(questions.map(\.event))
    #expect(events.count >= AnswerEvent.allCases.count - 3, "\(events)")
    #expect(questions.contains { $0.isPlain })
    for question in questions where question.event == .blank { #expect(question.acceptable == ["blank"]) }
    for question in questions where question.event == .normal && question.isVisible {
      #expect(question.boxes.filter { $0.state == .marked }.map(\.value) == question.acceptable)
    }
  }
}
