/// A value on its way to a JSON text, for formats whose objects are many and are written once.
/// Foundation's encoder takes three times as long as the rest of a report.
enum JSONValue {
  case text(String)
  case number(Int)
  case list([JSONValue])
  case object([String: JSONValue])

  /// An object of a common data format: its `@type`, and of these fields those that have a value.
  static func object(_ type: String, _ fields: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    var members: [String: JSONValue] = ["@type": .text(type)]
    for (name, value) in fields { members[name] = value }
    return .object(members)
  }

  /// The JSON in one line, fields in order of their names: one value has one spelling.
  var line: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): Self.write(text, to: &bytes)
    case .number(let number): bytes += Array(String(number).utf8)
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// A text as RFC 8259 (section 7) has it: quotation marks, backslashes and control characters are escaped.
  private static func write(_ text: String, to bytes: inout [UInt8]) {
    let hex = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: bytes += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  init(stringLiteral value: String) { self = .text(value) }

  init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
}
