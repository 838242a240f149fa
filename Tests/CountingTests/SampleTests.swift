import Counting
import Testing

/// The boundary table of the sample rules.
@Suite struct SampleTests {
  @Test(arguments: [
    (0, 0, 0, 0), (29, 29, 29, 28), (30, 30, 30, 28), (100, 100, 30, 80), (101, 100, 30, 81), (199, 100, 30, 133),
    (200, 100, 100, 134), (499, 100, 100, 223), (500, 100, 150, 223), (501, 101, 150, 223), (1_000, 200, 150, 286),
    (1_001, 200, 150, 286), (2_000, 200, 150, 334), (2_001, 201, 150, 334), (5_000, 500, 150, 371),
    (5_001, 500, 150, 371), (10_000, 500, 150, 385), (10_001, 501, 150, 385), (20_000, 1_000, 150, 393),
  ])
  func theTable(_ transactions: Int, _ hue: Int, _ binhDinh: Int, _ slovin: Int) {
    #expect(SampleRule.hue2015.minimum(of: transactions) == hue)
    #expect(SampleRule.binhDinh2023.minimum(of: transactions) == binhDinh)
    #expect(SampleRule.slovin5.minimum(of: transactions) == slovin)
  }

  /// More transactions never need a smaller sample, nor one larger than they are.
  @Test func samplesGrow() {
    for rule in SampleRule.all {
      var last = 0
      for transactions in 0...12_000 {
        let minimum = rule.minimum(of: transactions)
        #expect(minimum >= last && minimum <= transactions, "\(rule.id) \(transactions)")
        last = minimum
      }
      #expect(rule.minimum(of: .max) > 0)
      #expect(rule.minimum(of: -1) == 0)
    }
  }

  @Test func villages() {
    #expect(StageScheme.binhDinh2023.strata.map(\.villages) == [27, 21, 12])
  }

  // MARK: Drawing

  /// Not SHA-256, but a function of the text that spreads well enough for a test.
  private static func spread(_ text: String) -> [UInt8] {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    state = (state ^ (state >> 29)) &* 0xbf58_476d_1ce4_e5b9
    return (0..<8).map { UInt8(truncatingIfNeeded: state >> (56 - 8 * $0)) }
  }

  private let items = (1...500).map { "scan\($0)#1" }

  @Test func aDrawingIsRepeatable() {
    let drawing = Drawing(seed: "20261122", hash: Self.spread)
    let drawn = drawing.draw(40, of: items)
    #expect(drawn.count == 40 && Set(drawn).count == 40)
    #expect(drawing.draw(40, of: items.reversed()) == drawn)
    #expect(drawing.draw(60, of: items).prefix(40) == drawn[...])
    #expect(Drawing(seed: "20261123", hash: Self.spread).draw(40, of: items) != drawn)
    #expect(drawing.draw(40, of: items, stratum: "U01") != drawn)
    #expect(drawing.draw(600, of: items).count == 500)
    #expect(drawing.draw(0, of: items).isEmpty)
  }

  /// Every item is drawn about as often.
  @Test func aDrawingIsFair() {
    var times: [String: Int] = [:]
    for seed in 0..<400 {
      for item in Drawing(seed: String(seed), hash: Self.spread).draw(50, of: items) { times[item, default: 0] += 1 }
    }
    // 40 each in the mean, with a standard deviation of 6.
    #expect(times.count == 500)
    #expect(times.values.allSatisfy { (12...72).contains($0) })
  }

  @Test func strataInProportion() {
    #expect(Drawing.shares(10, of: [50, 30, 20]) == [5, 3, 2])
    #expect(Drawing.shares(10, of: [1, 1, 1]) == [1, 1, 1])
    #expect(Drawing.shares(7, of: [10, 10, 10]) == [3, 2, 2])
    #expect(Drawing.shares(0, of: [5]) == [0])
    #expect(Drawing.shares(5, of: []) == [])
    // Rounded up, no stratum is left out or drawn at a lower rate.
    #expect(Drawing.sharesRoundedUp(10, of: [50, 30, 20]) == [5, 3, 2])
    #expect(Drawing.sharesRoundedUp(10, of: [97, 2, 1]) == [10, 1, 1])
    #expect(Drawing.sharesRoundedUp(200, of: [50, 30]) == [50, 30])
    #expect(Drawing.sharesRoundedUp(0, of: [5]) == [0] && Drawing.sharesRoundedUp(5, of: []) == [])
  }
}
