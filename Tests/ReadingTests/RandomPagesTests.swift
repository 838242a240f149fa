import Ballots
import Counting
import Raster
import Reading
import Testing

/// Random sheets with random marks in random scans: whatever is accepted must be right.
@Suite struct RandomPagesTests {
  /// What a question holds, and the answer that may be accepted of it; nil when only a person may decide.
  private struct Truth {
    var accepted: Answer?
    /// One clear mark or none: most of these must not need a person.
    var isPlain: Bool
    var name: String
  }

  private struct Outcome {
    var plain = 0
    var plainToPerson = 0
    var refused = 0
    var pages = 0
    var wrong: [String] = []
  }

  private func pen(_ random: inout SeededGenerator) -> Pen {
    Pen(width: .random(in: 0.35...0.8, using: &random), darkness: .random(in: 0.5...1, using: &random))
  }

  /// Fills in one question of the sheet.
  private func answer(_ question: Question, on sheet: inout Sheet, _ random: inout SeededGenerator) -> Truth {
    let pen = pen(&random)
    let order = question.options.indices.shuffled(using: &random)
    func put(_ mark: Mark, _ k: Int) { sheet.put(mark, question.options[order[k]], pen, wobble: 0.35, &random) }
    let clear = Mark.clear.randomElement(using: &random) ?? .x
    let value = Answer.values([question.options[order[0]].value])
    switch Double.random(in: 0..<1, using: &random) {
    case ..<0.68:
      put(clear, 0)
      return Truth(accepted: value, isPlain: true, name: clear.rawValue)
    case ..<0.78:
      return Truth(accepted: .blank, isPlain: true, name: "blank")
    case ..<0.84:
      put(clear, 0)
      put(.x, 1)
      return Truth(accepted: nil, isPlain: false, name: "two")
    case ..<0.89:
      put(clear, 0)
      put(.scratchedOut, 1)
      return Truth(accepted: nil, isPlain: false, name: "scratched out beside \(clear)")
    default:
      let odd = [Mark.dot, .ringRoundBox, .ringedX].randomElement(using: &random) ?? .dot
      let firm = Pen(width: .random(in: 0.5...0.8, using: &random), darkness: .random(in: 0.7...1, using: &random))
      sheet.put(odd, question.options[order[0]], firm, wobble: 0.2, &random)
      let isBeside = random.chance(0.5)
      if isBeside { put(clear, 1) }
      return Truth(accepted: nil, isPlain: false, name: "\(odd)\(isBeside ? " beside \(clear)" : "")")
    }
  }

  private func scanner(_ random: inout SeededGenerator) -> Scanner {
    var scanner = Scanner(dpi: [150, 150, 200, 200, 200, 300].randomElement(using: &random) ?? 200)
    scanner.turn = random.chance(0.2) ? QuarterTurn.allCases.randomElement(using: &random) ?? .half : .upright
    scanner.skew = .random(in: -5...5, using: &random)
    scanner.scale = random.chance(0.3) ? .random(in: 0.94...1.06, using: &random) : 1
    scanner.perspective = random.chance(0.2) ? .random(in: -0.01...0.01, using: &random) : 0
    // As much of the glass as shows the corner marks.
    scanner.border = .init(.random(in: -2...6, using: &random) + abs(scanner.skew))
    scanner.borderLuma = random.chance(0.2) ? 30 : 255
    scanner.blur = random.chance(0.4) ? .random(in: 0.03...0.14, using: &random) : 0
    scanner.noise = .random(in: 0...9, using: &random)
    scanner.contrast = .random(in: 0.6...1, using: &random)
    scanner.paper = .random(in: 215...255, using: &random)
    if random.chance(0.25) {
      scanner.threshold = .random(in: 140...180, using: &random)
      scanner.noise /= 2
    } else if random.chance(0.3) {
      scanner.shade = .random(in: 0...0.4, using: &random)
    }
    scanner.seed = random.next()
    return scanner
  }

  private func run(_ sample: SampleForm, seeds: ClosedRange<UInt64>) -> Outcome {
    var outcome = Outcome()
    let reader = PageReader(forms: [sample.prepared])
    for seed in seeds {
      var random = SeededGenerator(seed: seed)
      var sheet = sample.blank
      let truths = sample.questions.map { answer($0, on: &sheet, &random) }
      let scanner = scanner(&random)
      let reading = reader.read(scanner.scan(sheet).image)
      outcome.pages += 1
      let answers = sample.answers(reading)
      if answers.isEmpty { outcome.refused += 1 }
      if reading.kind == .blank { outcome.wrong.append("page \(seed) taken for bare paper, \(scanner)") }
      for (q, truth) in truths.enumerated() {
        let read = answers.indices.contains(q) ? answers[q] : .review
        if truth.isPlain { outcome.plain += 1 }
        if read == .review {
          if truth.isPlain { outcome.plainToPerson += 1 }
        } else if read != truth.accepted {
          let boxes = reading.questions[q].options.map { "\($0.value) \($0.state) \($0.mark)" }
          outcome.wrong.append(
            "page \(seed) \(sample.questions[q].id) (\(truth.name)) read as \(read.text), \(scanner)\n"
              + boxes.joined(separator: "\n"))
        }
      }
    }
    return outcome
  }

