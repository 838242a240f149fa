import Raster
import Testing

/// Picking one value out of many without sorting them.
struct SelectionTests {
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func asSortingFinds(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = random.whole(1...400)
    // Few different values in every other array: equal ones must not trouble it.
    let values = (0..<count).map { _ in Float(random.whole(0...(seed % 2 == 0 ? 5 : 100_000))) }
    let sorted = values.sorted()
    for index in [0, count / 4, count / 2, count * 3 / 4, count - 1] {
      var copy = values
      #expect(copy.select(index) == sorted[index])
    }
  }
}
