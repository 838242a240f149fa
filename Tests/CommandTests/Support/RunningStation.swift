import Foundation
import FoundationNetworking
import Testing

/// `kiemphieu serve` over a survey's folder, on a port of its own; killed when nobody holds it any more. Unchecked: one test
/// ends the process, whatever asks it something meanwhile.
final class RunningStation: @unchecked Sendable {
  /// A reply, as far as tests look at it.
  struct Reply {
    let status: Int
    let text: String
  }

  let program: Program.Child
  /// The address of the first page, without the last slash.
  let link: String
  /// The password of this run; empty where users are named.
  let key: String
  private let session: URLSession

  /// With users of its own where `arguments` say more.
  init(_ survey: String, _ arguments: [String] = []) async throws {
    program = try Program.start(["serve", survey, "--port", "0"] + arguments)
    let said =
      try arguments.isEmpty
      ? Regex(#"(http://127\.0\.0\.1:\d+)/\n.*: ([a-z2-9-]{19})\n"#, as: (Substring, Substring, Substring).self)
      : Regex(#"(https://[^/\s]+)/()\n"#, as: (Substring, Substring, Substring).self)
    let deadline = Date(timeIntervalSinceNow: 60)
    var found: Regex<(Substring, Substring, Substring)>.Match?
    while found == nil {
      guard program.isRunning, Date() < deadline else {
        let outcome = try program.wait(timeout: 1)
        throw Browser.Failure.tookTooLong("serve: \(outcome.output) \(outcome.errors)")
      }
      try await Task.sleep(for: .milliseconds(20))
      found = program.output.firstMatch(of: said)
    }
    link = String(found?.output.1 ?? "")
    key = String(found?.output.2 ?? "")
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieAcceptPolicy = .always
    session = URLSession(configuration: configuration)
  }

  deinit { program.kill(withDescendants: true) }

  func get(_ path: String) async throws -> Reply { try await send(URLRequest(url: url(path))) }

  func post(_ path: String, _ fields: [String: String]) async throws -> Reply {
    var request = URLRequest(url: try url(path))
    request.httpMethod = "POST"
    request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    request.httpBody = Data(
      fields.map { name, value in
        [name, value].map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
          .joined(separator: "=")
      }.joined(separator: "&").utf8)
    return try await send(request)
  }

  /// Sends a file as the page's script does.
  func send(_ data: Data, as name: String, to path: String, token: String) async throws -> Reply {
    var request = URLRequest(url: try url(path))
    request.httpMethod = "POST"
    request.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
    request.setValue(token, forHTTPHeaderField: "X-Form-Token")
    request.setValue(name, forHTTPHeaderField: "X-File-Name")
    request.httpBody = data
    return try await send(request)
  }

  /// Signs in; gives the token of the session's forms.
  func signIn(as name: String) async throws -> String {
    _ = try await post("/sign-in", ["login": name, "password": key])
    return try #require(try await get("/").field("token"))
  }

  private func url(_ path: String) throws -> URL { try #require(URL(string: link + path)) }

  private func send(_ request: URLRequest) async throws -> Reply {
    let (data, response) = try await session.data(for: request)
    return Reply(
      status: (response as? HTTPURLResponse)?.statusCode ?? 0, text: String(decoding: data, as: UTF8.self))
  }
}

extension RunningStation.Reply {
  /// The value of a hidden field.
  func field(_ name: String) -> String? {
    let parts = text.components(separatedBy: "name=\"\(name)\" value=\"")
    return parts.count > 1 ? String(parts[1].prefix { $0 != "\"" }) : nil
  }
}
