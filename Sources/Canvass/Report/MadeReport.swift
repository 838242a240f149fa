internal import Ballots
public import Counting
internal import Foundation
internal import Journal
internal import Pages
public import Reporting
public import SurveyFolder
public import Wording

/// The report with its tables and the notice for the public, as they were written into `results/report/`.
public struct MadeReport: Sendable {
  /// Where in `results/` the documents are written.
  private static let folder = "report"

  /// The count that it tells of.
  public let count: SurveyCount
  /// What it says, as values.
  public let report: SurveyReport
  /// What it says, as texts.
  public let text: ReportText
  /// The documents, by their paths.
  public let files: [String]
  /// What the office itself says, channels and coded lines: what of them could not be read.
  public let problems: [FolderError]
  private let isCodedWhole: Bool

  /// Whether anything in it needs a person still.
  public var needsPerson: Bool {
    !text.provisional.isEmpty || report.discrepancies.contains { $0.severity != .info } || count.needsPerson
      || !isCodedWhole
  }

  /// Makes the documents of a survey's folder as it is now.
  /// - Throws: a ``Problem``.
  public init(of folder: String, _ language: Language) throws {
    let count = try SurveyCount(lookingAt: folder, language)
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
    try Self.checkWeights(file.definition, forms, language)
    let report = SurveyReport(
      survey, plan: file.plan, definition: file.definition, forms: forms, pages: count.pages,
      tally: count.tally, minutes: count.minutes.minutes, closings: count.closings,
      procedures: coded.procedures,
      lists: ChannelCount.counts(of: channels.lists, period: survey.period, forms: forms),
      reconciliation: count.discrepancies)
    let (source, time) = try Self.source(count.context, language)
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
    self.count = count
    self.report = report
    self.text = text
    self.files = written.map { files.folder.appendingPathComponent($0).path }
    problems = file.notes + channels.unreadable + coded.problems
    isCodedWhole = coded.problems.isEmpty
  }

  /// Weights are for the criteria of the forms' scales, each of them: one that is misspelt would change the index unseen.
  private static func checkWeights(
    _ definition: IndexDefinition, _ forms: [Form], _ language: Language
  ) throws(Problem) {
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
        ).text(in: language))
    }
    if let missing = known.first(where: { definition.weights[$0] == nil }) {
      throw Problem(
        Phrase(
          "\(ReportFile.fileName): index.weights: thiếu trọng số của tiêu chí “\(missing)”; ghi 0 nếu không tính.",
          "\(ReportFile.fileName): index.weights: no weight for the criterion “\(missing)”; write 0 to leave it out."
        ).text(in: language))
    }
  }

  /// The last entry of the journal, and its time: a document made of the same count is the same.
  private static func source(_ context: SurveyContext, _ language: Language) throws(Problem) -> (
    ReportText.Source, time: String
  ) {
    do throws(JournalError) {
      let journal = try Journal(at: context.layout.store, access: .readOnly)
      let head = try journal.head
      return (
        ReportText.Source(seq: head.seq, hash: head.hash, program: Program.version),
        try journal.lastTime ?? "1970-01-01T00:00:00Z"
      )
    } catch {
      throw Problem(error, context.layout, language)
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
}
