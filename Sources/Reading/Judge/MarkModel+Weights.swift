extension MarkModel {
  /// The weights that were fitted.
  package static let fitted = MarkModel(weights: [-4.24, 0.28, 2.53, 0.97, -0.12, -1.29, 0.82, 0.44, 0, 0, 0, 0, 0, 0, 0, 0])
}
