/// The languages that the product speaks.
public enum Language: String, Hashable, Sendable, Codable, CaseIterable {
  case vi, en
}

/// A text in every language, side by side so a translator sees both. `{name}` is filled in when the sentence is made.
public struct Phrase: Hashable, Sendable {
  /// Vietnamese.
  public var vi: String
  /// English.
  public var en: String

  /// A text in both languages.
  public init(_ vi: String, _ en: String) {
    self.vi = vi
    self.en = en
  }

  /// The text in one language, as written.
  public func text(in language: Language) -> String {
    switch language {
    case .vi: vi
    case .en: en
    }
  }

  /// The text with its names filled in, or nil when one of them has no value.
  func filled(in language: Language, _ values: [String: String]) -> String? {
    var result = ""
    var rest = Substring(text(in: language))
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      guard let value = values[String(rest[rest.index(after: open)..<close])] else { return nil }
      result += rest[..<open] + value
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
