internal import ArgumentParser
internal import Canvass
internal import Counting
internal import Foundation
internal import Pages
internal import SurveyFolder
internal import Wording

/// `minutes print`: the minutes of a box as they were entered, and the record of handing its ballots over, as documents to be
/// signed.
struct MinutesPrintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract:
      "Lập biên bản đã điền và biên bản giao nhận thành văn bản để ký. / Minutes and hand-over records, to be signed.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Hòm, ví dụ U01-H2. / Box, e.g. U01-H2.")
  var box: String

  @ArgumentParser.Option(name: .long, help: "Thư mục ghi tệp. / Folder for the file (default: sheets/ in the survey).")
  var out: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let opening = try OpeningID(naming: box, in: context.survey, language)
    let folder = MinutesFolder.read(in: context.layout, survey: context.survey)
    let minutes = folder.minutes.first { $0.opening == opening }
    let records = RecordsFolder(RecordsListing(context.layout).written, survey: context.survey)
    let documents = documents(opening, minutes, records, of: context.survey)
    guard !documents.isEmpty else {
      // Minutes that are there and cannot be understood are not to be made anew.
      if let problem = folder.problems.first { throw Problem(problem, language) }
      throw Problem(
        Phrase(
          "\(box): chưa có biên bản nào trong minutes/. Tạo bằng `kiemphieu minutes new`.",
          "\(box): there are no minutes in minutes/. Make them with `kiemphieu minutes new`."
        ).text(in: language))
    }
    let target = out.map { URL(fileURLWithPath: $0) } ?? context.layout.folder.appendingPathComponent("sheets")
    let files = ResultFiles(folder: target, language: language)
    try files.prepare()
    var paths: [String] = []
    for document in documents {
      let pdf: [UInt8]
      do {
        pdf = try document.pdf()
      } catch {
        throw Problem(error, language)
      }
      try files.write(Data(pdf), to: document.name)
      paths.append(target.appendingPathComponent(document.name).path)
    }
    // A paper that is signed should not contradict itself: said before it is.
    for row in minutes.map({ MinutesCheck($0, period: context.survey.period).discrepancies() }) ?? [] {
      Console.error("\(row.code.rawValue)  \(common.wording.advice(row).message)")
    }
    if common.json {
      try Console.json(["files": paths])
    } else if !common.quiet {
      for path in paths { Console.print(path) }
    }
  }

  /// The minutes, and a record for each hand-over of ballots that minutes or `records/` tell of.
  private func documents(
    _ opening: OpeningID, _ minutes: OpeningMinutes?, _ records: RecordsFolder, of survey: Survey
  ) -> [(name: String, pdf: () throws(PrintingError) -> [UInt8])] {
    let unit = survey.unit(opening.unit) ?? SurveyUnit(code: opening.unit, name: opening.unit)
    var handOvers = records.records.filter { $0.opening == opening }.compactMap { record in
      if case .handOver(let handOver) = record.content { handOver } else { nil }
    }
    // A record of its own says more than the line of the minutes about the same hand-over.
    if let handOver = minutes?.handOver,
      !handOvers.contains(where: { $0.count == handOver.count && ($0.at == handOver.at || handOver.at == nil) })
    {
      handOvers.insert(handOver, at: 0)
    }
    var documents: [(name: String, pdf: () throws(PrintingError) -> [UInt8])] = []
    if let minutes {
      documents.append(
        (
          "bien-ban-\(opening.folderName).pdf",
          { () throws(PrintingError) in
            try MinutesDocument(minutes, survey: survey.title, unit: unit).pdf()
          }
        ))
    }
    for (index, handOver) in handOvers.enumerated() {
      let number = index == 0 ? "" : "-\(index + 1)"
      documents.append(
        (
          "giao-nhan-\(opening.folderName)\(number).pdf",
          { () throws(PrintingError) in
            try HandOverDocument(handOver, of: opening, survey: survey.title, unit: unit).pdf()
          }
        ))
    }
    return documents
  }
}
