import Counting
import Testing

/// Numbers filled in digit by digit.
@Suite struct FilledNumberTests {
  private func number(_ text: String) -> FilledNumber {
    FilledNumber(
      text.map { character in
        switch character {
        case "_": .blank
        case "?": .review
        case "!": .overvote
        default: .values([String(character)])
        }
      })
  }

  @Test func everyDigitMustBeClear() {
    #expect(number("____") == .none)
    #expect(number("0042") == .number(42))
    #expect(number("0000") == .number(0))
    #expect(number("__42") == .unclear(place: 0))
    #expect(number("_107") == .unclear(place: 0))
    #expect(number("1000") == .number(1000))
    #expect(number("1_00") == .unclear(place: 1))
    #expect(number("_4__") == .unclear(place: 0))
    #expect(number("?042") == .unclear(place: 0))
    #expect(number("00!2") == .unclear(place: 2))
    #expect(number("004?") == .unclear(place: 3))
    #expect(FilledNumber([.values(["1", "2"])]) == .unclear(place: 0))
    #expect(FilledNumber([.values(["x"])]) == .unclear(place: 0))
    #expect(FilledNumber([]) == .none)
  }
}
