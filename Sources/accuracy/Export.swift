internal import Codecs
internal import Foundation
internal import Pages
internal import Raster

/// Writes simulated pages as files, for people and for other programs.
struct Export {
  let folder: String

  /// `<seed>.png` for each page, and a line of `truth.jsonl`.
  func write(_ seeds: [UInt64], _ plan: RunPlan, _ catalogue: FormCatalogue) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var lines = ""
    for seed in seeds {
      let entry = catalogue.forms[plan.form(of: seed)]
      let page = entry.simulator.page(seed: seed, severity: plan.severity(of: seed))
      try PNGWriter.write(page.image, to: "\(folder)/\(seed).png", dpi: page.truth.resolution.dpi.rounded())
      lines += String(decoding: try encoder.encode(page.truth), as: UTF8.self) + "\n"
    }
    try lines.write(toFile: folder + "/truth.jsonl", atomically: true, encoding: .utf8)
  }
}
