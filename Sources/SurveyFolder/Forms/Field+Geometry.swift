internal import Raster

extension Field {
  /// Lengths beyond this are a mistake, mm: ten metres.
  private static let longest = 10_000.0

  /// A length in mm; may be 0 or negative.
  func length() throws(FolderError) -> Double {
    guard let number, abs(number) <= Self.longest else { throw wrong(.length) }
    return number
  }

  /// A length in mm, greater than 0.
  func positiveLength() throws(FolderError) -> Double {
    guard let number, number > 0, number <= Self.longest else { throw wrong(.positiveLength) }
    return number
  }

  /// So many numbers in a list, mm.
  private func lengths(_ count: Int, _ expected: Expectation) throws(FolderError) -> [Double] {
    guard isPresent else { throw error(.missing(expected)) }
    guard isList else { throw wrong(expected) }
    let numbers = try items().compactMap(\.number)
    guard numbers.count == count, try items().count == count, numbers.allSatisfy({ abs($0) <= Self.longest }) else {
      throw wrong(expected)
    }
    return numbers
  }

  /// [x, y], mm.
  func point() throws(FolderError) -> PaperPoint {
    let numbers = try lengths(2, .point)
    return PaperPoint(x: numbers[0], y: numbers[1])
  }

  /// [width, height], mm, both positive.
  func size() throws(FolderError) -> (width: Double, height: Double) {
    let numbers = try lengths(2, .size)
    guard numbers[0] > 0, numbers[1] > 0 else { throw wrong(.size) }
    return (numbers[0], numbers[1])
  }

  /// [x, y, width, height], mm, the last two positive.
  func rectangle() throws(FolderError) -> PaperRect {
    let numbers = try lengths(4, .rectangle)
    guard numbers[2] > 0, numbers[3] > 0 else { throw wrong(.rectangle) }
    return PaperRect(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
  }
}
