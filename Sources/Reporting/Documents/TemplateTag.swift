/// A tag of a template as it stands in a text: `{{name}}`, `{{#name}}`, `{{^name}}`, `{{/name}}` or `{{! a remark}}`. Mustache
/// has more kinds; those that a report needs no template to have (other delimiters, other files, text that is not escaped)
/// are refused.
struct TemplateTag: Hashable {
  enum Kind: Hashable { case value, section, inverted, end, remark }

  /// A tag without an end or of another kind, as it is written.
  struct Fault: Error, Hashable {
    var tag: String
  }

  var kind: Kind
  var name: String
  /// As it is written, with its braces.
  var text: String
  /// Where it stands in the text's UTF-8.
  var range: Range<Int>

  /// Whether it opens a section.
  var isOpening: Bool { kind == .section || kind == .inverted }
  /// Whether it opens or closes a section.
  var isOfSection: Bool { isOpening || kind == .end }

  /// The tags of a text in their order.
  static func all(in text: String) throws(Fault) -> [TemplateTag] {
    let bytes = Array(text.utf8)
    var tags: [TemplateTag] = []
    var place = 0
    while let start = pair(UInt8(ascii: "{"), in: bytes, from: place) {
      let next = pair(UInt8(ascii: "{"), in: bytes, from: start + 2) ?? bytes.count
      guard let inner = pair(UInt8(ascii: "}"), in: bytes, from: start + 2), inner < next else {
        throw Fault(tag: excerpt(bytes[start..<min(next, bytes.count)]))
      }
      let written = String(decoding: bytes[start..<inner + 2], as: UTF8.self)
      guard let (kind, name) = parse(String(decoding: bytes[start + 2..<inner], as: UTF8.self)) else {
        throw Fault(tag: excerpt(bytes[start..<inner + 2]))
      }
      tags.append(TemplateTag(kind: kind, name: name, text: written, range: start..<inner + 2))
      place = inner + 2
    }
    return tags
  }

  /// Where two of these bytes stand one after the other.
  private static func pair(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
    var place = start
    while place + 1 < bytes.count {
      if bytes[place] == byte, bytes[place + 1] == byte { return place }
      place += 1
    }
    return nil
  }

  private static func parse(_ content: String) -> (Kind, String)? {
    let kind: Kind
    var name = Substring(content)
    switch content.unicodeScalars.first {
    case "#": kind = .section
    case "^": kind = .inverted
    case "/": kind = .end
    case "!": return (.remark, "")
    default: kind = .value
    }
    if kind != .value { name = name.dropFirst() }
    while name.first?.isWhitespace == true { name.removeFirst() }
    while name.last?.isWhitespace == true { name.removeLast() }
    let isName = !name.isEmpty && name.utf8.allSatisfy { isLetterOrDigit($0) }
    return isName || kind == .value && name == "." ? (kind, String(name)) : nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// One line of bounded length for messages.
  private static func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let line = text.prefix { !$0.isNewline }.prefix(40)
    return line.count < text.count ? line + "…" : String(line)
  }
}
