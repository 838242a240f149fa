internal import Counting

/// A table of a workbook: what stands in it, whoever writes it down. The first row has the columns' titles.
struct Worksheet: Hashable, Sendable {
  /// A column.
  struct Column: Hashable, Sendable {
    var title: String
    /// In characters.
    var width: Int

    init(_ title: String, width: Int) {
      self.title = title
      self.width = width
    }
  }

  /// A chart of columns of the table, without its total.
  struct Chart: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      /// A bar a row, the columns as parts of 100 %.
      case parts
      /// A column a row, up to the highest value that there can be.
      case columns(Figure, highest: Double)
    }

    var kind: Kind
    var title: String
    /// The column that names the rows.
    var names: Int
    /// The columns that are drawn.
    var values: Range<Int>
  }

  var name: String
  var columns: [Column]
  var rows: [[Cell]]
  /// The last row.
  var total: [Cell]?
  var chart: Chart?
}

/// What stands in a cell.
enum Cell: Hashable, Sendable {
  case empty
  case text(String)
  case number(Number)
  /// What a spreadsheet computes anew, and what it comes to; nil where that is nothing.
  case formula(String, Number?)

  /// A number, or nothing.
  static func number(_ number: Number?) -> Self { number.map { .number($0) } ?? .empty }

  /// A text; nothing where it is empty.
  static func words(_ text: String) -> Self { text.isEmpty ? .empty : .text(text) }

  /// A count, or nothing.
  static func count(_ count: Int?) -> Self { .number(count.map { .count($0) }) }
}

/// A number with what it counts, which says how it is shown.
enum Number: Hashable, Sendable {
  case count(Int)
  case share(Rate)
  /// A mean of values, 1 to 5.
  case mean(Rate)
  /// A percentage that was rounded: it is one of several that sum to 100, or an end of an interval.
  case rounded(hundredthsOfPercent: Int)

  /// How a number is shown.
  enum Figure: Hashable, Sendable {
    case whole, percent, decimal
  }

  var figure: Figure {
    switch self {
    case .count: .whole
    case .share, .rounded: .percent
    case .mean: .decimal
    }
  }

  /// As spreadsheets hold it: 25 % is 0.25.
  var value: Double {
    switch self {
    case .count(let count): Double(count)
    case .share(let rate), .mean(let rate): rate.fraction
    case .rounded(let hundredths): Double(hundredths) / 10_000
    }
  }

  /// As it is written in a table: `1234`, `85,23%`, `4,21`.
  func text(decimalMark: Character) -> String {
    func decimal(_ hundredths: Int) -> String {
      let rest = hundredths % 100
      return "\(hundredths / 100)\(decimalMark)\(rest < 10 ? "0" : "")\(rest)"
    }
    return switch self {
    case .count(let count): String(count)
    case .share(let rate): decimal(rate.hundredthsOfPercent) + "%"
    case .mean(let rate): decimal(rate.hundredths)
    case .rounded(let hundredths): decimal(hundredths) + "%"
    }
  }
}

typealias Figure = Number.Figure

extension ConfidenceInterval {
  /// Its ends, rounded outwards.
  var ends: (lower: Number, upper: Number) {
    (
      .rounded(hundredthsOfPercent: Int((lower * 10_000).rounded(.down))),
      .rounded(hundredthsOfPercent: Int((upper * 10_000).rounded(.up)))
    )
  }
}

extension IndexDefinition {
  /// The index as a number, or nothing.
  func number(_ rate: Rate?) -> Number? { rate.map { measure == .mean5 ? .mean($0) : .share($0) } }
}

extension Worksheet {
  /// The sheet as a table for offices, without its total: a formula gives what it comes to.
  var officeTable: CSV {
    CSV(
      .office, header: columns.map(\.title),
      rows: rows.map { row in
        row.map { cell in
          switch cell {
          case .empty, .formula(_, nil): ""
          case .text(let text): text
          case .number(let number), .formula(_, .some(let number)):
            number.text(decimalMark: CSV.Dialect.office.decimalMark)
          }
        }
      })
  }
}

extension Worksheet {
  /// How many lines the longest text of a row takes, by characters; one too many rather than one too few.
  func lines(of cells: [Cell]) -> Int {
    zip(columns, cells).map { column, cell in
      guard case .text(let text) = cell else { return 1 }
      // The indent and the edges take two characters.
      return Self.lines(of: text, width: max(1, column.width - 2))
    }.max() ?? 1
  }

  private static func lines(of text: String, width: Int) -> Int {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).reduce(0) { total, paragraph in
      var lines = 1
      var used = 0
      for word in paragraph.split(separator: " ") {
        if used > 0, used + 1 + word.count > width { (lines, used) = (lines + 1, 0) }
        // A word that is longer than a line is broken.
        lines += max(0, word.count - 1) / width
        used += (used > 0 ? 1 : 0) + (word.count > width ? (word.count - 1) % width + 1 : word.count)
      }
      return total + lines
    }
  }
}
