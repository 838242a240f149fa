internal import Foundation
internal import Glibc

/// How Vietnamese was written before Unicode, and still is in lists that offices pass on: fonts that draw Vietnamese
/// letters in the places of Western ones. To other programs such text is Western: `Ph­êng V¹n Phóc`.
public enum LegacyEncoding: String, Hashable, Sendable, CaseIterable {
  /// TCVN 5712:1993, its set VN3, which the ABC fonts have (.VnTime): a byte for each letter.
  case tcvn3
  /// VNI for Windows: a letter, and a second one behind it for its marks.
  case vni

  /// What people call it.
  public var name: String {
    switch self {
    case .tcvn3: "TCVN3 (ABC, .VnTime)"
    case .vni: "VNI"
    }
  }

  /// Text that was taken for Western letters, as the letters that its font showed, composed (NFC). What is no letter of
  /// the encoding stays.
  func text(of western: String) -> String {
    switch self {
    case .tcvn3: TCVN3.text(of: western)
    case .vni: VNI.text(of: western)
    }
  }
}

private enum TCVN3 {
  /// The places of VN3. The other places of the full set hold capitals with tones, which the ABC fonts leave out: they
  /// have fonts of capitals instead (.VnTimeH), whose text arrives here in small letters.
  private static let places: [UInt8] =
    [0xA1...0xAE, 0xB5...0xB9, 0xBB...0xBE, 0xC6...0xCC, 0xCE...0xD8, 0xDC...0xDF, 0xE1...0xEF, 0xF1...0xFE]
    .flatMap(Array.init)

  /// The letters by the Western ones in their places, as the system's iconv has them; none where it lacks the encoding.
  static let letters: [Unicode.Scalar: Unicode.Scalar] = {
    let converter = iconv_open("UTF-8", "TCVN5712-1")
    guard let converter, Int(bitPattern: converter) != -1 else { return [:] }
    defer { iconv_close(converter) }
    // A line each: what follows a letter could be a tone of it.
    var bytes: [CChar] = places.flatMap { [CChar(bitPattern: $0), 10] }
    var text = [CChar](repeating: 0, count: 8 * bytes.count)
    let length = bytes.withUnsafeMutableBufferPointer { source in
      text.withUnsafeMutableBufferPointer { target in
        var (from, unread) = (source.baseAddress, source.count)
        var (to, unwritten) = (target.baseAddress, target.count)
        guard iconv(converter, &from, &unread, &to, &unwritten) != -1, unread == 0 else { return 0 }
        return target.count - unwritten
      }
    }
    let lines = String(decoding: text.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self).split(separator: "\n")
    guard lines.count == places.count else { return [:] }
    return Dictionary(
      zip(places, lines).compactMap { place, line in line.unicodeScalars.first.map { (Unicode.Scalar(place), $0) } },
      uniquingKeysWith: { first, _ in first })
  }()

  static func text(of western: String) -> String {
    String(String.UnicodeScalarView(western.unicodeScalars.map { letters[$0] ?? $0 }))
      .precomposedStringWithCanonicalMapping
  }
}

private enum VNI {
  /// Marks behind a letter, and the letters that take them. Tones alone:
  private static let tones: [Unicode.Scalar: String] = [
    "ø": "\u{300}", "ù": "\u{301}", "û": "\u{309}", "õ": "\u{303}", "ï": "\u{323}",
  ]
  /// The circumflex, alone and with a tone.
  private static let circumflexes: [Unicode.Scalar: String] = [
    "â": "\u{302}", "à": "\u{302}\u{300}", "á": "\u{302}\u{301}", "å": "\u{302}\u{309}", "ã": "\u{302}\u{303}",
    "ä": "\u{302}\u{323}",
  ]
  /// The breve, alone and with a tone.
  private static let breves: [Unicode.Scalar: String] = [
    "ê": "\u{306}", "è": "\u{306}\u{300}", "é": "\u{306}\u{301}", "ú": "\u{306}\u{309}", "ü": "\u{306}\u{303}",
    "ë": "\u{306}\u{323}",
  ]
  /// Letters that are one by themselves.
  private static let letters: [Unicode.Scalar: Unicode.Scalar] = [
    "ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
  ]

  /// The marks that a letter gets from what stands behind it; both in small letters.
  private static func marks(_ mark: Unicode.Scalar, on letter: Unicode.Scalar) -> String? {
    if let tone = tones[mark] { return "aeouyôö".unicodeScalars.contains(letter) ? tone : nil }
    if let circumflex = circumflexes[mark] { return "aeo".unicodeScalars.contains(letter) ? circumflex : nil }
    return letter == "a" ? breves[mark] : nil
  }

  static func text(of western: String) -> String {
    // Capitals lie in the places of Western capitals.
    func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
      scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }
    let scalars = Array(western.unicodeScalars)
    var result = ""
    var place = 0
    while place < scalars.count {
      let letter = small(scalars[place])
      var written = String(letters[letter] ?? letter)
      let isCapital = letter != scalars[place]
      place += 1
      if place < scalars.count, let marks = marks(small(scalars[place]), on: letter) {
        written += marks
        place += 1
      }
      result += isCapital ? written.uppercased() : written
    }
    return result.precomposedStringWithCanonicalMapping
  }
}
