internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import SurveyFolder

/// What people coded of the ballots of a count; nothing where there is no worksheet.
struct CodedLines {
  var procedures = CodedProcedures()
  var problems: [FolderError] = []

  init(_ count: SurveyCount, forms: [Form]) throws(FolderError) {
    let layout = count.context.layout
    guard let worksheet = try CodingWorksheet.read(in: layout) else { return }
    // Nobody needs the list before something is coded.
    let isFilled = worksheet.rows.contains(where: \.isFilled)
    let list = isFilled ? try ProcedureList.read(in: layout) : nil
    let counted = WrittenAreas(count, forms: forms).procedureCrops
    let cut = counted.filter {
      FileManager.default.fileExists(atPath: layout.coding.appendingPathComponent($0).path)
    }
    (procedures, problems) = worksheet.coded(by: list, counted: counted, cut: cut)
  }
}
