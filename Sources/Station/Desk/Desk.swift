internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// Where requests meet the survey: one at a time. It holds the last count and the queue that was made of it. The store is
/// opened for writing only while something is recorded, so that commands may run beside the station; what they wrote is
/// noticed by the store's head.
///
/// A decision on an answer stands in the store before it is acknowledged. The count with it, and the result files, follow a
/// moment later: they are computed anew from the store in any case.
actor Desk {
  /// Why a decision was not recorded.
  enum Refusal: Error {
    case queue(WaitingQueue.Refusal)
    case objection(DecisionObjection)
    case problem(Problem)
  }

  /// So long after a decision the results are written anew, with all decisions that were made meanwhile: the longer the longer
  /// it takes.
  private static let pauses = Duration.seconds(1)...Duration.seconds(15)
  private static let pausePerWork = 10
  private static let triesAtStore = 20
  private static let microsecondsBetweenTries: UInt32 = 50_000

  private let folder: String
  let language: Language
  private(set) var counted: CountedSurvey
  private var queue: WaitingQueue
  /// The last entry that stands in the queue.
  private var head: ChainHead
  /// Decisions since the count, by what they are about.
  private var sinceCount: [WaitingItem.ID: [Decision]] = [:]
  private var recount: Task<Void, Never>?
  private var pause = Desk.pauses.lowerBound
  /// What the survey's rules looked like when they were read.
  private var rules: FileStamp?

  /// A desk over a survey's folder; problems are told in a language.
  init(folder: String, _ language: Language) throws(Problem) {
    self.folder = folder
    self.language = language
    let counted = try CountedSurvey(folder: folder, language)
    self.counted = counted
    head = counted.head
    queue = WaitingQueue(counted.items)
    rules = FileStamp(counted.context.layout.surveyFile.path)
  }

  // MARK: Looking

  /// The count, made anew if the store has gone on since.
  func current() throws(Problem) -> CountedSurvey {
    if try storeHead() != counted.head { try install(CountedSurvey(folder: folder, language)) }
    return counted
  }

  /// Who may do what, as the rules stand in the folder now: a role that was taken away is gone with the next click.
  func policy() throws(Problem) -> ReviewPolicy {
    let stamp = FileStamp(counted.context.layout.surveyFile.path)
    if stamp != rules {
      // Counted is by the rules of the folder, too.
      try takeIn([])
      rules = stamp
    }
    return counted.context.survey.review
  }

  /// The queue as it stands, for its numbers.
  var waiting: WaitingQueue { queue }

  /// What a person has before him or her.
  func next(
    for person: PersonName, _ filter: WaitingQueue.Filter, at now: Duration
  ) throws(Problem) -> WaitingItem? {
    // A command may have written: the decision would be refused.
    if try storeHead() != head { try install(CountedSurvey(folder: folder, language)) }
    return queue.next(for: person, filter, at: now)
  }

  /// What this person gets after the item before him or her, as it looks now.
  func following(_ person: PersonName, _ filter: WaitingQueue.Filter, at now: Duration) -> WaitingItem? {
    queue.following(person, filter, at: now)
  }

  /// What was said of an item, in the order in which it was recorded.
  func said(of id: WaitingItem.ID) -> [Decision] {
    counted.decisions[id.sheet, default: []].filter { WaitingItem.ID($0) == id } + sinceCount[id, default: []]
  }

  /// Gives a person the item that he or she asked for, whether it waits or not.
  func take(_ id: WaitingItem.ID, for person: PersonName, at now: Duration) throws(Refusal) {
    try follow()
    guard let page = counted.index.page(id.sheet), !page.sha256.isEmpty else { throw .queue(.notWaiting) }
    if let question = id.question, counted.question(question, of: page) == nil { throw .queue(.notWaiting) }
    if let opening = page.opening, counted.count.closings.closed(opening) != nil {
      throw .objection(.boxClosed(opening))
    }
    do throws(WaitingQueue.Refusal) {
      try queue.reopen(WaitingItem(id, on: page), for: person, at: now)
    } catch {
      throw .queue(error)
    }
  }

  /// Leaves an item for later.
  func pass(_ person: PersonName, _ filter: WaitingQueue.Filter) { queue.pass(person, filter) }

  /// Goes back to what was decided last.
  func back(_ person: PersonName, at now: Duration) -> WaitingItem? { queue.back(person, at: now) }

  // MARK: Deciding

  /// Records a decision on an item; when this returns it stands in the store.
  func decide(
    _ id: WaitingItem.ID, _ subject: Decision.Subject, by person: ActingPerson, why: String, at now: Duration
  ) throws(Refusal) {
    let name = PersonName(person.name)
    try follow()
    do throws(WaitingQueue.Refusal) {
      _ = try queue.take(id, for: name, at: now)
    } catch {
      throw .queue(error)
    }
    guard let page = counted.index.page(id.sheet) else { throw .queue(.notWaiting) }
    let decision: Decision
    do throws(DecisionObjection) {
      decision = try counted.count.decision(subject, on: page, forms: counted.forms.forms, by: person, why: why)
    } catch {
      throw .objection(error)
    }
    if case .page = subject {
      try decidePage(decision, at: page.location, by: name)
    } else {
      try record(decision, id, by: name)
    }
  }

  /// An answer changes nothing but itself: the queue goes on without a new count.
  private func record(_ decision: Decision, _ id: WaitingItem.ID, by name: PersonName) throws(Refusal) {
    do throws(JournalError) {
      let journal = try store()
      guard try journal.head == head else { throw .busy }
      try journal.record(decision)
      head = try journal.head
    } catch {
      throw .problem(Problem(error, counted.context.layout, language))
    }
    sinceCount[id, default: []].append(decision)
    let book = DecisionBook(said(of: id), peopleToAgree: counted.count.snapshot.survey.review.peopleToAgree)
    let waits = book.isOpen(decision)
    if waits, !queue.knows(id), let renewed = try? CountedSurvey(folder: folder, language) {
      // It waits since this decision: the queue does not have it yet.
      queue.decided(id, by: name, waits: false)
      install(renewed)
    } else {
      queue.decided(id, by: name, waits: waits)
    }
    recountSoon()
  }

  /// A word on a page as a whole changes what else waits: everything is counted with it first.
  private func decidePage(_ decision: Decision, at place: PageLocation, by name: PersonName) throws(Refusal) {
    let outcome: Result<CountedSurvey, DecisionObjection>
    do throws(JournalError) {
      outcome = try record(decision, at: place)
    } catch {
      throw .problem(Problem(error, counted.context.layout, language))
    }
    switch outcome {
    case .failure(let objection): throw .objection(objection)
    case .success(let decided):
      queue.decided(WaitingItem.ID(decision), by: name, waits: false)
      install(decided)
      recountSoon()
    }
  }

  /// The count with a decision on a page, recorded if nothing stands against it.
  private func record(
    _ decision: Decision, at place: PageLocation
  ) throws(JournalError) -> Result<CountedSurvey, DecisionObjection> {
    let (context, forms, snapshot) = (counted.context, counted.forms, counted.count.snapshot)
    let journal = try store()
    guard try journal.head == head else { throw .busy }
    let count = try SurveyCount(context, snapshot, forms: forms, journal: journal, trying: decision)
    do throws(DecisionObjection) {
      try count.check(decision.subject, on: place)
    } catch {
      return .failure(error)
    }
    try journal.record(decision)
    try journal.remember(count.duplicates)
    return .success(try CountedSurvey(context, forms, count, journal, head: journal.head))
  }

  // MARK: Boxes

  /// Closes a box, or says what stands against it.
  func close(
    _ opening: OpeningID, causes: [String: String], by person: ActingPerson, why: String
  ) throws -> SurveyContext.Closed {
    let closed = try counted.context.close(
      opening, causes: causes, by: person, why: why, forms: counted.forms, language)
    try install(CountedSurvey(folder: folder, language))
    return closed
  }

  /// Opens a closed box again.
  func reopen(_ opening: OpeningID, by person: ActingPerson, why: String) throws {
    try counted.context.reopen(opening, by: person, why: why, forms: counted.forms, language)
    try install(CountedSurvey(folder: folder, language))
  }

  // MARK: Scans

  /// Files in `scans/` that the count does not know, or that were not read with these forms.
  func newScans() throws(Problem) -> [String] {
    let counted = try current()
    let known = Set(counted.count.snapshot.files.map(\.file))
    let listed = FolderLook.scans(in: counted.context).files
    let there = Set(listed)
    return listed.filter { !known.contains($0) } + counted.count.unread.filter(there.contains)
  }

  /// What is remembered of files that were read with these forms, by the SHA-256 of each.
  func remembered() throws(Problem) -> [String: FileFacts] {
    let stamp = counted.forms.stamp
    return try looking { journal throws(JournalError) in try journal.files(stamp: stamp) }
  }

  /// Remembers what was read of some files. They change no count before they are taken in.
  func save(_ readings: [FileReading]) throws(Problem) {
    try writing { journal throws(JournalError) in
      let before = try journal.head
      try journal.record(readings)
      let after = try journal.head
      if counted.head == before { counted.head = after }
      if head == before { head = after }
    }
  }

  /// Counts with the rules, minutes and records of the folder where they are not those of the last count: what was changed while
  /// no station ran holds from the first decision on.
  func takeInWhatChanged() throws(Problem) {
    let snapshot = counted.count.snapshot
    let look = FolderLook(counted.context, files: snapshot.files, problems: [], absent: [])
    if look.snapshot != snapshot { try takeIn([]) }
  }

  /// Counts files that were read, with the minutes and records as they are in the folder now.
  func takeIn(_ files: [PlacedFile]) throws(Problem) {
    let context = try SurveyContext(folder, language)
    let before = counted
    let listed = Set(FolderLook.scans(in: context).files)
    let new = Set(files.map(\.file))
    let kept = before.count.snapshot.files.filter { listed.contains($0.file) && !new.contains($0.file) }
    let renewed = try writing { journal throws(JournalError) in
      let look = FolderLook(context, files: kept + files, problems: [], absent: try journal.absentFiles())
      let count = try SurveyCount(remembering: look, forms: before.forms, in: journal)
      return try CountedSurvey(context, before.forms, count, journal, head: journal.head)
    }
    install(renewed)
    recountSoon()
  }

  /// Does something with the store while nobody else may write to it.
  private func writing<T>(_ work: (Journal) throws(JournalError) -> T) throws(Problem) -> T {
    do throws(JournalError) {
      return try work(store())
    } catch {
      throw Problem(error, counted.context.layout, language)
    }
  }

  private func looking<T>(_ work: (Journal) throws(JournalError) -> T) throws(Problem) -> T {
    do throws(JournalError) {
      return try work(Journal(at: counted.context.layout.store, access: .readOnly))
    } catch {
      throw Problem(error, counted.context.layout, language)
    }
  }

  // MARK: Counting anew

  private func storeHead() throws(Problem) -> ChainHead {
    try looking { journal throws(JournalError) in try journal.head }
  }

  /// Counts anew where a command wrote to the store.
  private func follow() throws(Refusal) {
    do throws(Problem) {
      if try storeHead() != head { try install(CountedSurvey(folder: folder, language)) }
    } catch {
      throw .problem(error)
    }
  }

  private func install(_ counted: CountedSurvey) {
    self.counted = counted
    head = counted.head
    sinceCount = [:]
    queue = WaitingQueue(counted.items, continuing: queue)
  }

  /// Writes the results if they wait to be written.
  func finishIfPending() { if recount != nil { finish() } }

  /// The store for writing. A command, or a look through everything, has it for a moment.
  private func store() throws(JournalError) -> Journal {
    for _ in 0..<Self.triesAtStore {
      do throws(JournalError) {
        return try Journal(existingAt: counted.context.layout.store)
      } catch {
        guard error == .busy else { throw error }
        usleep(Self.microsecondsBetweenTries)
      }
    }
    return try Journal(existingAt: counted.context.layout.store)
  }

  /// Writes the results where a station before this one, or a command, recorded what does not stand in them.
  func finishWhatWasLeft() {
    let layout = counted.context.layout
    let written = FileStamp(layout.results.appendingPathComponent("answers.csv").path)
    let recorded = ["", "-wal"].compactMap { FileStamp(layout.store.path + $0) }
    guard let written, recorded.allSatisfy({ $0.isNoNewer(than: written) }) else { return finish() }
  }

  private func recountSoon() {
    guard recount == nil else { return }
    recount = Task { [weak self] in
      try? await Task.sleep(for: self?.pause ?? Self.pauses.lowerBound)
      await self?.finish()
    }
  }

  /// Counts with every decision and writes the results; what cannot be written now is written after the next decision, or by
  /// `kiemphieu reconcile`.
  func finish() {
    recount?.cancel()
    recount = nil
    let begun = ContinuousClock.now
    defer { pause = min(Self.pauses.upperBound, max(Self.pauses.lowerBound, (.now - begun) * Self.pausePerWork)) }
    guard let counted = try? current() else { return }
    guard let journal = try? store(),
      (try? journal.head) == counted.head
    else { return }
    try? journal.remember(counted.count.duplicates)
    try? counted.count.writeResults(language, holding: journal)
    guard let head = try? journal.head, head != counted.head,
      let renewed = try? CountedSurvey(counted.context, counted.forms, counted.count, journal, head: head)
    else { return }
    install(renewed)
  }
}
