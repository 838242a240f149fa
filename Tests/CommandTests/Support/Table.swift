import Foundation

/// A table read from comma-separated values (RFC 4180).
struct Table: Equatable {
  let header: [String]
  let rows: [[String: String]]

  init(_ text: String) {
    var lines: [[String]] = []
    var line: [String] = []
    var field = ""
    var isQuoted = false
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      if isQuoted {
        if scalar != "\"" {
          field.unicodeScalars.append(scalar)
        } else if next == "\"" {
          field.append("\"")
          next = scalars.next()
        } else {
          isQuoted = false
        }
        continue
      }
      switch scalar {
      case "\"": isQuoted = true
      case ",":
        line.append(field)
        field = ""
      case "\r": break
      case "\n":
        lines.append(line + [field])
        (line, field) = ([], "")
      default: field.unicodeScalars.append(scalar)
      }
    }
    let header = lines.first ?? []
    self.header = header
    rows = lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  /// The values of a column in order.
  subscript(column: String) -> [String] { rows.map { $0[column] ?? "" } }

  /// The rows in which the column holds the value, compared by their bytes: NFC is not NFD here.
  func rows(_ column: String, _ value: String) -> [[String: String]] {
    rows.filter { Array(($0[column] ?? "").utf8) == Array(value.utf8) }
  }

  /// The rows in which it does not.
  func rows(without column: String, _ value: String) -> [[String: String]] {
    rows.filter { Array(($0[column] ?? "").utf8) != Array(value.utf8) }
  }
}
