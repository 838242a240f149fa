import Raster
import Testing

private func randomBytes(_ count: Int, upTo most: Int = 255, _ random: inout SeededGenerator) -> [UInt8] {
  (0..<count).map { _ in UInt8(random.whole(0...most)) }
}

/// What is done to many columns or blocks at once, against doing it to each by itself.
@Suite struct TableTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func ranksAreThoseOfTheSortedColumn(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (rows, columns) = (random.whole(1...40), random.whole(0...70))
    // Few values make many equal ones.
    let table = randomBytes(rows * columns, upTo: seed % 2 == 0 ? 255 : 3, &random)
    for rank in Set([0, rows / 2, rows - 1]) {
      let truth = (0..<columns).map { column in (0..<rows).map { table[$0 * columns + column] }.sorted()[rank] }
      #expect(table.columnRanks(rank, columns: columns) == truth)
    }
  }

  @Test(arguments: 1...16)
  func blockSumsAreSums(_ side: Int) {
    var random = SeededGenerator(seed: UInt64(side) + 7)
    let (width, height) = (random.whole(1...90), random.whole(1...50))
    let table = randomBytes(width * height, &random)
    let sums = table.blockSums(width: width, height: height, side: side) { Int($0) }
    let (w, h) = (width / side, height / side)
    #expect(sums.count == w * h)
    for (block, sum) in sums.enumerated() {
      var truth = 0
      for y in 0..<side {
        for x in 0..<side { truth += Int(table[(block / w * side + y) * width + block % w * side + x]) }
      }
      #expect(sum == truth)
    }
  }

  /// A window is the picture where there is one, and paper elsewhere.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func patchesAreThePicture(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (width, height) = (random.whole(1...50), random.whole(1...20))
    let gray = GrayImage(width: width, height: height, pixels: randomBytes(width * height, &random))
    var bits = BitImage(width: width, height: height, bytes: [UInt8](repeating: 0, count: (width + 7) / 8 * height))
    for y in 0..<height {
      for x in 0..<width { bits[x, y] = random.chance(0.5) }
    }
    let (x, y) = (random.whole(-30...60), random.whole(-10...30))
    let (w, h) = (random.whole(0...40), random.whole(0...20))
    func expect<Image: LumaGrid>(_ image: Image) {
      let patch = Patch(image, x: x, y: y, width: w, height: h)
      #expect(patch.luma.count == w * h)
      for (k, luma) in patch.luma.enumerated() {
        #expect(luma == image.nearest(Double(x + k % w) + 0.5, Double(y + k / w) + 0.5))
      }
    }
    expect(gray)
    expect(bits)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func gridsAreBilinearEverywhere(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let gray = GrayImage(width: 40, height: 30, pixels: randomBytes(1200, &random))
    let (x, y) = (random.number(-5...20), random.number(-5...15))
    let (a, b) = (random.number(-1...1), random.number(-1...1))
    func place(_ c: Int, _ r: Int) -> (x: Double, y: Double) {
      (x + a * Double(c) + b * Double(r), y - b * Double(c) + a * Double(r))
    }
    let grid = gray.bilinearGrid(columns: 12, rows: 9, place: place)
    for (k, luma) in grid.enumerated() {
      let p = place(k % 12, k / 12)
      #expect(luma == gray.bilinear(p.x, p.y))
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func sixteenPointsOfAWindowAreThePictures(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let gray = GrayImage(width: 40, height: 30, pixels: randomBytes(1200, &random))
    let patch = Patch(gray, x: random.whole(0...3), y: random.whole(0...3), width: 36, height: 26)
    func inside() -> (x: Double, y: Double) { (random.number(4.0...35.0), random.number(4.0...25.0)) }
    let (start, end) = (inside(), inside())
    var lumas = InlineArray<16, Float>(repeating: 0)
    patch.row(from: start, to: end, into: &lumas)
    for k in lumas.indices {
      let share = Double(k) / 16
      #expect(lumas[k] == gray.bilinear(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share))
    }
  }
}
