internal import Ballots
internal import Foundation
internal import Raster
internal import Reading

/// Makes barcode regions of the codes on a blank that was scanned as it is handed out, and finds room for codes on one
/// that has none.
struct CodeProposal {
  /// Room around a code within which nothing is printed, mm: form regions hold it.
  static let quietZone = 2.0
  /// Side of the room that a code needs, mm.
  static let room = 24.0
  /// Room is looked for in the page's upper part, mm.
  static let upperPart = 70.0
  /// Nothing is printed so near the paper's edge, mm.
  static let margin = 10.0
  /// Letters are lower than this, and codes reach so far beyond them, mm.
  static let letterHeight = 5.0
  static let typeMargin = 3.0
  /// Scanned lines cross bars only in their middle; forms have bars so high, mm.
  static let barHeight = 9.0

  /// A pattern, and whether the code's text fits it.
  struct Pattern {
    var text: PayloadPattern
    var isUnderstood: Bool
  }

  /// The pattern of a code's text: the given one when it fits; else the text itself, with what is known of this code and
  /// of the others put in as fields.
  static func pattern(of text: String, given: PayloadPattern, code: String, fields: [String: String]) -> Pattern {
    if given.match(text) != nil { return Pattern(text: given, isUnderstood: true) }
    var result = text
    var names: Set<String> = []
    for name in ["form", "unit", "box", "serial"] {
      let value = name == "form" ? code : fields[name] ?? ""
      guard !value.isEmpty, let range = result.range(of: value) else { continue }
      result.replaceSubrange(range, with: "{\(name)}")
      names.insert(name)
    }
    return Pattern(text: PayloadPattern(result), isUnderstood: names.contains("unit"))
  }

  /// The region of a code, mm.
  static func region(_ found: CodeSearch.Found, on size: PaperSize) -> PaperRect {
    let s = UprightPage.scale
    var rect = PaperRect(
      x: found.bounds.x / s, y: found.bounds.y / s, width: found.bounds.width / s, height: found.bounds.height / s)
    if found.symbology == .code128, rect.height < barHeight {
      rect = PaperRect(x: rect.x, y: rect.center.y - barHeight / 2, width: rect.width, height: barHeight)
    }
    rect = rect.expanded(by: quietZone)
    let (x, y) = (max(0, rect.x), max(0, rect.y))
    return PaperRect(x: x, y: y, width: min(rect.maxX, size.width) - x, height: min(rect.maxY, size.height) - y)
  }

  /// An empty square in the upper part of the page, as far right as there is one; nil where all is printed on.
  static func emptyRoom(on page: UprightPage, leavingOut taken: [PaperRect]) -> PaperRect? {
    // Codes are set within the type area, beside the head.
    let s = UprightPage.scale
    let letters = page.patches.filter {
      $0.area > 20 && Double($0.height) < letterHeight * s && Double($0.width) < UprightPage.ruleLength * s
    }
    let few = letters.count / 300
    let right = Double(letters.map(\.maxX).sorted().dropLast(few).last ?? 0) / s + typeMargin
    let top = Double(letters.map(\.minY).sorted().dropFirst(few).first ?? 0) / s - typeMargin
    var best: (score: Double, rect: PaperRect)?
    for side in [room, 0.75 * room] {
      for y in stride(from: 4.0, through: upperPart - side, by: 2) {
        for x in stride(from: 4.0, through: page.size.width - 4 - side, by: 2) {
          let rect = PaperRect(x: x, y: y, width: side, height: side)
          guard page.text.area(rect) + page.rules.area(rect) < 0.2, !taken.contains(where: { $0.intersects(rect) })
          else { continue }
          // The usual place is the upper right corner, where printers still print.
          let isInMargin =
            y < max(top, margin) || x < margin || rect.maxX > min(right, page.size.width - margin)
          let score = x - 1.5 * y - (isInMargin ? 30 : 0)
          if score > best?.score ?? -.infinity { best = (score, rect) }
        }
      }
      if best != nil { break }
    }
    return best?.rect
  }
}
