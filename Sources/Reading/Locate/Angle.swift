internal import Foundation

/// Angles in degrees.
enum Angle {
  /// The direction of the vector (x, y), -180 to 180.
  static func degrees(y: Double, x: Double) -> Double { atan2(y, x) * 180 / .pi }

  /// Sine and cosine of an angle.
  static func sineCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
  }
}
