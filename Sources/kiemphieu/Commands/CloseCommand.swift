internal import ArgumentParser
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// `close`: declares the count of a box final, when its rules allow.
struct CloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Chốt số liệu một hòm phiếu. / Close a box when its rules allow.",
    discussion: """
      kiemphieu close SURVEY U01-H2 --by "Nguyễn Văn An"
      kiemphieu close SURVEY U01-H2 --by "Nguyễn Văn An" --cause C03="máy kéo tờ hai lần"
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Hòm, ví dụ U01-H2. / Box, e.g. U01-H2.")
  var box: String

  @OptionGroup var actor: ActorOptions

  @Option(
    name: .long,
    help: "Nguyên nhân của một điểm lệch: MÃ=nguyên nhân (nhiều lần). / Cause of a discrepancy: CODE=cause.")
  var cause: [String] = []

  @Option(name: .long, help: "Ghi chú. / Note.")
  var why: String = ""

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    let opening = try OpeningID(box: box, in: context.survey, language)
    let (person, role) = try actor.person(for: .close, in: context, language)
    let causes = try self.causes(language)
    let note = try ActorOptions.note(why, of: "--why", language)
    do {
      let journal = try Journal(existingAt: context.layout.store)
      let look = FolderLook(context, absent: try journal.absentFiles())
      let count = try SurveyCount(context, look.snapshot, forms: forms, journal: journal, problems: look.problems)
      // A run that was cut off closed the box and wrote no sheet.
      if count.closings.closed(opening) != nil, let head = try journal.entry(closing: opening),
        !count.hasClosingSheet(opening, head)
      {
        let again = try SurveyCount(remembering: look, forms: forms, in: journal)
        try again.writeResults(language, holding: journal)
        try again.writeClosingSheets(journal, language)
        return try tell(again, opening, head)
      }
      try refuse(count.obstacles(to: opening, causes: causes))
      for folder in [context.layout.results, context.layout.closingSheets] {
        try ResultFiles(folder: folder, language: language).check()
      }
      try journal.remember(look.snapshot)
      try journal.remember(count.duplicates)
      let head = try journal.record(
        Closing(
          opening: opening, act: .close(count.box(opening, causes: causes, journal: journal)), person: person,
          role: role, time: Date.now.formatted(.iso8601), why: note))
      let act = RecordedAct(
        what: Phrase("Việc chốt hòm \(box)", "The closing of box \(box)"), layout: context.layout, language: language)
      let closed = try act.finish {
        let closed = try SurveyCount(
          context, look.snapshot, forms: forms, journal: journal, problems: look.problems)
        try closed.writeResults(language, holding: journal)
        try closed.writeClosingSheets(journal, language)
        return closed
      }
      try tell(closed, opening, head)
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    }
  }

  private func causes(_ language: Language) throws(Problem) -> [String: String] {
    var causes: [String: String] = [:]
    for text in cause {
      let parts = text.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 2, DiscrepancyCode(rawValue: parts[0]) != nil, !parts[1].isEmpty else {
        throw Problem(
          Phrase(
            "--cause \(text): viết MÃ=nguyên nhân, ví dụ C03=\"máy kéo tờ hai lần\".",
            "--cause \(text): write CODE=cause, for example C03=\"fed twice\"."
          ).text(in: language))
      }
      causes[parts[0]] = try ActorOptions.note(parts[1], of: "--cause \(parts[0])", language)
    }
    return causes
  }

  /// Says everything that stands against closing, a line each.
  private func refuse(_ obstacles: [ClosingObstacle]) throws {
    guard !obstacles.isEmpty else { return }
    if obstacles == [.unknownBox] {
      throw Problem(
        Phrase(
          "\(box): chưa có bản quét hay biên bản của hòm này.", "\(box): nothing was scanned or minuted for this box."
        ).text(in: common.language))
    }
    let lines = obstacles.map { Wording.oneLine($0.words(common.wording)) }
    if common.json { try Console.json(Refused(box: box, closed: false, obstacles: lines)) }
    for line in lines { Console.error("\(box): \(line)") }
    throw ExitStatus.needsPerson
  }

  private struct Refused: Encodable {
    let box: String
    let closed: Bool
    let obstacles: [String]
  }

  private struct Receipt: Encodable {
    let box: String
    let closed: Bool
    let head: String
    let anchor: String
    let root: String
  }

  private func tell(_ count: SurveyCount, _ opening: OpeningID, _ head: ChainHead) throws {
    let anchor = Anchor.short(head)
    if let notice = count.weakenedRule(of: opening) {
      Console.error("\(box): \(notice.text(in: common.language)).")
    }
    if common.json {
      try Console.json(
        Receipt(box: box, closed: true, head: head.hash, anchor: anchor, root: count.roots[opening] ?? ""))
    } else if !common.quiet {
      Console.print(
        Phrase(
          "Đã chốt hòm \(box). Mã sổ: \(anchor). In tờ chốt trong closing/ để các bên ký; mã này dùng để đối chiếu: kiemphieu verify \(survey) --anchor \(anchor)",
          "Box \(box) is closed. The store's head: \(anchor). Print the sheet in closing/ for the witnesses to sign; its head can be held against the store: kiemphieu verify \(survey) --anchor \(anchor)"
        ).text(in: common.language))
    }
  }
}

/// `reopen`: opens a closed box again; the closing stays on record.
struct ReopenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Mở lại một hòm đã chốt, có ghi vết. / Open a closed box again; leaves a trace.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Hòm, ví dụ U01-H2. / Box, e.g. U01-H2.")
  var box: String

  @OptionGroup var actor: ActorOptions

  @Option(name: .long, help: "Lý do. / Why.")
  var why: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    let opening = try OpeningID(box: box, in: context.survey, language)
    let (person, role) = try actor.person(for: .reopen, in: context, language)
    let why = try ActorOptions.reason(why, language)
    do {
      let journal = try Journal(existingAt: context.layout.store)
      guard ClosingBook(try journal.closings()).closed(opening) != nil else {
        throw Problem(
          Phrase("\(box): hòm này chưa chốt.", "\(box): this box is not closed.").text(in: language))
      }
      try ResultFiles(folder: context.layout.results, language: language).check()
      let look = FolderLook(context, absent: try journal.absentFiles())
      try journal.record(
        Closing(
          opening: opening, act: .reopen, person: person, role: role, time: Date.now.formatted(.iso8601), why: why))
      let act = RecordedAct(
        what: Phrase("Việc mở lại hòm \(box)", "The reopening of box \(box)"), layout: context.layout,
        language: language)
      try act.finish {
        let count = try SurveyCount(remembering: look, forms: forms, in: journal)
        try count.writeResults(language, holding: journal)
      }
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    }
    if common.json {
      try Console.json(["box": box, "state": "open"])
    } else if !common.quiet {
      Console.print(
        Phrase("Đã mở lại hòm \(box). Sửa xong nhớ chốt lại.", "Box \(box) is open again. Close it when you are done.")
          .text(in: language))
    }
  }
}
