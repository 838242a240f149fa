import Ballots
import Counting
import Testing

@Suite("Tally")
struct TallyTests {
  @Test("ballots stand where the rules put them") func standings() {
    let pages = Samples.assembled([
      Samples.page(marks: ["5", "4", "3"], serial: "1"), Samples.page(marks: ["5", nil, "3"], serial: "2"),
      Samples.page(marks: [nil, nil, nil], serial: "3"),
      Samples.page(marks: ["5", "4", "3"], unit: "U02", serial: "4"),
      Samples.page(marks: ["5", "4", "3"], unit: "X34", serial: "5"), Samples.rejected,
      Samples.page(marks: ["1", "1", "1"], serial: "1"),
    ])
    let tally = Tally(pages: pages, forms: Samples.forms)
    #expect(tally.ballots.map(\.standing) == [.waiting, .partlyValid, .blank, .stray, .foreign, .waiting, .waiting])
    let section = tally.whole
    #expect(section.ballots.found == 7)
    #expect(section.ballots.tallied == 5)
    #expect(!section.isComplete)
    #expect(tally.violations().isEmpty)
  }

  @Test("only double marks and blanks: not enough answers, invalid") func tooFewAnswers() {
    var reading = Samples.page(marks: [nil, nil, nil], serial: "1")
    reading.questions[0] = Samples.reading("Q1", marked: ["5", "4"])
    let policy = MarkPolicy(doubleMark: .invalid)
    let section = Tally(pages: Samples.assembled([reading], policy: policy), forms: Samples.forms, policy: policy).whole
    #expect(section.ballots.invalid == 1)
    #expect(section.questions.allSatisfy { $0.total == 0 })
  }

  @Test("a ballot that waits leaves its accepted answers in the provisional tally") func provisional() {
    var reading = Samples.page(marks: ["5", "4", nil], serial: "1")
    reading.questions[1].options[1].state = .unclear
    let section = Tally(pages: Samples.assembled([reading]), forms: Samples.forms).whole
    #expect(section.ballots.waiting == 1)
    #expect(section.questions.map(\.answered) == [1, 0, 0])
    #expect(section.questions.map(\.waiting) == [0, 1, 0])
    #expect(section.questions.map(\.blank) == [0, 0, 1])
  }

  @Test("a page under review adds nothing but waiting") func reviewPage() {
    let pages = Samples.assembled([Samples.page(marks: ["5", "4", "3"], unit: nil, box: nil)])
    let section = Tally(pages: pages, forms: Samples.forms).whole
    #expect(section.questions.map(\.waiting) == [1, 1, 1])
  }

  @Test("an unreadable file is no ballot, but the count is not complete") func unreadFile() {
    let input = AssembledInput(
      location: PageLocation(file: "U01-H1/a.png", page: 1), sha256: "a", content: .undecodable(Refusal(.damagedFile)),
      opening: Samples.opening)
    let section = Tally(pages: Assembly(forms: Samples.forms).assemble([input]), forms: Samples.forms).whole
    #expect(section.ballots.found == 0)
    #expect(section.pages.unreadFiles == 1)
    #expect(!section.isComplete)
  }

  @Test("forms that print the same questions are added up") func sameQuestions() {
    let pages = Samples.assembled([
      Samples.page(marks: ["5", "4", "3"], serial: "1"),
      Samples.page(Samples.plain, marks: ["5", "4", "3"], unit: nil, box: nil),
    ])
    let section = Tally(pages: pages, forms: Samples.forms).whole
    #expect(section.forms.count == 2)
    #expect(section.questions.count == 3)
    #expect(section.questions[0].count(of: "5") == 2)
  }
}

