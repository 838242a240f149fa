public import Ballots
public import Counting
internal import Foundation
public import SurveyFolder

/// What people coded of the ballots of a count; nothing where there is no worksheet.
public struct CodedLines {
  /// What people came for.
  public private(set) var procedures = CodedProcedures()
  /// Rows that could not be read, or name what is not there.
  public private(set) var problems: [FolderError] = []

  /// The lines of a count.
  public init(_ count: SurveyCount, forms: [Form]) throws(FolderError) {
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
