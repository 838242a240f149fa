import Foundation
import Testing

/// The processes that decode and read: what they may not do, and that they end with the run.
@Suite struct ReaderProcessTests {
  /// The processes whose arguments hold a text.
  private func processes(_ text: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
      guard Int(name) != nil, let words = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else {
        return false
      }
      return String(decoding: words, as: UTF8.self).contains(text)
    }
  }

  private func wait(for condition: () throws -> Bool) rethrows -> Bool {
    let deadline = Date(timeIntervalSinceNow: 20)
    while Date() < deadline {
      if try condition() { return true }
      usleep(20_000)
    }
    return try condition()
  }

  @Test func aReaderGivesUpItsRights() throws {
    let scratch = try Scratch()
    let process = Process()
    process.executableURL = try Program.executable()
    process.arguments = ["read-pages", scratch.url.path]
    let talk = Pipe()
    process.standardInput = talk
    try process.run()
    // The process becomes another one on the way, with the same number.
    let isConfined = wait {
      let status = FileManager.default.contents(atPath: "/proc/\(process.processIdentifier)/status") ?? Data()
      let text = String(decoding: status, as: UTF8.self)
      return text.contains("NoNewPrivs:\t1") && text.contains("Seccomp:\t2")
    }
    #expect(isConfined)
    try talk.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func aRunLeavesNothingBehind() throws {
    let scratch = try Scratch()
    let survey = try SurveyCopy.fresh()
    let run = try Program.run("count", survey.path, "--quiet", environment: ["TMPDIR": scratch.url.path])
    #expect(run.status == 1, "\(run.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).isEmpty)
    #expect(try processes(scratch.url.path).isEmpty)
  }

  /// The tests start thousands of programs; what these wrote is closed when they end.
  @Test func anEndedRunHoldsNoFileOpenHere() throws {
    #expect(try Program.run("--version").status == 0)
    let files = FileManager.default
    let open = try files.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
      try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
    }
    #expect(!open.contains { $0.hasSuffix("/output (deleted)") || $0.hasSuffix("/errors (deleted)") })
  }

  @Test func readersEndWithTheRun() throws {
    let scratch = try Scratch()
    let survey = try SurveyCopy.fresh()
    let run = try Program.start(["count", survey.path, "--quiet"], environment: ["TMPDIR": scratch.url.path])
    #expect(try wait { try !processes(scratch.url.path).isEmpty })
    run.kill()
    _ = try run.wait(timeout: 20)
    #expect(try wait { try processes(scratch.url.path).isEmpty })
  }
}
