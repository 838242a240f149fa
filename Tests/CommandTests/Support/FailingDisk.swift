import Foundation
import Testing

/// `Tests/FailingDisk`, built: a disk that fails under a program at the call that it is told.
enum FailingDisk {
  enum Failure: String, CaseIterable, CustomTestStringConvertible {
    /// One call fails, and nothing after it.
    case once = "EIO"
    /// The disk is full from that call on.
    case full = "ENOSPC"
    /// The program is killed at that call, within a write or before anything else.
    case kill = "KILL"

    var testDescription: String { rawValue }
  }

  /// A call that changes files.
  struct Call: Equatable {
    let name: String
    /// Relative to the folder that is watched; empty for the folder itself.
    let path: String
  }

  /// The library's path; built once, removed with the process.
  private static let library: Result<String, any Error> = Result {
    let library = FileManager.default.temporaryDirectory
      .appendingPathComponent("kiemphieu-test-\(UUID().uuidString).so").path
    let source = SurveyCopy.package.appendingPathComponent("Tests/FailingDisk/FailingDisk.c").path
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0, "the failing disk could not be built")
    atexit { if let library = try? FailingDisk.library.get() { unlink(library) } }
    return library
  }

  /// The environment in which a program's calls beneath a folder are counted, and one of them fails.
  static func environment(
    _ folder: URL, failing number: Int = 0, as failure: Failure = .once, log: URL? = nil
  ) throws -> [String: String] {
    var environment = [
      "LD_PRELOAD": try library.get(), "FAILING_DISK_UNDER": folder.resolvingSymlinksInPath().path,
      "FAILING_DISK_AT": "\(number)", "FAILING_DISK_HOW": failure.rawValue,
    ]
    environment["FAILING_DISK_LOG"] = log?.path
    return environment
  }

  /// What a log tells, with paths relative to the folder that was watched.
  static func calls(_ log: URL, _ folder: URL) throws -> [Call] {
    let prefix = folder.resolvingSymlinksInPath().path
    return try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      let path = parts.last.map(String.init) ?? ""
      return Call(name: String(parts[0]), path: String(path.dropFirst(prefix.count + 1)))
    }
  }
}
