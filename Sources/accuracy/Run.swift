internal import Ballots
internal import Foundation
internal import Pages
internal import Reading

/// The key of a row of the table.
struct RowKey: Sendable, Hashable, Codable {
  var form: String
  var severity: Severity
}

/// What one piece of a run, or all of it, gave.
struct RunResult: Sendable, Codable {
  /// One row of the table.
  struct Row: Sendable, Codable {
    var key: RowKey
    var tally: Tally
  }

  private(set) var rows: [Row] = []
  private(set) var wrong: [WrongAnswer] = []
  /// Boxes of known truth, where they are asked for.
  var samples: [BoxSample] = []
  /// Processor seconds of simulating and of reading.
  var simulating = 0.0
  var reading = 0.0

  mutating func add(_ key: RowKey, _ reading: PageReading, _ truth: PageTruth, _ form: Form) {
    var tally = Tally()
    wrong += tally.add(reading, truth, form)
    add(key, tally)
  }

  private mutating func add(_ key: RowKey, _ tally: Tally) {
    if let index = rows.firstIndex(where: { $0.key == key }) {
      rows[index].tally += tally
    } else {
      rows.append(Row(key: key, tally: tally))
    }
  }

  static func += (a: inout RunResult, b: RunResult) {
    for row in b.rows { a.add(row.key, row.tally) }
    a.wrong += b.wrong
    a.samples += b.samples
    a.simulating += b.simulating
    a.reading += b.reading
  }

  /// The sum of the rows that a form and a severity name; nil stands for all.
  func sum(form: String?, severity: Severity?) -> Tally {
    rows.reduce(into: Tally()) { sum, row in
      if form ?? row.key.form == row.key.form, severity ?? row.key.severity == row.key.severity { sum += row.tally }
    }
  }
}

/// Simulates and reads the pages of a plan, piece by piece over all workers. The result does not depend on how many
/// there are.
struct Run: Sendable {
  let plan: RunPlan
  let catalogue: FormCatalogue
  let workers: Int
  let log: ProgressLog?
  /// Whether the boxes are wanted, too.
  var keepsSamples = false

  /// All pieces, those that the log remembers first.
  func finish() async throws -> RunResult {
    var finished = log?.finished ?? [:]
    if !finished.isEmpty { note("\(finished.count) pieces are done already") }
    try await withThrowingTaskGroup(of: (Int, RunResult).self) { group in
      var next = 0
      /// Starts the next piece that is not done; false when there is none.
      func start() -> Bool {
        while finished[next] != nil { next += 1 }
        guard isNeeded(next, finished) else { return false }
        let number = next
        next += 1
        group.addTask { (number, piece(number)) }
        return true
      }
      for _ in 0..<workers where !start() { break }
      while let (number, result) = try await group.next() {
        finished[number] = result
        try log?.append(number, result)
        if finished.count % 10 == 0 { note("\(finished.count) pieces, \(wrongCount(finished)) wrong answers") }
        _ = start()
      }
    }
    return wanted(finished)
  }

  /// A piece is needed while the pages, or the boxes of the pieces before it, are not enough.
  private func isNeeded(_ number: Int, _ finished: [Int: RunResult]) -> Bool {
    guard number * RunPlan.pagesPerPiece < plan.pages else { return false }
    guard let positions = plan.positions else { return true }
    return number < piecesFor(positions, finished) ?? .max
  }

  /// How many pieces, from the first, hold this many boxes; nil while too few in a row are finished.
  private func piecesFor(_ positions: Int, _ finished: [Int: RunResult]) -> Int? {
    var sum = 0
    for number in 0... {
      if sum >= positions { return number }
      guard let result = finished[number] else { return nil }
      sum += result.sum(form: nil, severity: nil).positions
    }
    return nil
  }

  /// The sum of the pieces of the plan, in order, so that the same plan gives the same figures.
  private func wanted(_ finished: [Int: RunResult]) -> RunResult {
    let count = plan.positions.flatMap { piecesFor($0, finished) } ?? .max
    return finished.keys.sorted().filter { $0 < count && $0 * RunPlan.pagesPerPiece < plan.pages }
      .compactMap { finished[$0] }.reduce(into: RunResult()) { $0 += $1 }
  }

  private func wrongCount(_ finished: [Int: RunResult]) -> Int { finished.values.reduce(0) { $0 + $1.wrong.count } }

  private func piece(_ number: Int) -> RunResult {
    let reader = PageReader(forms: catalogue.forms.map(\.prepared))
    let first = number * RunPlan.pagesPerPiece
    var result = RunResult()
    for index in first..<min(first + RunPlan.pagesPerPiece, plan.pages) {
      let seed = plan.pageSeed(index)
      let entry = catalogue.forms[plan.form(of: seed)]
      let severity = plan.severity(of: seed)
      let start = processorSeconds()
      let page = entry.simulator.page(seed: seed, severity: severity)
      let made = processorSeconds()
      let reading = reader.read(page.image)
      result.simulating += made - start
      result.reading += processorSeconds() - made
      result.add(RowKey(form: entry.form.id, severity: severity), reading, page.truth, entry.form)
      if keepsSamples { result.samples += BoxSample.all(reading, page.truth) }
    }
    return result
  }

  private func note(_ text: String) { FileHandle.standardError.write(Data("accuracy: \(text)\n".utf8)) }

  /// Processor time of this thread.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
