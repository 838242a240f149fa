import Foundation

/// A Chromium without a window, driven by its driver (W3C WebDriver). It goes when nobody holds it any more.
final class Browser {
  enum Failure: Error, CustomStringConvertible {
    case noDriver
    case refused(String)
    case tookTooLong(String)

    var description: String {
      switch self {
      case .noDriver: "chromedriver does not start: are chromium and chromium-driver installed?"
      case .refused(let why): "the browser refused: \(why)"
      case .tookTooLong(let what): "it never came true: \(what)"
      }
    }
  }

  /// An element of the page.
  struct Element {
    fileprivate static let key = "element-6066-11e4-a52e-4f735466cecf"
    fileprivate let id: String
  }

  /// Keys that are no letters, as the protocol calls them.
  static let (tab, enter, backspace, right, escape) = ("\u{E004}", "\u{E007}", "\u{E003}", "\u{E014}", "\u{E00C}")
  /// A page may take this long to come true.
  private static let patience: TimeInterval = 60

  private let driver: Process
  private let scratch: Scratch
  private let port: Int
  private var session = ""

  /// A browser of a size in px.
  init(
    width: Int = 1366, height: Int = 768, runsScripts: Bool = true, takesAnyCertificate: Bool = false
  ) async throws {
    scratch = try Scratch()
    driver = Process()
    driver.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    driver.arguments = ["chromedriver", "--port=0"]
    driver.standardInput = FileHandle.nullDevice
    let output = try scratch.newFile("driver")
    driver.standardOutput = output
    driver.standardError = FileHandle.nullDevice
    try driver.run()
    try output.close()
    port = try Self.port(scratch, driver)
    var options: [String: Any] = [
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
        "--window-size=\(width),\(height)", "--user-data-dir=\(scratch.url.path)/profile",
      ]
    ]
    if !runsScripts { options["prefs"] = ["profile.managed_default_content_settings.javascript": 2] }
    let capabilities: [String: Any] = [
      "alwaysMatch": [
        "browserName": "chrome", "acceptInsecureCerts": takesAnyCertificate, "goog:chromeOptions": options,
      ]
    ]
    let made = try await ask("POST", "/session", ["capabilities": capabilities])
    session = "/session/" + ((made as? [String: Any])?["sessionId"] as? String ?? "")
  }

  deinit {
    // A process that a test starts may hear no signal but the one that ends it, and would leave its browser behind.
    if !session.isEmpty { _ = try? LocalHTTP.ask("DELETE", port: port, session, Data()) }
    kill(driver.processIdentifier, SIGKILL)
  }

  private static func port(_ scratch: Scratch, _ driver: Process) throws -> Int {
    let deadline = Date(timeIntervalSinceNow: patience)
    while Date() < deadline, driver.isRunning {
      if let match = scratch.text("driver").firstMatch(of: /successfully on port (\d+)/), let port = Int(match.output.1)
      {
        return port
      }
      usleep(20_000)
    }
    throw Failure.noDriver
  }

  @discardableResult
  private func ask(_ method: String, _ path: String, _ body: [String: Any]? = nil) async throws -> Any? {
    let data = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
    let reply = try LocalHTTP.ask(method, port: port, path, data)
    let value = (try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])?["value"]
    guard reply.status == 200 else {
      throw Failure.refused("\(method) \(path): \((value as? [String: Any])?["message"] ?? "")")
    }
    return value
  }

  // MARK: Doing

  func open(_ link: String) async throws { try await ask("POST", session + "/url", ["url": link]) }

  var link: String { get async throws { try await ask("GET", session + "/url") as? String ?? "" } }

  /// The cookies that the page's site has set, with what holds for each.
  var cookies: [[String: Any]] {
    get async throws { try await ask("GET", session + "/cookie") as? [[String: Any]] ?? [] }
  }

  /// What the page shows as text.
  var text: String { get async throws { try await run("return document.body.innerText") as? String ?? "" } }

  /// The result of a script in the page.
  @discardableResult
  func run(_ script: String, _ arguments: Any...) async throws -> Any? {
    try await ask("POST", session + "/execute/sync", ["script": script, "args": arguments])
  }

  /// An element, as soon as it is there: a page that was asked for by a click may still be on its way.
  func find(_ selector: String) async throws -> Element {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while true {
      do {
        let found = try await ask("POST", session + "/element", ["using": "css selector", "value": selector])
        return Element(id: (found as? [String: String])?[Element.key] ?? "")
      } catch Failure.refused(let why) where why.contains("no such element") && Date() < deadline {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// Clicks an element; where the page puts another one in its place meanwhile, that one.
  func click(_ selector: String) async throws {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while true {
      do {
        try await ask("POST", session + "/element/\(try await find(selector).id)/click", [:])
        return
      } catch Failure.refused(let why) where why.contains("stale element") && Date() < deadline {
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// Types into a field, in place of what stands there; the paths of files into a field for files.
  func fill(_ selector: String, _ text: String, isFile: Bool = false) async throws {
    let element = try await find(selector)
    if !isFile { try await ask("POST", session + "/element/\(element.id)/clear", [:]) }
    try await ask("POST", session + "/element/\(element.id)/value", ["text": text])
  }

  /// Presses a key, wherever the focus is.
  func press(_ key: String) async throws {
    let actions = ["keyDown", "keyUp"].map { ["type": $0, "value": key] }
    try await ask(
      "POST", session + "/actions", ["actions": [["type": "key", "id": "keyboard", "actions": actions]]])
  }

  /// Drops files onto an element. The field for files lends them: a script may not open files of its own.
  func drop(_ files: [URL], on selector: String, by field: String) async throws {
    // The field itself would send them; so its event ends before the page hears of it.
    try await run(
      "document.addEventListener('change', event => event.stopImmediatePropagation(), {capture: true, once: true});")
    try await fill(field, files.map(\.path).joined(separator: "\n"), isFile: true)
    try await run(
      "const transfer = new DataTransfer();"
        + "for (const file of document.querySelector(arguments[1]).files) transfer.items.add(file);"
        + "document.querySelector(arguments[0]).dispatchEvent("
        + "new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: transfer}));", selector, field)
  }

  /// Waits until a script is true on a page that is there as a whole.
  func wait(_ what: String, until script: String, _ arguments: Any...) async throws {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while Date() < deadline {
      let value = try? await ask(
        "POST", session + "/execute/sync",
        ["script": "return document.readyState === 'complete' && Boolean(\(script))", "args": arguments])
      if value as? Bool == true { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw Failure.tookTooLong("\(what): \((try? await text) ?? "")")
  }

  /// The page in a width, light or dark: the lines that a script gives, and its picture as PNG.
  func look(
    width: Int, isDark: Bool, script: String, needsPicture: Bool
  ) async throws -> (lines: [String], picture: Data?) {
    let scheme = ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]
    try await command("Emulation.setEmulatedMedia", ["features": [scheme]])
    func size(_ height: Int) -> [String: Any] {
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false]
    }
    try await command("Emulation.setDeviceMetricsOverride", size(768))
    let lines = try await run(script) as? [String] ?? ["the script gave nothing"]
    var picture: Data?
    if needsPicture {
      let height = try await run("return document.documentElement.scrollHeight") as? Int ?? 768
      try await command("Emulation.setDeviceMetricsOverride", size(max(768, min(height, 4000))))
      picture = Data(base64Encoded: try await ask("GET", session + "/screenshot") as? String ?? "")
    }
    try await command("Emulation.clearDeviceMetricsOverride", [:])
    return (lines, picture)
  }

  private func command(_ name: String, _ parameters: [String: Any]) async throws {
    try await ask("POST", session + "/goog/cdp/execute", ["cmd": name, "params": parameters])
  }
}
