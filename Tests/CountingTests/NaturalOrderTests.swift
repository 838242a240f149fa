import Counting
import Testing

@Suite("Natural order")
struct NaturalOrderTests {
  @Test(
    "people's order",
    arguments: [
      ("scan9", "scan10"), ("scan9.png", "scan10.png"), ("a/scan2", "a1/scan1"), ("scan", "scan1"),
      ("scan1.png", "scan1a.png"), ("scan01", "scan1"), ("scan99999999999999999999999", "scan100000000000000000000000"),
      ("U01-H1/z", "U01-H2/a"), ("U2-H1/a", "U10-H1/a"), ("", "a"), ("a/b", "a/b1"), ("a1/b", "a1-1/a"),
    ])
  func order(pair: (String, String)) {
    #expect(NaturalOrder.precedes(pair.0, pair.1))
    #expect(!NaturalOrder.precedes(pair.1, pair.0))
  }

  @Test("total: any two names are ordered, and the order is transitive") func totality() {
    var generator = SeededGenerator(seed: 4)
    let letters = Array("a0019/-é.")
    let names = (0..<160).map { _ in
      String(
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "a" })
    }
    for a in names {
      #expect(!NaturalOrder.precedes(a, a))
      for b in names where Array(a.utf8) != Array(b.utf8) {
        #expect(NaturalOrder.precedes(a, b) != NaturalOrder.precedes(b, a), "\(a) \(b)")
      }
    }
    let sorted = names.sorted(by: NaturalOrder.precedes)
    for i in sorted.indices {
      for j in sorted.indices where i < j { #expect(!NaturalOrder.precedes(sorted[j], sorted[i])) }
    }
  }

  @Test("folders stay together") func folders() {
    let sorted = ["a1/2", "a01/1", "a1/1", "a01/3", "a/9"].sorted(by: NaturalOrder.precedes)
    #expect(sorted == ["a/9", "a01/1", "a01/3", "a1/1", "a1/2"])
  }
}
