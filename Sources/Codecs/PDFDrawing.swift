/// What a page draws, from `pdftops`, which rewrites every page as plain lines, one operator each, and passes
/// compressed pictures through. This is the proof that a page is nothing but one picture, upright over all of it: a
/// stroke, a word, a stamp, a clip, a mirrored or inverted picture is an operator that stands not on the list below,
/// and then the page is rendered.
struct PDFDrawing {
  /// The one picture of a plain page.
  struct Picture: Equatable {
    /// px.
    var width = 0
    /// px.
    var height = 0
    /// Where its unit square goes, points: a b c d e f.
    var matrix: [Double] = [1, 0, 0, 1, 0, 0]
  }

  /// By order of the pages in the output: the picture, or nil for a page that draws anything else.
  private(set) var pages: [Picture?] = []

  /// Operators that draw nothing: state that pictures do not heed, and nesting.
  private static let harmless: Set<String> = [
    "d", "i", "j", "J", "M", "w", "cs", "sc", "CS", "SC", "op", "OP", "opm", "OPM",
  ]

  init(postScript: [UInt8]) {
    var lines = PostScriptLines(bytes: postScript)
    while let line = lines.next() {
      if line.hasPrefix("%%Page: ") { pages.append(PDFDrawing.picture(&lines)) }
    }
  }

  /// Reads one page's lines up to its end.
  private static func picture(_ lines: inout PostScriptLines) -> Picture? {
    while let line = lines.next(), line != "%%EndPageSetup" {}
    var matrices: [[Double]] = []
    var matrix = [1.0, 0, 0, 1, 0, 0]
    var found: Picture?
    while let line = lines.next() {
      let words = line.split(separator: " ")
      if line.hasPrefix("userdict /ICCBased-") {
        // A colour profile spelled out by the program itself.
        while let next = lines.next(), !next.hasSuffix("setcolorspace") {}
        continue
      }
      switch words.last {
      case "q": matrices.append(matrix)
      case "Q": matrix = matrices.popLast() ?? matrix
      case "cm":
        guard let step = numbers(line), step.count == 6 else { return nil }
        matrix = product(step, matrix)
      case "setcolorspace": break
      case "settransfer": guard line == "{} settransfer" else { return nil }
      case "<<":
        guard found == nil, var picture = dictionary(&lines), lines.next() == "pdfIm" else { return nil }
        lines.skipData()
        picture.matrix = matrix
        found = picture
      case "showpage": return found
      case let word? where harmless.contains(String(word)): break
      default: return nil
      }
    }
    return nil
  }

  /// The dictionary of a picture; nil when its rows or its values are turned around.
  private static func dictionary(_ lines: inout PostScriptLines) -> Picture? {
    var picture = Picture()
    while let line = lines.next(), line != ">>" {
      let value = numbers(line) ?? []
      if line.hasPrefix("  /Width "), let width = value.first { picture.width = Int(exactly: width) ?? 0 }
      if line.hasPrefix("  /Height "), let height = value.first { picture.height = Int(exactly: height) ?? 0 }
      if line.hasPrefix("  /ImageMatrix ") {
        let (width, height) = (Double(picture.width), Double(picture.height))
        guard value == [width, 0, 0, -height, 0, height] else { return nil }
      }
      if line.hasPrefix("  /Decode ") {
        guard !value.isEmpty, value.enumerated().allSatisfy({ $0 % 2 == 0 ? $1 == 0 : $1 > 0 }) else { return nil }
      }
    }
    return picture.width > 0 && picture.height > 0 ? picture : nil
  }

  private static func numbers(_ line: String) -> [Double]? {
    let parts = line.split { " []".contains($0) }.filter { !$0.hasPrefix("/") && $0 != "cm" }
    let values = parts.compactMap { Double($0) }
    return values.count == parts.count ? values : nil
  }

  private static func product(_ a: [Double], _ b: [Double]) -> [Double] {
    [
      a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
      a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    ]
  }
}

extension PDFDrawing.Picture {
  /// Whether it lies upright over the whole page. A margin of 5 % in each direction is what scanners and drivers
  /// leave or cut.
  func covers(_ page: PDFOutline.Page) -> Bool {
    guard page.width > 0, page.height > 0 else { return false }
    return (0.95...1.05).contains(matrix[0] / page.width) && (0.95...1.05).contains(matrix[3] / page.height)
      && abs(matrix[1]) < 0.01 && abs(matrix[2]) < 0.01
      && abs(matrix[4]) <= 0.05 * page.width && abs(matrix[5]) <= 0.05 * page.height
  }
}

/// Lines of the output, with the data of pictures passed over quickly.
private struct PostScriptLines {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> String? {
    guard position < bytes.count else { return nil }
    let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
    defer { position = end + 1 }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  /// To behind the line that ends a picture's data.
  mutating func skipData() {
    let mark = Array("%-EOD-".utf8)
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 10) ?? bytes.count
      let isMark = end - position == mark.count && bytes[position..<end].elementsEqual(mark)
      position = end + 1
      if isMark { return }
    }
  }
}
