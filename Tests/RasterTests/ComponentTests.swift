import Testing

@testable import Raster

/// Components by runs and union-find against a flood fill.
@Suite struct ComponentTests {
  /// Labels by a stack of pixels, in order of each component's first pixel.
  private func flooded(_ mask: [UInt8], _ width: Int, _ height: Int) -> (labels: [Int32], found: [Component]) {
    var labels = [Int32](repeating: 0, count: mask.count)
    var found: [Component] = []
    for start in mask.indices where mask[start] != 0 && labels[start] == 0 {
      let (x0, y0) = (start % width, start / width)
      var c = Component(minX: x0, minY: y0, maxX: x0, maxY: y0, area: 0, sumX: 0, sumY: 0)
      labels[start] = Int32(found.count + 1)
      var open = [start]
      while let i = open.popLast() {
        let (x, y) = (i % width, i / width)
        c.minX = min(c.minX, x)
        c.maxX = max(c.maxX, x)
        c.minY = min(c.minY, y)
        c.maxY = max(c.maxY, y)
        c.area += 1
        c.sumX += x
        c.sumY += y
        for ny in max(0, y - 1)...min(height - 1, y + 1) {
          for nx in max(0, x - 1)...min(width - 1, x + 1)
          where mask[ny * width + nx] != 0 && labels[ny * width + nx] == 0 {
            labels[ny * width + nx] = Int32(found.count + 1)
            open.append(ny * width + nx)
          }
        }
      }
      found.append(c)
    }
    return (labels, found)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func asAFloodFillFinds(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (width, height) = (random.whole(1...60), random.whole(1...45))
    let density = random.number(0.02...0.98)
    let mask = (0..<(width * height)).map { _ in random.chance(density) ? UInt8(random.whole(1...255)) : 0 }
    let truth = flooded(mask, width, height)
    let result = ComponentLabels(mask: mask, width: width, height: height)
    #expect(result.components == truth.found)
    #expect(result.labels(width: width, height: height) == truth.labels)
  }

  @Test func nothingAndAll() {
    #expect(ComponentLabels(mask: [], width: 0, height: 0).components.isEmpty)
    #expect(ComponentLabels(mask: [0, 0, 0], width: 3, height: 1).components.isEmpty)
    let all = ComponentLabels(mask: [UInt8](repeating: 1, count: 12), width: 4, height: 3).components
    #expect(all.count == 1)
    #expect(all.first?.area == 12)
    #expect(all.first?.centroid == PicturePoint(x: 2, y: 1.5))
    #expect(all.first?.boxCenter == PicturePoint(x: 2, y: 1.5))
  }

  @Test func aSpiralIsOnePiece() {
    // Many runs that join late: the union-find's worst case.
    let n = 41
    var mask = [UInt8](repeating: 0, count: n * n)
    for ring in stride(from: 0, to: n / 2 + 1, by: 2) {
      for k in ring..<(n - ring) {
        for (x, y) in [(k, ring), (k, n - 1 - ring), (ring, k), (n - 1 - ring, k)] { mask[y * n + x] = 1 }
      }
    }
    #expect(ComponentLabels(mask: mask, width: n, height: n).components.count == 11)
    for ring in stride(from: 0, to: n / 2 - 1, by: 2) { mask[(ring + 1) * n + n / 2] = 1 }
    #expect(ComponentLabels(mask: mask, width: n, height: n).components.count == 1)
  }
}
