/// Lists as Excel and others write them (RFC 4180): `,`, `;` or tab between fields, quotes, CRLF or LF, a `sep=` line.
/// SwiftCSV was tried: it tells no line, and takes a quote that is never closed for a field that swallows the rest of
/// the list.
enum CSVText {
  /// A row with the line it begins on.
  struct Row {
    var line: Int
    var fields: [String]
  }

  /// What stands between fields, the most usual first.
  static let separators: [Unicode.Scalar] = [";", "\t", ","]

  /// Rows that hold something. `file` is how errors call the list; the separator is that of the first line where none is
  /// given, and what a `sep=` line says in any case.
  static func rows(
    _ text: String, file: String, separator given: Unicode.Scalar? = nil
  ) throws(FolderError) -> [Row] {
    var scalars = Array(text.unicodeScalars)
    var separator = given ?? Self.separator(of: scalars)
    var firstLine = 1
    if text.lowercased().hasPrefix("sep="), let end = scalars.firstIndex(of: "\n"), scalars.count > 4 {
      separator = scalars[4]
      scalars = Array(scalars[(end + 1)...])
      firstLine = 2
    }
    var rows: [Row] = []
    var row = Row(line: firstLine, fields: [])
    var field = ""
    var line = firstLine
    var quotedSince: Int?
    var wasQuoted = false
    var index = 0

    func endField() {
      row.fields.append(wasQuoted ? field : field.trimmed)
      field = ""
      wasQuoted = false
    }
    func endRow() {
      endField()
      if row.fields.contains(where: { !$0.isEmpty }) { rows.append(row) }
      row = Row(line: line, fields: [])
    }
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == "\n" { line += 1 }
      if quotedSince != nil {
        if scalar != "\"" {
          field.unicodeScalars.append(scalar)
        } else if index < scalars.count, scalars[index] == "\"" {
          field += "\""
          index += 1
        } else {
          quotedSince = nil
        }
      } else if scalar == separator {
        endField()
      } else if scalar == "\n" {
        endRow()
      } else if scalar == "\"", field.trimmed.isEmpty, !wasQuoted {
        field = ""
        quotedSince = line
        wasQuoted = true
      } else if scalar != "\r" {
        guard !wasQuoted || scalar == " " else {
          throw FolderError(file: file, line: line, .malformed("text after a closing quote"))
        }
        if !wasQuoted { field.unicodeScalars.append(scalar) }
      }
    }
    if let quotedSince { throw FolderError(file: file, line: quotedSince, .malformed("a quote that is not closed")) }
    endRow()
    return rows
  }

  /// The separator that stands most often in the first line, outside quotes.
  private static func separator(of scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    var counts: [Unicode.Scalar: Int] = [:]
    var quoted = false
    for scalar in scalars {
      if scalar == "\n" { break }
      if scalar == "\"" { quoted.toggle() }
      if !quoted, separators.contains(scalar) { counts[scalar, default: 0] += 1 }
    }
    return separators.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
  }
}

extension String {
  /// Without spaces at both ends.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
