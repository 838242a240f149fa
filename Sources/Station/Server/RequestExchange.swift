internal import Foundation
internal import HTTPTypes
internal import HummingbirdCore
internal import NIOCore
internal import Wording

/// One request of the server with its reply.
struct RequestExchange: Sendable {
  /// Why a request is not handed on.
  enum Refusal: Error, Hashable, Sendable {
    /// Not GET, HEAD or POST.
    case method
    /// A form that is larger than any of the station's.
    case tooLarge
    /// No length, or what is no UTF-8.
    case malformed

    var status: Int {
      switch self {
      case .method: 405
      case .tooLarge: 413
      case .malformed: 400
      }
    }

    /// For whoever sent it; which language is his or hers nobody knows yet.
    var words: String {
      Language.allCases.map { Wording($0).text(self == .tooLarge ? .formTooLarge : .staleForm) }.joined(separator: "\n")
    }
  }

  /// Bytes of a form at most: minutes with 200 participants.
  private static let mostFormBytes = 1 << 19
  /// Bytes of a file that are sent at once.
  private static let bytesAtATime = 1 << 16
  private static let formType = "application/x-www-form-urlencoded"

  private let request: Request
  private let address: String

  /// A request from an address.
  init(_ request: Request, from address: String) {
    self.request = request
    self.address = address
  }

  /// The request as the site takes it.
  func asked() async -> Result<Asked, Refusal> {
    let isLook = request.method == .get || request.method == .head
    guard isLook || request.method == .post else { return .failure(.method) }
    let address = request.head.path ?? "/"
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let path = parts[0].removingPercentEncoding else { return .failure(.malformed) }
    var asked = Asked(
      method: isLook ? .get : .post, path: path, query: parts.count > 1 ? Self.fields(parts[1]) : [:],
      cookies: Self.cookies(request.headers[values: .cookie]), address: self.address,
      host: request.head.authority ?? "")
    asked.madeAt = header("Sec-Fetch-Site")
    asked.isShown = header("Sec-Fetch-Dest").map { $0 == "document" } ?? true
    guard !isLook else { return .success(asked) }
    guard let length = request.headers[.contentLength].flatMap({ Int($0) }), length >= 0 else {
      return .failure(.malformed)
    }
    if request.headers[.contentType]?.lowercased().hasPrefix(Self.formType) == true {
      guard length <= Self.mostFormBytes else { return .failure(.tooLarge) }
      guard let body = try? await request.body.collect(upTo: Self.mostFormBytes), body.readableBytes == length else {
        return .failure(.malformed)
      }
      asked.fields = Self.fields(String(buffer: body))
    } else {
      asked.fields["token"] = header("X-Form-Token")
      asked.fields["name"] = header("X-File-Name")?.removingPercentEncoding
      let body = request.body
      asked.file = Incoming(byteCount: length) { take in
        for try await buffer in body { try take(Array(buffer.readableBytesView)) }
      }
    }
    return .success(asked)
  }

  /// Sends a reply.
  func send(_ reply: Reply, _ writer: consuming ResponseWriter) async throws {
    var fields = HTTPFields()
    for (name, value) in reply.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    let isHead = request.method == .head
    switch reply.body {
    case .bytes(let bytes):
      fields[.contentLength] = String(bytes.count)
      let head = HTTPResponse(status: .init(code: reply.status), headerFields: fields)
      try await writer.write(response: head, body: isHead ? .init() : .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .file(let path, let byteCount):
      guard let file = FileHandle(forReadingAtPath: path) else {
        return try await writer.writeResponse(HTTPResponse(status: .notFound, headerFields: [.contentLength: "0"]))
      }
      defer { try? file.close() }
      fields[.contentLength] = String(byteCount)
      let head = HTTPResponse(status: .init(code: reply.status), headerFields: fields)
      var body: any ResponseBodyWriter = try await writer.writeHead(head)
      var left = isHead ? 0 : byteCount
      while left > 0, let data = try file.read(upToCount: min(left, Self.bytesAtATime)), !data.isEmpty {
        try await body.write(ByteBuffer(bytes: data))
        left -= data.count
      }
      // A file that became shorter meanwhile: the browser must not take it for whole.
      guard left == 0 else { throw Refusal.malformed }
      try await body.finish(nil)
    }
  }

  private func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }

  /// The fields of a form or a query; of two with one name the last holds.
  static func fields(_ text: String) -> [String: String] {
    func decoded(_ part: Substring) -> String? {
      part.replacing("+", with: " ").removingPercentEncoding
    }
    var fields: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(parts[0]), let value = decoded(parts.count > 1 ? parts[1] : "") else { continue }
      fields[name] = value
    }
    return fields
  }

  /// The cookies of a request.
  static func cookies(_ lines: [String]) -> [String: String] {
    var cookies: [String: String] = [:]
    for pair in lines.flatMap({ $0.split(separator: ";") }) {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      cookies[parts[0].trimmingCharacters(in: .whitespaces)] = String(parts[1])
    }
    return cookies
  }
}
