internal import ArgumentParser
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// `recheck`: is the count what people read? A sample that anybody can draw again, and what it shows (docs/recheck.md).
struct RecheckCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "recheck",
    abstract: "Phúc tra: rút mẫu để đọc lại, so với số liệu. / Draw sheets to be read again; what they show.",
    subcommands: [RecheckDrawCommand.self, RecheckCompareCommand.self])
}

/// `recheck draw`: draws whole sheets by a published seed and writes the worksheet for whoever reads them again.
struct RecheckDrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Rút ngẫu nhiên các tờ để đọc lại. / Draw sheets to be read again.",
    discussion: """
      kiemphieu recheck draw SURVEY --seed 30516242
      Mã rút: tung xúc xắc trước người chứng kiến, sau khi đã đếm xong. / Throw dice for the seed once the count stands.
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Option(name: .long, help: "Mã rút đã công bố. / The published seed.")
  var seed: String

  @Option(
    name: .long, help: "Số câu trả lời được phép sai (mặc định 0,5 %). / Answers that may be wrong (default: 0.5 %).")
  var tolerate: Int?

  @Option(
    name: .long,
    help: "Rút ít nhất bấy nhiêu câu trả lời, thay cho số vừa đủ. / Draw at least so many answers, not just enough.")
  var answers: Int?

  @Option(
    name: .long, help: "Chia nhóm theo: unit (mặc định), box, form. / By what to group.", transform: Self.group)
  var group: RecheckGroup = .unit

  @OptionGroup var common: CommonOptions

  private static func group(_ text: String) throws -> RecheckGroup {
    guard let group = RecheckGroup(rawValue: text) else { throw ValidationError("unit, box, form") }
    return group
  }

  /// What `--json` prints.
  private struct Receipt: Encodable {
    let seed: String
    let worksheet: String
    let drawing: String
    let sheets: Int
    let sheetsInAll: Int
    let answers: Int
    let answersInAll: Int
    let tolerated: Int
  }

  func run() throws {
    let language = common.language
    let seed = try ActorOptions.line(self.seed, of: "--seed", language).precomposedStringWithCanonicalMapping
    guard !seed.isEmpty else {
      throw Problem(Phrase("--seed: cần ghi mã rút.", "--seed: the seed is needed.").text(in: language))
    }
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    let count: SurveyCount
    let head: ChainHead
    do throws(JournalError) {
      let journal = try Journal(at: context.layout.store, access: .readOnly)
      let look = FolderLook(context, absent: try journal.absentFiles())
      count = try SurveyCount(context, look.snapshot, forms: forms, journal: journal, problems: look.problems)
      head = try journal.head
    } catch {
      throw Problem(error, context.layout, language)
    }
    count.printNotices(language)
    let population = RecheckPopulation(count.pages, by: group)
    try check(population.answers, language)
    let drawn = DrawnRecheck(
      of: population, seed: seed, tolerating: tolerate, answers: answers, head: head, forms: forms)
    try tell(drawn, in: try drawn.write(in: context.layout, language))
  }

  /// Whether the options can be meant of so many counted answers.
  private func check(_ counted: Int, _ language: Language) throws(Problem) {
    guard counted > 0 else {
      throw Problem(
        Phrase(
          "\(survey): chưa có câu trả lời nào được đếm nên không có gì để rút. Chạy `kiemphieu count` trước.",
          "\(survey): no answer is counted yet, so there is nothing to draw. Run `kiemphieu count` first."
        ).text(in: language))
    }
    if let tolerate, !(0..<counted).contains(tolerate) {
      throw Problem(
        Phrase(
          "--tolerate \(tolerate): cần số từ 0 đến \(counted - 1), ít hơn số câu trả lời đã đếm.",
          "--tolerate \(tolerate): a number from 0 to \(counted - 1) is needed, below the number of counted answers."
        ).text(in: language))
    }
    if let answers, !(1...counted).contains(answers) {
      throw Problem(
        Phrase(
          "--answers \(answers): cần số từ 1 đến \(counted), số câu trả lời đã đếm.",
          "--answers \(answers): a number from 1 to \(counted) is needed, the number of counted answers."
        ).text(in: language))
    }
  }

  private func tell(_ drawn: DrawnRecheck, in folder: URL) throws {
    let (drawing, sample) = (drawn.drawing, drawn.sample)
    let worksheet = folder.appendingPathComponent(RecheckWorksheet.fileName)
    let sheetsInAll = drawing.strata.reduce(0) { $0 + $1.sheets }
    if common.json {
      try Console.json(
        Receipt(
          seed: drawing.seed, worksheet: worksheet.path,
          drawing: folder.appendingPathComponent(RecheckDrawing.fileName).path, sheets: sample.names.count,
          sheetsInAll: sheetsInAll, answers: sample.questions.count, answersInAll: drawing.answers,
          tolerated: drawing.tolerated))
    } else if !common.quiet {
      let wording = common.wording
      Console.print(
        wording.recheck(
          .drawn(
            sheets: sample.names.count, ofSheets: sheetsInAll, answers: sample.questions.count,
            ofAnswers: drawing.answers, seed: drawing.seed)))
      Console.print(
        wording.recheck(
          .fillIn(
            worksheet: worksheet.path, command: "kiemphieu recheck compare \(survey) \(worksheet.path) --by \"…\"")))
    }
  }
}
