internal import Ballots
internal import Raster

/// The picture of a blank page with its scale: darkness can be looked up in mm.
struct BlankPicture: Sendable {
  let image: GrayImage
  /// px per mm across and down.
  let scaleX: Double
  let scaleY: Double

  init(image: GrayImage, size: PaperSize) {
    self.image = image
    scaleX = Double(image.width) / size.width
    scaleY = Double(image.height) / size.height
  }

  /// Darkness 0 (paper) to 1 (ink) at a point of the paper.
  func darkness(x: Double, y: Double) -> Float {
    1 - image.bilinear(x * scaleX, y * scaleY) / 255
  }

  /// `darkness(x:y:)` at every crossing of columns and rows, mm, to the last bit, row by row.
  func darkness(xs: [Double], ys: [Double]) -> [Float] {
    [Float](unsafeUninitializedCapacity: xs.count * ys.count) { out, count in
      forEachLine(xs: xs, ys: ys) { row, line in
        for column in line.indices { out[row &* line.count &+ column] = line[column] }
      }
      count = xs.count * ys.count
    }
  }

  /// Calls `body` with each row of `darkness(xs:ys:)`.
  ///
  /// A line between pixels is made of the two lines of pixels around it; these are interpolated across once for all rows
  /// between them.
  func forEachLine(xs: [Double], ys: [Double], _ body: (_ row: Int, _ darkness: UnsafeBufferPointer<Float>) -> Void) {
    let across = Neighbours(xs, scale: scaleX, pixels: image.width)
    let down = Neighbours(ys, scale: scaleY, pixels: image.height)
    var above = [Float](repeating: 0, count: xs.count)
    var below = above
    var line = above
    var pixelRow: Int?
    for (row, y) in ys.enumerated() {
      if let next = down.first[row] {
        if pixelRow != next {
          if let known = pixelRow, known + 1 == next {
            swap(&above, &below)
          } else {
            across.interpolate(image, row: next, into: &above)
          }
          across.interpolate(image, row: next + 1, into: &below)
          pixelRow = next
        }
        Self.blend(above, below, down.share[row], into: &line)
        for column in across.beyond { line[column] = darkness(x: xs[column], y: y) }
      } else {
        for column in xs.indices { line[column] = darkness(x: xs[column], y: y) }
      }
      line.withUnsafeBufferPointer { body(row, $0) }
    }
  }

  private static func blend(_ above: [Float], _ below: [Float], _ share: Float, into line: inout [Float]) {
    precondition(above.count == line.count && below.count == line.count)
    above.withUnsafeBufferPointer { above in
      below.withUnsafeBufferPointer { below in
        line.withUnsafeMutableBufferPointer { line in
          for k in line.indices { line[k] = 1 - (above[k] * (1 - share) + below[k] * share) / 255 }
        }
      }
    }
  }

  /// For places along one side of the picture the pixels around them.
  private struct Neighbours {
    /// The pixel before each place; nil where a place has not a pixel on both sides.
    let first: [Int?]
    /// What the pixel after each place counts, 0 to 1.
    let share: [Float]
    /// Places that have not a pixel on both sides.
    let beyond: [Int]
    /// Pixels along the side.
    private let pixels: Int
    /// The others with what they need, in a form that takes little room.
    private let inner: [(place: Int32, first: Int32, share: Float)]

    /// As `LumaGrid.bilinear` has it.
    init(_ places: [Double], scale: Double, pixels: Int) {
      self.pixels = pixels
      let offsets = places.map { $0 * scale - 0.5 }
      first = offsets.map { $0 >= 0 && $0 < Double(pixels - 1) ? Int($0) : nil }
      share = zip(offsets, first).map { offset, first in first.map { Float(offset - Double($0)) } ?? 0 }
      beyond = first.indices.filter { [first] in first[$0] == nil }
      inner = zip(first, share).enumerated().compactMap { place, pixel in
        pixel.0.map { (Int32(place), Int32($0), pixel.1) }
      }
    }

