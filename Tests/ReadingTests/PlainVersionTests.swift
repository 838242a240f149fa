import Raster
import Testing

@testable import Ballots
@testable import Reading

extension SeededGenerator {
  fileprivate mutating func number(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &self) }
  fileprivate mutating func whole(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }
}

private func randomImage(_ width: Int, _ height: Int, _ random: inout SeededGenerator) -> GrayImage {
  GrayImage(width: width, height: height, pixels: (0..<width * height).map { _ in UInt8(random.whole(0...255)) })
}

/// What is done row by row, against doing it place by place.
@Suite struct PlainVersionTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func linesOfTheBlankAreItsPoints(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let size = PaperSize(width: random.number(5...20), height: random.number(5...20))
    let blank = BlankPicture(image: randomImage(random.whole(1...90), random.whole(1...90), &random), size: size)
    // Some places are beyond the edges, and some rows come twice or not in order.
    let (from, step) = (random.number(-2...1), random.number(0.01...0.4))
    let xs = (0..<70).map { from + Double($0) * step }
    let anywhere = (0..<40).map { _ in random.number(-1...(size.height + 1)) }
    let ys = anywhere + (0..<40).map { from + Double($0) * step }
    let truth = ys.flatMap { y in xs.map { x in blank.darkness(x: x, y: y) } }
    #expect(blank.darkness(xs: xs, ys: ys) == truth)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func printIsFoundWithinTheSmallestRadius(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var image = GrayImage(width: random.whole(20...80), height: random.whole(20...80))
    for _ in 0..<random.whole(0...30) {
      image[random.whole(0...(image.width - 1)), random.whole(0...(image.height - 1))] = UInt8(random.whole(0...255))
    }
    let blank = BlankPicture(image: image, size: PaperSize(width: 8, height: 10))
    let (xs, ys) = ((0..<30).map { Double($0) * 0.3 - 0.5 }, (0..<40).map { Double($0) * 0.3 - 0.5 })
    let radii = [0.1, 0.2, 0.5, 0.9]
    let print = PrintAround(blank, xs: xs, ys: ys, radii: radii, threshold: 0.2)
    func pixels(_ place: Double, _ radius: Double, _ scale: Double, _ count: Int) -> [Int] {
      let (first, last) = (Int((place - radius) * scale), Int((place + radius) * scale))
      return (0..<count).filter { $0 >= first && $0 <= last }
    }
    func hasPrint(_ x: Double, _ y: Double, _ radius: Double) -> Bool {
      let columns = pixels(x, radius, blank.scaleX, image.width)
      return pixels(y, radius, blank.scaleY, image.height).contains { row in columns.contains { image[$0, row] < 204 } }
    }
    for (row, y) in ys.enumerated() {
      for (column, x) in xs.enumerated() {
        #expect(print.smallestRadius(column, row) == radii.firstIndex { hasPrint(x, y, $0) })
      }
    }
  }

  @Test(arguments: 1...16 as ClosedRange<UInt64>)
  func distancesAreThoseFromTheNearest(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (width, height) = (random.whole(2...60), random.whole(2...40))
    let share = random.number(0...1) < 0.2 ? 0 : random.number(0.0005...0.1)
    let set = (0..<width * height).map { _ in random.chance(share) }
    var distances = ChamferDistances(width: width, height: height)
    for y in 0..<height {
      let line = (0..<width).map { set[y * width + $0] ? Float(0.5) : 0.3 }
      line.withUnsafeBufferPointer { distances.set(row: y, where: $0, above: 0.3) }
    }
    distances.spread()
    let places = set.indices.filter { set[$0] }
    func truth(_ x: Int, _ y: Int) -> Int16 {
      places.map { place in
        let (dx, dy) = (abs(place % width - x), abs(place / width - y))
        return Int16(3 * max(dx, dy) + min(dx, dy))
      }.min() ?? ChamferDistances.far
    }
    let start = random.whole(0...1)
    let (columns, rows) = ((width - start) / 2, (height - start) / 2)
    let nearest = distances.nearestOfFour(columns: columns, rows: rows, from: start)
    for r in 0..<rows {
      for c in 0..<columns {
        let (x, y) = (start + 2 * c, start + 2 * r)
        #expect(
          nearest[r * columns + c] == [truth(x, y), truth(x + 1, y), truth(x, y + 1), truth(x + 1, y + 1)].min())
      }
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func structureIsAddedUpFromLeftToRight(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (width, height) = (random.whole(45...300), random.whole(24...40))
    let tone = (0..<width * height).map { _ in Float(random.number(0...1)) }
    let changes = QuestionTitles.changes(of: tone, width, height)
    for y in stride(from: 0, through: height - Landmark.rows, by: 2) {
      let truth = stride(from: 0, through: width - Landmark.columns, by: QuestionTitles.step).map { x in
        var sum: Float = 0
        for v in stride(from: y, to: y + Landmark.rows, by: 2) {
          for u in stride(from: x + 1, to: x + Landmark.columns, by: 2) {
            let change = tone[v * width + u] - tone[v * width + u - 1]
            sum += change * change
          }
        }
        return sum
      }
      #expect(QuestionTitles.structures(of: changes, width, row: y) == truth)
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func streaksAreCountedAsTheyLie(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (width, height, gap) = (random.whole(40...90), random.whole(40...90), random.whole(2...6))
    // Many rows and columns are dark, so that there is something to be found.
    let dark = (
      rows: (0..<height).map { _ in random.chance(0.2) }, columns: (0..<width).map { _ in random.chance(0.2) }
    )
    var image = GrayImage(width: width, height: height)
    var bits = BitImage(width: width, height: height, bytes: [UInt8](repeating: 0, count: (width + 7) / 8 * height))
    for y in 0..<height {
      for x in 0..<width {
        let isDark = dark.rows[y] || dark.columns[x]
        image[x, y] = UInt8(random.whole(isDark ? 0...230 : 190...255))
        bits[x, y] = random.chance(isDark ? 0.8 : 0.05)
      }
    }
    func expect<Image: LumaGrid>(_ image: Image) {
      func isDarker(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> Bool {
        let limit = Int(image.luma(x, y)) + Streaks.contrast
        return limit < Int(image.luma(x - dx, y - dy)) && limit < Int(image.luma(x + dx, y + dy))
      }
      let rows = (0..<26).map { $0 * height / 26 }
      let alongColumns = Streaks.hitsAlongColumns(image, rows: rows, gap: gap)
      for x in gap..<(width - gap) {
        #expect(Int(alongColumns[x]) == rows.count { isDarker(x, $0, gap, 0) })
      }
      let columns = (0..<26).map { $0 * width / 26 }
      for needed in [1, 8, 16] {
        let alongRows = Streaks.hitsAlongRows(image, columns: columns, gap: gap, needed: needed)
        for y in gap..<(height - gap) {
          let truth = columns.count { isDarker($0, y, 0, gap) }
          #expect(truth >= needed ? Int(alongRows[y]) == truth : Int(alongRows[y]) <= truth)
        }
      }
    }
    expect(image)
    expect(bits)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func linesOfFoldsAreLookedUpWhereTheyLie(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let overview = Overview(.gray(randomImage(random.whole(300...900), random.whole(300...900), &random)))
    // Some lie partly beyond the picture.
    let image = overview.image
    let scale = Double(image.height * overview.factor) / random.number(250...350)
    let m = [
      scale, random.number(-0.3...0.3), random.number(-9...9), random.number(-0.3...0.3), scale, random.number(-9...9),
      random.number(-1e-4...1e-4), random.number(-1e-4...1e-4), 1,
    ]
    let (width, count) = (random.number(100...200), random.whole(100...700))
    let lines = Folds.Lines(
      overview, count: count, apart: SIMD3(m[1], m[4], m[7]), along: SIMD3(m[0], m[3], m[6]), length: width,
      SIMD3(m[2], m[5], m[8]))
    for part in 0..<Folds.parts {
      let luma = lines.luma(part: part)
      for sample in 0..<Folds.samples {
        let share = (Double(part) + (Double(sample) + 0.5) / Double(Folds.samples)) / Double(Folds.parts)
        let truth = (0..<count).map { line in
          let (x, y) = (share * width, (Double(line) + 0.5) * Folds.pitch)
          let w = m[6] * x + m[7] * y + m[8]
          let scale = 1 / Double(overview.factor)
          return image.nearest((m[0] * x + m[1] * y + m[2]) / w * scale, (m[3] * x + m[4] * y + m[5]) / w * scale)
        }
        #expect(Array(luma[(sample * count)..<(sample * count + count)]) == truth)
      }
    }
  }
}
