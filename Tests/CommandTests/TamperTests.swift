import Foundation
import Testing

/// One byte changed somewhere in what is kept: `verify` finds it, or nothing of what is kept has changed by it. Many more
/// tries with the environment variable `KIEMPHIEU_TAMPERS` (`make test-tamper`).
@Suite("one byte")
struct TamperTests {
  static let tries = ProcessInfo.processInfo.environment["KIEMPHIEU_TAMPERS"].flatMap { Int($0) } ?? 40

  private enum Fate: String, CaseIterable {
    /// Status 3, or 2 with a line that says that the store is of another format.
    case found
    /// Status 0, and entries, head and results are what they were.
    case harmless
  }

  private func report(_ path: String) throws -> (status: Int32, json: String, errors: String) {
    let outcome = try Program.run("verify", path, "--json")
    return (outcome.status, outcome.output, outcome.errors)
  }

  private func change(_ bytes: inout Data, _ generator: inout some RandomNumberGenerator) -> Int {
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    bytes[place] ^= UInt8.random(in: 1...255, using: &generator)
    return place
  }

  /// What became of a changed byte of a survey's folder.
  private func fate(_ survey: SurveyCopy, _ name: String, whole: String) throws -> Fate? {
    let (status, json, errors) = try report(survey.path)
    if status == 3 { return .found }
    if status == 2, errors.contains("kiemphieu.db") { return .found }
    guard status == 0, json == whole, name == "kiemphieu.db" else { return nil }
    // Not found: then the store must say what it said, to the last entry and to every result.
    let results = try survey.results()
    guard try Program.run("reconcile", survey.path, "--quiet").status == 1, try survey.results() == results else {
      return nil
    }
    return .harmless
  }

  @Test func inAFolder() throws {
    var generator = SystemRandomNumberGenerator()
    let survey = try SurveyCopy.counted()
    let whole = try report(survey.path).json
    let results = try survey.results().keys.sorted().map { "results/\($0)" }
    let scans = try survey.table("sheets").rows.compactMap { $0["file"] }
    var fates: [String: Int] = [:]
    for number in 0..<Self.tries {
      let name =
        switch number % 4 {
        case 0, 1: "kiemphieu.db"
        case 2: results[number / 4 % results.count]
        default: scans[number / 4 % scans.count]
        }
      let before = try survey.data(name)
      let store = try survey.data("kiemphieu.db")
      var bytes = before
      let place = change(&bytes, &generator)
      try survey.write(bytes, to: name)
      let fate = try fate(survey, name, whole: whole)
      #expect(fate != nil, "byte \(place) of \(name): \(before[place]) -> \(bytes[place])")
      fates["\(name.split(separator: "/")[0]) \(fate?.rawValue ?? "MISSED")", default: 0] += 1
      try survey.write(before, to: name)
      try survey.write(store, to: "kiemphieu.db")
    }
    print("one byte of \(Self.tries) in a folder:", fates.sorted { $0.key < $1.key })
  }

  @Test func inAnArchive() throws {
    var generator = SystemRandomNumberGenerator()
    let survey = try SurveyCopy.counted()
    let scratch = try Scratch()
    let key = scratch.url.appendingPathComponent("khoa").path
    let archive = scratch.url.appendingPathComponent("a.zip").path
    try #require(try Program.run("key", "new", "--out", key).status == 0)
    try #require(
      try Program.run(
        "export", survey.path, "U05-H1", "--key", key, "--by", "An", "--out", archive, "--unmasked", "thử"
      ).status == 0)
    let whole = try report(archive)
    try #require(whole.status == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: archive))
    var fates: [Fate: Int] = [:]
    for _ in 0..<Self.tries / 4 {
      var bytes = before
      let place = change(&bytes, &generator)
      try bytes.write(to: URL(fileURLWithPath: archive))
      let (status, json, _) = try report(archive)
      // Times and rights that a ZIP notes beside its files are neither signed nor used.
      let fate: Fate? = status == 3 ? .found : status == 0 && json == whole.json ? .harmless : nil
      #expect(fate != nil, "byte \(place): \(before[place]) -> \(bytes[place]), status \(status)")
      if let fate { fates[fate, default: 0] += 1 }
    }
    print("one byte of \(Self.tries / 4) in an archive:", fates)
  }
}
