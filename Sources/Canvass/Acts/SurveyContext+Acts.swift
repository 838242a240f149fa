public import Ballots
public import Counting
internal import Foundation
public import Journal
internal import SurveyFolder
public import Wording

/// What people do to a survey. Each act looks at the folder, is held against the rules, stands in the store, and has the
/// results written anew: they stand for the count with it, and `verify` would find them altered otherwise.
extension SurveyContext {
  /// Records a person's decision on a sheet.
  /// - Returns: the count with the decision.
  /// - Throws: a ``Problem``.
  public func decide(
    _ subject: Decision.Subject, on place: PageLocation, by person: ActingPerson, why: String, forms: LoadedForms,
    _ language: Language
  ) throws -> SurveyCount {
    try holdingStore(language) { journal in
      let look = FolderLook(self, absent: try journal.absentFiles())
      let count = try SurveyCount(self, look.snapshot, forms: forms, journal: journal)
      let decided: SurveyCount
      let decision: Decision
      do {
        let page = try count.page(at: place)
        decision = try count.decision(subject, on: page, forms: forms.forms, by: person, why: why)
        decided = try SurveyCount(
          self, look.snapshot, forms: forms, journal: journal, trying: decision, problems: look.problems)
        try decided.check(subject, on: page.location)
      } catch let objection as DecisionObjection {
        throw Problem(objection.words(Wording(language), survey: layout.folder.path))
      }
      try ResultFiles(folder: layout.results, language: language).check()
      try journal.remember(look.snapshot)
      try journal.record(decision)
      let name = Wording(language).name(place)
      let act = RecordedAct(
        what: Phrase("Quyết định cho \(name)", "The decision on \(name)"), layout: layout, language: language)
      try act.finish {
        try journal.remember(decided.duplicates)
        try decided.writeResults(language, holding: journal)
      }
      return decided
    }
  }

  /// What came of closing a box.
  public enum Closed {
    /// It is closed by this entry; the count is that with the closing.
    case closed(SurveyCount, ChainHead)
    /// Its rules do not allow it yet.
    case refused([ClosingObstacle])
  }

  /// Declares the count of a box final, when its rules allow. `causes` are notes by discrepancy code. A box that a run which
  /// was cut off closed without writing its sheet gets the sheet.
  /// - Throws: a ``Problem``.
  public func close(
    _ opening: OpeningID, causes: [String: String], by person: ActingPerson, why: String, forms: LoadedForms,
    _ language: Language
  ) throws -> Closed {
    try holdingStore(language) { journal in
      let look = FolderLook(self, absent: try journal.absentFiles())
      let count = try SurveyCount(self, look.snapshot, forms: forms, journal: journal, problems: look.problems)
      if count.closings.closed(opening) != nil, let head = try journal.entry(closing: opening),
        !count.hasClosingSheet(opening, head)
      {
        let again = try SurveyCount(remembering: look, forms: forms, in: journal)
        try again.writeResults(language, holding: journal)
        try again.writeClosingSheets(journal, language)
        return .closed(again, head)
      }
      let obstacles = count.obstacles(to: opening, causes: causes)
      guard obstacles.isEmpty else { return .refused(obstacles) }
      for folder in [layout.results, layout.closingSheets] {
        try ResultFiles(folder: folder, language: language).check()
      }
      try journal.remember(look.snapshot)
      try journal.remember(count.duplicates)
      let head = try journal.record(
        Closing(
          opening: opening, act: .close(count.box(opening, causes: causes, journal: journal)), person: person.name,
          role: person.role, time: Date.now.formatted(.iso8601), why: why))
      let box = opening.folderName
      let act = RecordedAct(
        what: Phrase("Việc chốt hòm \(box)", "The closing of box \(box)"), layout: layout, language: language)
      return try act.finish {
        let closed = try SurveyCount(
          self, look.snapshot, forms: forms, journal: journal, problems: look.problems)
        try closed.writeResults(language, holding: journal)
        try closed.writeClosingSheets(journal, language)
        return .closed(closed, head)
      }
    }
  }

  /// Opens a closed box again; the closing stays on record.
  /// - Returns: the count with the box open.
  /// - Throws: a ``Problem``.
  @discardableResult
  public func reopen(
    _ opening: OpeningID, by person: ActingPerson, why: String, forms: LoadedForms, _ language: Language
  ) throws -> SurveyCount {
    let box = opening.folderName
    return try holdingStore(language) { journal in
      guard ClosingBook(try journal.closings()).closed(opening) != nil else {
        throw Problem(Phrase("\(box): hòm này chưa chốt.", "\(box): this box is not closed.").text(in: language))
      }
      try ResultFiles(folder: layout.results, language: language).check()
      let look = FolderLook(self, absent: try journal.absentFiles())
      try journal.record(
        Closing(
          opening: opening, act: .reopen, person: person.name, role: person.role,
          time: Date.now.formatted(.iso8601), why: why))
      let act = RecordedAct(
        what: Phrase("Việc mở lại hòm \(box)", "The reopening of box \(box)"), layout: layout, language: language)
      return try act.finish {
        let count = try SurveyCount(remembering: look, forms: forms, in: journal)
        try count.writeResults(language, holding: journal)
        return count
      }
    }
  }

  /// Holds the count against the minutes again; nothing is read anew.
  /// - Returns: the count of the folder as it is now, remembered and with its results written.
  /// - Throws: a ``Problem``.
  public func reconcile(forms: LoadedForms, _ language: Language) throws -> SurveyCount {
    try holdingStore(language) { journal in
      let look = FolderLook(self, absent: try journal.absentFiles())
      let count = try SurveyCount(remembering: look, forms: forms, in: journal)
      try count.writeResults(language, holding: journal)
      try count.writeClosingSheets(journal, language)
      return count
    }
  }

  /// Does something with the store while nobody else may.
  private func holdingStore<T>(_ language: Language, _ work: (Journal) throws -> T) throws -> T {
    do {
      return try work(Journal(existingAt: layout.store))
    } catch let error as JournalError {
      throw Problem(error, layout, language)
    }
  }
}
