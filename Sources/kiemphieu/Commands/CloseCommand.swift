internal import ArgumentParser
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
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
    let person = try actor.person(for: .close, in: context, language)
    let causes = try self.causes(language)
    let note = try ActorOptions.note(why, of: "--why", language)
    switch try context.close(opening, causes: causes, by: person, why: note, forms: forms, language) {
    case .refused(let obstacles): try refuse(obstacles)
    case .closed(let count, let head): try tell(count, opening, head)
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
    let person = try actor.person(for: .reopen, in: context, language)
    let why = try ActorOptions.reason(why, language)
    try context.reopen(opening, by: person, why: why, forms: forms, language)
    if common.json {
      try Console.json(["box": box, "state": "open"])
    } else if !common.quiet {
      Console.print(
        Phrase("Đã mở lại hòm \(box). Sửa xong nhớ chốt lại.", "Box \(box) is open again. Close it when you are done.")
          .text(in: language))
    }
  }
}
