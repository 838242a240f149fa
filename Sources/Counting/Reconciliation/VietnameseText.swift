/// Vietnamese text made comparable: people write one name with composed or decomposed letters, and with the tone mark on
/// either vowel (Hòa, Hoà).
public enum VietnameseText {
  /// Lower case without any mark: for reading words that carry no meaning in their tone here.
  public static func folded(_ text: String) -> String {
    String(text.lowercased().map { plain[$0] ?? $0 })
  }

  /// Whether two names of things are the same, without regard to case, spaces, composition and the place of the tone mark.
  /// Names of persons are compared as ``PersonName``.
  public static func isSameName(_ first: String, _ second: String) -> Bool {
    key(first) == key(second)
  }

  /// Each word with its tone moved behind it.
  private static func key(_ text: String) -> [String] {
    text.lowercased().split(whereSeparator: \.isWhitespace).map { word in
      var letters = ""
      var tones = ""
      for character in word {
        if let (letter, tone) = toned[character] {
          letters.append(letter)
          tones.append(tone)
        } else {
          letters.append(character)
        }
      }
      return letters + tones
    }
  }

  /// A text of lower case with each tone moved behind the vowels among which it stands, a space before it: `hòa` and `hoà`
  /// become one.
  static func toneBehindItsVowels(_ text: String) -> String {
    var result = ""
    var tones = ""
    for character in text {
      if let (letter, tone) = toned[character] {
        result.append(letter)
        tones += " \(tone)"
        continue
      }
      if plain[character] == nil || character == "đ" {
        result += tones
        tones = ""
      }
      result.append(character)
    }
    return result + tones
  }

  private static let vowels: [(letter: Character, plain: Character, toned: String)] = [
    ("a", "a", "àảãáạ"), ("ă", "a", "ằẳẵắặ"), ("â", "a", "ầẩẫấậ"), ("e", "e", "èẻẽéẹ"), ("ê", "e", "ềểễếệ"),
    ("i", "i", "ìỉĩíị"), ("o", "o", "òỏõóọ"), ("ô", "o", "ồổỗốộ"), ("ơ", "o", "ờởỡớợ"), ("u", "u", "ùủũúụ"),
    ("ư", "u", "ừửữứự"), ("y", "y", "ỳỷỹýỵ"),
  ]

  private static let toned: [Character: (letter: Character, tone: Character)] = {
    var result: [Character: (Character, Character)] = [:]
    for vowel in vowels {
      for (character, tone) in zip(vowel.toned, "12345") { result[character] = (vowel.letter, tone) }
    }
    return result
  }()

  private static let plain: [Character: Character] = {
    var result: [Character: Character] = ["đ": "d"]
    for vowel in vowels {
      result[vowel.letter] = vowel.plain
      for character in vowel.toned { result[character] = vowel.plain }
    }
    return result
  }()
}
