internal import CProcessShim
internal import Glibc

/// Runs one of poppler's programs: arguments as an array (no shell sees them), nothing on standard input, bounded in
/// time, memory and output, and gone when this returns.
struct ChildProgram {
  /// What a finished program left.
  struct Result {
    /// Exit status; 128 + signal when it was killed from elsewhere.
    let status: Int32
    let output: [UInt8]
    /// The first 16 KiB of standard error.
    let messages: String
  }

  let name: String
  let limits: DecodingLimits

  /// Runs to the end. Throws `decoderMissing`, or `tooLarge` when a bound was met.
  func run(_ arguments: [String], maxOutput: Int) throws(ScanError) -> Result {
    let output = try Pipe()
    let messages = try Pipe()
    let child = try spawn(arguments, output: output, messages: messages)
    // Set from outside, as posix_spawn cannot; the program is still loading its libraries then.
    _ = kp_limit_memory(child, UInt64(limits.programBytes))
    // Should this process be killed, nobody is left to end the program at its deadline.
    _ = kp_limit_time(child, UInt64(limits.programSeconds + 1))
    output.closeWriter()
    messages.closeWriter()

    let deadline = ChildProgram.now() + limits.programSeconds * 1000
    let collected = collect(output, messages, maxOutput: maxOutput, deadline: deadline)
    let status = wait(for: child, until: collected.isWithinBounds ? deadline : 0)
    guard collected.isWithinBounds, let status else {
      throw .tooLarge("\(name) took over \(limits.programSeconds) s or gave over \(maxOutput) bytes")
    }
    return Result(
      status: status, output: collected.output, messages: String(decoding: collected.messages, as: UTF8.self))
  }

  private func spawn(_ arguments: [String], output: Pipe, messages: Pipe) throws(ScanError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writer, 1)
    posix_spawn_file_actions_adddup2(&actions, messages.writer, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that an interrupt at the keyboard reaches us first and a kill reaches all of it.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    let words: [String] = [name] + arguments
    var vector: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { vector.forEach { free($0) } }
    // Messages and numbers in one language; fonts are looked up by HOME.
    let names: [String] = ["PATH", "HOME"]
    let kept: [String] = names.compactMap { key in getenv(key).map { "\(key)=" + String(cString: $0) } }
    var environment: [UnsafeMutablePointer<CChar>?] = (kept + ["LC_ALL=C"]).map { strdup($0) } + [nil]
    defer { environment.forEach { free($0) } }

    var child: pid_t = 0
    let failure = posix_spawnp(&child, name, &actions, &attributes, &vector, &environment)
    switch failure {
    case 0: return child
    case ENOENT, EACCES, ENOTDIR: throw .decoderMissing("\(name) is not installed")
    default: throw FileReader.error(failure)
    }
  }

  private struct Collected {
    var output: [UInt8] = []
    var messages: [UInt8] = []
    var isWithinBounds = true
  }

  /// Reads both pipes until the program has closed them.
  private func collect(_ output: Pipe, _ messages: Pipe, maxOutput: Int, deadline: Int) -> Collected {
    var collected = Collected()
    var polled = [
      pollfd(fd: output.reader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: messages.reader, events: Int16(POLLIN), revents: 0),
    ]
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    while polled.contains(where: { $0.fd >= 0 }) {
      let left = deadline - ChildProgram.now()
      guard left > 0, collected.output.count <= maxOutput else {
        collected.isWithinBounds = false
        break
      }
      let ready = poll(&polled, nfds_t(polled.count), Int32(left))
      if ready <= 0 { continue }
      for index in polled.indices where polled[index].fd >= 0 && polled[index].revents != 0 {
        let got = read(polled[index].fd, &chunk, chunk.count)
        if got < 0 && errno == EINTR { continue }
        if got <= 0 {
          polled[index].fd = -1
        } else if index == 0 {
          collected.output += chunk[0..<got]
        } else if collected.messages.count < 16384 {
          collected.messages += chunk[0..<got]
        }
      }
    }
    return collected
  }

  /// Takes leave of the program; kills it at the deadline (ms) and then answers nil.
  private func wait(for child: pid_t, until deadline: Int) -> Int32? {
    var status: Int32 = 0
    var pause: UInt32 = 100
    while ChildProgram.now() < deadline {
      if waitpid(child, &status, WNOHANG) == child {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
      }
      usleep(pause)
      pause = min(pause * 2, 10_000)
    }
    kill(-child, SIGKILL)
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return nil
  }

  /// Monotonic time, ms.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// Both ends of a pipe; no other child inherits them.
private final class Pipe {
  let reader: Int32
  private(set) var writer: Int32

  init() throws(ScanError) {
    var ends: [Int32] = [-1, -1]
    guard kp_pipe(&ends) == 0 else { throw FileReader.error(errno) }
    reader = ends[0]
    writer = ends[1]
  }

  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  deinit {
    closeWriter()
    close(reader)
  }
}
