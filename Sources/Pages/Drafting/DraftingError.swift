/// Why no form can be learned from a blank.
public enum DraftingError: Error, Sendable, Hashable {
  /// There is no page at all, or more than a form has.
  case pages(count: Int, limit: Int)
  /// A page is coarser than can be read by, dots an inch; pages count from 1.
  case tooCoarse(page: Int, dpi: Int, least: Int)
  /// A copy lost the lines of so many boxes of a page that what was found is no form; pages count from 1.
  case linesLost(page: Int, found: Int, missing: Int)
  /// No page shows boxes, circles, ovals or a table of cells that make questions.
  case noBoxes
}
