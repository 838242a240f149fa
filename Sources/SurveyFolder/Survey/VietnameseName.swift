internal import Foundation

/// Vietnamese names, for comparing only: the name itself stays as it was written, NFC.
public enum VietnameseName {
  /// Grave, acute, tilde, hook above, dot below: the five tone marks. The marks of letters (â, ă, ơ) are none of them.
  static let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]

  /// Equal for two spellings of one name: NFC and NFD, capital and small letters, more than one space, and the two places
  /// of a tone mark (`Hòa`, `Hoà`). The tone is put behind its syllable, where both spellings agree.
  public static func key(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    var tone: Unicode.Scalar?
    var pendingSpace = false
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
    }
    for scalar in name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      if tones.contains(scalar) {
        tone = scalar
        continue
      }
      if !isLetter(scalar), let mark = tone {
        result.append(mark)
        tone = nil
      }
      if scalar.properties.isWhitespace {
        pendingSpace = !result.isEmpty
        continue
      }
      if pendingSpace { result.append(" ") }
      pendingSpace = false
      result.append(scalar)
    }
    if let tone { result.append(tone) }
    return String(result)
  }

  /// Whether two names are the same, however they are spelt.
  public static func same(_ a: String, _ b: String) -> Bool { key(a) == key(b) }
}
