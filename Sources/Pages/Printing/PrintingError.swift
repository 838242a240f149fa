/// A page could not be printed.
public enum PrintingError: Error, Sendable, Hashable {
  /// The system lacks a font; another one would have other letters at other places.
  case fontMissing(family: String)
  /// A code cannot carry a text.
  case unencodable(text: String)
  /// A question, counted from 1, is too long for a page.
  case questionTooLong(number: Int)
  /// Cairo failed; its word for it, e.g. `out of memory`.
  case drawing(String)
}
