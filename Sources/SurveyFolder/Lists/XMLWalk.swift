internal import Foundation
internal import FoundationXML

/// Goes through an XML file element by element, by libxml2. No part of a workbook declares a document type: one that does
/// is refused, and with it entities of any kind.
final class XMLWalk: NSObject, XMLParserDelegate {
  /// An element as it ends: its name without prefix, and the text since the last tag.
  typealias Ending = (_ name: String, _ text: String) -> Void
  /// An element as it begins: its name and its attributes, both without prefix.
  typealias Beginning = (_ name: String, _ attributes: [String: String]) -> Void

  private let begins: Beginning
  private let ends: Ending
  private var text = ""
  private var depth = 0
  private var elements = 0

  private init(begins: @escaping Beginning, ends: @escaping Ending) {
    self.begins = begins
    self.ends = ends
  }

  /// Whether the bytes are XML through to the end; what comes before a fault has been told.
  static func isWhole(_ bytes: [UInt8], begins: @escaping Beginning, ends: @escaping Ending) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self), !text.contains("<!DOCTYPE") else { return false }
    let walk = XMLWalk(begins: begins, ends: ends)
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = walk
    // The parser also calls a file whole that ends within an element.
    return parser.parse() && walk.depth == 0 && walk.elements > 0
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    text = ""
    depth += 1
    elements += 1
    begins(
      Self.local(element), Dictionary(attributes.map { (Self.local($0), $1) }, uniquingKeysWith: { first, _ in first }))
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
  ) {
    ends(Self.local(element), text)
    text = ""
    depth -= 1
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, foundCDATA block: Data) { text += String(decoding: block, as: UTF8.self) }

  private static func local(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }
}
