import Ballots
import Foundation
import Testing

/// Only cells with ink are kept; all that is asked of a picture must be as if every cell were.
@Suite("Fingerprints")
struct FingerprintTests {
  /// Pictures as pages have them, and others: empty, full, with long gaps and long runs.
  static func cells(_ generator: inout SeededGenerator) -> [UInt8] {
    let size = [0, 1, 127, 128, 129, 768, 3_500, 20_000].randomElement(using: &generator) ?? 0
    let share = [0, 1, 5, 50, 99, 100].randomElement(using: &generator) ?? 0
    var cells = (0..<size).map { _ in
      Int.random(in: 0..<100, using: &generator) < share ? UInt8.random(in: 1...255, using: &generator) : 0
    }
    if Bool.random(using: &generator), size > 0 {
      let from = Int.random(in: 0..<size, using: &generator)
      let end = min(size, from + ([1, 254, 255, 256, 600].randomElement(using: &generator) ?? 1))
      for place in from..<end { cells[place] = 7 }
    }
    return cells
  }

  /// Cosine similarity over all cells.
  static func similarity(_ a: [UInt8], _ b: [UInt8]) -> Double {
    guard a.count == b.count else { return 0 }
    func product(_ a: [UInt8], _ b: [UInt8]) -> UInt64 { zip(a, b).reduce(0) { $0 + UInt64($1.0) * UInt64($1.1) } }
    let (aa, bb) = (product(a, a), product(b, b))
    guard aa > 0, bb > 0 else { return aa == bb ? 1 : 0 }
    return Double(product(a, b)) / (Double(aa) * Double(bb)).squareRoot()
  }

  /// Pearson's correlation over the cells with ink in both.
  static func correlation(_ a: [UInt8], _ b: [UInt8]) -> Double {
    let common = a.count == b.count ? zip(a, b).filter { $0 > 0 && $1 > 0 }.map { (Int($0), Int($1)) } : []
    guard common.count > 5 else { return 0 }
    let n = common.count
    let (sumA, sumB) = (common.reduce(0) { $0 + $1.0 }, common.reduce(0) { $0 + $1.1 })
    let spreadA = n * common.reduce(0) { $0 + $1.0 * $1.0 } - sumA * sumA
    let spreadB = n * common.reduce(0) { $0 + $1.1 * $1.1 } - sumB * sumB
    guard spreadA > 0, spreadB > 0 else { return 0 }
    return Double(n * common.reduce(0) { $0 + $1.0 * $1.1 } - sumA * sumB)
      / (Double(spreadA) * Double(spreadB)).squareRoot()
  }

  @Test("cells come back as they were", arguments: 0..<200) func cells(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let cells = Self.cells(&generator)
    let picture = Fingerprint(cells: cells)
    #expect(picture.cells == cells)
    #expect(picture == Fingerprint(cells: picture.cells))
    #expect(try JSONDecoder().decode(Fingerprint.self, from: JSONEncoder().encode(picture)) == picture)
    guard let place = cells.indices.randomElement(using: &generator) else { return }
    var other = cells
    other[place] ^= 0x41
    #expect(Fingerprint(cells: other) != picture)
  }

  @Test("pictures are compared as if every cell were kept", arguments: 0..<200) func comparing(seed: UInt64) {
    var generator = SeededGenerator(seed: 7_000 + seed)
    let a = Self.cells(&generator)
    // Often a picture of the same size that has something in common with the first.
    var b = Self.cells(&generator)
    if Bool.random(using: &generator) {
      b = a.map { Int.random(in: 0..<4, using: &generator) == 0 ? 0 : $0 &+ UInt8(generator.next() % 3) }
    }
    let (first, second) = (Fingerprint(cells: a), Fingerprint(cells: b))
    #expect(first.similarity(to: second) == Self.similarity(a, b))
    #expect(second.similarity(to: first) == Self.similarity(b, a))
    #expect(SharedInk(first, second).correlation == Self.correlation(a, b))
    #expect(first.similarity(to: first) == Self.similarity(a, a))
  }

  @Test("the text form is that of all cells") func text() throws {
    let cells: [UInt8] = [0, 0, 0, 1, 255, 0, 16]
    let text = String(decoding: try JSONEncoder().encode(Fingerprint(cells: cells)), as: UTF8.self)
    #expect(text == "\"z3 1 ff z1 10\"")
  }

  @Test("a picture of a page takes little room") func room() {
    var cells = [UInt8](repeating: 0, count: 3_500)
    for place in stride(from: 100, to: 3_400, by: 33) { cells[place] = 9 }
    let picture = Fingerprint(cells: cells)
    let runs = Mirror(reflecting: picture).children.compactMap { $0.value as? [UInt8] }
    #expect(runs.map(\.count) == [300])
    #expect(runs[0].capacity < 332)
  }

  /// A store, or a process that decodes files, may say anything: what is no picture is an error, and takes no memory.
  @Test(arguments: ["z-5 50", "z1048577", "z1048576 z1", "z1048576 50", "z99999999999999999999", "z", "1ff", "x"])
  func whatIsNoPicture(_ text: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Fingerprint.self, from: Data("\"\(text)\"".utf8)) }
  }
}
