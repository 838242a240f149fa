internal import Ballots

/// A colour to draw with: red, green, blue and how much it covers, 0 to 1 each.
struct Colour: Hashable, Sendable {
  var red: Double
  var green: Double
  var blue: Double
  var alpha = 1.0

  static let black = Colour(red: 0, green: 0, blue: 0)
  static let white = Colour(red: 1, green: 1, blue: 1)
  /// Ground of the words above a picture.
  static let paleGrey = Colour(red: 0.94, green: 0.94, blue: 0.94)
  /// Where the page's edges were found to lie.
  static let edges = Colour(red: 0.1, green: 0.35, blue: 0.85)
  /// A sheet that is not shown.
  static let hidden = Colour(red: 0.8, green: 0.8, blue: 0.8)
  static let refused = Colour(red: 0.82, green: 0.1, blue: 0.1)

  /// The same colour, letting through what lies below.
  func covering(_ alpha: Double) -> Colour { Colour(red: red, green: green, blue: blue, alpha: alpha) }

  /// Dark enough for small letters on white.
  var darker: Colour { Colour(red: red * 0.75, green: green * 0.75, blue: blue * 0.75, alpha: alpha) }

  /// Told apart also by eyes that confuse red and green: lightness differs as well as hue.
  init(_ state: MarkState) {
    self =
      switch state {
      case .marked: Colour(red: 0, green: 0.6, blue: 0.2)
      case .empty: Colour(red: 0.55, green: 0.55, blue: 0.55)
      case .unclear: Colour(red: 1, green: 0.55, blue: 0)
      case .cancelled: Self.refused
      }
  }

  init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }
}
