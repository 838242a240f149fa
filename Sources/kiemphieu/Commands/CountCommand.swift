internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import Pipeline
internal import Reporting
internal import SurveyFolder
internal import Wording

/// `count`: reads what is new, counts, reconciles with the minutes, writes `results/`.
struct CountCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Đọc phiếu mới, kiểm đếm, đối chiếu biên bản. / Read what is new, count, reconcile with the minutes.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @OptionGroup var jobs: JobsOption
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    try context.refuseNewStoreForOld(language)
    // What cannot be written is told before the long work, not after it.
    try ResultFiles(folder: context.layout.results, language: language).prepare()
    do {
      let journal = try Journal(at: context.layout.store, access: .readWrite)
      let look = try await read(context, forms, journal)
      try finish(SurveyCount(remembering: look, forms: forms, in: journal), journal)
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    }
  }

  /// Reads the files whose contents the store does not know, and remembers them.
  private func read(_ context: SurveyContext, _ forms: LoadedForms, _ journal: Journal) async throws -> FolderLook {
    for form in forms.remembered { try journal.remember(form) }
    let listing = FolderLook.scans(in: context)
    let progress = Progress(files: listing.files.count, language: common.language, quiet: common.quiet)
    defer { progress.end() }
    let reading = ScanReading(
      context: context, stamp: forms.stamp, remembered: try journal.files(stamp: forms.stamp),
      readers: try forms.readers(common.language), jobs: jobs.count)
    let files = try await reading.read(
      listing.files, pageRead: { progress.read(pages: $0) }, fileDone: { _ in progress.finishedFile() },
      save: { try journal.record($0) })
    return FolderLook(context, files: files, problems: listing.problems, absent: try journal.absentFiles())
  }

  private func finish(_ count: SurveyCount, _ journal: Journal) throws {
    try count.writeResults(common.language, holding: journal)
    if common.json {
      try Console.json(CountReport(count, common.wording))
    } else if !common.quiet {
      Console.print(count.summary(common.wording))
    }
    for notice in count.notices { Console.error(notice.sentence(vietnamese: common.language == .vi)) }
    for line in Complaints.lines(count.pages, common.wording) { Console.error(line) }
    if count.needsPerson { throw ExitStatus.needsPerson }
  }
}

/// The summary of a count for programs.
struct CountReport: Encodable {
  struct Box: Encodable {
    let unit: String
    let box: String
    let opening: Int
    let minutes: Int?
    let found: Int
    let ballots: BallotCounts
    let pages: PageCounts
    let questions: [QuestionTally]
  }
  struct Row: Encodable {
    let code: String
    let severity: String
    let unit: String?
    let box: String?
    let opening: Int?
    let expected: Int?
    let found: Int?
    let sheets: [String]
    let message: String
    let nextAction: String

    init(_ row: Discrepancy, _ wording: Wording) {
      let advice = wording.advice(row)
      code = row.code.rawValue
      severity = row.severity.rawValue
      unit = row.unit
      box = row.opening?.box
      opening = row.opening?.opening
      expected = row.expected
      found = row.found
      sheets = row.sheets.map { "\($0.file)#\($0.page)" }
      message = advice.message
      nextAction = advice.nextAction
    }
  }

  let title: String
  let boxes: [Box]
  let discrepancies: [Row]
  let waiting: Int

  init(_ count: SurveyCount, _ wording: Wording) {
    title = count.context.survey.title
    let inBox = Dictionary(
      count.minutes.minutes.map { ($0.opening, $0.ballotsInBox) }, uniquingKeysWith: { first, _ in first })
    boxes = count.tally.orderedOpenings.compactMap { opening in
      guard let section = count.tally.openings[opening] else { return nil }
      return Box(
        unit: opening.unit, box: opening.box, opening: opening.opening, minutes: inBox[opening] ?? nil,
        found: section.ballots.found, ballots: section.ballots, pages: section.pages, questions: section.questions)
    }
    discrepancies = count.discrepancies.map { Row($0, wording) }
    waiting = count.tally.whole.ballots.waiting
  }
}
