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
    let remembered = try journal.files(stamp: forms.stamp)
    // What failed for a reason that may have passed since is tried again.
    let known = Set(remembered.filter { $0.value.failure?.reason.mayPass != true }.keys)
    let progress = Progress(files: listing.files.count, language: common.language, quiet: common.quiet)
    defer { progress.end() }
    var files: [PlacedFile] = []
    var unsaved = Unsaved(journal)
    let scans = listing.files.map {
      Scan(path: context.layout.folder.appendingPathComponent($0).path, name: $0)
    }
    try await ScanRun(readers: forms.readers(common.language), jobs: jobs.count).read(
      scans, isKnown: { known.contains($0) }, pageRead: { progress.read(pages: $0) },
      into: { file in
        files.append(file.placed)
        if let reading = file.toRemember(forms.stamp), reading.file != remembered[file.sha256] {
          try unsaved.add(reading)
        }
        progress.finishedFile()
      })
    try unsaved.save()
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

/// Readings on their way to the store: saved together, since each commit waits for the disk.
private struct Unsaved {
  /// A run that is killed reads at most this many pages again.
  static let pagesPerCommit = 48

  let journal: Journal
  private var readings: [FileReading] = []
  private var pages = 0

  init(_ journal: Journal) { self.journal = journal }

  mutating func add(_ reading: FileReading) throws(JournalError) {
    readings.append(reading)
    pages += max(1, reading.pages.count)
    if pages >= Self.pagesPerCommit { try save() }
  }

  mutating func save() throws(JournalError) {
    guard !readings.isEmpty else { return }
    try journal.record(readings)
    readings = []
    pages = 0
  }
}

extension ScannedFile {
  /// The file at its place: its contents, or why they could not be read at all.
  var placed: PlacedFile {
    if case .refused(let refusal) = outcome, sha256.isEmpty {
      return PlacedFile(file: scan.name, sha256: "", refusal: refusal)
    }
    return PlacedFile(file: scan.name, sha256: sha256)
  }

  /// What the store is to remember: nothing for known contents, nor for a file that could not be opened, which may be
  /// only for now.
  func toRemember(_ stamp: ReaderStamp) -> FileReading? {
    guard !sha256.isEmpty else { return nil }
    switch outcome {
    case .known: return nil
    case .refused(let refusal):
      return FileReading(
        file: FileFacts(
          sha256: sha256, byteCount: byteCount, pageCount: 0, stamp: stamp, failure: refusal, name: scan.name),
        pages: [])
    case .pages(let pages):
      // A page that failed for a reason that may pass is tried again, and the file with it.
      let passing = pages.lazy.compactMap(\.reading.refusal).first { $0.reason.mayPass }
      return FileReading(
        file: FileFacts(
          sha256: sha256, byteCount: byteCount, pageCount: pages.pageCount, stamp: stamp, failure: passing,
          name: scan.name),
        pages: pages.map { PageFacts(page: $0.page, slot: $0.slot, reading: $0.reading) })
    }
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
