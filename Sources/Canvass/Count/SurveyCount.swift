internal import Ballots
public import Counting
internal import Foundation
public import Journal
internal import Pipeline
internal import Reporting
public import SurveyFolder
public import Wording

/// Everything that a survey's count consists of, computed anew from what is remembered.
public struct SurveyCount: Sendable {
  /// Files asked of the store at a time.
  public static let filesAtATime = 200

  /// The survey as its folder has it.
  public let context: SurveyContext
  /// On what the count rests.
  public let snapshot: SurveySnapshot
  /// Every page of every scan, in natural order.
  public let pages: [AssembledPage]
  /// What was counted.
  public let tally: Tally
  /// The minutes.
  public let minutes: MinutesFolder
  /// The office's other papers.
  public let records: RecordsFolder
  /// What disagrees.
  public let discrepancies: [Discrepancy]
  /// Which boxes are closed.
  public let closings: ClosingBook
  /// Merkle root of each opening's sheets.
  public let roots: [OpeningID: String]
  /// Files of the snapshot that were not read yet with these forms.
  public let unread: [String]
  /// What in the folder was passed over or could not be read.
  public let problems: [FolderError]

  /// The count of a snapshot, by what the journal remembers of its scans; `undecided` is a decision that is tried before
  /// it is recorded, `problems` what was noticed when the folder was looked at.
  public init(
    _ context: SurveyContext, _ snapshot: SurveySnapshot, forms: LoadedForms, journal: Journal,
    trying undecided: Decision? = nil, problems: [FolderError] = []
  ) throws(JournalError) {
    let (inputs, unread) = try Self.inputs(snapshot, forms: forms, journal: journal)
    let survey = snapshot.survey
    let decisions = DecisionBook(
      try journal.decisions() + [undecided].compactMap { $0 }, peopleToAgree: survey.review.peopleToAgree)
    let assembly = Assembly(
      forms: forms.forms, units: survey.units.isEmpty ? nil : Set(survey.units.map(\.code)), policy: survey.policy,
      decisions: decisions)
    pages = assembly.assemble(BatchRuns.assigned(inputs))
    tally = Tally(pages: pages, forms: forms.forms, policy: survey.policy)
    minutes = MinutesFolder(snapshot.minutes, survey: survey)
    records = RecordsFolder(snapshot.records, survey: survey)
    closings = ClosingBook(try journal.closings())
    roots = Dictionary(grouping: pages, by: \.countedOpening).mapValues(MerkleTree.root)
    discrepancies = Reconciliation(
      survey: survey, pages: pages, tally: tally, minutes: minutes.minutes, unusable: minutes.unusable,
      closings: closings, roots: roots, records: RecordBook(records.records)
    ).discrepancies()
    self.context = context
    self.snapshot = snapshot
    self.unread = unread
    self.problems = problems
  }

  /// The pages of a snapshot's scans, and the scans that were not read yet.
  private static func inputs(
    _ snapshot: SurveySnapshot, forms: LoadedForms, journal: Journal
  ) throws(JournalError) -> (inputs: [AssembledInput], unread: [String]) {
    var inputs: [AssembledInput] = []
    var questions = SharedQuestions()
    var unread: [String] = []
    let scans = snapshot.scans
    // A picture that is gone cannot be read again: what was read from it holds, with whatever program.
    let absent = Set(try journal.absentFiles().map(\.sha256))
    var start = 0
    while start < scans.count {
      let slice = scans[start..<min(scans.count, start + Self.filesAtATime)]
      start += slice.count
      let hashes = Set(slice.map(\.file.sha256)).subtracting([""]).sorted()
      let known = Dictionary(
        try journal.readings(of: hashes, stamp: forms.stamp).map { ($0.file.sha256, $0) },
        uniquingKeysWith: { first, _ in first })
      let kept = Dictionary(
        try journal.readings(of: hashes.filter { known[$0] == nil && absent.contains($0) }).map {
          ($0.file.sha256, $0)
        }, uniquingKeysWith: { first, _ in first })
      for (file, opening) in slice {
        if let refusal = file.refusal {
          inputs.append(
            AssembledInput(
              location: PageLocation(file: file.file, page: 1), sha256: "", content: .undecodable(refusal),
              opening: opening))
        } else if let reading = known[file.sha256] ?? kept[file.sha256] {
          inputs += Self.inputs(file.file, opening, reading, sharing: &questions)
        } else {
          unread.append(file.file)
        }
      }
    }
    return (inputs, unread)
  }