    /// Luma of a row of pixels between its columns; places beyond are left as they are.
    func interpolate(_ image: GrayImage, row: Int, into line: inout [Float]) {
      precondition(image.width == pixels && (0..<image.height).contains(row) && line.count == first.count)
      image.pixels.withUnsafeBufferPointer { pixels in
        inner.withUnsafeBufferPointer { inner in
          line.withUnsafeMutableBufferPointer { line in
            let start = row * image.width
            for point in inner {
              let at = start &+ Int(point.first)
              line[Int(point.place)] = Float(pixels[at]) * (1 - point.share) + Float(pixels[at &+ 1]) * point.share
            }
          }
        }
      }
    }
  }
}

/// At the crossings of columns and rows of the paper, how far away print is: within which of some radii, seen as squares.
struct PrintAround {
  /// For each radius and column, and each radius and row, the window in pixels that it covers.
  private let columns: [[Range<Int>]]
  private let rows: [[Range<Int>]]
  /// Where the table of sums begins in the picture, and its width.
  private let left: Int
  private let top: Int
  private let width: Int
  /// Pixels of print above and to the left.
  private let sums: [Int32]

  /// - Parameters:
  ///   - radii: growing, mm.
  ///   - threshold: darker pixels are print, 0 to 1.
  init(_ blank: BlankPicture, xs: [Double], ys: [Double], radii: [Double], threshold: Float) {
    let image = blank.image
    func windows(_ places: [Double], _ radius: Double, _ scale: Double, _ pixels: Int) -> [Range<Int>] {
      places.map { place in
        let first = max(0, Int((place - radius) * scale))
        return first..<max(first, min(pixels, Int((place + radius) * scale) + 1))
      }
    }
    let columns = radii.map { windows(xs, $0, blank.scaleX, image.width) }
    let rows = radii.map { windows(ys, $0, blank.scaleY, image.height) }
    func hull(_ windows: [[Range<Int>]]) -> Range<Int> {
      let all = windows.joined().filter { !$0.isEmpty }
      let first = all.map(\.lowerBound).min() ?? 0
      return first..<(all.map(\.upperBound).max() ?? first)
    }
    let (across, down) = (hull(columns), hull(rows))
    let limit = UInt8(255 * (1 - threshold))
    let width = across.count + 1
    sums = [Int32](unsafeUninitializedCapacity: width * (down.count + 1)) { sums, count in
      sums.initialize(repeating: 0)
      image.pixels.withUnsafeBufferPointer { pixels in
        for (row, y) in down.enumerated() {
          var sum: Int32 = 0
          let (source, out) = (y * image.width + across.lowerBound, (row + 1) * width + 1)
          for x in 0..<across.count {
            sum &+= pixels[source &+ x] < limit ? 1 : 0
            sums[out &+ x] = sums[out &+ x &- width] &+ sum
          }
        }
      }
      count = width * (down.count + 1)
    }
    (self.columns, self.rows, self.width) = (columns, rows, width)
    (left, top) = (across.lowerBound, down.lowerBound)
  }

  /// The index of the smallest radius within which anything is printed; nil where there is nothing in the largest.
  func smallestRadius(_ column: Int, _ row: Int) -> Int? {
    guard let largest = columns.indices.last, hasPrint(column, row, largest) else { return nil }
    // Larger windows hold smaller ones.
    var (low, high) = (0, largest)
    while low < high {
      let middle = (low + high) / 2
      if hasPrint(column, row, middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func hasPrint(_ column: Int, _ row: Int, _ radius: Int) -> Bool {
    let (xs, ys) = (columns[radius][column], rows[radius][row])
    guard !xs.isEmpty, !ys.isEmpty else { return false }
    let (above, below) = ((ys.lowerBound - top) * width, (ys.upperBound - top) * width)
    let (before, after) = (xs.lowerBound - left, xs.upperBound - left)
    return sums[below + after] - sums[above + after] - sums[below + before] + sums[above + before] > 0
  }
}
