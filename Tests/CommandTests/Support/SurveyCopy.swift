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
