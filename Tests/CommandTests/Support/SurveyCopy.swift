import Foundation
import Testing

/// A survey folder of a test's own.
final class SurveyCopy {
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let fixture = package.appendingPathComponent("fixtures/khao-sat-mau")
  static let template = package.appendingPathComponent("Templates/phuong-8-cau").path

  private let scratch: Scratch
  let folder: URL
  var path: String { folder.path }

  private init(of source: URL, named name: String) throws {
    scratch = try Scratch()
    folder = scratch.url.appendingPathComponent(name)
    try FileManager.default.copyItem(at: source, to: folder)
  }

  /// A copy of the bundled survey; nothing is read yet.
  static func fresh(named name: String = "khao-sat") throws -> SurveyCopy {
    try SurveyCopy(of: fixture, named: name)
  }

  /// The bundled survey with more pages than one commit holds, in small files.
  static func large() throws -> SurveyCopy {
    let survey = try fresh()
    try survey.remove("scans/U01-H2/scan02205.pdf")
    let jpeg = [UInt8](try survey.data("scans/U01-H2/scan02149.jpg"))
    let tiff = [UInt8](try survey.data("scans/U05-H1/scan02120.tif"))
    // Files with bytes after their end: other files, the same sheets.
    for copy in 0..<22 { try survey.write(jpeg + [UInt8(copy)], to: "scans/U01-H2/scan\(3000 + copy).jpg") }
    for copy in 0..<6 { try survey.write(tiff + [UInt8(copy)], to: "scans/U05-H1/scan\(3000 + copy).tif") }
    try survey.write(SamplePictures.pdf(of: [jpeg, jpeg, jpeg]), to: "scans/U01-H2/scan3100.pdf")
    try survey.write(SamplePictures.pdf(of: [jpeg]), to: "scans/U05-H1/scan3100.pdf")
    return survey
  }

  /// The bundled survey with three small files of three formats.
  static func small() throws -> SurveyCopy {
    let survey = try fresh()
    let kept = ["scans/U01-H2/scan02149.jpg", "scans/U05-H1/scan02120.tif"]
    for file in try survey.files() where file.hasPrefix("scans/") && !kept.contains(file) { try survey.remove(file) }
    try survey.write(SamplePictures.pdf(of: [[UInt8](try survey.data(kept[0]))]), to: "scans/U01-H2/scan3100.pdf")
    return survey
  }

  /// A copy of the bundled survey after one `count`.
  static func counted() throws -> SurveyCopy {
    try SurveyCopy(of: try countedOnce.get().survey.folder, named: "khao-sat")
  }

  /// The bundled survey, counted once for all tests. Nobody changes it; its folder goes with the process.
  private static let countedOnce: Result<Shared, any Error> = Result {
    let survey = try fresh()
    let outcome = try Program.run("count", survey.path, "--quiet")
    try #require(outcome.status == 1, "\(outcome.errors)")
    atexit { if let shared = try? SurveyCopy.countedOnce.get() { shared.survey.scratch.remove() } }
    return Shared(survey: survey)
  }

  private struct Shared: @unchecked Sendable {
    let survey: SurveyCopy
  }

  func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws { try Data(bytes).write(to: file(name)) }

  func data(_ name: String) throws -> Data { try Data(contentsOf: file(name)) }

  func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

  func remove(_ name: String) throws { try FileManager.default.removeItem(at: file(name)) }

  func copy(_ name: String, to other: String) throws {
    try FileManager.default.copyItem(at: file(name), to: file(other))
  }

  func rename(_ name: String, to other: String) throws {
    try FileManager.default.moveItem(at: file(name), to: file(other))
  }

  /// Replaces text in a file that must hold it.
  func replace(_ old: String, with new: String, in name: String) throws {
    let text = try text(name)
    try #require(text.contains(old))
    try write(text.replacingOccurrences(of: old, with: new).utf8, to: name)
  }

  /// Every file in the folder, hidden ones too, by its path; sorted.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: file($0).path, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }

  /// Leaves the folder where it is, for whoever looks for what went wrong.
  func keep() { scratch.keep() }

  /// A table in `results/`.
  func table(_ name: String) throws -> Table { Table(try text("results/\(name).csv")) }

  /// Everything in `results/` by name.
  func results() throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: file("results").path)
    return try Dictionary(names.map { ($0, try data("results/\($0)")) }, uniquingKeysWith: { first, _ in first })
  }

  /// Codes of the discrepancies of an opening, as in the file.
  func codes(_ unit: String, _ box: String) throws -> [String] {
    try table("reconciliation").rows.filter { $0["unit"] == unit && $0["box"] == box }.compactMap { $0["code"] }
  }

  /// A number of an opening in `boxes.csv`.
  func box(_ unit: String, _ column: String) throws -> Int {
    let row = try #require(try table("boxes").rows("unit", unit).first)
    return try #require(row[column].flatMap { Int($0) })
  }

  /// How many entries the store has.
  func entries() throws -> Int {
    let outcome = try Program.run("verify", path, "--lang", "en")
    let match = try #require(outcome.output.firstMatch(of: /has (\d+) entries/), "\(outcome.output)\(outcome.errors)")
    return try #require(Int(match.output.1))
  }
}
