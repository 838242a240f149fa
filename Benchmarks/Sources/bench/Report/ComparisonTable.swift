/// The figures of two runs, and by how many times they differ: below 1 is quicker, or less memory.
struct ComparisonTable {
  let text: String

  private static let figures: [(name: String, path: any KeyPath<FormatFigures, Double> & Sendable)] = [
    ("bare", \.bare), ("read", \.read), ("read/bare", \.ratio), ("decode", \.decode), ("hash", \.hash),
    ("locate", \.locate), ("identify", \.identify), ("marks", \.marks), ("rest", \.rest), ("1 job", \.wallOneJob),
    ("2 jobs", \.wallTwoJobs), ("peak MB", \.peak),
  ]

  /// - Throws: when the runs measured different files.
  init(base: Measurement, new: Measurement) throws {
    guard base.corpus == new.corpus else {
      throw BenchError("\(base.commit) and \(new.commit) measured different pages: they cannot be compared")
    }
    let formats = new.formats.compactMap { measured in
      base.formats.first { $0.format == measured.format }.map { before in
        (
          before: FormatFigures(before, pages: base.corpus.pages),
          after: FormatFigures(measured, pages: new.corpus.pages)
        )
      }
    }
    var rows = [["ms a page"] + formats.map(\.after.format.rawValue)]
    for (name, path) in Self.figures {
      rows.append(
        [name]
          + formats.map { before, after in
            let (old, new) = (before[keyPath: path], after[keyPath: path])
            // A ratio of two figures that are hardly there says nothing.
            let change = old > 0.05 && new > 0.05 ? "x" + (new / old).text(2) : "-"
            return "\(old.text(1)) → \(new.text(1)) \(change)"
          })
    }
    text = (["\(base.commit) → \(new.commit)", ""] + TextTable(rows: rows).lines).joined(separator: "\n")
  }
}
