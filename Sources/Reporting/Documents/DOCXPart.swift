internal import Foundation
internal import FoundationXML

// A part of a DOCX as a template. People write tags as words, and Word cuts words into runs where it likes and keeps them in
// paragraphs, cells and rows. Before the tags are a template of Mustache,
//
// 1. a tag that lies in several runs is brought into the first of them, whose look it gets;
// 2. a section that takes a whole row or paragraph, from its first to its last word, goes out of it: then the row or the
//    paragraph is what repeats or vanishes. So do a tag that begins one and closes in a later one, its end there, and tags
//    that have a paragraph for themselves, which leave no empty line;
// 3. each section is held to close in the same element that it opens in, so that what is filled in stays XML.
//
// Elements: ECMA-376 part 1, 17.3 (p, r, t) and 17.4 (tbl, tr, tc).

/// The XML of a part of a DOCX.
struct DOCXPart {
  private let document: XMLDocument
  private let root: XMLElement
  private let template: String

  /// `template` is the file's name in errors.
  init(_ bytes: [UInt8], template: String) throws(ReportError) {
    guard let document = SoundXML.document(bytes), let root = document.rootElement() else {
      throw .damaged(template: template)
    }
    self.document = document
    self.root = root
    self.template = template
  }

  /// Its text as XML.
  var text: String { document.xmlString }

  /// Makes a template for Mustache of it.
  func prepare() throws(ReportError) {
    for paragraph in root.elements("p") { try join(paragraph) }
    for row in root.elements("tr") { try lift(row) }
    for paragraph in root.elements("p") where paragraph.parent != nil { try lift(paragraph) }
    try checkSections(of: root)
  }

  /// Gives cells, heads and feet that lost their last paragraph an empty one, without which Word refuses the file, and
  /// takes away tables that lost every row.
  func mend() {
    for table in root.elements("tbl") where table.elements("tr").isEmpty { table.detach() }
    for container in root.elements("tc") + root.elements("txbxContent") + [root] {
      guard ["tc", "txbxContent", "hdr", "ftr"].contains(where: container.isWord) else { continue }
      let last = container.children?.last { $0.kind == .element } as? XMLElement
      guard last?.isWord("p") != true else { continue }
      container.addChild(XMLElement(name: container.prefix.map { $0.isEmpty ? "p" : $0 + ":p" } ?? "p"))
    }
  }

  // MARK: 1. Runs

  /// Brings each tag of a paragraph into one `t`.
  private func join(_ paragraph: XMLElement) throws(ReportError) {
    let words = paragraph.words(inNestedParagraphs: false)
    let texts = words.map { Array(($0.stringValue ?? "").utf8) }
    let bytes = Array(texts.joined())
    // Which word each byte belongs to; all of a tag to the word in which it begins.
    var owners = texts.indices.flatMap { index in texts[index].map { _ in index } }
    for tag in try tags(in: String(decoding: bytes, as: UTF8.self)) {
      for place in tag.range { owners[place] = owners[tag.range.lowerBound] }
    }
    var joined = texts.map { _ in [UInt8]() }
    for (byte, owner) in zip(bytes, owners) { joined[owner].append(byte) }
    for (index, word) in words.enumerated() where joined[index] != texts[index] {
      word.setWord(String(decoding: joined[index], as: UTF8.self))
    }
  }

  private func tags(in text: String) throws(ReportError) -> [TemplateTag] {
    do throws(TemplateTag.Fault) {
      return try TemplateTag.all(in: text)
    } catch {
      throw .brokenTag(template: template, tag: error.tag)
    }
  }

  // MARK: 2. Rows and paragraphs

  /// A tag and the `t` that it stands in.
  private struct Place {
    var word: XMLElement
    var tag: TemplateTag
  }

