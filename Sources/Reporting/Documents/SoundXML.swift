internal import Foundation
internal import FoundationXML

/// XML that was found sound before a tree is made of it.
///
/// `XMLDocument` ends the program on XML that is not well-formed, so `XMLParser`, which tells, goes first. A document with
/// a DTD is refused: Office Open XML has none (ECMA-376 part 2, 8.2.5), and entities come with one.
enum SoundXML {
  /// The tree; nil where the bytes are not well-formed XML in UTF-8 without a DTD.
  static func document(_ bytes: [UInt8]) -> XMLDocument? {
    guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0), isUTF8(text),
      !text.uppercased().contains("<!DOCTYPE")
    else { return nil }
    let data = Data(bytes)
    let check = Check()
    let parser = XMLParser(data: data)
    parser.shouldResolveExternalEntities = false
    parser.delegate = check
    guard parser.parse(), parser.parserError == nil, check.elements > 0, check.depth == 0 else { return nil }
    return try? XMLDocument(data: data, options: [.nodePreserveWhitespace, .nodeLoadExternalEntitiesNever])
  }

  /// Whether the declaration names no other encoding, in which a DTD could hide.
  private static func isUTF8(_ text: String) -> Bool {
    guard text.hasPrefix("<?xml"), let end = text.firstIndex(of: ">") else { return true }
    let declaration = text[..<end].lowercased()
    return !declaration.contains("encoding") || declaration.contains("utf-8")
  }

  private final class Check: NSObject, XMLParserDelegate {
    var elements = 0
    var depth = 0

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName qName: String?,
      attributes attributeDict: [String: String] = [:]
    ) {
      elements += 1
      depth += 1
    }

    func parser(
      _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName qName: String?
    ) {
      depth -= 1
    }
  }
}
