public import Raster

/// A word of a page's text layer with its place.
public struct PrintedWord: Sendable, Hashable, Codable {
  /// The word, as the file spells it.
  public var text: String
  /// From the font's ascent to its descent, mm from the page's top left.
  public var rect: PaperRect

  /// A word from its parts; `rect` in mm.
  public init(text: String, rect: PaperRect) {
    self.text = text
    self.rect = rect
  }
}
