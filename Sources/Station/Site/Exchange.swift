/// What a browser asks for, whatever server brought it.
struct Asked: Sendable {
  /// What is done to an address.
  enum Method: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
  }

  var method: Method
  /// Decoded, from the first slash on.
  var path: String
  var query: [String: String] = [:]
  /// The fields of a form.
  var fields: [String: String] = [:]
  var cookies: [String: String] = [:]
  /// The address of who asks.
  var address: String
  /// `Host`: the name under which the browser knows the station.
  var host: String
  /// `Sec-Fetch-Site`: where the request was made, as browsers say it.
  var madeAt: String?
  /// Whether the browser shows the answer as a page (`Sec-Fetch-Dest`); scripts take parts out of pages, too.
  var isShown = true
  /// A file that is sent; its name and the form's token stand in `fields`.
  var file: Incoming?
}

/// The bytes of a file on their way.
struct Incoming: Sendable {
  /// How many were announced.
  var byteCount: Int
  /// Hands on each piece as it comes; a connection that breaks off may look like the end.
  var read: @Sendable (_ take: ([UInt8]) throws -> Void) async throws -> Void
}

/// What is sent back.
struct Reply: Sendable {
  /// The content.
  enum Body: Sendable {
    case bytes([UInt8])
    /// The path of a file, and its size.
    case file(String, byteCount: Int)
  }

  var status: Int
  var headers: [(name: String, value: String)]
  var body: Body

  private static let guards: [(name: String, value: String)] = [
    (
      "Content-Security-Policy",
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
  ]

  /// Something of a kind; the browser keeps it only as long as is said.
  init(status: Int = 200, type: String, body: [UInt8], keptFor time: Duration? = nil) {
    self.status = status
    self.body = .bytes(body)
    headers =
      Self.guards + [
        ("Content-Type", type),
        ("Cache-Control", time.map { "private, max-age=\($0.components.seconds)" } ?? "no-store"),
      ]
  }

  /// A page.
  static func page(_ html: String, status: Int = 200) -> Reply {
    Reply(status: status, type: "text/html; charset=utf-8", body: Array(html.utf8))
  }

  /// Go there next: a form that was sent is not sent again by loading the page again.
  static func see(_ path: String) -> Reply {
    var reply = Reply(status: 303, type: "text/plain; charset=utf-8", body: [])
    reply.headers.append(("Location", path))
    return reply
  }

  /// A line for the script of a page.
  static func line(_ text: String, status: Int = 200) -> Reply {
    Reply(status: status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
  }

  /// A file to keep, under its own name.
  static func download(_ path: String, name: String, byteCount: Int) -> Reply {
    var reply = Reply(type: "application/octet-stream", body: [])
    reply.body = .file(path, byteCount: byteCount)
    reply.headers.append(("Content-Disposition", "attachment; filename*=UTF-8''\(Address.escaped(name))"))
    return reply
  }
}
