import Foundation
import SurveyFolder
import Testing

@Suite("Files that are no proper text are refused in a line")
struct DocumentTests {
  private func problem(_ bytes: [UInt8], name: String) throws -> FolderError? {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    do throws(FolderError) {
      _ = try MinutesFile.read(url)
      return nil
    } catch {
      return error
    }
  }

  private func problem(_ text: String, name: String) throws -> FolderProblem? {
    try problem(Array(text.utf8), name: name)?.problem
  }

  @Test("missing, empty, a folder, too large")
  func files() throws {
    let folder = try TemporaryFolder()
    let sub = try folder.folder("a.yaml")
    #expect(throws: FolderError(file: "a.yaml", .notAFile)) { try MinutesFile.read(sub) }
    #expect(throws: FolderError(file: "b.yaml", .missingFile)) {
      try MinutesFile.read(folder.url.appendingPathComponent("b.yaml"))
    }
    #expect(try problem("", name: "a.yaml") == .emptyFile)
    #expect(try problem(" \n", name: "a.json") == .emptyFile)
    let large = String(repeating: "# chú thích\n", count: 400_000)
    #expect(try problem(large, name: "a.yaml") == .tooLarge(bytes: large.utf8.count, limit: 4 << 20))
  }

  @Test("text that is not UTF-8 is named with its line")
  func encoding() throws {
    let bytes = Array("unit_id: U01\nplace: ".utf8) + [0xD0, 0x20, 0xE3] + Array("\n".utf8)
    #expect(try problem(bytes, name: "a.yaml") == FolderError(file: "a.yaml", line: 2, .notUTF8))
    #expect(try problem([0xFF, 0xFE, 0x41, 0], name: "a.json")?.problem == .notUTF8)
  }

  @Test("a byte order mark is no part of the text")
  func mark() throws {
    #expect(try problem("\u{FEFF}{\"unit_id\": \"U\", \"box_id\": \"H\"}", name: "a.json") == nil)
    #expect(try problem("\u{FEFF}unit_id: U\nbox_id: H", name: "a.yaml") == nil)
  }

  @Test("malformed YAML and JSON are refused with their line")
  func malformed() throws {
    for (text, name) in [
      ("unit_id: [U01", "a.yaml"), ("a: b: c", "a.yaml"), ("\"a\": \"b", "a.yaml"), ("? [a]\n: b", "a.yaml"),
      ("a: 1\n---\nb: 2", "a.yaml"), ("\tunit_id: U", "a.yaml"), ("{\"a\": 1,}", "a.json"), ("{\"a\" 1}", "a.json"),
      ("{\"a\": tru}", "a.json"),
      ("{\"a\": 1} x", "a.json"), ("{\"a\": \"\\u12\"}", "a.json"), ("{\"a\": \"\\ud800\"}", "a.json"),
      ("[1, 2", "a.json"),
      ("{\"a\": \"b\n\"}", "a.json"), ("{\"a", "a.json"), ("{'a': 1}", "a.json"), ("nan", "a.json"),
    ] {
      guard case .malformed? = try problem(text, name: name) else {
        Issue.record("\(text) was read")
        continue
      }
    }
    #expect(try problem(Array("{\n\"a\": 1,\n\"b\" 2}".utf8), name: "a.json")?.line == 3)
  }

  @Test("every beginning of a file is refused or read, never a crash", arguments: ["a.json", "a.yaml"])
  func beginnings(name: String) throws {
    let whole = Array(
      "{\"unit_id\": \"U\\u0103\\ud83d\\ude00\", \"box_id\": \"H\", \"bundles\": [{\"bundle_no\": 1, \"count\": -2.5e3}]}"
        .utf8)
    for count in 0..<whole.count { _ = try problem(Array(whole.prefix(count)), name: name) }
  }

  @Test("a key that stands there twice is refused")
  func duplicates() throws {
    #expect(
      try problem("{\"unit_id\": \"U\",\n\"unit_id\": \"V\"}", name: "a.json")
        == .duplicate(value: "unit_id", first: "1"))
    guard case .duplicate("unit_id", _)? = try problem("unit_id: U\nunit_id: V", name: "a.yaml") else {
      Issue.record("a key given twice was read")
      return
    }
  }

  @Test("deep nesting and billions of laughs are refused at once")
  func bombs() throws {
    let deep = 900
    let brackets = String(repeating: "[", count: deep) + String(repeating: "]", count: deep)
    #expect(try problem("a: " + brackets, name: "a.yaml") == .nestedTooDeeply(limit: 64))
    #expect(try problem("{\"a\": " + brackets + "}", name: "a.json") == .nestedTooDeeply(limit: 64))
    #expect(try problem(String(repeating: "[", count: 1_000_000), name: "a.yaml") != nil)
    #expect(try problem(String(repeating: "[", count: 1_000_000), name: "a.json") != nil)
    var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for i in 1...9 { laughs += "a\(i): &a\(i) [\((0..<10).map { _ in "*a\(i - 1)" }.joined(separator: ", "))]\n" }
    #expect(try problem(laughs, name: "a.yaml") == .aliases)
    #expect(try problem(laughs.replacingOccurrences(of: ", *", with: ",*"), name: "a.yaml") == .aliases)
    #expect(try problem("a: &a 1\nb: *a", name: "a.yaml") == .aliases)
    #expect(try problem("b: *a", name: "a.yaml") == .aliases)
    let many = "a: [" + String(repeating: "1,", count: 250_000) + "]"
    #expect(try problem(many, name: "a.yaml") == .tooManyValues(limit: 200_000))
  }
}
