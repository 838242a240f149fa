package import Ballots
internal import Foundation

/// How probable it is that a box holds a mark, given what was measured of it: a logistic regression (Cox 1958) whose
/// weights `make calibration` fits to simulated pages of known truth (docs/accuracy.md).
///
/// It gives states their confidence, and judges no state: what a stroke is, whether it passes through or was taken back,
/// is told by its shape (`Judge`). Ink around a label is not in it.
package struct MarkModel: Sendable, Codable {
  /// One weight a feature.
  package let weights: [Double]

  /// A model from its weights, in the order of `features`.
  package init(weights: [Double]) { self.weights = weights }

  /// Names of the features, for people.
  package static let names = [
    "1", "ink", "extent", "contrast", "around", "ring", "tick", "tint", "ink²", "extent²", "contrast²", "ring²",
    "ink·contrast", "extent·contrast", "ink·extent", "ink·around",
  ]

  /// What the model looks at, in the order of `names`; areas as logarithms, from the least that can be measured on.
  package static func features(of mark: MarkMeasurement) -> [Double] {
    let ink = log(mark.inkInside + 0.02)
    let around = log(mark.inkAround + 0.05)
    let (extent, contrast, ring) = (mark.extent, mark.contrast, mark.encirclement)
    let tint = 10 * min(max(mark.tint, -0.02), 0.1)
    return [
      1, ink, extent, contrast, around, ring, mark.isTick ? 1 : 0, tint, ink * ink, extent * extent,
      contrast * contrast, ring * ring, ink * contrast, extent * contrast, ink * extent, ink * around,
    ]
  }

  /// Probability that the box holds a mark, 0 to 1.
  package func probability(of mark: MarkMeasurement) -> Double {
    let score = zip(weights, Self.features(of: mark)).reduce(0) { $0 + $1.0 * $1.1 }
    return 1 / (1 + exp(-score))
  }
}
