internal import Counting
internal import Wording

extension Worksheet {
  /// Each opening: the number in the minutes beside what was found, and what became of it. An opening of which there are
  /// minutes only has a row, too.
  static func boxes(
    _ survey: Survey, tally: Tally, minutes: [OpeningMinutes], closings: ClosingBook
  ) -> Worksheet {
    let wording = Wording(.vi)
    let declared = Dictionary(minutes.map { ($0.opening, $0.ballotsInBox) }, uniquingKeysWith: { first, _ in first })
    let openings = Set(tally.orderedOpenings).union(declared.keys).sorted()
    let rows: [[Cell]] = openings.enumerated().map { index, opening in
      let section = tally.openings[opening] ?? TallySection()
      let inBox = declared[opening] ?? nil
      let (minutes, found) = (Formula.place(4, index + 1), Formula.place(5, index + 1))
      let b = section.ballots
      return [
        .text(opening.unit), .text(survey.unit(opening.unit)?.name ?? opening.unit), .text(opening.box),
        .count(opening.opening), .count(inBox), .count(b.found),
        .formula("IF(\(minutes)=\"\",\"\",\(found)-\(minutes))", inBox.map { .count(b.found - $0) }),
      ]
        + [
          b.valid, b.partlyValid, b.blank, b.invalid, b.waiting, b.stray, b.foreign, section.pages.duplicates,
        ].map { .count($0) } + [.text((closings.closed(opening) == nil ? WorkbookWord.open : .closed).text)]
    }
    let heads: [SummaryLabel] = [
      .valid, .partlyValid, .blank, .invalid, .waiting, .stray, .foreign, .duplicates,
    ]
    return Worksheet(
      name: WorkbookWord.boxSheet.text,
      columns: [
        Column(WorkbookWord.unitCode.text, width: 12), Column(wording.label(.unit), width: 36),
        Column(wording.label(.box), width: 10), Column(wording.label(.opening), width: 8),
        Column(wording.label(SummaryLabel.minutes), width: 9), Column(WorkbookWord.counted.text, width: 9),
        Column(wording.label(.difference), width: 9),
      ] + heads.map { Column(wording.label($0), width: 9) } + [Column(WorkbookWord.closing.text, width: 12)],
      rows: rows, total: total(openings.count, rows, label: wording.label(.total)))
  }

  private static func total(_ count: Int, _ rows: [[Cell]], label: String) -> [Cell]? {
    guard count > 0 else { return nil }
    let sums: [Cell] = (4...14).map { column in
      // Differences that add up to little may each be large; and openings without minutes have none.
      guard column != 6 else { return .empty }
      let sum = rows.reduce(0) { sum, row in
        switch row[column] {
        case .number(.count(let count)): sum + count
        default: sum
        }
      }
      return .formula(Formula.sum(column: column, rows: 1...count), .count(sum))
    }
    return [.text(label), .empty, .empty, .empty] + sums + [.empty]
  }
}
