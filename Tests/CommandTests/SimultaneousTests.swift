import Foundation
import Testing

/// Several programs on one folder, and people who change it under a run.
@Suite("At the same time")
struct SimultaneousTests {
  /// Whoever comes second is told, in one line, and changes nothing.
  @Test(arguments: [["count"], ["reconcile"], ["verify"]])
  func whoComesSecondWaits(_ command: [String]) throws {
    let known = try SurveyCopy.counted().results()
    let survey = try SurveyCopy.counted()
    for gone in ["kiemphieu.db", "results/boxes.csv"] { try survey.remove(gone) }
    let first = try Program.start(["count", survey.path, "--quiet"])
    try #require(survey.isTaken(within: 30), "the first run did not take the folder")
    // The store is there from the beginning of a run; what matters is whose folder it is.
    let second = try Program.start(command + [survey.path, "--quiet"]).wait(timeout: 60)
    #expect(first.isRunning, "the first run was too fast for this test")
    #expect(second.status == 2)
    #expect(second.errorLines.count == 1, "\(second.errors)")
    #expect(second.errors.contains("một chương trình khác đang dùng thư mục này"), "\(second.errors)")
    #expect(try first.wait(timeout: 120).status == 1)
    #expect(try survey.results() == known)
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  @Test func lookingIsShared() throws {
    let survey = try SurveyCopy.counted()
    let children = try (0..<4).map { _ in try Program.start(["verify", survey.path, "--quiet"]) }
    for child in children { #expect(try child.wait(timeout: 60).status == 0) }
  }

  @Test func manyAtOnce() throws {
    let known = try SurveyCopy.counted().results()
    let survey = try SurveyCopy.fresh()
    let commands = ["count", "reconcile", "count", "count", "reconcile"]
    let children = try commands.map { try Program.start([$0, survey.path, "--quiet"]) }
    let outcomes = try children.map { try $0.wait(timeout: 180) }
    #expect(outcomes.contains { $0.status == 1 })
    for (command, outcome) in zip(commands, outcomes) where outcome.status != 1 {
      #expect(outcome.status == 2, "\(command): \(outcome.errors)")
      // A reconciliation may find that there is no store yet.
      #expect(outcome.errorLines.count == 1, "\(command): \(outcome.errors)")
    }
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.results() == known)
    #expect(try Program.run("verify", survey.path).status == 0)
    #expect(try survey.files().filter { $0.hasSuffix(".new") } == [])
  }

  /// How a file is treated while it is read.
  enum Disturbance: String, CaseIterable, CustomTestStringConvertible {
    /// It is moved away and comes back.
    case vanishes
    /// It is cut short and written anew, as a scanner or a copying program does.
    case rewritten
    /// Another scan takes its place, and it comes back.
    case replaced

    var testDescription: String { rawValue }
  }

  /// What was read of a file belongs to the contents that it had: in the end the results are those of a quiet folder.
  @Test(arguments: Disturbance.allCases)
  func aFileThatChangesUnderTheRun(_ disturbance: Disturbance) throws {
    let known = try SurveyCopy.small()
    #expect(try Program.run("count", known.path, "--quiet").status == 1)
    let survey = try SurveyCopy.small()
    let name = "scans/U01-H2/scan02149.jpg"
    let file = survey.file(name)
    let whole = try survey.data(name)
    let other = try Data(contentsOf: SurveyCopy.fixture.appendingPathComponent("scans/U01-H2/scan02148.jpg"))
    let beside = survey.folder.deletingLastPathComponent().appendingPathComponent("beside.jpg")
    for _ in 0..<3 {
      let child = try Program.start(["count", survey.path, "--quiet"])
      while child.isRunning {
        switch disturbance {
        case .vanishes:
          rename(file.path, beside.path)
          usleep(3000)
          rename(beside.path, file.path)
        case .rewritten:
          try whole.prefix(whole.count / 2).write(to: file)
          usleep(3000)
          try whole.write(to: file)
        case .replaced:
          try other.write(to: file, options: .atomic)
          usleep(3000)
          try whole.write(to: file, options: .atomic)
        }
        usleep(3000)
      }
      let outcome = try child.wait(timeout: 60)
      #expect(outcome.status == 1, "\(outcome.errors)")
      let lines = outcome.errorLines.filter { $0.hasPrefix(name) }
      #expect(lines.count <= 1, "\(outcome.errors)")
    }
    try whole.write(to: file)
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try survey.results() == known.results())
    #expect(try Program.run("verify", survey.path).status == 0)
  }
}

extension SurveyCopy {
  /// Waits until some program has the folder to itself; asks the kernel and not the lock, which would disturb.
  fileprivate func isTaken(within seconds: Double) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let deadline = Date(timeIntervalSinceNow: seconds)
    while Date() < deadline {
      let locks = (try? String(contentsOfFile: "/proc/locks", encoding: .utf8)) ?? ""
      if locks.split(separator: "\n").contains(where: { $0.contains("FLOCK") && $0.contains(":\(status.st_ino) ") }) {
        return true
      }
      usleep(500)
    }
    return false
  }
}
