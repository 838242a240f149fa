/// JSON (RFC 8259) to a `Document`. Foundation's decoder tells neither lines nor that a key stands there twice; in
/// minutes both matter, so this is a recursive descent over the bytes, bounded in depth and number of values.
struct JSONText {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var budget = Document.valueLimit

  static func parse(_ text: String, file: String) throws(FolderError) -> Document {
    var parser = JSONText(bytes: Array(text.utf8), file: file)
    parser.skipSpace()
    guard parser.position < parser.bytes.count else { throw FolderError(file: file, .emptyFile) }
    let document = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == parser.bytes.count else { throw parser.malformed("text after the end of the value") }
    return document
  }

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func malformed(_ what: String) -> FolderError { FolderError(file: file, line: line, .malformed(what)) }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      if byte == 0x0A { line += 1 }
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(FolderError) -> Document {
    guard depth <= Document.depthLimit else {
      throw FolderError(file: file, line: line, .nestedTooDeeply(limit: Document.depthLimit))
    }
    budget -= 1
    guard budget >= 0 else { throw FolderError(file: file, .tooManyValues(limit: Document.valueLimit)) }
    let start = line
    switch next {
    case UInt8(ascii: "{"): return Document(content: .map(try map(depth: depth)), line: start)
    case UInt8(ascii: "["): return Document(content: .list(try list(depth: depth)), line: start)
    case UInt8(ascii: "\""): return Document(content: .scalar(try string(), plain: false), line: start)
    default: return Document(content: .scalar(try word(), plain: true), line: start)
    }
  }

  private mutating func map(depth: Int) throws(FolderError) -> [Document.Entry] {
    position += 1
    var entries: [Document.Entry] = []
    var lines: [String: Int] = [:]
    skipSpace()
    if take("}") { return entries }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw malformed("a key in quotes was expected") }
      let keyLine = line
      let key = try string()
      if let first = lines[key] {
        throw FolderError(file: file, line: keyLine, field: key, .duplicate(value: key, first: "\(first)"))
      }
      lines[key] = keyLine
      skipSpace()
      guard take(":") else { throw malformed("':' was expected after a key") }
      skipSpace()
      entries.append(Document.Entry(key: key, line: keyLine, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return entries }
      guard take(",") else { throw malformed("',' or '}' was expected") }
    }
  }

  private mutating func list(depth: Int) throws(FolderError) -> [Document] {
    position += 1
    var items: [Document] = []
    skipSpace()
    if take("]") { return items }
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return items }
      guard take(",") else { throw malformed("',' or ']' was expected") }
    }
  }

  private mutating func word() throws(FolderError) -> String {
    let start = position
    while let byte = next, byte > 0x20, !",]}:[{\"".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard ["true", "false", "null"].contains(text) || PlainNumber.double(text) != nil else {
      throw malformed(text.isEmpty ? "a value was expected" : "a value was expected, not \(text.prefix(20))")
    }
    return text
  }

  private mutating func string() throws(FolderError) -> String {
    position += 1
    var units: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &units)
      case 0..<0x20: throw malformed("a control character in a text")
      default: units.append(byte)
      }
    }
    throw malformed("a text that does not end")
  }

  private mutating func escape(into units: inout [UInt8]) throws(FolderError) {
    guard let byte = next else { throw malformed("a text that does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(byte)
    case UInt8(ascii: "b"): units.append(0x08)
    case UInt8(ascii: "f"): units.append(0x0C)
    case UInt8(ascii: "n"): units.append(0x0A)
    case UInt8(ascii: "r"): units.append(0x0D)
    case UInt8(ascii: "t"): units.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800..<0xDC00).contains(code) {
        guard take("\\"), take("u") else { throw malformed("half of a surrogate pair") }
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw malformed("half of a surrogate pair") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw malformed("half of a surrogate pair") }
      units.append(contentsOf: String(Character(scalar)).utf8)
    default: throw malformed("an unknown escape in a text")
    }
  }

  private mutating func hexadecimal() throws(FolderError) -> UInt32 {
    guard position + 4 <= bytes.count,
      bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw malformed("\\u needs four hexadecimal digits") }
    position += 4
    return code
  }
}
