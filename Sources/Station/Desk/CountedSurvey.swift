internal import Ballots
internal import Canvass
internal import Counting
internal import Journal
internal import SurveyFolder
internal import Wording

/// A survey as it was counted up to an entry of the store, with what the station looks up in it.
struct CountedSurvey: Sendable {
  let context: SurveyContext
  let forms: LoadedForms
  let count: SurveyCount
  /// The last entry that the count knows, or that changes nothing of it.
  var head: ChainHead
  let index: SheetIndex
  /// What people decided, by sheet, in the order in which it was recorded.
  let decisions: [SheetID: [Decision]]
  /// Sheets of which something was decided that are not in the count: their scans are gone, or others lie in their place.
  let strayDecisions: Int

  /// The count of a survey's folder by what the store remembers. Scans that came after the last count are not in it:
  /// `kiemphieu count` reads them.
  init(folder: String, _ language: Language) throws(Problem) {
    let context = try SurveyContext(folder, language)
    let forms = try context.forms(language)
    do throws(JournalError) {
      let journal = try Journal(at: context.layout.store, access: .readOnly)
      // Read before all else: what is written meanwhile makes the count older than the store, never newer.
      let head = try journal.head
      let remembered = try journal.snapshot()
      let absent = remembered == nil ? try journal.absentFiles() : []
      let snapshot = remembered ?? FolderLook(context, absent: absent).snapshot
      let count = try SurveyCount(context, snapshot, forms: forms, journal: journal)
      try self.init(context, forms, count, journal, head: head)
    } catch {
      throw Problem(error, context.layout, language)
    }
  }

  /// A count that was just made.
  init(
    _ context: SurveyContext, _ forms: LoadedForms, _ count: SurveyCount, _ journal: Journal, head: ChainHead
  ) throws(JournalError) {
    self.context = context
    self.forms = forms
    self.count = count
    self.head = head
    index = SheetIndex(count.pages)
    let decisions = Dictionary(grouping: try journal.decisions()) { WaitingItem.ID($0).sheet }
    self.decisions = decisions
    strayDecisions = decisions.keys.count { [index] in index.page($0) == nil }
  }

  /// What waits.
  var items: [WaitingItem] { WaitingItem.items(of: count, decisions: decisions.values.flatMap(\.self)) }

  /// A question as its form prints it.
  func question(_ id: String, of page: AssembledPage) -> Question? {
    forms.forms.filter { page.form == nil || $0.id == page.form }.flatMap(\.pages)
      .filter { page.formPage == nil || $0.number == page.formPage }.flatMap(\.questions).first { $0.id == id }
  }

  /// How questions were answered in earlier periods, as `report.yaml` names them.
  func history(_ language: Language) throws(Problem) -> [PastPeriod] {
    do throws(FolderError) {
      return try ReportFile.read(in: context.layout, survey: context.survey, forms: forms.forms).plan.history
    } catch {
      throw Problem(error, language)
    }
  }

  /// What was read of files, by the program and the forms of the count.
  func readings(of hashes: [String]) throws(JournalError) -> [FileReading] {
    let journal = try Journal(at: context.layout.store, access: .readOnly)
    return try journal.readings(of: Set(hashes).sorted(), stamp: forms.stamp)
  }

  /// What was read on a page; nil where its file could not be read.
  func reading(of sheet: SheetID) throws(JournalError) -> PageReading? {
    let journal = try Journal(at: context.layout.store, access: .readOnly)
    var pages = try journal.page(sheet.page, of: sheet.sha256, stamp: forms.stamp)
    // A picture that is gone was read by an older program.
    if pages == nil { pages = try journal.page(sheet.page, of: sheet.sha256) }
    return pages?.first { $0.slot == sheet.slot }?.reading
  }
}
