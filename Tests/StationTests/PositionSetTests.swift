import Testing

@testable import Station

struct PositionSetTests {
  /// Capacities at which levels begin.
  private static let capacities = [1, 2, 63, 64, 65, 4095, 4096, 4097, 10_000]

  @Test(arguments: capacities)
  func fullSetHasEveryPosition(capacity: Int) {
    let set = PositionSet(capacity: capacity, isFull: true)
    #expect(set.count == capacity)
    #expect((0..<capacity).allSatisfy { set.first(from: $0) == $0 })
    #expect(set.first(from: capacity) == nil)
    #expect(set.first(from: capacity + 5000) == nil)
  }

  @Test(arguments: capacities)
  func emptySetHasNone(capacity: Int) {
    let set = PositionSet(capacity: capacity)
    #expect(set.count == 0)
    #expect(set.first(from: 0) == nil)
  }

  @Test("Whatever is put in and taken out, the first position is that of a plain set", arguments: capacities)
  func agreesWithAPlainSet(capacity: Int) {
    var set = PositionSet(capacity: capacity)
    var plain: Set<Int> = []
    var state: UInt64 = 42
    func random(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(below))
    }
    for step in 0..<2000 {
      let position = random(capacity)
      if step % 3 == 0 {
        set.remove(position)
        plain.remove(position)
      } else {
        set.insert(position)
        plain.insert(position)
      }
      #expect(set.count == plain.count)
      let start = random(capacity + 2)
      #expect(set.first(from: start) == plain.filter { $0 >= start }.min())
      #expect(set.contains(position) == plain.contains(position))
    }
  }
}
