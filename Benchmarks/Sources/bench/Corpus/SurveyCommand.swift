internal import ArgumentParser
internal import Ballots
internal import Crypto
internal import Foundation
internal import Journal
internal import Pages

/// `bench survey`: a large survey of which every page is read already, for measuring what is computed from a store.
///
/// Its readings are those of a survey that was counted, with the marks of each question moved to other boxes, other
/// serials and other handwriting; its scans are files of a line each, whose contents the store knows.
struct SurveyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey", abstract: "Makes a survey of many ballots that are read already.")

  /// Ballots that one scanned file holds.
  private static let ballotsInFile = 50

  @ArgumentParser.Option(help: "A survey that was counted: its forms and readings.") var sample: String
  @ArgumentParser.Option(help: "Where the survey is made; must not be there.") var out: String
  @ArgumentParser.Option var ballots = 36_525
  @ArgumentParser.Option var units = 385

  func run() throws {
    let folder = URL(fileURLWithPath: out)
    guard !FileManager.default.fileExists(atPath: out) else { throw BenchError("\(out) is there already") }
    let from = try Journal(at: URL(fileURLWithPath: sample).appendingPathComponent("kiemphieu.db"), access: .readOnly)
    let files = try from.files()
    let readings = try from.readings(of: files.keys.sorted())
    let pages = readings.flatMap(\.pages).map(\.reading).filter { $0.kind == .ballot && $0.refusal == nil }
    guard let stamp = readings.first?.file.stamp, let form = pages.first?.form else {
      throw BenchError("\(sample): no ballot was read")
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try rules(form).write(to: folder.appendingPathComponent("survey.yaml"), atomically: true, encoding: .utf8)
    let store = try Journal(at: folder.appendingPathComponent("kiemphieu.db"), access: .readWrite)
    for form in try from.forms() { try store.remember(form) }
    var random = SeededRandom(seed: 1)
    var serial = 0
    for unit in 0..<units {
      let scans = folder.appendingPathComponent("scans/\(code(unit))-H1")
      try FileManager.default.createDirectory(at: scans, withIntermediateDirectories: true)
      var left = ballots * (unit + 1) / units - ballots * unit / units
      var number = 0
      while left > 0 {
        number += 1
        let contents = Data("\(code(unit)) \(number)\n".utf8)
        try contents.write(to: scans.appendingPathComponent("scan\(number).tif"))
        let count = min(left, Self.ballotsInFile)
        left -= count
        let facts = (1...count).map { page in
          serial += 1
          return PageFacts(
            page: page, reading: Self.changed(pages[serial % pages.count], unit: code(unit), serial, &random))
        }
        let hash = SHA256.hash(data: contents).map { String(format: "%02x", $0) }.joined()
        try store.record([
          FileReading(
            file: FileFacts(sha256: hash, byteCount: contents.count, pageCount: count, stamp: stamp), pages: facts)
        ])
      }
    }
  }

  private func code(_ unit: Int) -> String { String(format: "X%04d", unit + 1) }

  private func rules(_ form: String) -> String {
    let list = (0..<units).map { "  - {code: \(code($0)), name: \"Xã số \($0 + 1)\", allocated: \(ballots / units)}\n" }
    return "title: Khảo sát lớn\nforms: [\(form)]\nunits:\n" + list.joined()
  }

  /// Another voter's page: the boxes of each question change places, and the handwriting is another.
  private static func changed(
    _ reading: PageReading, unit: String, _ serial: Int, _ random: inout SeededRandom
  ) -> PageReading {
    var reading = reading
    reading.identity.unit = unit
    reading.identity.box = "H1"
    reading.identity.serial = String(format: "%06d", serial)
    for index in reading.questions.indices {
      let options = reading.questions[index].options
      let turn = Int.random(in: options.indices, using: &random)
      for (place, option) in options.enumerated() {
        var moved = options[(place + turn) % options.count]
        moved.value = option.value
        moved.place = option.place
        reading.questions[index].options[place] = moved
      }
    }
    reading.fingerprint = reading.fingerprint.map { print in
      Fingerprint(
        cells: print.cells.map {
          $0 > 0 || Int.random(in: 0..<40, using: &random) == 0 ? UInt8.random(in: 0...255, using: &random) : 0
        })
    }
    return reading
  }
}
