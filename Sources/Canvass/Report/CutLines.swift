internal import Ballots
internal import Codecs
internal import Counting
internal import Foundation
public import Journal
internal import Pages
public import Pipeline
internal import Raster
internal import Reporting
public import SurveyFolder
public import Wording

/// The written lines of a count as pictures below `coding`, with the worksheet in which people code them (docs/formats.md).
public struct CutLines: Sendable {
  /// Areas with other writing, of which there are pictures, too.
  public private(set) var remarks = 0
  /// Areas without a picture: the scan is gone or changed.
  public private(set) var gone = 0
  /// Lines with something written on them, in the order of the pages.
  private var lines: [Tables.CodingRow] = []

  /// Cuts the lines of a count from their scans, so many pages at once, and writes the pictures.
  /// - Throws: a ``Problem``, also where a worksheet lies there that cannot be read: somebody may have worked on it.
  public init(
    of count: SurveyCount, forms: LoadedForms, journal: Journal, readers: ReaderPool, jobs: Int, _ language: Language
  ) async throws {
    let layout = count.context.layout
    guard forms.forms.contains(where: { $0.procedureLine != nil }) else {
      throw Problem(
        Phrase(
          "\(layout.folder.path): không mẫu phiếu nào có dòng viết tay ở trên các câu hỏi, nên không có gì để phân loại.",
          "\(layout.folder.path): no form has a line to write on above its questions, so there is nothing to code."
        ).text(in: language))
    }
    do throws(FolderError) {
      _ = try CodingWorksheet.read(in: layout)
    } catch {
      throw Problem(error, language)
    }
    let cutter = WritingCutter(
      readers: readers, look: SecondLook(readers: readers, jobs: jobs), forms: forms, layout: layout)
    do {
      try await cutter.cut(WrittenAreas(count, forms: forms.forms).areas, journal) { found in
        for part in found { try take(part, layout, language) }
      }
    } catch let error as JournalError {
      throw Problem(error, layout, language)
    } catch let refusal as Refusal {
      throw Problem("\(layout.folder.path): \(Wording(language).advice(refusal).message)")
    }
  }

  private mutating func take(
    _ found: WritingCutter.Found, _ layout: SurveyLayout, _ language: Language
  ) throws(Problem) {
    switch found {
    case .empty: break
    case .gone: gone += 1
    case .written(let area, let image):
      let target = layout.coding.appendingPathComponent(area.crop)
      try ResultFiles(folder: target.deletingLastPathComponent(), language: language).prepare()
      do throws(ScanError) {
        try PNGWriter.write(.gray(image), to: target.path, dpi: WritingCrop.dpi)
      } catch {
        throw Problem(
          Phrase(
            "\(target.path): không ghi được ảnh. Kiểm tra dung lượng đĩa và quyền ghi, rồi chạy lại.",
            "\(target.path): the picture could not be written. Check the disk's free space and rights, then run again."
          ).text(in: language))
      }
      guard area.use == .procedure else {
        remarks += 1
        return
      }
      let place = area.page.location
      lines.append(
        Tables.CodingRow(
          crop: area.crop, ballot: [place.file, String(place.page), String(place.slot), area.page.unit ?? ""]))
    }
  }

  /// Writes the worksheet. What somebody coded stays, also of a scan that is gone by now.
  /// - Returns: its rows, and how many are filled in.
  public func write(in layout: SurveyLayout, _ language: Language) throws(Problem) -> (rows: Int, filled: Int) {
    let old: [CodingWorksheet.Row]
    do throws(FolderError) {
      old = try CodingWorksheet.read(in: layout)?.rows ?? []
    } catch {
      throw Problem(error, language)
    }
    let known = Dictionary(old.map { ($0.crop, $0) }, uniquingKeysWith: { first, _ in first })
    let cut = Set(lines.map(\.crop))
    let rows =
      lines.map { line in
        Tables.CodingRow(
          crop: line.crop, ballot: line.ballot, procedure: known[line.crop]?.procedure ?? "",
          field: known[line.crop]?.field ?? "")
      }
      + old.filter { $0.isFilled && !cut.contains($0.crop) }.map { row in
        Tables.CodingRow(
          crop: row.crop, ballot: CodingWorksheet.helping.map { row[$0] }, procedure: row.procedure, field: row.field)
      }
    let files = ResultFiles(folder: layout.coding, language: language)
    try files.prepare()
    try files.write(lines: Tables.coding(rows, ballot: CodingWorksheet.helping), to: CodingWorksheet.fileName)
    return (rows.count, rows.count { !$0.procedure.isEmpty || !$0.field.isEmpty })
  }
}
