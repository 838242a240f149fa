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

  /// Whatever pieces the points come in, they are the picture's to a level, and on even ground exactly.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func sampledPointsAreThePictures(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let even = UInt8(random.whole(0...255))
    for gray in [
      GrayImage(width: 40, height: 30, pixels: randomBytes(1200, &random)),
      GrayImage(width: 40, height: 30, pixels: [UInt8](repeating: even, count: 1200)),
    ] {
      let patch = Patch(gray, x: random.whole(0...3), y: random.whole(0...3), width: 36, height: 26)
      var fromWindow = RowSampler(count: 50)
      var fromPicture = fromWindow
      var expected = [Float](repeating: 255, count: 50)
      var place = random.whole(0...3)
      while place < 45 {
        let count = random.whole(1...min(20, 50 - place))
        func inside() -> (x: Double, y: Double) { (random.number(4.0...35.0), random.number(4.0...25.0)) }
        let (start, end) = (inside(), inside())
        fromWindow.add(patch, from: start, to: end, count: count, at: place)
        fromPicture.add(gray, from: start, to: end, count: count, at: place)
        for k in 0..<count {
          let share = Double(k) / Double(count)
          expected[place + k] = gray.bilinear(
            start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
        }
        place += count
      }
      for sampler in [fromWindow, fromPicture] {
        var lumas = [Float](repeating: 0, count: 50)
        lumas.withUnsafeMutableBufferPointer { sampler.copyLuma(into: $0) }
        for (luma, expected) in zip(lumas, expected) { #expect(abs(luma - expected) <= 2) }
        if gray.pixels.allSatisfy({ $0 == even }) { #expect(lumas.allSatisfy { $0 == Float(even) || $0 == 255 }) }
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func histogramsCountEveryPixel(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (w, h) = (random.whole(0...21), random.whole(0...9))
    let gray = GrayImage(width: w, height: h, pixels: randomBytes(w * h, &random).map { $0 & 0x81 })
    let histogram = gray.histogram
    #expect(histogram.count == 256)
    for luma in 0..<256 { #expect(histogram[luma] == gray.pixels.count { Int($0) == luma }) }
  }
}
