internal import Foundation

/// What a process took, together with all processes that it waited for.
struct ProcessCost: Codable {
  /// User and system time, s.
  var processor: Double
  /// From start to end, s.
  var wall: Double
  /// Most memory that one of the processes held at a time, bytes.
  var peakBytes: Int
}

/// Runs a program to its end and says what that took.
struct ChildProcess {
  let program: String
  let arguments: [String]
  /// File that takes what the program prints.
  let log: URL

  /// This program itself.
  static let ownPath = "/proc/self/exe"

  /// - Parameter accepting: exit statuses that are no failure.
  func run(accepting: Set<Int32> = [0]) throws -> ProcessCost { try start().end(accepting: accepting) }

  /// Starts the program and does not wait for it.
  func start() throws -> RunningProcess {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child = pid_t()
    let start = ContinuousClock.now
    let failure = posix_spawn(&child, program, &actions, nil, &words, environ)
    guard failure == 0 else { throw BenchError("\(program): \(String(cString: strerror(failure)))") }
    return RunningProcess(
      id: child, start: start, name: "\(program) \(arguments.first ?? "")", log: log.relativePath)
  }
}

/// A program that was started.
struct RunningProcess {
  fileprivate let id: pid_t
  fileprivate let start: ContinuousClock.Instant
  fileprivate let name: String
  fileprivate let log: String

  /// Waits for its end.
  ///
  /// - Parameter accepting: exit statuses that are no failure.
  func end(accepting: Set<Int32> = [0]) throws -> ProcessCost {
    var (status, usage) = (Int32(), rusage())
    while wait4(id, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw BenchError("\(name): \(String(cString: strerror(errno)))") }
    }
    let wall = ContinuousClock.now - start
    guard status & 0x7F == 0, accepting.contains(status >> 8 & 0xFF) else {
      throw BenchError("\(name) ended with \(status); see \(log)")
    }
    return ProcessCost(
      processor: usage.ru_utime.seconds + usage.ru_stime.seconds, wall: wall / .seconds(1),
      peakBytes: usage.ru_maxrss * 1024)
  }
}

extension timeval {
  /// As seconds.
  var seconds: Double { Double(tv_sec) + Double(tv_usec) * 1e-6 }
}