/// A random batch of everything that lies in a box and on a scanner.
struct RandomBatch {
  var inputs: [AssembledInput] = []

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for (unit, box) in [("U01", "H1"), ("U02", "H1")] {
      var readings: [PageReading] = []
      for serial in 0..<Int.random(in: 5...25, using: &generator) {
        readings += Self.sheet(serial: serial, unit: unit, box: box, using: &generator)
        if Int.random(in: 0..<8, using: &generator) == 0, let last = readings.last { readings.append(last) }
      }
      inputs += Samples.inputs(
        readings, folder: "\(unit)-\(box)", opening: OpeningID(unit: unit, box: box))
    }
    for index in inputs.indices where Int.random(in: 0..<20, using: &generator) == 0 {
      inputs[index].content = .undecodable(Refusal(.damagedFile))
    }
    for index in inputs.indices.dropFirst() where Int.random(in: 0..<20, using: &generator) == 0 {
      let (location, opening) = (inputs[index].location, inputs[index].opening)
      inputs[index] = inputs[index - 1]
      (inputs[index].location, inputs[index].opening) = (location, opening)
    }
  }

  private static func marks(_ count: Int, using generator: inout SeededGenerator) -> [String?] {
    (0..<count).map { _ in
      Int.random(in: 0..<6, using: &generator) == 0 ? nil : Samples.values.randomElement(using: &generator)
    }
  }

  private static func sheet(
    serial: Int, unit: String, box: String, using generator: inout SeededGenerator
  ) -> [PageReading] {
    let hand = Int.random(in: 0..<1000, using: &generator)
    let name = String(Int.random(in: 0..<6, using: &generator) == 0 ? serial / 2 : serial)
    var own = unit
    if Int.random(in: 0..<10, using: &generator) == 0 { own = ["U01", "U02", "X34"][serial % 3] }
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return [Samples.blank]
    case 1: return [Samples.foreign]
    case 2: return [Samples.rejected]
    case 3: return [Samples.header(unit: unit, box: box)]
    case 4...5:
      return [Samples.page(Samples.plain, marks: marks(3, using: &generator), unit: nil, box: nil, hand: hand)]
    case 6...7:
      let pages = [1, 2].map { number in
        Samples.page(
          Samples.twoPages, number, marks: marks(2, using: &generator), unit: own, box: box, serial: name, hand: hand)
      }
      return Int.random(in: 0..<5, using: &generator) == 0 ? [pages[serial % 2]] : pages
    default:
      var page = Samples.page(marks: marks(3, using: &generator), unit: own, box: box, serial: name, hand: hand)
      if Int.random(in: 0..<5, using: &generator) == 0 { page.questions[0].options[0].state = .unclear }
      if Int.random(in: 0..<8, using: &generator) == 0 {
        page.questions[1] = Samples.reading("Q2", marked: ["5", "1"])
      }
      if Int.random(in: 0..<10, using: &generator) == 0 { page.refusal = Refusal(.barcodeUnreadable) }
      return [page]
    }
  }
}

@Suite("Properties of random batches")
struct PropertyTests {
  let assembly = Assembly(forms: Samples.forms, units: ["U01", "U02"])

  @Test("every page has one row, the sums hold, the order of input does not matter", arguments: UInt64(1)...40)
  func invariants(seed: UInt64) {
    let inputs = RandomBatch(seed: seed).inputs
    let pages = assembly.assemble(inputs)
    #expect(pages.count == inputs.count)
    #expect(Set(pages.map(\.location)) == Set(inputs.map(\.location)))
    #expect(pages.allSatisfy { ($0.status == .ok) == ($0.refusal == nil) })
    let tally = Tally(pages: pages, forms: Samples.forms)
    #expect(tally.violations().isEmpty)

    var generator = SeededGenerator(seed: seed &+ 1000)
    #expect(assembly.assemble(inputs.shuffled(using: &generator)) == pages)
  }

  @Test("each ballot stands on its pages, and no two ballots share an id", arguments: UInt64(1)...40)
  func ballots(seed: UInt64) {
    let pages = assembly.assemble(RandomBatch(seed: seed).inputs)
    let tally = Tally(pages: pages, forms: Samples.forms)
    #expect(Set(tally.ballots.map(\.id)).count == tally.ballots.count)
    let counted = Dictionary(grouping: pages.filter(\.isFoundBallot), by: \.ballot)
    #expect(counted.count == tally.ballots.count)
    for (_, pages) in counted { #expect(Set(pages.compactMap(\.sheet)).count == 1) }
  }

  @Test("scanning everything again changes no tally", arguments: UInt64(1)...40)
  func repeatedFiles(seed: UInt64) {
    let inputs = RandomBatch(seed: seed).inputs
    let again = inputs.map { input in
      var copy = input
      let file = input.location.file
      copy.location.file = file.replacing(".png", with: "-again.png")
      return copy
    }
    let once = Tally(pages: assembly.assemble(inputs), forms: Samples.forms)
    let twice = Tally(pages: assembly.assemble(inputs + again), forms: Samples.forms)
    for opening in once.orderedOpenings {
      #expect(once.openings[opening]?.ballots == twice.openings[opening]?.ballots)
      #expect(once.openings[opening]?.forms == twice.openings[opening]?.forms)
    }
  }

  @Test("accepted answers come only from pages that are in order", arguments: UInt64(1)...20)
  func acceptedAnswers(seed: UInt64) {
    let pages = assembly.assemble(RandomBatch(seed: seed).inputs)
    let tally = Tally(pages: pages, forms: Samples.forms)
    let accepted = pages.filter { $0.status == .ok }.flatMap(\.answers).count { $0.answer != .review }
    let counted = tally.whole.forms.flatMap(\.questions).reduce(0) { $0 + $1.answered + $1.blank + $1.overvote }
    #expect(counted <= accepted)
  }
}
