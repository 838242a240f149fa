// How it is found out in which encoding a list was written. Each word with a letter beyond ASCII is tried as it stands
// and as each legacy encoding has it: is it a syllable of Vietnamese? Right Unicode text is never taken for a legacy one:
// nearly every such list has letters that no legacy text has (ạ, ư, đ …), and in one that has none of them (`Xã Cà Ná`)
// the words are syllables as they stand. A legacy encoding must explain nearly all words, and leave no other reading.

internal import Foundation

/// The words of a list, as evidence of how it was written.
struct WrittenWords {
  /// What they show.
  enum Finding: Hashable {
    /// Unicode, as it stands.
    case unicode
    /// All of it in a legacy encoding.
    case legacy(LegacyEncoding)
    /// Words in a legacy encoding among others that are right; the first of them.
    case mixed(LegacyEncoding, example: String)
    /// No Vietnamese as it stands, and nothing else for certain; the first strange word.
    case unclear(example: String)
  }

  /// Fewer different words than these show nothing.
  private static let fewestWords = 3
  /// Share of the words that a legacy encoding must make syllables of; the rest is room for names from other languages.
  private static let leastExplained = 0.9
  /// Largest share of words that another reading may explain as well.
  private static let mostOtherwise = 0.25

  /// Words with a letter beyond ASCII, each once, in order.
  private let words: [String]

  /// The words of a list's cells.
  init(_ cells: some Sequence<String>) {
    var seen: Set<String> = []
    words = cells.flatMap(Self.words).filter { word in
      word.unicodeScalars.contains { !$0.isASCII } && seen.insert(word).inserted
    }
  }

  /// What the words show.
  var finding: Finding {
    let western = words.filter(Self.isWestern)
    let strange = western.filter { !VietnameseSyllable.isOne($0) }
    func explained(_ encoding: LegacyEncoding) -> [String] {
      strange.filter { VietnameseSyllable.isOne(encoding.text(of: $0)) }
    }
    let candidates = LegacyEncoding.allCases.map { (encoding: $0, words: explained($0)) }
      .sorted { $0.words.count > $1.words.count }
    let (best, second) = (candidates[0], candidates[1])
    guard let example = best.words.first(where: Self.hasForeignLetter) else {
      // A word of another language is none of our business, unless there is hardly anything else.
      let odd = strange.filter { best.words.contains($0) || Self.hasForeignLetter($0) }
      guard western.count == words.count, odd.count > 1, 2 * odd.count >= words.count else { return .unicode }
      return .unclear(example: odd[0])
    }
    guard western.count == words.count else { return .mixed(best.encoding, example: example) }
    if best.encoding == .tcvn3, let lost = words.first(where: Self.hasLostLetter) { return .unclear(example: lost) }
    let syllables = words.count { VietnameseSyllable.isOne(best.encoding.text(of: $0)) }
    let isCertain =
      best.words.count >= Self.fewestWords && Double(syllables) >= Self.leastExplained * Double(words.count)
      && Double(second.words.count) <= Self.mostOtherwise * Double(best.words.count)
      && Double(words.count - strange.count) <= 0.5 * Double(words.count)
    return isCertain ? .legacy(best.encoding) : .unclear(example: example)
  }

  /// Runs of letters and of what legacy encodings have in the place of letters.
  private static func words(_ cell: String) -> [String] {
    cell.unicodeScalars.split { scalar in
      scalar.isASCII
        ? !scalar.properties.isAlphabetic
        : scalar.value > 0xFF
          ? !scalar.properties.isAlphabetic && scalar.properties.canonicalCombiningClass == .notReordered
          : scalar.value <= 0xA0
    }.map { String($0) }
  }

  /// Whether a word has none of the letters that only Unicode has for Vietnamese: ă đ ĩ ũ ơ ư, all with a dot below or a
  /// hook, and marks that stand alone.
  private static func isWestern(_ word: String) -> Bool {
    !word.unicodeScalars.contains { onlyUnicode.contains($0) || (0x1EA0...0x1EF9).contains($0.value) }
  }

  private static let onlyUnicode = VietnameseName.tones.union(
    "ĂăĐđĨĩŨũƠơƯư\u{302}\u{306}\u{31B}".unicodeScalars)

  /// Whether a word of TCVN3 has lost its `ư`, which lies in the place of the soft hyphen: some programs drop that, and
  /// `Phước` becomes `Phớc`.
  private static func hasLostLetter(_ word: String) -> Bool {
    let text = LegacyEncoding.tcvn3.text(of: word)
    guard !VietnameseSyllable.isOne(text) else { return false }
    let scalars = text.decomposedStringWithCanonicalMapping.unicodeScalars
    var mended = String.UnicodeScalarView()
    for (letter, mark) in zip(scalars, scalars.dropFirst().map { $0 } + [" "]) {
      if mark == "\u{31B}", letter == "o" { mended.append(contentsOf: "u\u{31B}".unicodeScalars) }
      mended.append(letter)
    }
    return VietnameseSyllable.isOne(String(mended))
  }

  /// Those letters of Vietnamese that Western fonts have.
  private static let shared: Set<Unicode.Scalar> = Set("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ".unicodeScalars)

  /// Whether a word has a Western sign that is no letter of Vietnamese.
  private static func hasForeignLetter(_ word: String) -> Bool {
    word.unicodeScalars.contains { !$0.isASCII && !shared.contains($0) }
  }
}
