internal import Counting
internal import Foundation
public import Journal
internal import Pages
internal import SurveyFolder
public import Wording

extension SurveyCount {
  /// Writes the sheet of each closed box that has none yet into `closing/`: `<box>-<entry>.pdf`. A sheet that is there is
  /// left alone, since people may have signed its print.
  public func writeClosingSheets(_ journal: Journal, _ language: Language) throws {
    for opening in closings.closedOpenings {
      guard let closing = closings.closing(of: opening), case .close(let box) = closing.act,
        let head = try journal.entry(closing: opening), !hasClosingSheet(opening, head)
      else { continue }
      let files = ResultFiles(folder: context.layout.closingSheets, language: language)
      let name = Self.sheetName(opening, head)
      let own = Set(pages.filter { $0.countedOpening == opening }.map(\.sha256))
      let decisions = try journal.decisions().count { own.contains($0.sha256) }
      try files.prepare()
      try files.write(
        Data(Self.pdf(sheet(closing, box, head, decisions: decisions), for: name, language)), to: name)
    }
  }

  /// Whether a closed box has its sheet; `head` is the entry by which it was closed.
  func hasClosingSheet(_ opening: OpeningID, _ head: ChainHead) -> Bool {
    let sheet = context.layout.closingSheets.appendingPathComponent(Self.sheetName(opening, head))
    return FileManager.default.fileExists(atPath: sheet.path)
  }

  private static func sheetName(_ opening: OpeningID, _ head: ChainHead) -> String {
    "\(opening.folderName)-\(head.seq).pdf"
  }

  private static func pdf(_ sheet: ClosingSheet, for name: String, _ language: Language) throws(Problem) -> [UInt8] {
    do throws(PrintingError) {
      return try sheet.pdf()
    } catch {
      let problem = Problem(error, language)
      throw Problem("\(name): \(problem.sentence)", status: problem.status)
    }
  }

  private func sheet(_ closing: Closing, _ box: ClosedBox, _ head: ChainHead, decisions: Int) -> ClosingSheet {
    var figures = ClosingSheet.Figures()
    figures.inBox = box.minutes?.ballotsInBox
    figures.found = box.ballots.found
    figures.valid = box.ballots.valid
    figures.partlyValid = box.ballots.partlyValid
    figures.blank = box.ballots.blank
    figures.invalid = box.ballots.invalid
    figures.pages = box.pages.pages
    figures.duplicates = box.pages.duplicates
    figures.strays = box.ballots.stray
    figures.foreign = box.ballots.foreign
    figures.decisions = decisions
    let survey = snapshot.survey
    return ClosingSheet(
      survey: survey.title, period: survey.period,
      unit: survey.unit(closing.opening.unit)
        ?? SurveyUnit(code: closing.opening.unit, name: closing.opening.unit),
      opening: closing.opening, minutesNumber: box.minutes?.minutesNumber ?? box.minutes?.minutesID, figures: figures,
      causes: box.causes.sorted { $0.key < $1.key }.map {
        ClosingSheet.Cause(code: $0.key, text: Wording.oneLine($0.value))
      },
      rule: box.rule, anchor: ClosingSheet.Anchor(seq: head.seq, hash: head.hash, merkleRoot: box.root),
      closing: ClosingSheet.Closing(
        name: Wording.oneLine(closing.person),
        role: box.minutes?.participants.first { PersonName($0.name) == PersonName(closing.person) }?.title
          ?? closing.role.map { Wording(.vi).label($0) } ?? "", at: Moment(closing.time)),
      participants: box.minutes?.participants ?? [], programVersion: Program.version)
  }
}

extension Moment {
  /// An ISO 8601 time by this machine's clock; the first moment of 1970 where it is none.
  init(_ time: String) {
    let date = (try? Date(time, strategy: .iso8601)) ?? Date(timeIntervalSince1970: 0)
    let parts = Calendar(identifier: .gregorian).dateComponents(
      in: .current, from: date)
    self.init(
      day: Day(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1), hour: parts.hour ?? 0,
      minute: parts.minute ?? 0)
  }
}