  private static func inputs(
    _ file: String, _ opening: OpeningID?, _ reading: FileReading, sharing questions: inout SharedQuestions
  ) -> [AssembledInput] {
    if let failure = reading.file.failure, reading.pages.isEmpty {
      return [
        AssembledInput(
          location: PageLocation(file: file, page: 1), sha256: reading.file.sha256,
          content: .undecodable(failure), opening: opening)
      ]
    }
    return reading.pages.map {
      AssembledInput(
        location: PageLocation(file: file, page: $0.page, slot: $0.slot), sha256: reading.file.sha256,
        content: .read(PageEvidence($0.reading, sharing: &questions)), opening: opening)
    }
  }

  /// The result files by name: the same count gives the same bytes, so their texts are Vietnamese whatever language the
  /// user reads.
  func results() -> [(name: String, table: CSV)] {
    [
      ("answers.csv", Tables.answers(pages)), ("sheets.csv", Tables.sheets(pages)), ("tally.csv", Tables.tally(tally)),
      ("boxes.csv", Tables.boxes(tally, minutes: minutes.minutes, closings: closings, roots: roots)),
      ("reconciliation.csv", Tables.reconciliation(discrepancies, Wording(.vi))),
    ]
  }

  /// Whether anything needs a person: waiting ballots, unread files, discrepancies that are more than information.
  public var needsPerson: Bool {
    let whole = tally.whole
    return !problems.isEmpty || !whole.isComplete || !unread.isEmpty || !minutes.problems.isEmpty
      || !records.problems.isEmpty
      || discrepancies.contains { $0.severity != .info }
      || pages.contains { ($0.status == .reject && $0.decision == nil) || $0.waitsForAnotherPerson }
  }

  /// Everything noticed on the way.
  public var notices: [FolderError] {
    context.notes + problems + minutes.problems + minutes.notes + records.problems + records.notes
      + recordsOfNoBox
  }

  /// Records of openings that nobody knows: a wrong box is easily written. A seal comes before everything else of its box.
  private var recordsOfNoBox: [FolderError] {
    let known = Set(minutes.minutes.map(\.opening)).union(minutes.unusable.map(\.opening)).union(tally.openings.keys)
    return records.records.compactMap { record in
      if case .sealing = record.content { return nil }
      return known.contains(record.opening)
        ? nil : FolderError(file: record.file, .recordOfNoBox(record.opening.folderName))
    }
  }

  /// The duplicates that the program found.
  public var duplicates: [FoundDuplicate] {
    var hashes: [PageLocation: String] = [:]
    for page in pages { hashes[page.location] = page.sha256 }
    return pages.compactMap { page in
      guard page.status == .duplicate, let original = page.original, let hash = hashes[original] else { return nil }
      return FoundDuplicate(
        sha256: page.sha256, location: page.location, originalSHA256: hash, original: original)
    }
  }

  /// Writes the result files while the journal keeps others from the folder: results written from an older store while
  /// another program writes newer ones would be a mixture of both.
  public func writeResults(_ language: Language, holding journal: Journal) throws(Problem) {
    defer { withExtendedLifetime(journal) {} }
    let files = ResultFiles(folder: context.layout.results, language: language)
    try files.prepare()
    for result in results() { try files.write(lines: result.table, to: result.name) }
  }

  /// The summary for people.
  public func summary(_ wording: Wording) -> String {
    Summary(
      wording, survey: snapshot.survey, closings: closings, tally: tally, minutes: minutes.minutes,
      discrepancies: discrepancies
    ).text
  }
}

extension SurveyCount {
  /// The count of a survey folder as it is now, by what the store remembers of its scans; nothing is written.
  public init(lookingAt survey: String, _ language: Language) throws(Problem) {
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    do throws(JournalError) {
      let journal = try Journal(at: context.layout.store, access: .readOnly)
      let look = FolderLook(context, absent: try journal.absentFiles())
      try self.init(context, look.snapshot, forms: forms, journal: journal, problems: look.problems)
    } catch {
      throw Problem(error, context.layout, language)
    }
  }

  /// The count of a folder that was looked at, with everything on which it rests remembered: what the journal holds then
  /// gives the same count by itself.
  public init(remembering look: FolderLook, forms: LoadedForms, in journal: Journal) throws(JournalError) {
    try journal.remember(look.snapshot)
    try self.init(look.context, look.snapshot, forms: forms, journal: journal, problems: look.problems)
    try journal.remember(duplicates)
  }
}
