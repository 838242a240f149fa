public import Ballots
public import Counting
internal import Raster
public import Wording

/// The tables that scripts and offices rely on (docs/formats.md), line by line. The same input gives the same
/// bytes.
public enum Tables {
  /// `answers.csv`: one row a question of every page that shows a ballot; one row with an empty question for any other.
  public static func answers(_ pages: [AssembledPage]) -> CSV {
    CSV(
      header: [
        "file", "page", "slot", "ballot", "status", "form", "form_page", "unit", "box", "serial", "question", "answer",
        "confidence", "reason",
      ],
      rows: pages.lazy.flatMap { page in
        let head =
          place(page) + [page.ballot ?? "", page.status.rawValue, page.form ?? "", number(page.formPage)] + owner(page)
        guard !page.answers.isEmpty else { return [head + ["", "", "", page.reason?.rawValue ?? ""]] }
        return page.answers.map { answer in
          head + [
            answer.question, answer.answer.text, decimal(answer.confidence),
            answer.reason?.rawValue ?? page.reason?.rawValue ?? "",
          ]
        }
      })
  }

  /// `sheets.csv`: one row for every page of every file.
  public static func sheets(_ pages: [AssembledPage]) -> CSV {
    CSV(
      header: [
        "file", "page", "slot", "ballot", "status", "reason", "form", "form_page", "unit", "box", "serial", "rotation",
        "dpi", "sha256",
      ],
      rows: pages.lazy.map { page in
        place(page) + [
          page.ballot ?? "", page.status.rawValue, page.reason?.rawValue ?? "", page.form ?? "",
          number(page.formPage),
        ] + owner(page) + [
          number(page.pose?.rotation.degrees),
          // A store may say anything, also what is no number.
          number(page.pose.flatMap { Int(exactly: $0.resolution.dpi.rounded()) }), page.sha256,
        ]
      })
  }

  /// What was measured of every box, for auditors and for choosing limits: one row an option of every located page, with
  /// the place in px of the picture as it lies in the file.
  public static func measurements(_ pages: [(location: PageLocation, reading: PageReading)]) -> CSV {
    CSV(
      header: [
        "file", "page", "slot", "form", "form_page", "question", "value", "state", "confidence", "reason", "ink_mm2",
        "coverage", "ink_around_mm2", "extent", "contrast", "encirclement", "outline", "shift_mm", "stray_ink_mm2", "x",
        "y", "width", "height",
      ],
      rows: pages.lazy.flatMap { location, reading in
        let head =
          [location.file, String(location.page), String(location.slot), reading.form ?? "", number(reading.formPage)]
        return reading.questions.flatMap { question in
          question.options.map { option in head + [question.question] + measured(option, stray: question.strayInk) }
        }
      })
  }

  private static func measured(_ option: OptionReading, stray: Double) -> [String] {
    let (mark, place) = (option.mark, option.place)
    return [option.value, option.state.rawValue, decimal(option.confidence), option.reason?.rawValue ?? ""]
      + [
        mark.inkInside, mark.coverage, mark.inkAround, mark.extent, mark.contrast, mark.encirclement,
        mark.outlineMatch, mark.shift, stray, place.x, place.y, place.width, place.height,
      ].map(decimal)
  }

  /// `tally.csv`: for each opening, form and question the count of each value, blank, overvote and waiting.
  public static func tally(_ tally: Tally) -> CSV {
    var rows: [[String]] = []
    for opening in tally.orderedOpenings {
      for form in tally.openings[opening]?.forms ?? [] {
        for question in form.questions {
          let head = [opening.unit, opening.box, String(opening.opening), form.form ?? "", question.question]
          for (value, count) in zip(question.values, question.counts) { rows.append(head + [value, String(count)]) }
          rows.append(head + ["blank", String(question.blank)])
          rows.append(head + ["overvote", String(question.overvote)])
          rows.append(head + ["waiting", String(question.waiting)])
        }
      }
    }
    return CSV(header: ["unit", "box", "opening", "form", "question", "answer", "count"], rows: rows)
  }

  /// `boxes.csv`: for each opening the ballots by where they stand, beside the number in the minutes; whether the box is
  /// closed, and the Merkle root over its sheets.
  public static func boxes(
    _ tally: Tally, minutes: [OpeningMinutes], closings: ClosingBook, roots: [OpeningID: String]
  ) -> CSV {
    let inBox = Dictionary(minutes.map { ($0.opening, $0.ballotsInBox) }, uniquingKeysWith: { first, _ in first })
    let rows: [[String]] = tally.orderedOpenings.compactMap { opening in
      guard let section = tally.openings[opening] else { return nil }
      let b = section.ballots
      let p = section.pages
      return [opening.unit, opening.box, String(opening.opening), number(inBox[opening] ?? nil)]
        + [
          b.found, b.valid, b.partlyValid, b.invalid, b.blank, b.waiting, b.stray, b.foreign, p.duplicates, p.blank,
          p.headers, p.otherDocuments, p.unreadFiles,
        ].map { String($0) } + [closings.closed(opening) == nil ? "open" : "closed", roots[opening] ?? ""]
    }
    return CSV(
      header: [
        "unit", "box", "opening", "minutes", "found", "valid", "partly_valid", "invalid", "blank", "waiting", "stray",
        "foreign", "duplicate_pages", "blank_pages", "header_pages", "other_documents", "unread_files", "state", "root",
      ], rows: rows)
  }

  /// `reconciliation.csv`: one row a code and opening.
  public static func reconciliation(_ discrepancies: [Discrepancy], _ wording: Wording) -> CSV {
    CSV(
      header: ["unit", "box", "opening", "code", "severity", "expected", "found", "sheets", "message"],
      rows: discrepancies.lazy.map { row in
        [
          row.unit ?? "", row.opening?.box ?? "", number(row.opening?.opening), row.code.rawValue,
          row.severity.rawValue,
          row.code == .sealNumber ? row.parameters[.expected] ?? "" : number(row.expected),
          row.code == .sealNumber ? row.parameters[.found] ?? "" : number(row.found),
          row.sheets.map(listed).joined(separator: "|"), wording.advice(row).message,
        ]
      })
  }

  /// A sheet in a list that is joined by `|`: that sign in a file's name stands as `\\|`, a backslash as `\\\\`.
  private static func listed(_ sheet: PageLocation) -> String {
    let file = sheet.file.unicodeScalars.map { $0 == "|" || $0 == "\\" ? "\\" + String($0) : String($0) }.joined()
    return "\(file)#\(sheet.page)"
  }

  private static func place(_ page: AssembledPage) -> [String] {
    [page.location.file, String(page.location.page), String(page.location.slot)]
  }

  private static func owner(_ page: AssembledPage) -> [String] { [page.unit ?? "", page.box ?? "", page.serial ?? ""] }

  private static func number(_ value: Int?) -> String { value.map { String($0) } ?? "" }

  /// Four decimals with a point, whatever the language.
  private static func decimal(_ value: Double) -> String {
    let scaled = Int((max(0, min(100_000, value)) * 10_000).rounded())
    let fraction = String(scaled % 10_000)
    return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
  }
}
