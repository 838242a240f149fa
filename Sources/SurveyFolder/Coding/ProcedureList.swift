internal import Counting
public import Foundation

/// `procedures.csv`: the procedures of a survey by code, name and field, for whoever codes what people wrote.
public struct ProcedureList: Sendable {
  /// Its name in the survey's folder.
  public static let fileName = "procedures.csv"

  /// A procedure.
  public struct Procedure: Hashable, Sendable {
    /// Short code.
    public var code: String
    /// Name.
    public var name: String
    /// Field; empty where the list gives none.
    public var field: String
  }

  /// The procedures in the list's order.
  public let procedures: [Procedure]

  /// The list of a survey.
  /// - Throws: the first problem: no such file, a column that is missing, a code given twice.
  public static func read(in layout: SurveyLayout) throws(FolderError) -> ProcedureList {
    let url = layout.folder.appendingPathComponent(fileName)
    return try ProcedureList(try TextFile.read(url, name: fileName), name: fileName)
  }

  init(_ text: String, name: String) throws(FolderError) {
    var procedures: [Procedure] = []
    var first: [String: Int] = [:]
    for row in try NamedColumns(text, file: name, columns: ["code", "name", "field"], others: .passedOver).rows {
      for column in ["code", "name"] where row[column].isEmpty {
        throw FolderError(file: name, line: row.line, field: column, .missing(.text))
      }
      if let other = first.updateValue(row.line, forKey: VietnameseName.key(row["code"])) {
        throw FolderError(
          file: name, line: row.line, field: "code", .duplicate(value: row["code"], first: "\(other)"))
      }
      procedures.append(
        Procedure(
          code: row["code"], name: row["name"].precomposedStringWithCanonicalMapping,
          field: row["field"].precomposedStringWithCanonicalMapping))
    }
    guard !procedures.isEmpty else { throw FolderError(file: name, .emptyFile) }
    self.procedures = procedures
  }

  /// The procedure of a code, or else those that have a name.
  func procedures(_ written: String) -> [Procedure] {
    let key = VietnameseName.key(written)
    if let coded = procedures.first(where: { VietnameseName.key($0.code) == key }) { return [coded] }
    return procedures.filter { VietnameseName.key($0.name) == key }
  }

  /// A field as the list writes it.
  func field(_ written: String) -> String? {
    let key = VietnameseName.key(written)
    return procedures.map(\.field).first { !$0.isEmpty && VietnameseName.key($0) == key }
  }
}
