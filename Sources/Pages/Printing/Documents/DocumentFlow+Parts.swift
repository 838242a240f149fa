internal import Raster

/// What documents of offices are made of.
extension DocumentFlow {
  /// The letters of running text.
  static let body = TypeStyle(size: 12.5)

  /// What the document is, what it is about, and a short line below.
  mutating func title(_ kind: String, about: String) {
    space(5)
    add(TextBlock(kind, TypeStyle(size: 14).bold, alignment: .center))
    add(TextBlock(about, TypeStyle(size: 13).bold, alignment: .center))
    let width = width
    add(height: 2) { page, place in
      page.rule(x: place.x + width / 2 - 20, y: place.y + 1.2, length: 40, width: 0.25)
    }
    space(2.5)
  }

  /// A heading; never alone at a page's foot.
  mutating func heading(_ text: String) {
    space(2.5)
    keep(15)
    add(Self.headingBlock(text))
    space(1)
  }

  static func headingBlock(_ text: String) -> TextBlock { TextBlock(text, body.bold) }

  static func paragraph(_ text: String) -> TextBlock { TextBlock(text, body, alignment: .justified, indent: 10) }

  /// A point of a list.
  mutating func item(_ text: String) { add(TextBlock("– " + text, Self.body, alignment: .justified, indent: -3.5)) }

  /// Lines to be written on: each run of `…` becomes dots, as many as fill the line together, long runs more of them
  /// than short ones.
  mutating func toFill(_ text: String) {
    for line in text.split(separator: "\n") {
      add(TextBlock(dotted(String(line)), Self.body))
      space(0.5)
    }
  }

  private func dotted(_ line: String) -> String {
    func width(_ text: String) -> Double { typesetter.measure(TextBlock(text, Self.body)).width }
    let leader: Character = "…"
    let total = line.count { $0 == leader }
    // A line's width and that of its parts differ by the spaces at their ends: measured with a dot in place of each run.
    let runs = line.split(omittingEmptySubsequences: false) { $0 != leader }.filter { !$0.isEmpty }
    guard total > 0 else { return line }
    let parts = line.split(whereSeparator: { $0 == leader })
    let bare = line.hasPrefix("…") ? "." + parts.joined(separator: ".") : parts.joined(separator: ".")
    let dot = width("..........") / 10
    let room = max(0, (self.width - width(bare) - 1) / dot)
    var result = ""
    var rest = Substring(line)
    for run in runs {
      let start = rest.firstIndex(of: leader) ?? rest.endIndex
      result += rest[..<start]
      result += String(repeating: ".", count: max(3, Int(room * Double(run.count) / Double(total))))
      rest = rest[start...].drop { $0 == leader }
    }
    return result + rest
  }
}
