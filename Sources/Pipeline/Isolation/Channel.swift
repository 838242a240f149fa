internal import Foundation

/// One end of a talk over two pipes, message by message.
struct Channel: Sendable {
  /// Why there is no next message.
  enum Silence: Error {
    /// The other side has gone, or talks nonsense.
    case ended
    /// Nothing came in time.
    case late
  }

  let input: Int32
  let output: Int32

  /// Sends a message whole.
  func send(_ message: some Encodable) throws(Silence) {
    do {
      let frame = try ReaderFrame.encode(message)
      try frame.withUnsafeBytes { bytes in
        var sent = 0
        while sent < bytes.count {
          let count = write(output, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
          if count < 0, errno == EINTR { continue }
          guard count > 0 else { throw Silence.ended }
          sent += count
        }
      }
    } catch {
      throw .ended
    }
  }

  /// The next message; `seconds` is how long it may take from now to its last byte, nil for as long as it wants.
  func receive<T: Decodable>(_ type: T.Type, within seconds: Double? = nil) throws(Silence) -> T {
    // A machine that sleeps in between takes no time.
    let deadline = seconds.map { SuspendingClock.now + .seconds($0) }
    guard let length = ReaderFrame.length(try read(ReaderFrame.headerLength, until: deadline)) else { throw .ended }
    let body = try read(length, until: deadline)
    do {
      return try ReaderFrame.decode(type, body)
    } catch {
      throw .ended
    }
  }

  /// Whether the other side hangs up in time; what it says until then is lost.
  func hangsUp(within seconds: Double) -> Bool {
    let deadline = SuspendingClock.now + .seconds(seconds)
    do throws(Silence) {
      while true { _ = try read(1, until: deadline) }
    } catch {
      return error == .ended
    }
  }

  private func read(_ count: Int, until deadline: SuspendingClock.Instant?) throws(Silence) -> Data {
    var data = Data(count: count)
    var got = 0
    while got < count {
      try wait(until: deadline)
      let more = data.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress.map { $0 + got }, count - got) }
      if more < 0, errno == EINTR { continue }
      guard more > 0 else { throw .ended }
      got += more
    }
    return data
  }

  private func wait(until deadline: SuspendingClock.Instant?) throws(Silence) {
    guard let deadline else { return }
    while true {
      let left = SuspendingClock.now.duration(to: deadline) / .milliseconds(1)
      guard left > 0 else { throw .late }
      var polled = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      if poll(&polled, 1, Int32(min(left.rounded(.up), 1e6))) > 0 { return }
    }
  }
}
