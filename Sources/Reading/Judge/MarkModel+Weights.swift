// Made by `make calibration`; do not edit. Recipe: seed 77, 2000 pages of phuong-8-cau.

extension MarkModel {
  /// The weights that were fitted.
  package static let fitted = MarkModel(weights: [
    0.5031,  // 1
    1.1743,  // ink
    4.0600,  // extent
    1.8037,  // contrast
    -0.2135,  // around
    -7.9781,  // ring
    3.7868,  // tick
    1.0148,  // tint
    0.3348,  // ink²
    -1.9506,  // extent²
    -2.2571,  // contrast²
    4.1474,  // ring²
    0.4361,  // ink·contrast
    1.2147,  // extent·contrast
    -1.4656,  // ink·extent
    -0.7242,  // ink·around
  ])
}
