import Foundation

/// The built program, run as a child process.
enum Program {
  /// How a run ended and what it wrote.
  struct Outcome {
    /// Exit status; 128 + signal when it was killed.
    let status: Int32
    let output: String
    let errors: String

    /// Standard error, a line each.
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  }

  enum Failure: Error, CustomStringConvertible {
    case notBuilt(beside: String)
    case tookTooLong([String])

    var description: String {
      switch self {
      case .notBuilt(let folder): "there is no built kiemphieu beside \(folder)"
      case .tookTooLong(let arguments): "kiemphieu \(arguments.joined(separator: " ")) did not end in time"
      }
    }
  }

  /// The program's file: beside the test bundle, which is the running program.
  static func executable() throws -> URL {
    let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let candidates = [runner, URL(fileURLWithPath: CommandLine.arguments.first ?? ""), Bundle.main.bundleURL]
    for candidate in candidates {
      let program = candidate.deletingLastPathComponent().appendingPathComponent("kiemphieu")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
    }
    throw Failure.notBuilt(beside: runner.path)
  }

  /// Runs the program to its end. The user's language settings are not passed on; `environment` adds to the rest.
  static func run(
    _ arguments: String..., in folder: URL? = nil, environment: [String: String] = [:], timeout: TimeInterval = 180
  ) throws -> Outcome {
    try start(arguments, in: folder, environment: environment).wait(timeout: timeout)
  }

  /// Runs the program with a standard output that nobody reads any more.
  static func runUnread(_ arguments: String...) throws -> Outcome {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    return try start(arguments, output: pipe).wait(timeout: 180)
  }

  /// Starts the program.
  static func start(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:], output: Pipe? = nil
  ) throws -> Child {
    var inherited = ProcessInfo.processInfo.environment
    for name in ["LANG", "LC_ALL", "KIEMPHIEU_TEMPLATES"] { inherited[name] = nil }
    let process = Process()
    process.executableURL = try executable()
    process.arguments = arguments
    process.environment = inherited.merging(environment) { _, new in new }
    process.currentDirectoryURL = folder
    return try Child(process, output: output)
  }

  /// A run under way. What it writes goes to files: no pipe can fill up.
  final class Child {
    private let process: Process
    private let scratch: Scratch

    fileprivate init(_ process: Process, output: Pipe?) throws {
      self.process = process
      scratch = try Scratch()
      process.standardInput = FileHandle.nullDevice
      let file = try output?.fileHandleForWriting ?? scratch.newFile("output")
      let errors = try scratch.newFile("errors")
      process.standardOutput = if let output { output } else { file }
      process.standardError = errors
      try process.run()
      // A Process is never given up by Foundation, nor what it holds; and with some 1,300 open files to look through,
      // `run` reads beyond the end of their list and may crash.
      try file.close()
      try errors.close()
    }

    var isRunning: Bool { process.isRunning }

    /// What it wrote until now.
    var output: String { scratch.text("output") }

    /// SIGTERM: asks it to end.
    func terminate() { process.terminate() }

    /// SIGKILL, if it still runs; also for all processes that it started.
    func kill(withDescendants: Bool = false) {
      guard process.isRunning else { return }
      let others = withDescendants ? Self.descendants(of: process.processIdentifier) : []
      for victim in [process.processIdentifier] + others { _ = Foundation.kill(victim, SIGKILL) }
    }

    /// The processes that a process started, and those that these started.
    private static func descendants(of process: pid_t) -> [pid_t] {
      var children: [pid_t: [pid_t]] = [:]
      for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
        // pid (name) state parent …; a name may hold anything.
        guard let child = pid_t(name), let line = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
          let rest = line.split(separator: ")").last?.split(separator: " "), rest.count > 1, let parent = pid_t(rest[1])
        else { continue }
        children[parent, default: []].append(child)
      }
      var found = children[process] ?? []
      var next = 0
      while next < found.count {
        found += children[found[next]] ?? []
        next += 1
      }
      return found
    }

    /// Waits for the end; a run that takes longer is killed and an error.
    func wait(timeout: TimeInterval) throws -> Outcome {
      let deadline = Date(timeIntervalSinceNow: timeout)
      while process.isRunning {
        guard Date() < deadline else {
          kill()
          throw Failure.tookTooLong(process.arguments ?? [])
        }
        usleep(5000)
      }
      let isSignal = process.terminationReason == .uncaughtSignal
      return Outcome(
        status: isSignal ? 128 + process.terminationStatus : process.terminationStatus,
        output: scratch.text("output"), errors: scratch.text("errors"))
    }
  }
}

/// A folder that lives as long as somebody holds it.
final class Scratch {
  let url: URL

  private var isKept = false

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("kiemphieu-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { if !isKept { remove() } }

  /// Leaves it there when nobody holds it any more.
  func keep() { isKept = true }

  func remove() { try? FileManager.default.removeItem(at: url) }

  func newFile(_ name: String) throws -> FileHandle {
    let file = url.appendingPathComponent(name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  func text(_ name: String) -> String {
    (try? Data(contentsOf: url.appendingPathComponent(name))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
