internal import ArgumentParser
internal import Foundation
internal import FoundationNetworking

/// `bench station`: what pages of the review station cost over a survey, asked for as a browser does, one after another.
struct StationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "station", abstract: "Measures pages of the review station of a survey.")

  /// So long a large survey may take to be counted before the first page, s.
  private static let patience: TimeInterval = 1800

  @ArgumentParser.Option(help: "A survey whose pages are read.") var survey: String
  @ArgumentParser.Option(help: "The program.") var program: String
  @ArgumentParser.Option(help: "How often each page is asked for.") var times = 200

  func run() async throws {
    let log = FileManager.default.temporaryDirectory.appendingPathComponent("bench-station-\(UUID().uuidString)")
    try Data().write(to: log)
    defer { try? FileManager.default.removeItem(at: log) }
    let station = Process()
    station.executableURL = URL(fileURLWithPath: program)
    station.arguments = ["serve", survey, "--port", "0"]
    station.standardOutput = try FileHandle(forWritingTo: log)
    let start = ContinuousClock.now
    try station.run()
    defer {
      station.terminate()
      station.waitUntilExit()
    }
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    var found: Regex<(Substring, Substring, Substring)>.Match?
    while found == nil {
      guard station.isRunning, Date() < deadline else { throw BenchError("\(program) serve does not begin") }
      usleep(50_000)
      found = try String(contentsOf: log, encoding: .utf8).firstMatch(
        of: /(http:\/\/127\.0\.0\.1:\d+)\/\n.*: ([a-z2-9-]{19})\n/)
    }
    let begun = ContinuousClock.now - start
    guard let found else { return }
    let (link, key) = (String(found.output.1), String(found.output.2))
    _ = try await Self.page(link + "/sign-in", form: "login=bench&password=\(key)")
    let queue = String(decoding: try await Self.page(link + "/queue"), as: UTF8.self)
    guard let waiting = queue.firstMatch(of: /<p class="waiting">([^<]*)</)?.output.1,
      let token = queue.firstMatch(of: /name="token" value="([0-9a-f]+)"/)?.output.1
    else { throw BenchError("there is no queue") }
    print(
      "\(waiting); the station began after \(begun.formatted(.units(allowed: [.seconds], fractionalPart: .show(length: 1))))"
    )
    var table: [(String, [Double])] = [("GET /queue", []), ("POST /queue/pass, GET /queue", [])]
    for _ in 0..<times {
      table[0].1.append(try await Self.time { _ = try await Self.page(link + "/queue") })
      table[1].1.append(
        try await Self.time { _ = try await Self.page(link + "/queue/pass", form: "token=\(token)") })
    }
    for (name, milliseconds) in table {
      let ordered = milliseconds.sorted()
      let figures = [ordered[ordered.count / 2], ordered[ordered.count * 95 / 100]].map { String(format: "%.2f", $0) }
      print("\(name): median \(figures[0]) ms, of 95 in 100 at most \(figures[1]) ms")
    }
  }

  private static func time(_ work: () async throws -> Void) async throws -> Double {
    let start = ContinuousClock.now
    try await work()
    return (ContinuousClock.now - start) / .milliseconds(1)
  }

  private static func page(_ link: String, form: String? = nil) async throws -> Data {
    guard let url = URL(string: link) else { throw BenchError(link) }
    var request = URLRequest(url: url)
    if let form {
      request.httpMethod = "POST"
      request.httpBody = Data(form.utf8)
      request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
    }
    let (data, response) = try await URLSession.shared.data(for: request)
    guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw BenchError("\(link) is refused") }
    return data
  }
}
