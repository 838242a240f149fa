import Ballots
import Foundation
import Testing

/// Barcode texts against their patterns.
@Suite struct PayloadPatternTests {
  private let ballot = PayloadPattern("KP1|{form}|{unit}|{box}|{serial:06d}")

  @Test func takesTheFields() {
    #expect(
      ballot.match("KP1|F1-A|U05|H1|000135")
        == ["form": "F1-A", "unit": "U05", "box": "H1", "serial": "000135"])
    #expect(ballot.match("KP1|F3-A/2|U05|H1|135")?["form"] == "F3-A/2")
    #expect(PayloadPattern("{unit}-{box}").match("U05-H1") == ["unit": "U05", "box": "H1"])
    #expect(PayloadPattern("ABC").match("ABC") == [:])
  }

  @Test(arguments: [
    "", "KP1", "KP1|F1-A|U05|H1", "KP1|F1-A|U05|H1|", "KP1|F1-A||H1|000135", "KP1||U05|H1|000135",
    "KP2|F1-A|U05|H1|000135", "kp1|F1-A|U05|H1|000135", " KP1|F1-A|U05|H1|000135", "KP1|F1-A|U05|H1|00013x",
    "KP1|F1-A|U05|H1|000135 ", "KP1|F1-A|U05|H1|-00135", "KP1|F1-A|U05|H1|000135|9", "KP1|F1-A|U05|H1|١٢٣",
    "KPH1|F1-A|U05|H1|000135",
  ])
  func refusesWhatIsNotThePattern(_ text: String) {
    #expect(ballot.match(text) == nil)
  }

  @Test func theWholeTextMustFit() {
    let pattern = PayloadPattern("{unit}-{box}.")
    #expect(pattern.match("U1-H2.") == ["unit": "U1", "box": "H2"])
    #expect(pattern.match("U1-H2") == nil)
    #expect(pattern.match("U1-H2.x") == nil)
  }

  @Test func aFieldEndsAtTheFirstLiteralAfterIt() {
    #expect(PayloadPattern("{unit}-{box}").match("U-05-H1") == ["unit": "U", "box": "05-H1"])
    #expect(PayloadPattern("{unit}--{box}").match("U-05--H1") == ["unit": "U-05", "box": "H1"])
  }

  @Test func aFieldNamedTwiceMustAgree() {
    let pattern = PayloadPattern("{unit}|{box}|{unit}")
    #expect(pattern.match("U1|H2|U1") == ["unit": "U1", "box": "H2"])
    #expect(pattern.match("U1|H2|U3") == nil)
  }

  @Test func bracesThatDoNotCloseAreText() {
    #expect(PayloadPattern("a{b").match("a{b") == [:])
    #expect(PayloadPattern("a}b").match("a}b") == [:])
    #expect(PayloadPattern("{x}{").match("7{") == ["x": "7"])
  }

  @Test func aFieldThatSaysNothing() {
    #expect(PayloadPattern("{unit}:{box}").match("U01:-") == ["unit": "U01"])
  }

  /// Whatever one character of a code becomes, and whichever two neighbours change places, it is no code any more.
  @Test func aCheckCharacterFindsSlips() {
    let pattern = PayloadPattern("{form}:{unit}:{box}:{serial}{check}")
    let text = pattern.filled(with: ["form": "P2", "unit": "U01", "box": "H1", "serial": "7KQ2MX"])
    #expect(text.dropLast() == "P2:U01:H1:7KQ2MX")
    #expect(pattern.match(text) == ["form": "P2", "unit": "U01", "box": "H1", "serial": "7KQ2MX"])
    let characters = Array(text)
    for place in characters.indices {
      for other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:" where other != characters[place] {
        var changed = characters
        changed[place] = other
        #expect(pattern.match(String(changed)) == nil, "\(String(changed))")
      }
      if place > 0, characters[place] != characters[place - 1] {
        var swapped = characters
        swapped.swapAt(place, place - 1)
        #expect(pattern.match(String(swapped)) == nil, "\(String(swapped))")
      }
    }
    #expect(pattern.match("") == nil)
  }

  /// A donation number of blood banks (ISBT 128), which MOD 37-2 protects, too.
  @Test func theCheckCharacterIsTheStandards() {
    #expect(PayloadPattern("{serial}{check}").match("G123489654321Y") != nil)
    #expect(PayloadPattern("{serial}{check}").match("G123489654321Z") == nil)
  }

  @Test func isWrittenAsAPlainString() throws {
    let data = try JSONEncoder().encode([ballot])
    #expect(try JSONDecoder().decode([String].self, from: data) == [ballot.text])
    #expect(try JSONDecoder().decode([PayloadPattern].self, from: data) == [ballot])
  }

  /// What a pattern prints it also reads.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func readsWhatItPrints(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let letters = Array("ABCXYZ019-/_.")
    func word() -> String {
      String((0..<Int.random(in: 1...8, using: &random)).map { _ in letters.randomElement(using: &random) ?? "A" })
    }
    let (form, unit, box, serial) = (word(), word(), word(), String(Int.random(in: 0...999_999, using: &random)))
    #expect(
      ballot.match("KP1|\(form)|\(unit)|\(box)|\(serial)")
        == ["form": form, "unit": unit, "box": box, "serial": serial].filter { $0.value != "-" })
  }
}
