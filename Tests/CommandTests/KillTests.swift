import Foundation
import Testing

/// A run that is killed goes on where it stopped, and nobody sees in the results that it was killed.
///
/// `make test-crash` kills a larger survey 300 times and more (docs/robustness.md).
@Suite("count killed with SIGKILL", .serialized)
struct KillTests {
  @Test func resultsAreThoseOfAnUndisturbedRun() throws {
    let known = try Trial.fresh()
    let start = Date()
    #expect(try known.count().status == 1)
    var duration = Date().timeIntervalSince(start)
    let expected = try known.state()
    let sheets = try known.survey.table("sheets")
    #expect(Set(sheets.rows.map { [$0["file"], $0["page"]] }).count == sheets.rows.count)

    print("seed \(Effort.seed), \(sheets.rows.count) pages, \(duration) s undisturbed")
    var random = SplitMix(state: Effort.seed)
    var killed = 0
    var trials = 0
    while killed < Effort.kills, trials < 3 * Effort.kills {
      trials += 1
      let trial = try Trial.fresh()
      // In one trial of four the next runs are killed, too, before one is let go on to its end.
      let inARow = random.unit() < 0.25 ? 2 + Int(random.unit() * 3) : 1
      for number in 0..<inARow {
        // Random within equal parts of the run, so that kills lie all over it.
        let part = Double(killed % 10) / 10 + random.unit() / 10
        let child = try trial.start()
        let start = Date()
        let deadline = start.addingTimeInterval(part * duration)
        while child.isRunning, Date() < deadline { usleep(1000) }
        let elapsed = Date().timeIntervalSince(start)
        // By turns the program alone, as the kernel does when memory is short, and all that it started with it.
        child.kill(withDescendants: (trials + number) % 2 == 0)
        if try child.wait(timeout: 60).status == 128 + SIGKILL {
          killed += 1
        } else if number == 0 {
          // The machine had more to do when the undisturbed run was timed.
          duration = min(duration, elapsed)
        }
      }
      try trial.recover(expected)
    }
    print("\(killed) kills in \(trials) trials")
    #expect(killed >= Effort.kills)
  }

  /// More pages than one commit holds: the run goes on from what was kept.
  @Test func whatWasKeptIsNotReadAgain() throws {
    let undisturbed = try SurveyCopy.large()
    #expect(try Program.run("count", undisturbed.path, "--quiet").status == 1)
    #expect(try undisturbed.box("U01", "duplicate_pages") >= 22)

    let survey = try SurveyCopy.large()
    let child = try Program.start(["count", survey.path, "--quiet"])
    // The empty store is 24 KiB; the first commit of pages makes it larger.
    let store = survey.file("kiemphieu.db").path
    func storeSize() -> Int {
      ((try? FileManager.default.attributesOfItem(atPath: store))?[.size] as? NSNumber)?.intValue ?? 0
    }
    let deadline = Date(timeIntervalSinceNow: 120)
    while child.isRunning, storeSize() < 65_536, Date() < deadline { usleep(2000) }
    child.kill()
    #expect(try child.wait(timeout: 60).status == 128 + SIGKILL)

    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.results() == undisturbed.results())
    #expect(try Program.run("verify", survey.path).status == 0)
  }
}

/// A survey whose runs are killed, with a place for temporary files of its own.
private final class Trial {
  let survey: SurveyCopy
  private let temporary: Scratch

  private init(_ survey: SurveyCopy) throws {
    self.survey = survey
    temporary = try Scratch()
  }

  /// A larger survey where there is time for it.
  static func fresh() throws -> Trial { try Trial(Effort.isFull ? .large() : .fresh()) }

  /// What there is to be seen of a survey after a run.
  struct State: Equatable {
    let results: [String: Data]
    let files: [String]
    let verification: Int32
  }

  func start() throws -> Program.Child {
    try Program.start(["count", survey.path, "--quiet"], environment: ["TMPDIR": temporary.url.path])
  }

  func count() throws -> Program.Outcome { try start().wait(timeout: 180) }

  func state() throws -> State {
    State(
      results: try survey.results(), files: try survey.files(),
      verification: try Program.run("verify", survey.path).status)
  }

  /// Lets a run go to its end, and holds what it leaves against a survey that was not disturbed.
  func recover(_ expected: State) throws {
    let outcome = try count()
    let found = try state()
    if outcome.status == 1, found == expected {
      // A process that outlives the one that started it by a moment may still write.
      for _ in 0..<2 where !left().isEmpty { _ = try count() }
      if left().isEmpty { return }
    }
    survey.keep()
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(found.verification == expected.verification)
    #expect(found.files == expected.files)
    #expect(found.results == expected.results)
    #expect(left() == [])
    try #require(Bool(false), "not recovered: \(survey.path)")
  }

  /// What runs have left in the place for temporary files.
  private func left() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: temporary.url.path)) ?? [] }
}
