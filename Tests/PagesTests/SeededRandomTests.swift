import Testing

@testable import Pages

@Suite struct SeededRandomTests {
  /// The first numbers of the published generator for seed 0.
  @Test func numbersAreThoseOfSplitMix64() {
    var random = SeededRandom(seed: 0)
    #expect(random.next() == 0xE220_A839_7B1D_CDAF)
    #expect(random.next() == 0x6E78_9E6A_A1B9_65F4)
    #expect(random.next() == 0x06C4_5D18_8009_454F)
  }

  @Test func neighbouringNumbersGiveUnrelatedSeeds() {
    let seeds = (0..<1000).map { SeededRandom.seed(7, number: $0) }
    #expect(Set(seeds).count == 1000)
    let differing = zip(seeds, seeds.dropFirst()).map { ($0 ^ $1).nonzeroBitCount }
    let mean = Double(differing.reduce(0, +)) / Double(differing.count)
    #expect((30...34).contains(mean))
  }

  @Test func weightsAreKept() {
    var random = SeededRandom(seed: 3)
    let weighted = Weighted(("rare", 0.1), ("never", 0), ("usual", 0.9))
    let picked = (0..<10_000).map { _ in random.pick(weighted) }
    #expect((850...1150).contains(picked.count { $0 == "rare" }))
    #expect(!picked.contains("never"))
  }

  @Test func normalDistributionHasItsDeviation() {
    var random = SeededRandom(seed: 4)
    let numbers = (0..<20_000).map { _ in random.normal(3) }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean) < 0.1)
    #expect((2.9...3.1).contains(variance.squareRoot()))
  }
}
