internal import Foundation

/// A value of a YAML or JSON file with its line: what both formats have in common. Scalars keep the text as written,
/// so that a code `01` stays `01` and a number is judged by who expects one.
struct Document {
  /// What a value can be.
  indirect enum Content {
    /// A scalar as written; `plain` when it stood there without quotes.
    case scalar(String, plain: Bool)
    case list([Document])
    case map([Entry])
  }

  /// A named value of a map.
  struct Entry {
    var key: String
    var line: Int
    var value: Document
  }

  /// Values may lie in one another this deep; our own files need nine.
  static let depthLimit = 64
  /// Values a file may hold; the largest form of the development set has 3,000.
  static let valueLimit = 200_000

  var content: Content
  var line: Int

  /// Reads a file as JSON when its name ends so, else as YAML.
  static func read(_ url: URL, name: String) throws(FolderError) -> Document {
    try parse(TextFile.read(url, name: name), isJSON: url.pathExtension.lowercased() == "json", name: name)
  }

  /// The same; nil where nothing but comments stands in the file.
  static func ifFilled(_ url: URL, name: String) throws(FolderError) -> Document? {
    do throws(FolderError) {
      let document = try read(url, name: name)
      return document.isNull ? nil : document
    } catch {
      if case .emptyFile = error.problem { return nil }
      throw error
    }
  }

  /// Reads a text as JSON or as YAML.
  static func parse(_ text: String, isJSON: Bool, name: String) throws(FolderError) -> Document {
    isJSON ? try JSONText.parse(text, file: name) : try YAMLText.parse(text, file: name)
  }

  /// Whether the value is written as nothing: `null`, `~` or an empty plain scalar.
  var isNull: Bool {
    if case .scalar(let text, plain: true) = content { return ["", "~", "null", "Null", "NULL"].contains(text) }
    return false
  }

  /// How the value looks in an error message; long values are cut.
  var summary: String {
    switch content {
    case .scalar(let text, _): text.count > 60 ? text.prefix(57) + "..." : text
    case .list(let items):
      items.count > 6 ? "[\(items.count)]" : "[" + items.map(\.summary).joined(separator: ", ") + "]"
    case .map(let entries): "{" + entries.prefix(6).map(\.key).joined(separator: ", ") + "}"
    }
  }
}
