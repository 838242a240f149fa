import Ballots
import Testing

@Suite struct PayloadFillingTests {
  @Test func filledPatternsMatchThemselves() {
    let pattern = PayloadPattern("KP1|{form}/{page}|{unit}|{box}|{serial:06d}")
    let text = pattern.filled(with: ["form": "F1-A", "page": "2", "unit": "U07", "box": "H1", "serial": "42"])
    #expect(text == "KP1|F1-A/2|U07|H1|000042")
    #expect(pattern.match(text)?["serial"] == "000042")
  }

  @Test func unknownFieldsAndOpenBracesStay() {
    #expect(PayloadPattern("{unit}-{what}-{").filled(with: ["unit": "U1"]) == "U1-{what}-{")
    #expect(PayloadPattern("{serial:03d}").filled(with: ["serial": "12345"]) == "12345")
  }

  /// A form from elsewhere may ask for any number of digits.
  @Test func numbersOfBillionsOfDigitsAreCut() {
    #expect(PayloadPattern("{serial:0999999999999d}").filled(with: ["serial": "7"]).count == 40)
    #expect(PayloadPattern("{serial:0-5d}").filled(with: ["serial": "7"]) == "7")
  }
}
