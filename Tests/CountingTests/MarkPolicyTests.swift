import Ballots
import Counting
import Testing

@Suite("Marks become answers")
struct MarkPolicyTests {
  let question = Samples.question("Q1")

  func answer(
    _ options: [OptionReading], stray: Double = 0, policy: MarkPolicy = MarkPolicy(), kind: Question.Kind = .scale5
  ) -> JudgedAnswer {
    policy.answer(
      to: QuestionReading(question: "Q1", options: options, strayInk: stray),
      of: Samples.question("Q1", kind: kind))
  }

  func options(_ states: [MarkState], reason: Reason? = nil, confidence: Double = 0.99) -> [OptionReading] {
    zip(Samples.values, states).map { Samples.option($0, $1, confidence: confidence, reason: reason) }
  }

  @Test("one clear mark is the answer") func oneMark() {
    let judged = answer(options([.empty, .marked, .empty, .empty, .empty]))
    #expect(judged.answer == .values(["4"]))
    #expect(judged.reason == nil)
    #expect(abs(judged.confidence - 0.95099) < 0.001)
  }

  @Test("no mark and no ink is blank") func blank() {
    #expect(answer(options([.empty, .empty, .empty, .empty, .empty])).answer == .blank)
  }

  @Test("ink beside empty boxes is for a person") func strayInk() {
    let empty = options([.empty, .empty, .empty, .empty, .empty])
    #expect(answer(empty, stray: MarkPolicy.acceptedStrayInkOfBlank).answer == .blank)
    let judged = answer(empty, stray: MarkPolicy.acceptedStrayInkOfBlank + 0.1)
    #expect(judged.answer == .review)
    #expect(judged.reason == .inkOutside)
    let marked = options([.marked, .empty, .empty, .empty, .empty])
    #expect(answer(marked, stray: MarkPolicy.acceptedStrayInk).answer == .values(["5"]))
    #expect(answer(marked, stray: MarkPolicy.acceptedStrayInk + 0.1).reason == .inkOutside)
  }

  @Test("two clear marks are never resolved to one") func twoMarks() {
    let two = options([.marked, .marked, .empty, .empty, .empty])
    #expect(answer(two).answer == .review)
    #expect(answer(two).reason == .severalMarks)
    let judged = answer(two, policy: MarkPolicy(doubleMark: .invalid))
    #expect(judged.answer == .overvote)
    #expect(judged.reason == .severalMarks)
  }

  @Test("several marks join where the form allows several") func multi() {
    let judged = answer(options([.marked, .empty, .marked, .empty, .empty]), kind: .multi)
    #expect(judged.answer == .values(["5", "3"]))
    #expect(judged.answer.text == "5|3")
  }

  @Test("more marks than the form allows are several marks") func multiWithMaximum() {
    func answer(_ marked: Int, _ policy: MarkPolicy = MarkPolicy()) -> JudgedAnswer {
      var question = Samples.question("Q1", kind: .multi)
      question.maximum = 2
      let states = (0..<5).map { $0 < marked ? MarkState.marked : .empty }
      return policy.answer(to: QuestionReading(question: "Q1", options: options(states), strayInk: 0), of: question)
    }
    #expect(answer(2).answer == .values(["5", "4"]))
    #expect(answer(3).answer == .review)
    #expect(answer(3).reason == .severalMarks)
    #expect(answer(3, MarkPolicy(doubleMark: .invalid)).answer == .overvote)
  }

  @Test("a cancelled or unclear box sends the question to a person") func doubt() {
    #expect(answer(options([.cancelled, .marked, .empty, .empty, .empty])).reason == .cancelledMark)
    #expect(answer(options([.unclear, .marked, .empty, .empty, .empty])).reason == .unclearMark)
    #expect(answer(options([.unclear, .marked, .marked, .empty, .empty])).answer == .review)
    #expect(answer(options([.unclear, .empty, .empty, .empty, .empty], reason: .faintMark)).reason == .faintMark)
  }

  @Test("the most telling reason is given") func tellingReason() {
    var row = options([.unclear, .unclear, .empty, .empty, .empty])
    row[0].reason = .smallMark
    row[1].reason = .boxObscured
    #expect(answer(row).reason == .boxObscured)
  }

  @Test("low confidence is for a person") func lowConfidence() {
    let judged = answer(options([.marked, .empty, .empty, .empty, .empty], confidence: 0.7))
    #expect(judged.answer == .review)
    #expect(judged.reason == .unclearMark)
  }

  @Test("a reading that does not fit the question is for a person") func misfit() {
    #expect(answer([]).answer == .review)
    #expect(answer(options([.marked, .empty, .empty])).reason == .outlineUncertain)
    #expect(answer(options([.marked, .empty, .empty, .empty, .empty]).reversed()).answer == .review)
  }

  @Test("accepted means: one marked, all others empty", arguments: 0..<1024) func exhaustive(number: Int) {
    let all = [MarkState.empty, .marked, .unclear, .cancelled]
    let states = (0..<5).map { all[(number >> (2 * $0)) & 3] }
    let judged = answer(options(states))
    let marked = states.count { $0 == .marked }
    if states.contains(.unclear) || states.contains(.cancelled) {
      #expect(judged.answer == .review)
      #expect(judged.reason != nil)
    } else if marked == 1 {
      #expect(judged.answer == .values([Samples.values[states.firstIndex(of: .marked) ?? 0]]))
    } else {
      #expect(judged.answer == (marked == 0 ? .blank : .review))
    }
  }
}
