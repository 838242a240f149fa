internal import Raster

/// What `pdftotext -bbox` says of one page: its size and the words of its text layer. Its output is XHTML, a tag a line.
struct PDFText {
  /// Millimetres of a point.
  private static let point = 25.4 / 72

  /// Width and height of the page as the words are placed on it, points.
  private(set) var size: (width: Double, height: Double)?
  /// The words in the order of the file, mm.
  private(set) var words: [PrintedWord] = []

  /// Reads the first page of the program's output; lines that are not understood are left out.
  init(xhtml output: [UInt8]) {
    for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
      let line = line.drop { $0 == " " }
      if line.hasPrefix("<page ") {
        guard size == nil else { return }
        if let width = Self.number("width", line), let height = Self.number("height", line) { size = (width, height) }
      } else if line.hasPrefix("<word "), let open = line.firstIndex(of: ">"),
        let close = line[open...].firstRange(of: "</word>")?.lowerBound,
        let left = Self.number("xMin", line), let top = Self.number("yMin", line),
        let right = Self.number("xMax", line), let bottom = Self.number("yMax", line), right > left, bottom > top
      {
        let rect = PaperRect(
          x: left * Self.point, y: top * Self.point, width: (right - left) * Self.point,
          height: (bottom - top) * Self.point)
        words.append(PrintedWord(text: Self.text(line[line.index(after: open)..<close]), rect: rect))
      }
    }
  }

  private static func number(_ name: String, _ tag: Substring) -> Double? {
    guard let start = tag.firstRange(of: name + "=\"")?.upperBound, let end = tag[start...].firstIndex(of: "\"") else {
      return nil
    }
    return Double(tag[start..<end]).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The five entities that XML has; `&amp;` last, as it makes others.
  private static func text(_ escaped: Substring) -> String {
    var text = String(escaped)
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
      text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
    }
    return text
  }
}