  private func expectSafe(_ outcome: Outcome) {
    let share = Double(outcome.plainToPerson) / Double(max(1, outcome.plain))
    let summary =
      "\(outcome.pages) pages, \(outcome.refused) refused; of \(outcome.plain) plain answers "
      + "\((share * 1000).rounded() / 10) % to a person; wrong: \(outcome.wrong.count)"
    #expect(outcome.wrong.isEmpty, "\(summary)\n\(outcome.wrong.joined(separator: "\n"))")
    #expect(share <= 0.1, "\(summary)")
    #expect(outcome.refused * 50 <= outcome.pages, "\(summary)")
  }

  @Test(arguments: [1...42, 43...84] as [ClosedRange<UInt64>])
  func shippedForm(_ seeds: ClosedRange<UInt64>) throws {
    expectSafe(run(try SampleForm.shipped(), seeds: seeds))
  }

  @Test(arguments: Fiducial.Kind.allCases)
  func smallForms(_ kind: Fiducial.Kind) throws {
    expectSafe(run(try SampleForm.small(kind), seeds: 1001...1054))
  }
}

/// One sheet scanned again and again: a box never turns from marked to empty or back.
@Suite struct RescanTests {
  @Test(arguments: [11, 12] as [UInt64])
  func statesDoNotFlip(_ seed: UInt64) throws {
    let sample = try SampleForm.shipped()
    var random = SeededGenerator(seed: seed)
    var sheet = sample.blank
    for question in sample.questions {
      // Down to the smallest and palest: whatever it is, it must not flip.
      let pen = Pen(width: .random(in: 0.25...0.7, using: &random), darkness: .random(in: 0.25...1, using: &random))
      let mark = [Mark.x, .tick, .slash, .fill, .scribble, .dot, .ringRoundBox].randomElement(using: &random) ?? .x
      if let option = question.options.randomElement(using: &random) {
        sheet.put(mark, option, pen, wobble: 0.4, &random)
      }
    }
    var seen: [[[MarkState]]] = []
    for (k, dpi) in [150.0, 200, 300, 400].enumerated() {
      for threshold in [nil, 165.0] {
        let turn = QuarterTurn.allCases[(k + (threshold == nil ? 0 : 2)) % 4]
        let scanner = Scanner(
          dpi: dpi, turn: turn, skew: Double(k) - 1.4, border: .init(3), noise: 3, threshold: threshold)
        let reading = sample.read(sheet, scanner)
        #expect(reading.kind == .ballot)
        seen.append(reading.questions.map { $0.options.map(\.state) })
      }
    }
    for (q, question) in sample.questions.enumerated() {
      for k in question.options.indices {
        let found = Set(seen.compactMap { $0.indices.contains(q) ? $0[q][k] : nil })
        #expect(!(found.contains(.marked) && found.contains(.empty)), "\(question.id) box \(k): \(found)")
      }
    }
  }

  /// Two scans of one sheet look alike; another sheet with the same answers does not.
  @Test func fingerprints() throws {
    let sample = try SampleForm.shipped()
    var random = SeededGenerator(seed: 4)
    func sheet() -> Sheet {
      var sheet = sample.blank
      for question in sample.questions { sheet.put(.x, question.options[1], Pen(), wobble: 0.6, &random) }
      for area in sample.page.freeText {
        sheet.printWords(at: PaperPoint(x: area.x + 3, y: area.y + 1), width: 110, height: 4, &random)
      }
      return sheet
    }
    let (one, other) = (sheet(), sheet())
    let first = try #require(sample.read(one, Scanner(dpi: 200, skew: 1)).fingerprint)
    let again = try #require(sample.read(one, Scanner(dpi: 300, turn: .half, skew: -2, noise: 4)).fingerprint)
    let others = try #require(sample.read(other, Scanner(dpi: 200)).fingerprint)
    #expect(first.similarity(to: again) > 0.85)
    #expect(first.similarity(to: others) < first.similarity(to: again) - 0.1)
  }
}
