internal import Ballots
internal import Foundation
internal import Pages
internal import Reading

/// One box whose truth is known: what the model is fitted to.
struct BoxSample: Sendable, Codable {
  var mark: MarkMeasurement
  var isMarked: Bool

  /// The boxes of a page that a person would name at a glance. Left out are pages that were not read as what they are,
  /// questions that only a person can answer, ink that does not show, and choices made beside the box (a circled label,
  /// a line down a column), which rules of their own send to a person.
  static func all(_ reading: PageReading, _ truth: PageTruth) -> [BoxSample] {
    guard reading.kind == .ballot, reading.form == truth.form, reading.formPage == truth.formPage else { return [] }
    return zip(reading.questions, truth.questions).flatMap { read, asked -> [BoxSample] in
      guard asked.isVisible, !asked.event.isAmbiguous, asked.event != .columnLine, asked.style != .circleLabel else {
        return []
      }
      return zip(read.options, asked.boxes).compactMap { option, box in
        box.state == .ambiguous ? nil : BoxSample(mark: option.mark, isMarked: box.state == .marked)
      }
    }
  }
}

/// Fits the model of marks to half of the samples, and holds its probabilities against the other half.
struct Calibration {
  private let fitted: [BoxSample]
  private let held: [BoxSample]

  init(_ samples: [BoxSample]) {
    // Boxes come page by page, 100 boxes are a few pages: neighbours must not be on both sides.
    fitted = samples.indices.filter { $0 / 100 % 2 == 0 }.map { samples[$0] }
    held = samples.indices.filter { $0 / 100 % 2 == 1 }.map { samples[$0] }
  }

  /// Penalty on large weights: keeps the fit finite where states are told apart without fault.
  private static let penalty = 0.3
  /// Newton steps end when no weight moves by more.
  private static let tolerance = 1e-7

  /// Maximum likelihood by Newton's method (iteratively reweighted least squares).
  func model() -> MarkModel {
    let rows = fitted.map { MarkModel.features(of: $0.mark) }
    let count = MarkModel.names.count
    var weights = [Double](repeating: 0, count: count)
    for _ in 0..<60 {
      let model = MarkModel(weights: weights)
      var gradient = weights.map { -Self.penalty * $0 }
      var hessian = (0..<count).map { i in (0..<count).map { $0 == i ? Self.penalty : 0 } }
      for (sample, row) in zip(fitted, rows) {
        let p = model.probability(of: sample.mark)
        let error = (sample.isMarked ? 1 : 0) - p
        let weight = p * (1 - p)
        for i in 0..<count {
          gradient[i] += error * row[i]
          for j in 0...i { hessian[i][j] += weight * row[i] * row[j] }
        }
      }
      let step = Self.solution(of: hessian, gradient)
      weights = zip(weights, step).map(+)
      if step.allSatisfy({ abs($0) < Self.tolerance }) { break }
    }
    return MarkModel(weights: weights)
  }

  /// Solves A x = b by Cholesky's decomposition; of the symmetric A only the lower half is read.
  private static func solution(of a: [[Double]], _ b: [Double]) -> [Double] {
    let n = b.count
    var l = a
    for i in 0..<n {
      for j in 0...i {
        let sum = (0..<j).reduce(a[i][j]) { $0 - l[i][$1] * l[j][$1] }
        l[i][j] = i == j ? sum.squareRoot() : sum / l[j][j]
      }
    }
    var x = b
    for i in 0..<n { x[i] = (0..<i).reduce(x[i]) { $0 - l[i][$1] * x[$1] } / l[i][i] }
    for i in (0..<n).reversed() { x[i] = (i + 1..<n).reduce(x[i]) { $0 - l[$1][i] * x[$1] } / l[i][i] }
    return x
  }

  private static let edges = [0, 0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999, 1]

  /// The reliability diagram as a table: of the held-out boxes with a probability in each range, the share that is
  /// marked, with its exact 95 % interval.
  func reliability(of model: MarkModel) -> String {
    var lines = ["| predicted | boxes | mean prediction | marked | 95 % interval |", "|---|---|---|---|---|"]
    let judged = held.map { (p: model.probability(of: $0.mark), isMarked: $0.isMarked) }
    for (low, high) in zip(Self.edges, Self.edges.dropFirst()) {
      let bin = judged.filter { $0.p >= low && ($0.p < high || high == 1) }
      guard !bin.isEmpty else { continue }
      let marked = bin.count { $0.isMarked }
      let mean = bin.reduce(0) { $0 + $1.p } / Double(bin.count)
      let lower = 1 - ExactBound.upper(bin.count - marked, of: bin.count)
      let figures = [mean, Double(marked) / Double(bin.count), lower, ExactBound.upper(marked, of: bin.count)]
        .map { String(format: "%.4f", $0) }
      lines.append(
        "| \(low) to \(high) | \(bin.count) | \(figures[0]) | \(figures[1]) | \(figures[2]) to \(figures[3]) |")
    }
    return lines.joined(separator: "\n")
  }

  /// The weights as a source file of the reader.
  static func source(_ model: MarkModel, _ recipe: String) -> String {
    let rows = zip(MarkModel.names, model.weights).map { name, weight in
      "    \(String(format: "%.4f", weight)),  // \(name)"
    }
    return """
      // Made by `make calibration`; do not edit. Recipe: \(recipe).

      extension MarkModel {
        /// The weights that were fitted.
        package static let fitted = MarkModel(weights: [
      \(rows.joined(separator: "\n"))
        ])
      }

      """
  }
}
