internal import Ballots
internal import Foundation
internal import Raster

/// How much of an outline is printed that would run at a place, in a few sums: what a search along rows and columns asks
/// thousands of times.
struct PrintedLines {
  /// A line may be as pale as this share of the page's toner: copies leave thin ones pale.
  static let darkness = 0.3
  /// A side is looked at without its ends, as a share on each.
  static let ends = 0.12
  /// What is as dark this far within the line is no line, mm.
  static let inset = 0.35
  static let directions = 40

  /// Print and what is a pixel beside it, across and down: lines are as thin as one, and stand a little askew.
  private let across: InkSums
  private let down: InkSums

  init(_ page: UprightPage) {
    let (width, height) = (page.image.width, page.image.height)
    let mask = page.mask(darkerThan: Self.darkness)
    across = InkSums(mask: Self.widened(mask, by: 1), width: width, height: height)
    down = InkSums(mask: Self.widened(mask, by: width), width: width, height: height)
  }

  /// The mask with both neighbours of each set pixel set, `step` places away.
  static func widened(_ mask: [UInt8], by step: Int) -> [UInt8] {
    var result = mask
    guard mask.count > 2 * step else { return mask }
    result.withUnsafeMutableBufferPointer { result in
      mask.withUnsafeBufferPointer { mask in
        for k in step..<(mask.count - step) { result[k] = mask[k &- step] | mask[k] | mask[k &+ step] }
      }
    }
    return result
  }

  /// The printed share of each side of a rectangle (px, outer edges), 0 to 1, less that of a line just inside it: left,
  /// right, top, bottom.
  func sides(of rect: PictureRect, line: Double) -> [Double] {
    let half = line / 2
    let (left, right) = (Int((rect.x + half).rounded(.down)), Int((rect.maxX - half).rounded(.down)))
    let (top, bottom) = (Int((rect.y + half).rounded(.down)), Int((rect.maxY - half).rounded(.down)))
    let columns = Int(rect.x + Self.ends * rect.width)..<Int(rect.maxX - Self.ends * rect.width)
    let rows = Int(rect.y + Self.ends * rect.height)..<Int(rect.maxY - Self.ends * rect.height)
    // From the line's middle to beyond its inner edge.
    let inner = Int(line / 2 + Self.inset * UprightPage.scale)
    func upright(_ x: Int) -> Double { Double(across.count(x..<(x + 1), rows)) / Double(rows.count) }
    func level(_ y: Int) -> Double { Double(down.count(columns, y..<(y + 1))) / Double(columns.count) }
    return [
      max(0, upright(left) - upright(left + inner)), max(0, upright(right) - upright(right - inner)),
      max(0, level(top) - level(top + inner)), max(0, level(bottom) - level(bottom - inner)),
    ]
  }

  /// The printed share of an ellipse, 0 to 1, less that of one just inside it.
  func round(of rect: PictureRect, line: Double) -> Double {
    func share(_ inset: Double) -> Double {
      let (rx, ry) = (rect.width / 2 - inset, rect.height / 2 - inset)
      guard rx > 2, ry > 2 else { return 0 }
      let printed = Self.circle.count { u, v in
        let (x, y) = (Int(rect.center.x + rx * u), Int(rect.center.y + ry * v))
        return across.count(x..<(x + 1), (y - 1)..<(y + 2)) > 0
      }
      return Double(printed) / Double(Self.circle.count)
    }
    let outer = share(line / 2)
    return max(0, outer - share(line + Self.inset * UprightPage.scale))
  }

  private static let circle = (0..<directions).map { k -> (Double, Double) in
    let angle = 2 * Double.pi * Double(k) / Double(directions)
    return (cos(angle), sin(angle))
  }
}
