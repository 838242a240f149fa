internal import Ballots
public import Counting
internal import Raster
public import Wording

/// The tables that scripts and offices rely on (docs/formats.md), as text. The same input gives the same
/// bytes.
public enum Tables {
  /// `answers.csv`: one row a question of every page that shows a ballot; one row with an empty question for any other.
  public static func answers(_ pages: [AssembledPage]) -> String {
    var csv = CSV(header: [
      "file", "page", "slot", "ballot", "status", "form", "form_page", "unit", "box", "serial", "question", "answer",
      "confidence", "reason",
    ])
    for page in pages {
      let head =
        place(page) + [page.ballot ?? "", page.status.rawValue, page.form ?? "", number(page.formPage)] + owner(page)
      if page.answers.isEmpty {
        csv.append(head + ["", "", "", page.reason?.rawValue ?? ""])
      }
      for answer in page.answers {
        csv.append(
          head + [
            answer.question, answer.answer.text, decimal(answer.confidence),
            answer.reason?.rawValue ?? page.reason?.rawValue ?? "",
          ])
      }
    }
    return csv.text
  }

  /// `sheets.csv`: one row for every page of every file.
  public static func sheets(_ pages: [AssembledPage]) -> String {
    var csv = CSV(header: [
      "file", "page", "slot", "ballot", "status", "reason", "form", "form_page", "unit", "box", "serial", "rotation",
      "dpi", "sha256",
    ])
    for page in pages {
      let registration = page.registration
      csv.append(
        place(page) + [
          page.ballot ?? "", page.status.rawValue, page.reason?.rawValue ?? "", page.form ?? "",
          number(page.formPage),
        ] + owner(page) + [
          number(registration?.rotation.degrees), number(registration.map { Int($0.resolution.dpi.rounded()) }),
          page.sha256,
        ])
    }
    return csv.text
  }

  /// What was measured of every box, for auditors and for choosing limits: one row an option of every located page, with
  /// the place in px of the picture as it lies in the file.
  public static func measurements(_ pages: [AssembledInput]) -> String {
    var csv = CSV(header: [
      "file", "page", "slot", "form", "form_page", "question", "value", "state", "confidence", "reason", "ink_mm2",
      "coverage", "ink_around_mm2", "extent", "contrast", "encirclement", "outline", "shift_mm", "stray_ink_mm2", "x",
      "y", "width", "height",
    ])
    for page in pages {
      guard case .read(let reading) = page.content else { continue }
      let location = page.location
      let head =
        [location.file, String(location.page), String(location.slot), reading.form ?? "", number(reading.formPage)]
      for question in reading.questions {
        for option in question.options {
          let (mark, place) = (option.mark, option.place)
          csv.append(
            head + [
              question.question, option.value, option.state.rawValue, decimal(option.confidence),
              option.reason?.rawValue ?? "",
            ]
              + [
                mark.inkInside, mark.coverage, mark.inkAround, mark.extent, mark.contrast, mark.encirclement,
                mark.outlineMatch, mark.shift, question.strayInk, place.x, place.y, place.width, place.height,
              ].map { decimal($0) })
        }
      }
    }
    return csv.text
  }

  /// `tally.csv`: for each opening, form and question the count of each value, blank, overvote and waiting.
  public static func tally(_ tally: Tally) -> String {
    var csv = CSV(header: ["unit", "box", "opening", "form", "question", "answer", "count"])
    for opening in tally.orderedOpenings {
      for form in tally.openings[opening]?.forms ?? [] {
        for question in form.questions {
          let head = [opening.unit, opening.box, String(opening.opening), form.form ?? "", question.question]
          for (value, count) in zip(question.values, question.counts) { csv.append(head + [value, String(count)]) }
          csv.append(head + ["blank", String(question.blank)])
          csv.append(head + ["overvote", String(question.overvote)])
          csv.append(head + ["waiting", String(question.waiting)])
        }
      }
    }
    return csv.text
  }

  /// `boxes.csv`: for each opening the ballots by where they stand, beside the number in the minutes.
  public static func boxes(_ tally: Tally, minutes: [OpeningMinutes]) -> String {
    var csv = CSV(header: [
      "unit", "box", "opening", "minutes", "found", "valid", "partly_valid", "invalid", "blank", "waiting", "stray",
      "foreign", "duplicate_pages", "blank_pages", "header_pages", "other_documents", "unread_files",
    ])
    let inBox = Dictionary(minutes.map { ($0.opening, $0.ballotsInBox) }, uniquingKeysWith: { first, _ in first })
    for opening in tally.orderedOpenings {
      guard let section = tally.openings[opening] else { continue }
      let b = section.ballots
      let p = section.pages
      csv.append(
        [opening.unit, opening.box, String(opening.opening), number(inBox[opening] ?? nil)]
          + [
            b.found, b.valid, b.partlyValid, b.invalid, b.blank, b.waiting, b.stray, b.foreign, p.duplicates, p.blank,
            p.headers, p.otherDocuments, p.unreadFiles,
          ].map { String($0) })
    }
    return csv.text
  }

  /// `reconciliation.csv`: one row a code and opening.
  public static func reconciliation(_ discrepancies: [Discrepancy], _ wording: Wording) -> String {
    var csv = CSV(header: ["unit", "box", "opening", "code", "severity", "expected", "found", "sheets", "message"])
    for row in discrepancies {
      csv.append([
        row.unit ?? "", row.opening?.box ?? "", number(row.opening?.opening), row.code.rawValue, row.severity.rawValue,
        row.code == .sealNumber ? row.parameters[.expected] ?? "" : number(row.expected),
        row.code == .sealNumber ? row.parameters[.found] ?? "" : number(row.found),
        row.sheets.map(listed).joined(separator: "|"), wording.advice(row).message,
      ])
    }
    return csv.text
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
