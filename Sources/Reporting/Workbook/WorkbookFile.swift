internal import CXLSXWriter
public import Counting
internal import Glibc

extension Workbook {
  /// Writes the workbook as an XLSX file, which takes the place of another one whole or not at all. `day` is what it says
  /// of when it was made; the same workbook and day give the same bytes.
  public func write(to path: String, made day: Day? = nil) throws(WorkbookError) {
    let beside = "\(path).\(getpid()).partial"
    // The library would not say why it cannot.
    let descriptor = open(beside, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw .notWritten(path: path, errno: errno) }
    defer { close(descriptor) }
    do throws(WorkbookError) {
      let file = try WorkbookFile(beside, made: day)
      for sheet in sheets { try file.add(sheet) }
      try file.finish(as: path)
      guard fsync(descriptor) == 0, rename(beside, path) == 0 else { throw .notWritten(path: path, errno: errno) }
    } catch {
      unlink(beside)
      throw error
    }
  }
}

/// A workbook that libxlsxwriter is making.
private final class WorkbookFile {
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]

  /// How a cell looks.
  private struct Style: Hashable {
    enum Kind: Hashable {
      case title, text
      case figure(Figure)
    }

    var kind: Kind
    var isTotal = false
  }

  init(_ path: String, made day: Day?) throws(WorkbookError) {
    guard let book = workbook_new(path) else { throw .refused("workbook_new") }
    self.book = book
    var properties = lxw_doc_properties()
    properties.created = Self.seconds(day ?? Day(year: 1980, month: 1, day: 1))
    try check(workbook_set_properties(book, &properties))
  }

  deinit { lxw_workbook_free(book) }

  /// Midnight of a day, UTC. 0 would be taken for the present.
  private static func seconds(_ day: Day) -> time_t {
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (Int32(day.year - 1900), Int32(day.month - 1), Int32(day.day))
    return max(1, timegm(&parts))
  }

  /// Writes everything down; `path` is the name for errors.
  func finish(as path: String) throws(WorkbookError) {
    let finished = book
    // Freed by it, whatever comes of it.
    book = nil
    errno = 0
    let result = workbook_close(finished)
    switch result {
    case LXW_NO_ERROR: return
    case LXW_ERROR_CREATING_XLSX_FILE, LXW_ERROR_CREATING_TMPFILE, LXW_ERROR_READING_TMPFILE,
      LXW_ERROR_ZIP_FILE_OPERATION, LXW_ERROR_ZIP_FILE_ADD, LXW_ERROR_ZIP_CLOSE:
      throw .notWritten(path: path, errno: errno)
    default: try check(result)
    }
  }

  // MARK: Sheets

  func add(_ sheet: Worksheet) throws(WorkbookError) {
    guard let page = workbook_add_worksheet(book, sheet.name) else { throw .refused("worksheet: \(sheet.name)") }
    for (index, column) in sheet.columns.enumerated() {
      try check(worksheet_set_column(page, UInt16(index), UInt16(index), Double(column.width), nil))
    }
    let titles = sheet.columns.map { Cell.text($0.title) }
    let rows = [titles] + sheet.rows + (sheet.total.map { [$0] } ?? [])
    for (row, cells) in rows.enumerated() {
      // Not every spreadsheet makes rows as high as their texts by itself. A line has 15 points; a row 409 at most.
      let lines = sheet.lines(of: cells)
      if lines > 1 { try check(worksheet_set_row(page, UInt32(row), Double(min(27, lines) * 15), nil)) }
      let isTotal = sheet.total != nil && row == rows.count - 1
      for (column, cell) in cells.enumerated() {
        let result = write(cell, to: page, UInt32(row), UInt16(column), isTitle: row == 0, isTotal: isTotal)
        guard result != LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED else {
          throw .textTooLong(sheet: sheet.name, row: row + 1, column: column + 1)
        }
        try check(result)
      }
    }
    try setUpPrinting(page)
    if let chart = sheet.chart, !sheet.rows.isEmpty { try add(chart, of: sheet, to: page, below: rows.count) }
  }

  private func write(
    _ cell: Cell, to page: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16, isTitle: Bool,
    isTotal: Bool
  ) -> lxw_error {
    func format(_ kind: Style.Kind) -> UnsafeMutablePointer<lxw_format>? {
      self.format(Style(kind: isTitle ? .title : kind, isTotal: isTotal))
    }
    switch cell {
    case .empty: return worksheet_write_blank(page, row, column, format(.text))
    case .text(let text): return worksheet_write_string(page, row, column, Self.writable(text), format(.text))
    case .number(let number):
      return worksheet_write_number(page, row, column, number.value, format(.figure(number.figure)))
    case .formula(let formula, .some(let number)):
      return worksheet_write_formula_num(
        page, row, column, "=" + formula, format(.figure(number.figure)), number.value)
    case .formula(let formula, nil):
      return worksheet_write_formula_str(page, row, column, "=" + formula, format(.figure(.whole)), "")
    }
  }

  /// The text without what a C string or XML cannot hold.
  private static func writable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { unwritable.contains($0) }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { unwritable.contains($0) ? "\u{FFFD}" : $0 }))
  }

  private static let unwritable: Set<Unicode.Scalar> = ["\0", "\u{FFFE}", "\u{FFFF}"]

  private func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[style] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_border_color(format, 0xBFBFBF)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    switch style.kind {
    case .title:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      format_set_bg_color(format, 0xE7ECF2)
    case .text:
      format_set_text_wrap(format)
      format_set_indent(format, 1)
    case .figure(let figure): format_set_num_format(format, figure.format)
    }
    if style.isTotal {
      format_set_bold(format)
      format_set_bg_color(format, 0xF5F5F5)
    }
    formats[style] = format
    return format
  }

  /// A4, landscape, as wide as the paper, titles on every page.
  private func setUpPrinting(_ page: UnsafeMutablePointer<lxw_worksheet>) throws(WorkbookError) {
    worksheet_freeze_panes(page, 1, 0)
    try check(worksheet_repeat_rows(page, 0, 0))
    worksheet_set_landscape(page)
    worksheet_set_paper(page, 9)  // A4
    worksheet_fit_to_pages(page, 1, 0)
    try check(worksheet_set_footer(page, "&L&A&R&P/&N"))
  }

  // MARK: Charts

  /// From 5 to 1: told apart in grey and by who sees no red.
  private static let colours: [UInt32] = [0x1B5E9E, 0x7FB2DD, 0xD9D9D9, 0xF2B179, 0xC8531C]

  private func add(
    _ chart: Worksheet.Chart, of sheet: Worksheet, to page: UnsafeMutablePointer<lxw_worksheet>, below row: Int
  ) throws(WorkbookError) {
    let kind =
      switch chart.kind {
      case .parts: LXW_CHART_BAR_STACKED_PERCENT
      case .columns: LXW_CHART_COLUMN
      }
    guard let drawn = workbook_add_chart(book, UInt8(kind.rawValue)) else { throw .refused("chart: \(sheet.name)") }
    let last = UInt32(sheet.rows.count)
    for (index, column) in chart.values.enumerated() {
      guard let series = chart_add_series(drawn, nil, nil) else { throw .refused("chart: \(sheet.name)") }
      let names = UInt16(chart.names)
      chart_series_set_categories(series, sheet.name, 1, names, last, names)
      chart_series_set_values(series, sheet.name, 1, UInt16(column), last, UInt16(column))
      chart_series_set_name_range(series, sheet.name, 0, UInt16(column))
      var fill = lxw_chart_fill()
      fill.color = Self.colours[index % Self.colours.count]
      chart_series_set_fill(series, &fill)
    }
    chart_title_set_name(drawn, chart.title)
    chart_set_series_gap(drawn, 50)
    let height: Int
    switch chart.kind {
    case .parts:
      chart_legend_set_position(drawn, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
      // Of bars the y axis has the names: the first row above, and the numbers below all the same.
      chart_axis_set_reverse(drawn.pointee.y_axis)
      chart_axis_set_crossing_max(drawn.pointee.y_axis)
      chart_axis_set_num_format(drawn.pointee.x_axis, "0%")
      Self.lighten(drawn.pointee.x_axis)
      height = 130 + 26 * sheet.rows.count
    case .columns(let figure, let highest):
      chart_legend_set_position(drawn, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
      chart_axis_set_min(drawn.pointee.y_axis, 0)
      chart_axis_set_max(drawn.pointee.y_axis, highest)
      chart_axis_set_num_format(drawn.pointee.y_axis, figure == .percent ? "0%" : "0")
      Self.lighten(drawn.pointee.y_axis)
      height = 360
    }
    var options = lxw_chart_options()
    // As wide as the table; unscaled it has 480 by 288 pixels, a character about 7.
    options.x_scale = Double(sheet.columns.reduce(0) { $0 + 7 * $1.width + 5 }) / 480
    options.y_scale = Double(height) / 288
    options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
    try check(worksheet_insert_chart_opt(page, UInt32(row + 1), 0, drawn, &options))
  }

  /// Grid lines that stay behind the bars.
  private static func lighten(_ axis: UnsafeMutablePointer<lxw_chart_axis>) {
    var line = lxw_chart_line()
    (line.color, line.width) = (0xD9D9D9, 0.75)
    chart_axis_major_gridlines_set_visible(axis, 1)
    chart_axis_major_gridlines_set_line(axis, &line)
  }

  private func check(_ result: lxw_error) throws(WorkbookError) {
    guard result != LXW_NO_ERROR else { return }
    throw .refused(lxw_strerror(result).map { String(cString: $0) } ?? "\(result.rawValue)")
  }
}

extension Figure {
  /// The number format; a spreadsheet puts its own language's marks in it.
  fileprivate var format: String {
    switch self {
    case .whole: "#,##0"
    case .percent: "0.00%"
    case .decimal: "0.00"
    }
  }
}
