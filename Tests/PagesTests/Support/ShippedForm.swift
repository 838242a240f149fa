import Ballots
import Codecs
import Foundation
import Pages
import Pipeline
import Raster
import Reading
import SurveyFolder
import Testing

/// The form that ships with the project, ready to be simulated and read; prepared once.
struct ShippedForm: Sendable {
  let form: Form
  let simulator: PageSimulator
  let prepared: PreparedForm

  static func load() throws -> ShippedForm { try loaded.get() }

  private static let loaded = Result {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = try FormImport.read(package.appendingPathComponent("Templates/phuong-8-cau"))
    let blanks = try file.blankPages.map { try ScanFile(path: $0.path).page(0).image.grayscale }
    return ShippedForm(
      form: file.form, simulator: try #require(PageSimulator(form: file.form, blanks: blanks)),
      prepared: try FormPreparation.prepare(file.form, blanks: file.blankPages.map(\.path)))
  }

  func page(_ seed: UInt64, _ severity: Severity) -> SimulatedPage { simulator.page(seed: seed, severity: severity) }
}

extension SimulatedPage {
  /// Mean luma along the outline of a box, one sample each half millimetre and the darkest of three across the line.
  func outlineLuma(_ rect: PaperRect) -> Double {
    let corners = rect.expanded(by: -0.15).corners
    var lumas: [Double] = []
    for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      for t in stride(from: 0.1, through: 0.9, by: 0.1) {
        let p = PaperPoint(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y))
        let q = truth.transform(p)
        let near = [-1, 0, 1].flatMap { dy in [-1, 0, 1].map { dx in luma(Int(q.x) + dx, Int(q.y) + dy) } }
        lumas.append(near.min() ?? 255)
      }
    }
    return lumas.reduce(0, +) / Double(max(1, lumas.count))
  }

  /// Mean luma of a rectangle of the form.
  func meanLuma(_ rect: PaperRect) -> Double {
    var sum = 0.0
    var count = 0.0
    for v in stride(from: 0.05, through: 0.95, by: 0.1) {
      for u in stride(from: 0.05, through: 0.95, by: 0.1) {
        let q = truth.transform(PaperPoint(x: rect.x + u * rect.width, y: rect.y + v * rect.height))
        sum += luma(Int(q.x), Int(q.y))
        count += 1
      }
    }
    return sum / count
  }

  private func luma(_ x: Int, _ y: Int) -> Double {
    guard x >= 0, y >= 0, x < image.width, y < image.height else { return 255 }
    return Double(image.luma(x, y))
  }
}
