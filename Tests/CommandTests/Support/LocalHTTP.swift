import Foundation

/// One request to a server on this PC, and its reply: a driver of browsers writes headers that Foundation does not take
/// (`Content-Length:9`).
enum LocalHTTP {
  struct Failure: Error {
    let what: String
  }

  static func ask(_ method: String, port: Int, _ path: String, _ body: Data) throws -> (status: Int, body: Data) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(what: "no socket") }
    let connection = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw Failure(what: "nothing listens on port \(port)") }
    let head = """
      \(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n\
      Content-Length: \(body.count)\r\nConnection: close\r\n\r\n
      """
    try connection.write(contentsOf: Data(head.utf8) + body)
    var reply = Data()
    var end: Range<Data.Index>?
    var length: Int?
    while length.map({ reply.count - (end?.upperBound ?? 0) < $0 }) ?? true {
      // Foundation would wait for as many bytes as it may take.
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(descriptor, &piece, piece.count)
      guard count > 0 else { break }
      reply += piece[..<count]
      guard end == nil else { continue }
      end = reply.range(of: Data("\r\n\r\n".utf8))
      guard let end else { continue }
      let lines = String(decoding: reply[..<end.lowerBound], as: UTF8.self).lowercased().split(separator: "\r\n")
      length = lines.first { $0.hasPrefix("content-length:") }.flatMap {
        Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces))
      }
    }
    let status = String(decoding: reply.prefix(12), as: UTF8.self).split(separator: " ").last.flatMap { Int($0) }
    guard let status, let end else { throw Failure(what: "no reply to \(method) \(path)") }
    return (status, reply[end.upperBound...])
  }
}
