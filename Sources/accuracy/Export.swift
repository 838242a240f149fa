internal import Codecs
internal import Foundation
internal import Pages
internal import Raster

/// Writes simulated pages as files, for people and for other programs.
struct Export {
  let folder: String
  /// Scans of each sheet; nil for the usual one.
  let rescans: Int?
  /// Ballots of each group with the same answers; nil for single ballots.
  let twins: Int?

  /// `<seed>.png` for each page, and a line of `truth.jsonl`. Where a seed has several pages, each has its own name:
  /// `<seed>-2`, `<seed>-alike-5`.
  func write(_ seeds: [UInt64], _ plan: RunPlan, _ catalogue: FormCatalogue) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var lines = ""
    for seed in seeds {
      let simulator = catalogue.forms[plan.form(of: seed)].simulator
      for (name, page) in pages(of: seed, plan.severity(of: seed), simulator) {
        try PNGWriter.write(page.image, to: "\(folder)/\(name).png", dpi: page.truth.resolution.dpi.rounded())
        lines += String(decoding: try encoder.encode(page.truth), as: UTF8.self) + "\n"
      }
    }
    try lines.write(toFile: folder + "/truth.jsonl", atomically: true, encoding: .utf8)
  }

  private func pages(
    of seed: UInt64, _ severity: Severity, _ simulator: PageSimulator
  ) -> [(name: String, page: SimulatedPage)] {
    if let rescans {
      return simulator.sheet(seed: seed, severity: severity).scans(rescans).enumerated().map { number, page in
        ("\(seed)-\(number + 1)", page)
      }
    }
    if let twins {
      return [false, true].flatMap { isAlike in
        (0..<twins).map { ballot in
          let sheet = simulator.twin(ballot, of: seed, severity: severity, isAlike: isAlike)
          return ("\(seed)-\(TwinTable.name(isAlike))-\(ballot)", sheet.scan())
        }
      }
    }
    return [("\(seed)", simulator.page(seed: seed, severity: severity))]
  }
}
