internal import ArgumentParser
internal import Canvass
internal import Counting
internal import Foundation
internal import SurveyFolder
internal import Wording

/// `units`: lists of units.
struct UnitsCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "units", abstract: "Danh sách đơn vị và phân bổ phiếu. / Lists of units and their ballots.",
    subcommands: [UnitsImportCommand.self])
}

/// `units import`: makes `units.csv` of a list as an office has it.
struct UnitsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Tạo units.csv từ danh sách của cơ quan (CSV, Excel). / Make units.csv of an office's list (CSV, XLSX).")

  @Argument(help: "Tệp danh sách .csv hoặc .xlsx. / The list, .csv or .xlsx.")
  var file: String

  @Option(
    name: .long, help: "Tệp kết quả. / File to write (default: units.csv, in the survey's folder if one is named).")
  var out: String?

  @Option(
    name: .long, help: "Thư mục khảo sát; đơn vị đã có giữ nguyên mã. / Survey folder; units it lists keep their codes."
  )
  var survey: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let known = try survey.map { try Self.unitsListed(in: $0, language) } ?? []
    let list: OfficeList
    do throws(FolderError) {
      list = try OfficeList.read(URL(fileURLWithPath: file), name: file, keepingCodesOf: known)
    } catch {
      throw Problem(error, language)
    }
    for note in list.notes { Console.error(note.sentence(vietnamese: language == .vi)) }
    let folder = survey.map { URL(fileURLWithPath: $0).appendingPathComponent("units.csv") }
    let target = out.map { URL(fileURLWithPath: $0) } ?? folder ?? URL(fileURLWithPath: "units.csv")
    try write(UnitList.text(of: list.units), to: target)
    let report = Report(list, target, common.wording)
    if common.json {
      try Console.json(report)
    } else {
      for total in list.wrongTotals { Console.print(Self.complaint(total, in: list, common.wording)) }
      if !common.quiet { Console.print(report.sentence.text(in: language)) }
    }
    if !list.wrongTotals.isEmpty { throw ExitStatus.needsPerson }
  }

  /// The units of a survey that is there already. One that is only being set up may lack its file, or name a list that this
  /// run makes.
  private static func unitsListed(in path: String, _ language: Language) throws(Problem) -> [SurveyUnit] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw Problem(
        Phrase("\(path): không có thư mục khảo sát này.", "\(path): no such survey folder.").text(in: language))
    }
    do throws(FolderError) {
      return try SurveyFile.read(in: URL(fileURLWithPath: path)).survey.units
    } catch {
      switch error.problem {
      case .missingFile, .fileNotFound, .officeList: return []
      default: throw Problem(error, language)
      }
    }
  }

  /// Writes over nothing that says something else: codes in it may stand on folders and ballots.
  private func write(_ text: String, to target: URL) throws(Problem) {
    if FileManager.default.fileExists(atPath: target.path) {
      guard (try? Data(contentsOf: target)) != Data(text.utf8) else { return }
      throw Problem(
        Phrase(
          "\(target.relativePath): đã có tệp này, không ghi đè. Chọn tên khác bằng --out, hoặc đổi tên tệp cũ.",
          "\(target.relativePath): exists already and is left alone. Choose another name by --out, or rename the old file."
        ).text(in: common.language))
    }
    let files = ResultFiles(folder: target.deletingLastPathComponent(), language: common.language)
    try files.prepare()
    try files.write(text, to: target.lastPathComponent)
  }

  private static func discrepancy(_ total: OfficeList.Total) -> Discrepancy {
    Discrepancy(.allocationSum, at: .survey, expected: total.stated, found: total.sum)
  }

  private static func complaint(_ total: OfficeList.Total, in list: OfficeList, _ wording: Wording) -> String {
    let row = discrepancy(total)
    let advice = wording.advice(row)
    let place = Phrase("\(list.name), dòng \(total.line)", "\(list.name), line \(total.line)").text(
      in: wording.language)
    return "\(row.code.rawValue)  \(place): \(advice.message)\n     → \(advice.nextAction)"
  }

  /// What was made of the list.
  private struct Report: Encodable {
    let file: String
    let units: Int
    let unitsWithoutNumber: Int
    let allocated: Int
    let statedTotal: Int?
    let convertedFrom: String?
    let discrepancies: [CountReport.Row]
    let notes: [String]

    init(_ list: OfficeList, _ target: URL, _ wording: Wording) {
      file = target.relativePath
      units = list.units.count
      unitsWithoutNumber = list.units.count { $0.allocated == nil }
      allocated = list.allocated
      statedTotal = list.statedTotal
      convertedFrom = list.encoding?.rawValue
      discrepancies = list.wrongTotals.map { CountReport.Row(UnitsImportCommand.discrepancy($0), wording) }
      notes = list.notes.map { $0.sentence(vietnamese: wording.language == .vi) }
    }

    /// What was written, and what `survey.yaml` should say.
    var sentence: Phrase {
      let name = URL(fileURLWithPath: file).lastPathComponent
      let lines = ["units: \(name)"] + (statedTotal.map { ["allocated_total: \($0)"] } ?? [])
      let yaml = lines.map { "  \($0)\n" }.joined()
      return Phrase(
        "\(file): \(units) đơn vị, \(allocated) phiếu. Trong survey.yaml ghi:\n\(yaml)",
        "\(file): \(units) units, \(allocated) ballots. In survey.yaml, write:\n\(yaml)")
    }
  }
}
