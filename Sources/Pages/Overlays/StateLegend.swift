internal import Ballots
internal import Raster
internal import Wording

/// One line that says which colour stands for which state of a box.
enum StateLegend {
  /// Gives the line's height, px.
  @discardableResult
  static func draw(on canvas: Canvas, at place: PicturePoint, _ wording: Wording) -> Double {
    var x = place.x
    var height = 0.0
    for state in [MarkState.marked, .unclear, .cancelled, .empty] {
      let swatch = PictureRect(x: x + 1.5, y: place.y + 4.5, width: 10, height: 10)
      canvas.outline(swatch.corners, Colour(state), width: state == .empty ? 1 : 3)
      let size = canvas.write(
        wording.label(state), at: PicturePoint(x: x + 18, y: place.y), Canvas.Lettering(size: 13))
      x += 18 + size.width + 18
      height = max(height, size.height)
    }
    return height
  }
}
