internal import Ballots
internal import Counting
internal import Foundation
internal import Journal
internal import Pipeline
internal import Reporting
internal import SurveyFolder
internal import Wording

/// Everything that a survey's count consists of, computed anew from what is remembered.
struct SurveyCount {
  /// Files asked of the store at a time.
  static let filesAtATime = 200

  let context: SurveyContext
  let pages: [AssembledPage]
  let tally: Tally
  let minutes: MinutesFolder
  let discrepancies: [Discrepancy]
  /// Files that lie in the folder and were not read yet with these forms.
  let unread: [String]
  let notices: [FolderError]
  /// Whether something in `scans/` was passed over: a pipe, a link that leads out, a folder that cannot be opened.
  let isIncomplete: Bool

  /// The count of a folder; `undecided` is a decision that is tried before it is recorded.
  init(
    _ context: SurveyContext, _ folder: ScanFolder, forms: LoadedForms, journal: Journal,
    trying undecided: Decision? = nil
  ) throws(JournalError) {
    var inputs: [AssembledInput] = []
    var questions = SharedQuestions()
    var unread: [String] = []
    var start = 0
    while start < folder.items.count {
      let slice = folder.items[start..<min(folder.items.count, start + Self.filesAtATime)]
      start += slice.count
      let hashes = slice.compactMap { item in (try? item.contents.get())?.sha256 }
      let known = Dictionary(
        try journal.readings(of: Array(Set(hashes)).sorted(), stamp: forms.stamp).map { ($0.file.sha256, $0) },
        uniquingKeysWith: { first, _ in first })
      for item in slice {
        switch item.contents {
        case .failure(let refusal):
          inputs.append(
            AssembledInput(
              location: PageLocation(file: item.file, page: 1), sha256: "", content: .undecodable(refusal),
              opening: item.opening))
        case .success(let digest):
          guard let reading = known[digest.sha256] else {
            unread.append(item.file)
            continue
          }
          inputs += Self.inputs(item, reading, sharing: &questions)
        }
      }
    }
    let survey = context.survey
    let decisions = DecisionBook(try journal.decisions() + [undecided].compactMap { $0 })
    let assembly = Assembly(
      forms: forms.forms, units: survey.units.isEmpty ? nil : Set(survey.units.map(\.code)), policy: survey.policy,
      decisions: decisions)
    pages = assembly.assemble(BatchRuns.assigned(inputs))
    tally = Tally(pages: pages, forms: forms.forms, policy: survey.policy)
    minutes = MinutesFolder.read(in: context.layout, survey: survey)
    discrepancies = Reconciliation(
      survey: survey, pages: pages, tally: tally, minutes: minutes.minutes, unusable: minutes.unusable
    ).discrepancies()
    self.context = context
    self.unread = unread
    isIncomplete = !folder.notices.isEmpty
    notices = context.notes + folder.notices + minutes.problems + minutes.notes
  }

  private static func inputs(
    _ item: ScanFolder.Item, _ reading: FileReading, sharing questions: inout SharedQuestions
  ) -> [AssembledInput] {
    if let failure = reading.file.failure, reading.pages.isEmpty {
      return [
        AssembledInput(
          location: PageLocation(file: item.file, page: 1), sha256: reading.file.sha256,
          content: .undecodable(failure), opening: item.opening)
      ]
    }
    return reading.pages.map {
      AssembledInput(
        location: PageLocation(file: item.file, page: $0.page, slot: $0.slot), sha256: reading.file.sha256,
        content: .read(PageEvidence($0.reading, sharing: &questions)), opening: item.opening)
    }
  }

  /// The result files by name: the same count gives the same bytes, so their texts are Vietnamese whatever language the
  /// user reads.
  func results() -> [(name: String, table: CSV)] {
    [
      ("answers.csv", Tables.answers(pages)), ("sheets.csv", Tables.sheets(pages)), ("tally.csv", Tables.tally(tally)),
      ("boxes.csv", Tables.boxes(tally, minutes: minutes.minutes)),
      ("reconciliation.csv", Tables.reconciliation(discrepancies, Wording(.vi))),
    ]
  }

  /// Whether anything needs a person: waiting ballots, unread files, discrepancies that are more than information.
  var needsPerson: Bool {
    let whole = tally.whole
    return isIncomplete || !whole.isComplete || !unread.isEmpty || !minutes.problems.isEmpty
      || discrepancies.contains { $0.severity != .info }
      || pages.contains { $0.status == .reject && $0.decision == nil }
  }

  /// Writes the result files.
  func writeResults(_ language: Language) throws(Problem) {
    let files = ResultFiles(folder: context.layout.results, language: language)
    try files.prepare()
    for result in results() { try files.write(result.table, to: result.name) }
  }

  /// The summary for people.
  func summary(_ wording: Wording) -> String {
    Summary(
      wording, survey: context.survey, tally: tally, minutes: minutes.minutes, discrepancies: discrepancies
    ).text
  }
}

extension SurveyCount {
  /// The count of what the store remembers of a survey folder.
  init(remembered survey: String, _ language: Language) throws(Problem) {
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    do throws(JournalError) {
      let journal = try Journal(at: context.layout.store, access: .readOnly)
      try self.init(context, ScanFolder(context), forms: forms, journal: journal)
    } catch {
      throw Problem(error, context.layout, language)
    }
  }

  /// Everything noticed on the way, and files that wait to be read, a line each on standard error.
  func printNotices(_ language: Language) {
    for notice in notices { Console.error(notice.sentence(vietnamese: language == .vi)) }
    for file in unread {
      Console.error(
        Phrase("\(file): chưa đọc. Chạy `kiemphieu count`.", "\(file): not read yet. Run `kiemphieu count`.")
          .text(in: language))
    }
  }
}
