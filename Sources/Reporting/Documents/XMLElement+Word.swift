internal import Foundation
internal import FoundationXML

extension XMLElement {
  /// The two namespaces of the words: as offices write them, and the strict one of ISO/IEC 29500.
  private static let namespaces = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
  ]

  /// Whether it is this element of WordprocessingML.
  func isWord(_ name: String) -> Bool { localName == name && uri.map(Self.namespaces.contains) == true }

  /// All elements of this name in it, in the document's order.
  func elements(_ name: String) -> [XMLElement] {
    (children ?? []).flatMap { child -> [XMLElement] in
      guard let child = child as? XMLElement else { return [] }
      return (child.isWord(name) ? [child] : []) + child.elements(name)
    }
  }

  /// The `t` elements in it, in the document's order; those of paragraphs in text boxes of this paragraph only if asked.
  func words(inNestedParagraphs isDeep: Bool) -> [XMLElement] {
    (children ?? []).flatMap { child -> [XMLElement] in
      guard let child = child as? XMLElement else { return [] }
      if child.isWord("t") { return [child] }
      return !isDeep && child.isWord("p") ? [] : child.words(inNestedParagraphs: isDeep)
    }
  }

  /// Puts a text between its children; it becomes part of a text beside it. libxml2 would join the two itself and free the
  /// one that was put in, of which its owner would know nothing.
  func insert(text: String, at index: Int) {
    let children = children ?? []
    let (before, after) = (index - 1, index)
    if children.indices.contains(before), children[before].kind == .text {
      children[before].stringValue = (children[before].stringValue ?? "") + text
    } else if children.indices.contains(after), children[after].kind == .text {
      children[after].stringValue = text + (children[after].stringValue ?? "")
    } else if let node = XMLNode.text(withStringValue: text) as? XMLNode {
      insertChild(node, at: index)
    }
  }

  /// Puts a text into a `t`, of which no space at its ends is lost.
  func setWord(_ text: String) {
    stringValue = text
    // attribute(forName:) finds neither one that was read nor one that was put in.
    guard attributes?.contains(where: { $0.localName == "space" || $0.name == "xml:space" }) != true else { return }
    // XMLNode(kind:) ends the program for texts and attributes; these makers do not.
    let space = XMLNode.attribute(withName: "xml:space", stringValue: "preserve")
    if let space = space as? XMLNode { addAttribute(space) }
  }

  /// Whether there is nothing in it but words and their look: no picture, break, field or section of pages.
  var isPlain: Bool {
    (children ?? []).allSatisfy { child in
      guard let child = child as? XMLElement else { return true }
      if ["pPr", "rPr", "tcPr", "trPr", "tblPrEx"].contains(where: child.isWord) {
        return child.elements("sectPr").isEmpty
      }
      let isWords = [
        "tc", "p", "r", "t", "hyperlink", "smartTag", "proofErr", "bookmarkStart", "bookmarkEnd",
        "lastRenderedPageBreak",
      ].contains(where: child.isWord)
      return isWords && child.isPlain
    }
  }
}
