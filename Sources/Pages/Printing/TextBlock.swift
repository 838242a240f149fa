internal import Foundation

/// How letters look.
struct TypeStyle: Sendable, Hashable {
  /// The families that documents are set in; all three have every letter of Vietnamese and are free (Debian's
  /// fonts-croscore). Liberation Serif, which looks the same, lacks ệ, ữ and ạ in Debian 12.
  enum Family: String, Sendable, CaseIterable {
    /// Takes as much room as Times New Roman, which decree 30/2020/NĐ-CP asks for.
    case serif = "Tinos"
    /// As wide as Courier New: digests and commands.
    case monospaced = "Cousine"
  }

  var family = Family.serif
  /// Size, pt.
  var size: Double
  var isBold = false
  var isItalic = false
  /// 0 is black.
  var shade = 0.0

  var bold: TypeStyle { with { $0.isBold = true } }
  var italic: TypeStyle { with { $0.isItalic = true } }
  func sized(_ size: Double) -> TypeStyle { with { $0.size = size } }

  private func with(_ change: (inout TypeStyle) -> Void) -> TypeStyle {
    var result = self
    change(&result)
    return result
  }
}

/// A text to be set: one paragraph or several, broken at a width.
struct TextBlock: Sendable, Hashable {
  /// A part of the text in one style.
  struct Run: Sendable, Hashable {
    /// Composed letters: a font has them drawn as one, and places separate marks less well.
    let text: String
    let style: TypeStyle

    init(text: String, style: TypeStyle) {
      self.text = text.precomposedStringWithCanonicalMapping
      self.style = style
    }
  }

  enum Alignment: Sendable, Hashable {
    case left, center, right, justified
  }

  var runs: [Run]
  var alignment = Alignment.left
  /// Lines are broken at this width, mm; nil breaks at line feeds only.
  var width: Double?
  /// The first line of each paragraph is indented so far; the other lines when negative. mm.
  var indent = 0.0
  /// Distance of the lines, 1 = as the font has it.
  var lineSpacing = 1.0

  init(_ runs: [Run], alignment: Alignment = .left, width: Double? = nil, indent: Double = 0) {
    self.runs = runs
    self.alignment = alignment
    self.width = width
    self.indent = indent
  }

  init(_ text: String, _ style: TypeStyle, alignment: Alignment = .left, width: Double? = nil, indent: Double = 0) {
    self.init([Run(text: text, style: style)], alignment: alignment, width: width, indent: indent)
  }

  /// The same, broken at a width, mm.
  func broken(at width: Double) -> TextBlock {
    var result = self
    result.width = width
    return result
  }

  /// The text before and after so many bytes of UTF-8.
  func split(at bytes: Int) -> (first: TextBlock?, rest: TextBlock?) {
    var (before, after): ([Run], [Run]) = ([], [])
    var left = bytes
    for run in runs {
      let size = run.text.utf8.count
      let head = String(decoding: run.text.utf8.prefix(max(0, left)), as: UTF8.self)
      let tail = String(decoding: run.text.utf8.dropFirst(max(0, left)), as: UTF8.self)
      if !head.isEmpty { before.append(Run(text: head, style: run.style)) }
      if !tail.isEmpty { after.append(Run(text: tail, style: run.style)) }
      left -= size
    }
    var (first, rest) = (self, self)
    (first.runs, rest.runs, rest.indent) = (before, after, 0)
    return (before.isEmpty ? nil : first, after.isEmpty ? nil : rest)
  }
}
