import Foundation
import Testing

/// A run that is killed goes on where it stopped, and nobody sees in the results that it was killed.
@Suite("count killed with SIGKILL", .serialized)
struct KillTests {
  static let moments = 10

  @Test func resultsAreThoseOfAnUndisturbedRun() throws {
    let known = try SurveyCopy.counted().results()
    let measured = try SurveyCopy.fresh()
    let start = Date()
    #expect(try Program.run("count", measured.path, "--quiet").status == 1)
    let duration = Date().timeIntervalSince(start)

    var random = SplitMix(state: 20_260_701)
    var killed = 0
    for moment in 0..<Self.moments {
      // One moment in each tenth of the run.
      let share = (Double(moment) + random.unit()) / Double(Self.moments)
      let survey = try SurveyCopy.fresh()
      let child = try Program.start(["count", survey.path, "--quiet"])
      Thread.sleep(forTimeInterval: share * duration)
      child.kill()
      if try child.wait(timeout: 60).status == 128 + SIGKILL { killed += 1 }

      let again = try Program.run("count", survey.path, "--quiet")
      #expect(again.status == 1, "\(again.errors)")
      #expect(try survey.results() == known, "killed at \(share) of the run")
      #expect(try Program.run("verify", survey.path).status == 0, "killed at \(share) of the run")
    }
    #expect(killed > 0)
  }

  /// More pages than one commit holds: the run goes on from what was kept.
  @Test func whatWasKeptIsNotReadAgain() throws {
    func large() throws -> SurveyCopy {
      let survey = try SurveyCopy.fresh()
      // Pictures with a byte after their end: other files, the same sheets.
      for copy in 0..<22 {
        try survey.write(
          Array(try survey.data("scans/U01-H2/scan02149.jpg")) + [UInt8(copy)],
          to: "scans/U01-H2/scan\(3000 + copy).jpg")
      }
      return survey
    }
    let undisturbed = try large()
    #expect(try Program.run("count", undisturbed.path, "--quiet").status == 1)
    #expect(try undisturbed.box("U01", "duplicate_pages") == 22)

    let survey = try large()
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

/// A small generator that gives the same numbers everywhere (SplitMix64).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From 0 to below 1.
  mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
