import Foundation
import Raster
import Testing

private typealias Map = Homography<Paper, Picture>

/// Fits give back the map that made the pairs; inverses, compositions and derivatives agree with their definitions.
@Suite struct HomographyTests {
  private func points(_ count: Int, _ random: inout SeededGenerator) -> [PaperPoint] {
    // Corners first, so that no few points are nearly in a line.
    let corners = [(8.0, 9.0), (201, 11), (199, 287), (10, 284)].map { PaperPoint(x: $0.0, y: $0.1) }
    return Array(corners.prefix(count))
      + (0..<max(0, count - 4)).map { _ in PaperPoint(x: random.number(0...210), y: random.number(0...297)) }
  }

  private func similarity(_ random: inout SeededGenerator) -> Map {
    let scale = random.number(3...25)
    let angle = random.number(-Double.pi...Double.pi)
    let (a, b) = (scale * cos(angle), scale * sin(angle))
    return Map(rowMajor: [a, -b, random.number(-500...500), b, a, random.number(-500...500), 0, 0, 1])
  }

  private func affine(_ random: inout SeededGenerator) -> Map {
    let s = similarity(&random).m
    return Map(rowMajor: [s[0] * 1.1, s[1] + 0.4, s[2], s[3] - 0.3, s[4] * 0.92, s[5], 0, 0, 1])
  }

  private func projective(_ random: inout SeededGenerator) -> Map {
    let a = affine(&random).m
    return Map(
      rowMajor: Array(a.prefix(6)) + [random.number(-2e-4...2e-4), random.number(-2e-4...2e-4), 1])
  }

  private func expectSame(_ a: Map, _ b: Map, sourceLocation: SourceLocation = #_sourceLocation) {
    for x in [0.0, 70, 210] {
      for y in [0.0, 130, 297] {
        let p = PaperPoint(x: x, y: y)
        #expect(a(p).distance(to: b(p)) < 1e-5, sourceLocation: sourceLocation)
      }
    }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func fitsGiveBackTheMap(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let maps = (similarity(&random), affine(&random), projective(&random))
    let extra = random.whole(0...9)
    func pairs(_ map: Map, _ count: Int) -> [(PaperPoint, PicturePoint)] {
      points(count, &random).map { ($0, map($0)) }
    }
    expectSame(try #require(Map.similarity(pairs(maps.0, 2 + extra))), maps.0)
    expectSame(try #require(Map.affine(pairs(maps.1, 3 + extra))), maps.1)
    expectSame(try #require(Map.projective(pairs(maps.2, 4 + extra))), maps.2)
    // A narrower map is a case of each wider one.
    expectSame(try #require(Map.affine(pairs(maps.0, 5))), maps.0)
    expectSame(try #require(Map.projective(pairs(maps.1, 5))), maps.1)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func aPairWithoutWeightDoesNotCount(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (narrow, wide) = (affine(&random), projective(&random))
    let outlier = (PaperPoint(x: 100, y: 100), PicturePoint(x: -900, y: 4000))
    let weights = [1, 1, 2, 1, 3, 1, 0.5, 1, 0]
    let places = points(8, &random)
    expectSame(try #require(Map.affine(places.map { ($0, narrow($0)) } + [outlier], weights: weights)), narrow)
    expectSame(try #require(Map.projective(places.map { ($0, wide($0)) } + [outlier], weights: weights)), wide)
  }

  @Test func similaritiesDoNotMirror() throws {
    // A mirrored square has no similarity: the best is far from every pair.
    let square = [(0.0, 0.0), (10, 0), (10, 10), (0, 10)].map { PaperPoint(x: $0.0, y: $0.1) }
    let mirrored = square.map { PicturePoint(x: -$0.x, y: $0.y) }
    let fit = Map.similarity(Array(zip(square, mirrored)))
    #expect(fit.map { map in zip(square, mirrored).contains { map($0).distance(to: $1) > 1 } } ?? true)
  }

  @Test func tooLittleToFit() {
    let p = PaperPoint(x: 5, y: 6)
    let q = PicturePoint(x: 50, y: 60)
    let line = (0..<6).map { k in (PaperPoint(x: Double(k), y: 2 * Double(k)), PicturePoint(x: Double(k), y: 3)) }
    #expect(Map.similarity([(p, q)]) == nil)
    #expect(Map.similarity([(p, q), (p, q)]) == nil)
    #expect(Map.affine(Array(line.prefix(2))) == nil)
    #expect(Map.affine(line) == nil)
    #expect(Map.projective(Array(line.prefix(3))) == nil)
    #expect(Map.projective(line) == nil)
    #expect(Map(rowMajor: [1, 2, 0, 2, 4, 0, 0, 0, 1]).inverse == nil)
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func inverseUndoes(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let map = projective(&random)
    let back = try #require(map.inverse)
    for p in points(12, &random) {
      #expect(back(map(p)).distance(to: p) < 1e-7)
      #expect(map.then(back)(p).distance(to: p) < 1e-7)
    }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func thenIsOneAfterTheOther(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let first = projective(&random)
    let second = Homography<Picture, Paper>(rowMajor: [0.9, -0.2, 4, 0.15, 1.1, -7, 1e-5, -2e-5, 1])
    for p in points(12, &random) {
      #expect(first.then(second)(p).distance(to: second(first(p))) < 1e-7)
    }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func jacobianIsTheLimitOfDifferences(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let map = projective(&random)
    let h = 1e-4
    for p in points(8, &random) {
      let j = map.jacobian(at: p)
      let (east, west) = (map(p.moved(dx: h, dy: 0)), map(p.moved(dx: -h, dy: 0)))
      let (south, north) = (map(p.moved(dx: 0, dy: h)), map(p.moved(dx: 0, dy: -h)))
      #expect(abs(j.a - (east.x - west.x) / (2 * h)) < 1e-4)
      #expect(abs(j.c - (east.y - west.y) / (2 * h)) < 1e-4)
      #expect(abs(j.b - (south.x - north.x) / (2 * h)) < 1e-4)
      #expect(abs(j.d - (south.y - north.y) / (2 * h)) < 1e-4)
      #expect(abs(map.scale(at: p) - abs(j.a * j.d - j.b * j.c).squareRoot()) < 1e-12)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func solvesLinearSystems(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let n = random.whole(1...8)
    let a = (0..<(n * n)).map { _ in random.number(-5...5) }
    let x = (0..<n).map { _ in random.number(-5...5) }
    let b = (0..<n).map { row in (0..<n).reduce(0) { $0 + a[row * n + $1] * x[$1] } }
    for (found, known) in zip(try #require(solve(a, b)), x) { #expect(abs(found - known) < 1e-6) }
    // A row that repeats another leaves the system open.
    if n > 1 { #expect(solve(Array(a.prefix(n * (n - 1))) + Array(a.prefix(n)), b) == nil) }
  }
}
