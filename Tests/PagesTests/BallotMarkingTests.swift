import Ballots
import Raster
import Testing

@testable import Pages

/// What simulated voters mean by their marks.
@Suite struct BallotMarkingTests {
  private func truths(_ kind: Question.Kind, maximum: Int?) -> [BallotMarking.Item] {
    let options = (1...4).map {
      Option(value: "\($0)", shape: .square, rect: PaperRect(x: 20 * Double($0), y: 50, width: 4, height: 4), label: "")
    }
    let page = FormPage(
      number: 1, questions: [Question(id: "P1", text: "", kind: kind, options: options, maximum: maximum)])
    return (0..<3000).flatMap { seed in
      var random = SeededRandom(seed: UInt64(seed))
      return BallotMarking(page, habits: Severity.hostile.voters, &random).items
    }
  }

  /// Two marks are too many for one question and an answer to another.
  @Test func twoMarksAreAnAnswerWhereTwoAreAllowed() {
    let several = truths(.multi, maximum: nil).filter { [.overvote, .ambiguousTwo].contains($0.event) }
    #expect(several.count > 20)
    for item in several {
      #expect(item.acceptable.contains { $0.contains("|") } && !item.acceptable.contains("overvote"))
    }
    for (kind, maximum) in [(Question.Kind.choice, nil), (.multi, 1)] as [(Question.Kind, Int?)] {
      let one = truths(kind, maximum: maximum).filter { [.overvote, .ambiguousTwo].contains($0.event) }
      #expect(one.count > 20)
      for item in one {
        #expect(item.acceptable.contains("overvote") && !item.acceptable.contains { $0.contains("|") })
      }
    }
  }
}
