/// The pixels whose centres lie in a convex shape, row by row.
public struct ShapeRows: Sequence, Sendable {
  /// Pixels of one row.
  public struct Row: Sendable {
    /// The row.
    public let y: Int
    /// Its columns.
    public let columns: Range<Int>
  }

  private let corners: [PicturePoint]
  private let width: Int
  private let height: Int

  /// The shape with these corners, in order, as far as it lies in a picture of a size in px.
  public init(_ corners: [PicturePoint], width: Int, height: Int) {
    self.corners = corners
    self.width = width
    self.height = height
  }

  /// From the top row to the bottom row; rows in which no pixel lies are left out.
  public func makeIterator() -> some IteratorProtocol<Row> {
    (Self.pixels(between: corners.map(\.y), within: height) ?? 0..<0).lazy.compactMap { y in
      let middle = Double(y) + 0.5
      var crossings: [Double] = []
      for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) where (a.y <= middle) != (b.y <= middle) {
        crossings.append(a.x + (middle - a.y) / (b.y - a.y) * (b.x - a.x))
      }
      return Self.pixels(between: crossings, within: width).map { Row(y: y, columns: $0) }
    }.makeIterator()
  }

  /// The pixels whose centres lie between the least and the greatest of some places, of `size` in a row; nil for none.
  public static func pixels(between places: [Double], within size: Int) -> Range<Int>? {
    guard let least = places.min(), let greatest = places.max(), least.isFinite, greatest.isFinite else { return nil }
    let limit = Double(size)
    let first = Int(Swift.max(0, Swift.min(limit, (least - 0.5).rounded(.up))))
    let last = Int(Swift.max(0, Swift.min(limit, (greatest - 0.5).rounded(.down) + 1)))
    return first < last ? first..<last : nil
  }
}

extension PageImage {
  /// The picture with a convex shape, or all that lies outside it, in a shade of paper; white where it is bilevel.
  public func blanked(_ corners: [PicturePoint], outside: Bool = false, shade: UInt8) -> PageImage {
    let rows = ShapeRows(corners, width: width, height: height)
    switch self {
    case .gray(var image):
      let scan = image
      if outside { image = GrayImage(width: width, height: height, filledWith: shade) }
      for row in rows {
        let pixels = row.y * width + row.columns.lowerBound..<row.y * width + row.columns.upperBound
        if outside {
          image.pixels.replaceSubrange(pixels, with: scan.pixels[pixels])
        } else {
          for index in pixels { image.pixels[index] = shade }
        }
      }
      return .gray(image)
    case .bits(var image):
      let scan = image
      if outside { image.bytes = [UInt8](repeating: 0, count: image.bytes.count) }
      for row in rows {
        for x in row.columns { image[x, row.y] = outside && scan[x, row.y] }
      }
      return .bits(image)
    }
  }
}
