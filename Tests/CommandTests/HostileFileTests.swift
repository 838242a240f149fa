import Foundation
import Testing

/// Broken and odd files of public conformance suites, beside the project and no part of it, read as a user would read
/// them: whole, and cut short.
///
/// `make test-hostile` takes every file and cuts each at 100 places (docs/robustness.md).
@Suite("Hostile files", .enabled(if: HostileFiles.exist, "the hostile files are not beside the project"))
struct HostileFileTests {
  @Test func everyFileHasItsRowAndARefusalItsReason() throws {
    let samples = HostileFiles.samples()
    try #require(!samples.isEmpty)
    var rows = 0
    var reasons: [String: Int] = [:]
    var failed: [String] = []
    let start = Date()
    for portion in stride(from: 0, to: samples.count, by: 500) {
      let folder = try Scratch()
      let out = try Scratch()
      var names: Set<String> = []
      for sample in samples[portion..<min(samples.count, portion + 500)] {
        try sample.bytes().write(to: folder.url.appendingPathComponent(sample.name))
        names.insert(sample.name)
      }
      let outcome = try Program.run(
        "read", "--form", SurveyCopy.template, "--out", out.url.path, folder.url.path, "--quiet", timeout: 3600)
      #expect(outcome.status == 0 || outcome.status == 1, "status \(outcome.status): \(outcome.errors)")
      let sheets = Table(out.text("sheets.csv"))
      #expect(Set(sheets["file"]) == names)
      rows += sheets.rows.count
      for row in sheets.rows where row["status"] != "ok" && row["status"] != "blank" {
        let reason = row["reason"] ?? ""
        #expect(!reason.isEmpty, "\(row)")
        reasons[reason, default: 0] += 1
        if reason == "reader-failed" || reason == "time-limit" { failed.append("\(reason) \(row["file"] ?? "")") }
      }
    }
    #expect(failed == [], "these crash or hold up what reads them")
    let seconds = Date().timeIntervalSince(start).rounded()
    print("\(samples.count) files, \(rows) pages, \(seconds) s; a reader died or was given up at \(failed.count)")
    for (reason, count) in reasons.sorted(by: { $0.key < $1.key }) { print("  \(reason) \(count)") }
  }
}

private enum HostileFiles {
  static let root = SurveyCopy.package.deletingLastPathComponent().appendingPathComponent("shared/data/hostile")
  static let exist = FileManager.default.fileExists(atPath: root.path)

  /// A file, or what is left of it when it is cut.
  struct Sample {
    /// Tells the file by its number and the place of the cut.
    let name: String
    fileprivate let file: URL
    /// Parts of a hundred thousand of the file.
    fileprivate let share: Int

    func bytes() throws -> Data {
      let whole = try Data(contentsOf: file)
      return whole.prefix(whole.count * share / 100_000)
    }
  }

  static func samples() -> [Sample] {
    let paths = (FileManager.default.subpaths(atPath: root.path) ?? []).sorted()
    let files = paths.map { root.appendingPathComponent($0) }.filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }
    let cuts = Effort.prefixes
    return files.enumerated().filter { $0.offset % Effort.hostileStep == 0 }.flatMap { number, file in
      (1...cuts + 1).map { cut in
        Sample(
          name: "\(number)-\(cut)-\(file.lastPathComponent)", file: file, share: cut * 100_000 / (cuts + 1))
      }
    }
  }
}
