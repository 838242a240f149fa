/// Spreads numbered pieces of work over processors.
struct Workers: Sendable {
  let count: Int

  /// What each number gives, in the order of the numbers, so that results do not depend on how many workers there are.
  func results<Result: Sendable>(
    of numbers: Range<Int>, _ work: @escaping @Sendable (Int) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var waiting = numbers.makeIterator()
      var done: [(number: Int, result: Result)] = []
      /// Starts the next number, if there is one.
      func start() {
        if let number = waiting.next() { group.addTask { (number, work(number)) } }
      }
      for _ in 0..<count { start() }
      while let (number, result) = await group.next() {
        done.append((number, result))
        start()
      }
      return done.sorted { $0.number < $1.number }.map(\.result)
    }
  }
}
