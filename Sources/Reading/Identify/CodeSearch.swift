public import Ballots
public import Raster

/// Looks for barcodes anywhere on a page, for pages of which no form is known.
///
/// The whole page is read several times, cleaned up in a different way each time: at its own resolution, with a threshold,
/// and blurred by a third of a module of 0.55 mm, which is what photocopied bars need. That costs some tenths of a second,
/// and is meant for a page that is looked at once.
public enum CodeSearch {
  /// A code with its place.
  public struct Found: Hashable, Sendable {
    /// Kind of code.
    public var symbology: BarcodeRegion.Symbology
    /// What it says.
    public var text: String
    /// Upright bounds of its modules in the picture, px.
    public var bounds: PictureRect
  }

  /// The codes of a picture, each text once, from top to bottom.
  ///
  /// - Parameter scale: px per mm of paper.
  public static func codes(in picture: GrayImage, scale: Double) -> [Found] {
    let reader = BarcodeReader()
    var found: [Found] = []
    let attempts: [() -> GrayImage] = [
      { picture }, { BarcodeFilter.otsu(picture) },
      { BarcodeFilter.otsu(BarcodeFilter.gaussian(picture, sigma: 0.3 * Identifier.assumedModule * scale)) },
    ]
    for attempt in attempts {
      for code in reader.placedCodes(in: attempt()) {
        if let known = found.firstIndex(where: { $0.symbology == code.symbology && $0.text == code.text }) {
          found[known].bounds = found[known].bounds.union(code.bounds)
        } else {
          found.append(code)
        }
      }
    }
    return found.sorted { ($0.bounds.y, $0.bounds.x) < ($1.bounds.y, $1.bounds.x) }
  }
}
