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
}

/// What is sent back.
struct Reply: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  private static let guards: [(name: String, value: String)] = [
    (
      "Content-Security-Policy",
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
  ]

  /// Something of a kind; it may be kept by the browser only where that is said.
  init(status: Int = 200, type: String, body: [UInt8], isKept: Bool = false) {
    self.status = status
    self.body = body
    headers =
      Self.guards + [("Content-Type", type), ("Cache-Control", isKept ? "private, max-age=3600" : "no-store")]
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
}
