import Foundation
import Testing

/// A disk that fails at any one call: a run that cannot do its work says so in one line, and the next one makes good.
///
/// `make test-crash` lets each call fail, one after the other (docs/robustness.md).
@Suite("Failures of the disk", .serialized)
struct DiskFailureTests {
  /// What is done while the disk fails.
  enum Work: String, CaseIterable, CustomTestStringConvertible {
    /// A first count.
    case count
    /// The minutes changed after a count.
    case reconcile
    /// A decision by a person.
    case decide

    var testDescription: String { rawValue }

    /// A survey on which the work is still to be done.
    func prepare() throws -> SurveyCopy {
      let survey = try SurveyCopy.small()
      guard self != .count else { return survey }
      try #require(try Program.run("count", survey.path, "--quiet").status == 1)
      if self == .reconcile {
        try survey.replace("ballots_in_box: ", with: "ballots_in_box: 1", in: "minutes/U01-H2.yaml")
      }
      return survey
    }

    static let sheet = "scans/U01-H2/scan02149.jpg"

    func arguments(_ survey: SurveyCopy) -> [String] {
      switch self {
      case .count: ["count", survey.path, "--quiet", "--jobs", "1"]
      case .reconcile: ["reconcile", survey.path, "--quiet"]
      case .decide:
        ["review", "set", survey.path, Self.sheet + "#1", "Q1", "3", "--by", "An", "--why", "thử", "--quiet"]
      }
    }

    /// What makes good what was cut off: the same again. A decision may have been recorded all the same, and is not
    /// recorded twice then.
    func recovery(_ survey: SurveyCopy, isDecided: Bool) -> [String] {
      self == .decide && isDecided ? ["count", survey.path, "--quiet"] : arguments(survey)
    }
  }

  @Test(arguments: Work.allCases, FailingDisk.Failure.allCases)
  func oneLineAndNothingHalfDone(_ work: Work, _ failure: FailingDisk.Failure) throws {
    let known = try work.prepare()
    let before = try known.resultsIfAny()
    let log = try Scratch()
    let logFile = log.url.appendingPathComponent("calls")
    let undisturbed = try run(
      work.arguments(known), FailingDisk.environment(known.folder, log: logFile))
    let calls = try FailingDisk.calls(logFile, known.folder)
    let after = try known.results()
    let files = try known.files()
    let verification = try Program.run("verify", known.path).status
    #expect(verification == 0)
    #expect(undisturbed.status < 2, "\(undisturbed.errors)")

    let step = Effort.failureStep
    for number in stride(from: 1 + Int(Effort.seed % UInt64(step)), through: calls.count, by: step) {
      let survey = try work.prepare()
      let call = calls[number - 1]
      let place: Comment = "\(work), \(failure.rawValue) at call \(number) of \(calls.count): \(call.name) \(call.path)"
      let outcome = try run(
        work.arguments(survey), FailingDisk.environment(survey.folder, failing: number, as: failure))
      for (name, data) in try survey.resultsIfAny() where !name.hasPrefix(".") {
        #expect(data == before[name] || data == after[name], "\(name) is half done; \(place)")
      }
      switch outcome.status {
      case 1 where work == .decide && failure != .kill:
        // The decision was recorded before: status 2 would say that nothing was done.
        #expect(try survey.isDecided(Work.sheet), place)
        #expect(outcome.errorLines.count == 1, "\(outcome.errors); \(place)")
        #expect(outcome.errors.hasPrefix(survey.path), "\(outcome.errors); \(place)")
        #expect(outcome.errors.contains("kiemphieu reconcile"), "\(outcome.errors); \(place)")
      case undisturbed.status:
        // What failed was of no account.
        #expect(failure != .kill, "not killed; \(place)")
        #expect(try survey.results() == after, place)
        #expect(outcome.errors == undisturbed.errors, place)
      case 2:
        #expect(failure != .kill, "not killed; \(place)")
        #expect(outcome.errorLines.count == 1, "\(outcome.errors); \(place)")
        #expect(outcome.errors.hasPrefix(survey.path), "\(outcome.errors); \(place)")
        #expect(outcome.errors.contains("chạy lại"), "\(outcome.errors); \(place)")
      default:
        #expect(failure == .kill && outcome.status == 128 + SIGKILL, "\(outcome.status), \(outcome.errors); \(place)")
      }
      let isDecided = work == .decide ? try survey.isDecided(Work.sheet) : false
      let recovery = try Program.start(work.recovery(survey, isDecided: isDecided)).wait(timeout: 60)
      #expect(recovery.status == undisturbed.status || isDecided, "\(recovery.errors); \(place)")
      #expect(try survey.results() == after, place)
      #expect(try survey.files() == files, place)
      #expect(try Program.run("verify", survey.path).status == verification, place)
    }
    print("\(work), \(failure.rawValue): \(calls.count) calls, each \(step). failed")
  }

  /// What has its final name is on the disk, and so is the name.
  @Test func namesAreSyncedAfterTheirContents() throws {
    let survey = try SurveyCopy.small()
    let log = try Scratch()
    let logFile = log.url.appendingPathComponent("calls")
    _ = try run(Work.count.arguments(survey), FailingDisk.environment(survey.folder, log: logFile))
    let calls = try FailingDisk.calls(logFile, survey.folder)
    let renames = calls.indices.filter { calls[$0].name == "rename" }
    #expect(renames.count == 5)
    for index in renames {
      #expect(calls[index - 1].name == "fsync" && calls[index - 1].path.hasPrefix("results/."))
      #expect(calls.dropFirst(index + 1).first == FailingDisk.Call(name: "fsync", path: "results"))
    }
    let made = try #require(calls.firstIndex(of: FailingDisk.Call(name: "mkdir", path: "results")))
    #expect(calls.dropFirst(made + 1).first == FailingDisk.Call(name: "fsync", path: ""))
  }

  /// A quota or a limit on the size of files ends no run in silence.
  @Test func aFileThatMayNotGrow() throws {
    let survey = try SurveyCopy.small()
    let limited = Process()
    limited.executableURL = URL(fileURLWithPath: "/bin/sh")
    // 32 KiB: the empty store fits, its pages do not.
    limited.arguments = [
      "-c", "ulimit -f 64; exec \"$0\" count \"$1\" --quiet", try Program.executable().path, survey.path,
    ]
    let errors = Pipe()
    limited.standardError = errors
    try limited.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    limited.waitUntilExit()
    #expect(limited.terminationReason == .exit && limited.terminationStatus == 2)
    #expect(text.split(separator: "\n").count == 1 && text.hasPrefix(survey.path), "\(text)")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  private func run(_ arguments: [String], _ environment: [String: String]) throws -> Program.Outcome {
    try Program.start(arguments, environment: environment).wait(timeout: 60)
  }
}

extension SurveyCopy {
  fileprivate func resultsIfAny() throws -> [String: Data] {
    FileManager.default.fileExists(atPath: file("results").path) ? try results() : [:]
  }

  /// Whether the store holds a person's decision on a file.
  fileprivate func isDecided(_ file: String) throws -> Bool {
    let outcome = try Program.run("count", path, "--quiet")
    try #require(outcome.status < 2, "\(outcome.errors)")
    return try table("answers").rows("file", file).contains { $0["reason"] == "decided-by-person" }
  }
}
