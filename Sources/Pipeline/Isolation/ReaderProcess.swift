internal import Ballots
internal import CProcessShim
internal import Codecs
internal import Foundation

/// A process that decodes and reads pages for this one.
struct ReaderProcess: Sendable {
  /// How long a reader may take to end by itself, s.
  private static let patience = 2.0

  let process: pid_t
  let channel: Channel

  /// Starts a program as a reader; it is not ready before its forms are. Nil when the system starts no process.
  ///
  /// - Parameter bytes: most address space that it may take.
  init?(_ program: String, _ arguments: [String], bytes: Int) {
    var requests: [Int32] = [-1, -1]
    var replies: [Int32] = [-1, -1]
    guard kp_pipe(&requests) == 0 else { return nil }
    guard kp_pipe(&replies) == 0 else {
      for end in requests { close(end) }
      return nil
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, requests[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, replies[1], STDOUT_FILENO)
    // What a decoder complains about is in the reply; a crash is told by this program in its user's words.
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own: an interrupt at the keyboard is ours to answer, and a kill reaches its children, too.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    // What this process ignores its readers must not: who talks to nobody ends.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var vector: [UnsafeMutablePointer<CChar>?] = (["kiemphieu"] + arguments).map { strdup($0) } + [nil]
    defer { vector.forEach { free($0) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, program, &actions, &attributes, &vector, environ)
    close(requests[0])
    close(replies[1])
    channel = Channel(input: replies[0], output: requests[1])
    process = child
    guard failure == 0 else {
      close(replies[0])
      close(requests[1])
      return nil
    }
    _ = kp_limit_memory(process, UInt64(bytes))
  }

  /// The next message after a request.
  func answer(to request: ReaderRequest, within seconds: Double) -> Result<ReaderReply, Channel.Silence> {
    do throws(Channel.Silence) {
      try channel.send(request)
      return .success(try channel.receive(ReaderReply.self, within: seconds))
    } catch {
      return .failure(error)
    }
  }

  /// Ends it, whatever it does, with all that it started.
  func kill() {
    Glibc.kill(-process, SIGKILL)
    close(channel.output)
    leave()
  }

  /// Lets it end by itself: nobody asks any more. One that does not is killed.
  func end() {
    close(channel.output)
    if !channel.hangsUp(within: Self.patience) { Glibc.kill(-process, SIGKILL) }
    leave()
  }

  private func leave() {
    close(channel.input)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }
}
