/// A person's name, for telling persons apart: who must agree with another person must not become one by another spelling
/// of the own name.
///
/// Compared are letters, their marks, and digits: without regard to capitals, composition (NFC, NFD), white space,
/// punctuation, symbols, signs that nobody sees, and the place of a tone mark within its syllable (Hòa, Hoà). Marks count:
/// An and Ân are two names. Letters of other scripts stay what they are.
public struct PersonName: Hashable, Sendable {
  /// The name as it was written.
  public let text: String
  private let key: String

  /// A name as it was written.
  public init(_ text: String) {
    self.text = text
    key = Self.key(text)
  }

  /// Whether there is nothing in it by which a person could be told.
  public var isEmpty: Bool { key.isEmpty }

  /// By what is compared, not by the spelling.
  public static func == (a: Self, b: Self) -> Bool { a.key == b.key }

  /// By what is compared, like `==`.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  private static func key(_ text: String) -> String {
    var letters = String.UnicodeScalarView()
    // First to capitals: letters with several small forms become one.
    for scalar in text.uppercased().lowercased().unicodeScalars where isCompared(scalar) { letters.append(scalar) }
    return VietnameseText.toneBehindItsVowels(String(letters))
  }

  private static func isCompared(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.properties.isDefaultIgnorableCodePoint else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
}
