internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import Pages
internal import Reporting
internal import SurveyFolder
internal import Wording

/// `report`: the report that is handed in, with its tables and the notice for the public.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Lập báo cáo, bảng số liệu, thông báo. / Make the report, the tables and the public notice.",
    discussion: """
      Ghi vào results/report/: bao-cao (docx, pdf, html), so-lieu.xlsx, cau-hoi.csv, don-vi.csv, thong-bao.pdf, ap-phich.pdf,
      cvr.json;
      kenh.csv khi có câu trả lời trực tuyến hoặc qua điện thoại trong channels/.
      Lời của cơ quan (số kế hoạch, hình thức, khó khăn, kiến nghị…) lấy từ report.yaml trong thư mục khảo sát.
      Written to results/report/; what the office itself says comes from report.yaml in the survey's folder.
      """)

  /// Where in `results/` the documents are written.
  private static let folder = "report"

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @OptionGroup var common: CommonOptions

  private struct Receipt: Encodable {
    let files: [String]
    let report: ReportText
  }

  func run() throws {
    let language = common.language
    let count = try SurveyCount(lookingAt: survey, language)
    let forms = try count.context.forms(language).forms
    let survey = count.snapshot.survey
    let file: ReportFile
    let channels: (lists: [ChannelList], unreadable: [FolderError])
    let coded: CodedLines
    do throws(FolderError) {
      file = try ReportFile.read(in: count.context.layout, survey: survey, forms: forms)
      channels = try ChannelFile.lists(in: count.context.layout, survey: survey, forms: forms)
      coded = try CodedLines(count, forms: forms)
    } catch {
      throw Problem(error, language)
    }
    try checkWeights(file.definition, forms)
    let report = SurveyReport(
      survey, plan: file.plan, definition: file.definition, forms: forms, pages: count.pages,
      tally: count.tally, minutes: count.minutes.minutes, closings: count.closings,
      procedures: coded.procedures,
      lists: ChannelCount.counts(of: channels.lists, period: survey.period, forms: forms),
      reconciliation: count.discrepancies)
    let (source, time) = try source(count.context)
    let text = ReportText(report, from: source, labels: Self.labels(of: forms))
    let files = ResultFiles(
      folder: count.context.layout.results.appendingPathComponent(Self.folder), language: language)
    try files.prepare()
    var written: [String] = []
    do {
      for (name, kind) in [("bao-cao.pdf", ReportDocument.Kind.report), ("thong-bao.pdf", .notice)] {
        try files.write(Data(try ReportDocument(text, as: kind).pdf()), to: name)
        written.append(name)
      }
      try files.write(Data(try ResultPoster(text).pdf()), to: "ap-phich.pdf")
      written.append("ap-phich.pdf")
      let layout = count.context.layout
      let docx = try ReportTemplate.docx.find(survey: layout, templates: LoadedForms.templateFolders)
      let chart = try QuestionChart(text)?.png()
      try files.write(
        Data(try ReportDocuments.docx(text, template: docx, pictures: chart.map { ["muc-do.png": $0] } ?? [:])),
        to: "bao-cao.docx")
      let html = try ReportTemplate.html.find(survey: layout, templates: LoadedForms.templateFolders)
      try files.write(try ReportDocuments.html(text, template: html), to: "bao-cao.html")
      let workbook = Workbook(
        report, text: text, tally: count.tally, minutes: count.minutes.minutes, closings: count.closings)
      try workbook.write(to: files.folder.appendingPathComponent("so-lieu.xlsx").path, made: file.plan.date)
      try files.write(lines: workbook.questions, to: "cau-hoi.csv")
      try files.write(lines: workbook.units, to: "don-vi.csv")
      written += ["bao-cao.docx", "bao-cao.html", "so-lieu.xlsx", "cau-hoi.csv", "don-vi.csv"]
      if let table = workbook.channels {
        try files.write(lines: table, to: "kenh.csv")
        written.append("kenh.csv")
      } else {
        // Of an earlier report, with channels that are gone.
        try? FileManager.default.removeItem(at: files.folder.appendingPathComponent("kenh.csv"))
      }
    } catch let error as PrintingError {
      throw Problem(error, language)
    } catch let error as FolderError {
      throw Problem(error, language)
    } catch let error as WorkbookError {
      throw Problem(error, language)
    } catch let error as ReportError {
      throw Problem(error.words.text(in: language))
    }
    let records = CastVoteRecords(
      survey: count.snapshot.survey, forms: forms, pages: count.pages, tally: count.tally, generated: time)
    try files.write(lines: records, to: "cvr.json")
    written.append("cvr.json")
    tell(report, text, written.map { files.folder.appendingPathComponent($0).path })
    count.printNotices(language)
    printUnreadable(file.notes + channels.unreadable + coded.problems)
    if !text.provisional.isEmpty || report.discrepancies.contains(where: { $0.severity != .info }) || count.needsPerson
      || !coded.problems.isEmpty
    {
      throw ExitStatus.needsPerson
    }
  }

  /// Weights are for the criteria of the forms' scales, each of them: one that is misspelt would change the index unseen.
  private func checkWeights(_ definition: IndexDefinition, _ forms: [Form]) throws(Problem) {
    guard definition.criteria == .weighted else { return }
    var known: [String] = []
    for question in forms.flatMap(\.pages).flatMap(\.questions) where question.kind == .scale5 {
      let name = question.criterion ?? question.id
      if !known.contains(name) { known.append(name) }
    }
    let names = known.joined(separator: "; ")
    if let unknown = definition.weights.keys.sorted().first(where: { !known.contains($0) }) {
      throw Problem(
        Phrase(
          "\(ReportFile.fileName): index.weights: mẫu phiếu không có tiêu chí “\(Wording.oneLine(unknown))”. Các tiêu chí: \(names).",
          "\(ReportFile.fileName): index.weights: the form has no criterion “\(Wording.oneLine(unknown))”. Its criteria: \(names)."
        ).text(in: common.language))
    }
    if let missing = known.first(where: { definition.weights[$0] == nil }) {
      throw Problem(
        Phrase(
          "\(ReportFile.fileName): index.weights: thiếu trọng số của tiêu chí “\(missing)”; ghi 0 nếu không tính.",
          "\(ReportFile.fileName): index.weights: no weight for the criterion “\(missing)”; write 0 to leave it out."
        ).text(in: common.language))
    }
  }

  /// Rows of lists and of the worksheet that could not be read, a line each: a list with another column of answers would give thousands.
  private func printUnreadable(_ rows: [FolderError]) {
    for row in rows.prefix(Self.mostRows) { Console.error(row.sentence(vietnamese: common.language == .vi)) }
    if rows.count > Self.mostRows {
      let more = common.wording.number(rows.count - Self.mostRows)
      Console.error(
        Phrase("… và \(more) dòng khác không đọc được.", "… and \(more) more rows cannot be read.")
          .text(in: common.language))
    }
  }

  private static let mostRows = 20

  /// The last entry of the journal, and its time: a document made of the same count is the same.
  private func source(_ context: SurveyContext) throws(Problem) -> (ReportText.Source, time: String) {
    do throws(JournalError) {
      let journal = try Journal(at: context.layout.store, access: .readOnly)
      let head = try journal.head
      return (
        ReportText.Source(seq: head.seq, hash: head.hash, program: Program.version),
        try journal.lastTime ?? "1970-01-01T00:00:00Z"
      )
    } catch {
      throw Problem(error, context.layout, common.language)
    }
  }

  /// What options are called, by question and value.
  private static func labels(of forms: [Form]) -> [String: [String: String]] {
    var labels: [String: [String: String]] = [:]
    for question in forms.flatMap(\.pages).flatMap(\.questions) {
      for option in question.options where !option.label.isEmpty {
        labels[question.id, default: [:]][option.value] = option.label
      }
    }
    return labels
  }

  /// What the report says in short. The documents are Vietnamese whoever makes them; who reads English gets the numbers here.
  private func lines(_ report: SurveyReport, _ text: ReportText) -> [String] {
    guard common.language == .en else { return [text.provisional] + text.figures + [text.supplement] + text.checks }
    let wording = common.wording
    let ballots = report.ballots
    let isOpen = !report.openBoxes.isEmpty || ballots.waiting > 0
    return [
      isOpen
        ? "Provisional: \(wording.number(report.openBoxes.count)) boxes are not closed, \(wording.number(ballots.waiting)) ballots wait."
        : "",
      """
      \(wording.number(ballots.tallied)) ballots: \(wording.number(ballots.valid)) valid, \
      \(wording.number(ballots.partlyValid)) partly valid, \(wording.number(ballots.blank)) blank, \
      \(wording.number(ballots.invalid)) invalid, \(wording.number(ballots.waiting)) waiting.
      """,
      """
      \(wording.number(report.acceptedAnswers)) accepted answers, \(wording.number(report.decidedByPeople)) of them \
      decided by people.
      """,
      "Index \(report.definition.id), version \(report.definition.version): \(text.indexValue).",
    ]
      + report.discrepancies.map { row in
        [row.code.rawValue, row.opening?.folderName ?? row.unit, wording.advice(row).message].compactMap { $0 }
          .joined(separator: " · ")
      }
  }

  private func tell(_ report: SurveyReport, _ text: ReportText, _ paths: [String]) {
    if common.json {
      try? Console.json(Receipt(files: paths, report: text))
    } else if !common.quiet {
      for line in lines(report, text) where !line.isEmpty { Console.print(Wording.oneLine(line)) }
      for path in paths { Console.print(path) }
    }
  }
}
