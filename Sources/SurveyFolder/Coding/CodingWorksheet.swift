public import Counting
public import Foundation

/// `coding/worksheet.csv`: a row for each ballot on which something is written on the line that asks what people came for.
/// A person looks at the crop and fills in the procedure's code, or the field where no more can be told.
public struct CodingWorksheet: Sendable {
  /// Its name in the folder `coding`.
  public static let fileName = "worksheet.csv"
  /// The columns that are read; the others help whoever fills it in.
  private static let columns = ["crop", "procedure", "field"]

  /// A row as it was filled in.
  public struct Row: Hashable, Sendable {
    /// 1-based line in the file.
    public var line: Int
    /// The crop's file below `coding`: it names the picture and the place from which it was cut.
    public var crop: String
    /// Code of the procedure; empty where none was filled in.
    public var procedure: String
    /// Field; empty where none was filled in.
    public var field: String
    /// The row's other cells, by column.
    let others: [String: String]

    /// Whether anything was filled in.
    public var isFilled: Bool { !procedure.isEmpty || !field.isEmpty }

    /// A cell that only helps people.
    public subscript(column: String) -> String { others[column] ?? "" }
  }

  /// Columns that only help people.
  public static let helping = ["file", "page", "slot", "unit"]

  /// The rows in the file's order.
  public let rows: [Row]
  private let file: String

  /// The worksheet of a survey; nil where nothing was cut yet.
  public static func read(in layout: SurveyLayout) throws(FolderError) -> CodingWorksheet? {
    let url = layout.coding.appendingPathComponent(fileName)
    let name = "\(layout.coding.lastPathComponent)/\(fileName)"
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    return try CodingWorksheet(try TextFile.read(url, name: name), name: name)
  }

  init(_ text: String, name: String) throws(FolderError) {
    file = name
    var first: [String: Int] = [:]
    rows = try NamedColumns(text, file: name, columns: Self.columns, others: .passedOver).rows.map {
      row throws(FolderError) in
      guard !row["crop"].isEmpty else {
        throw FolderError(file: name, line: row.line, field: "crop", .missing(.text))
      }
      if let other = first.updateValue(row.line, forKey: row["crop"]) {
        throw FolderError(
          file: name, line: row.line, field: "crop", .duplicate(value: row["crop"], first: "\(other)"))
      }
      return Row(
        line: row.line, crop: row["crop"], procedure: row["procedure"], field: row["field"],
        others: Dictionary(Self.helping.map { ($0, row[$0]) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// What was coded of the ballots that count, with a line for each row whose code is not known; such a row is not coded.
  ///
  /// - Parameters:
  ///   - list: the procedures; nil where nothing is filled in.
  ///   - counted: the crops of ballots that count.
  ///   - cut: those of them that lie in the folder: ballots with something written, whether or not a row is left of them.
  public func coded(
    by list: ProcedureList?, counted: Set<String>, cut: Set<String> = []
  ) -> (procedures: CodedProcedures, problems: [FolderError]) {
    var result = CodedProcedures()
    var problems: [FolderError] = []
    let gone = cut.intersection(counted).subtracting(rows.map(\.crop)).sorted()
    if let first = gone.first {
      result.written += gone.count
      problems.append(FolderError(file: file, field: "crop", .rowsGone(count: gone.count, first: first)))
    }
    for row in rows {
      guard counted.contains(row.crop) else {
        if row.isFilled { problems.append(FolderError(file: file, line: row.line, field: "crop", .ballotNotCounted)) }
        continue
      }
      result.written += 1
      guard row.isFilled, let list else { continue }
      do throws(FolderError) {
        let (procedure, field) = try meaning(of: row, by: list)
        result.coded += 1
        if let procedure { result.procedures[procedure, default: 0] += 1 }
        if let field { result.fields[field, default: 0] += 1 }
      } catch {
        problems.append(error)
      }
    }
    return (result, problems)
  }

  /// The name of the procedure and the field that a filled row means.
  private func meaning(
    of row: Row, by list: ProcedureList
  ) throws(FolderError) -> (procedure: String?, field: String?) {
    func wrong(_ column: String, _ found: String, _ known: [String]) -> FolderError {
      FolderError(
        file: file, line: row.line, field: column,
        .unknownCode(found, list: ProcedureList.fileName, nearest: NearestName.find(found, among: known)))
    }
    let field: String? =
      if row.field.isEmpty {
        nil
      } else if let known = list.field(row.field) {
        known
      } else {
        throw wrong("field", row.field, list.procedures.map(\.field).filter { !$0.isEmpty })
      }
    guard !row.procedure.isEmpty else { return (nil, field) }
    let meant = list.procedures(row.procedure)
    guard let procedure = meant.first else { throw wrong("procedure", row.procedure, list.procedures.map(\.code)) }
    guard meant.count == 1 else {
      throw FolderError(
        file: file, line: row.line, field: "procedure", .severalCodes(row.procedure, codes: meant.map(\.code)))
    }
    if let field, field != procedure.field {
      throw FolderError(
        file: file, line: row.line, field: "field", .wrong(expected: .oneOf([procedure.field]), found: field))
    }
    return (procedure.name, procedure.field.isEmpty ? nil : procedure.field)
  }
}
