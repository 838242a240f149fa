/// The pattern of a barcode's text: literal characters and named fields, e.g. `KP1|{form}|{unit}|{box}|{serial:06d}`.
///
/// A field takes the characters up to the literal that follows it. A `:06d` format is for printing; when reading, a
/// field with such a format takes digits only. A field that says `-` says nothing. `{check}` at the end is a check
/// character over all that stands before it.
public struct PayloadPattern: Hashable, Sendable, Codable {
  /// The pattern as written in the form.
  public let text: String

  /// A pattern from its written form. Any text is a pattern: braces that do not close are literal.
  public init(_ text: String) { self.text = text }

  /// Reads the pattern from a plain string.
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the pattern as a plain string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// Whether each `{` is closed by a `}`; one that is not is mostly a slip of the pen, and no code would ever fit.
  public var isClosed: Bool {
    var isOpen = false
    for character in text {
      switch character {
      case "{" where isOpen: return false
      case "{": isOpen = true
      case "}": isOpen = false
      default: break
      }
    }
    return !isOpen
  }

  private enum Part {
    case literal(String)
    case field(name: String, digitsOnly: Bool)
  }

  private var parts: [Part] {
    var result: [Part] = []
    var literal = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      literal += rest[..<open]
      if !literal.isEmpty { result.append(.literal(literal)) }
      literal = ""
      let inside = rest[rest.index(after: open)..<close]
      let pieces = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      result.append(
        .field(name: String(pieces.first ?? ""), digitsOnly: pieces.count > 1 && pieces[1].hasSuffix("d")))
      rest = rest[rest.index(after: close)...]
    }
    literal += rest
    if !literal.isEmpty { result.append(.literal(literal)) }
    return result
  }

  static let checkField = "{check}"
  /// What stands in a field about which there is nothing to say.
  public static let none = "-"

  /// The pattern before its check character; nil where it has none.
  var unchecked: PayloadPattern? {
    text.hasSuffix(Self.checkField) ? PayloadPattern(String(text.dropLast(Self.checkField.count))) : nil
  }

  /// The fields of a text that has exactly this pattern, or nil. No field may be empty.
  public func match(_ payload: String) -> [String: String]? {
    if let unchecked {
      guard let last = payload.last, CheckCharacter.of(payload.dropLast()) == last else { return nil }
      return unchecked.match(String(payload.dropLast()))
    }
    var fields: [String: String] = [:]
    var rest = Substring(payload)
    let parts = parts
    for (index, part) in parts.enumerated() {
      switch part {
      case .literal(let literal):
        guard rest.hasPrefix(literal) else { return nil }
        rest = rest.dropFirst(literal.count)
      case .field(let name, let digitsOnly):
        var value = rest
        if index + 1 < parts.count, case .literal(let next) = parts[index + 1] {
          guard let end = rest.firstRange(of: next)?.lowerBound else { return nil }
          value = rest[..<end]
        }
        guard !value.isEmpty, !digitsOnly || value.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        if let known = fields[name], known != value { return nil }
        fields[name] = String(value)
        rest = rest[value.endIndex...]
      }
    }
    return rest.isEmpty ? fields.filter { $0.value != Self.none } : nil
  }
}