  /// Brings sections that take a whole row or paragraph out of it.
  private func lift(_ element: XMLElement) throws(ReportError) {
    guard let parent = element.parent as? XMLElement else { return }
    let isRow = element.isWord("tr")
    while true {
      let words = element.words(inNestedParagraphs: isRow)
      var places: [Place] = []
      for word in words {
        for tag in try tags(in: word.stringValue ?? "") where tag.isOfSection {
          places.append(Place(word: word, tag: tag))
        }
      }
      guard let first = places.first, let last = places.last else { return }
      if element.isPlain, Self.isBlank(words, without: places) {
        for place in places { parent.insert(text: place.tag.text, at: element.index) }
        element.detach()
        return
      }
      let matches = Self.matches(places.map(\.tag))
      let begins = first.tag.isOpening && Self.isBlank(words, before: first)
      let ends = last.tag.kind == .end && Self.isBlank(words, after: last)
      if begins, matches[0] == nil || ends && matches[0] == places.count - 1 {
        if matches[0] != nil { lift(last, to: parent, at: element.index + 1) }
        lift(first, to: parent, at: element.index)
      } else if ends, matches[places.count - 1] == nil {
        lift(last, to: parent, at: element.index + 1)
      } else {
        return
      }
    }
  }

  private func lift(_ place: Place, to parent: XMLElement, at index: Int) {
    parent.insert(text: place.tag.text, at: index)
    place.word.setWord(place.word.stringValue.map { Self.remove([place.tag], from: $0) } ?? "")
  }

  /// For each tag the one that it opens or closes together with; nil where that is not among them.
  private static func matches(_ tags: [TemplateTag]) -> [Int?] {
    var matches = [Int?](repeating: nil, count: tags.count)
    var open: [Int] = []
    for (index, tag) in tags.enumerated() {
      if tag.isOpening {
        open.append(index)
      } else if let last = open.last, tags[last].name == tag.name {
        matches[last] = index
        matches[index] = last
        open.removeLast()
      }
    }
    return matches
  }

  private static func remove(_ tags: [TemplateTag], from text: String) -> String {
    var bytes = Array(text.utf8)
    for tag in tags.reversed() { bytes.removeSubrange(tag.range) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isBlank(_ words: [XMLElement], without places: [Place]) -> Bool {
    words.allSatisfy { word in
      remove(places.filter { $0.word === word }.map(\.tag), from: word.stringValue ?? "").allSatisfy(\.isWhitespace)
    }
  }

  private static func isBlank(_ words: [XMLElement], before place: Place) -> Bool {
    words.prefix { $0 !== place.word }.allSatisfy { ($0.stringValue ?? "").allSatisfy(\.isWhitespace) }
      && (place.word.stringValue ?? "").utf8.prefix(place.tag.range.lowerBound).allSatisfy { $0 == UInt8(ascii: " ") }
  }

  private static func isBlank(_ words: [XMLElement], after place: Place) -> Bool {
    words.reversed().prefix { $0 !== place.word }.allSatisfy { ($0.stringValue ?? "").allSatisfy(\.isWhitespace) }
      && (place.word.stringValue ?? "").utf8.dropFirst(place.tag.range.upperBound)
        .allSatisfy { $0 == UInt8(ascii: " ") }
  }

  // MARK: 3. Sections

  /// Sections close in the element in which they open: a paragraph for its words, or what holds paragraphs and rows.
  private func checkSections(of element: XMLElement) throws(ReportError) {
    var open: [TemplateTag] = []
    func take(_ text: String) throws(ReportError) {
      for tag in try tags(in: text) where tag.isOfSection {
        if tag.isOpening {
          open.append(tag)
        } else if open.popLast()?.name != tag.name {
          throw .brokenSection(template: template, tag: tag.text)
        }
      }
    }
    if element.isWord("p") {
      for word in element.words(inNestedParagraphs: false) { try take(word.stringValue ?? "") }
    }
    for child in element.children ?? [] {
      if let child = child as? XMLElement {
        if !child.isWord("t") { try checkSections(of: child) }
      } else if child.kind == .text {
        try take(child.stringValue ?? "")
      }
    }
    if let tag = open.last { throw .brokenSection(template: template, tag: tag.text) }
  }
}
