internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Counting
internal import Wording

/// `review`: what waits for a person, and what a person decided.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Danh sách chờ phân xử; ghi quyết định. / What waits for a person; decide.",
    subcommands: [ReviewListCommand.self, ReviewSetCommand.self], defaultSubcommand: ReviewListCommand.self)
}

/// `review SURVEY`: every page and answer that waits, with its reason.
struct ReviewListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Liệt kê những gì chờ phân xử. / List what waits.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @OptionGroup var common: CommonOptions

  struct Item: Encodable {
    let sheet: String
    let status: String
    let question: String?
    let reason: String?
    let message: String
    let nextAction: String
  }

  func run() throws {
    let count = try SurveyCount(lookingAt: survey, common.language)
    let items = count.pages.flatMap(items)
    if common.json {
      try Console.json(items)
    } else if !common.quiet {
      for item in items {
        let sheet = Wording.oneLine(item.sheet)
        let place = item.question.map { "\(sheet)  \($0)" } ?? sheet
        Console.print("\(place)  [\(item.reason ?? item.status)]  \(item.message)\n     → \(item.nextAction)")
      }
      let wording = common.wording
      Console.print("\(wording.label(SummaryLabel.waiting)): \(wording.number(items.count))")
    }
    count.printNotices(common.language)
    if !items.isEmpty { throw ExitStatus.needsPerson }
  }

  private func items(_ page: AssembledPage) -> [Item] {
    let sheet = SheetName(page.location).text
    return page.waiting.map { waiting in
      let advice = common.wording.advice(waiting.refusal)
      return Item(
        sheet: sheet, status: page.status.rawValue, question: waiting.question,
        reason: waiting.refusal.reason.rawValue, message: advice.message, nextAction: advice.nextAction)
    }
  }
}

/// `review set`: records a person's decision on an answer or on a page as a whole.
struct ReviewSetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Ghi quyết định của người phân xử. / Record a person's decision.",
    discussion: """
      kiemphieu review set SURVEY scans/U01-H2/scan1.jpg#1 Q3 4 --by "Nguyễn Văn An" --why "dấu x ở ô 4"
      kiemphieu review set SURVEY scans/U01-H2/scan1.jpg#1 --whole accept --by "Nguyễn Văn An" --why "…"
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Tờ phiếu: tệp#trang (như trong danh sách). / Sheet: file#page.")
  var sheet: String

  @Argument(help: "Câu hỏi, ví dụ Q3. / Question.")
  var question: String?

  @Argument(help: "Trả lời: giá trị, a|b, blank, overvote; review: chuyển người khác. / Answer; review hands it on.")
  var answer: String?

  @ArgumentParser.Option(
    name: .long, help: "Cả trang: accept, duplicate, invalid, not-a-ballot, review. / The page as a whole.")
  var whole: String?

  @OptionGroup var actor: ActorOptions

  @ArgumentParser.Option(name: .long, help: "Lý do. / Why.")
  var why: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    let place = try SheetName(sheet, language)
    let subject = try self.subject(language)
    let person = try actor.person(for: .decide, in: context, language)
    let why = try ActorOptions.reason(why, language)
    let decided = try context.decide(subject, on: place.location, by: person, why: why, forms: forms, language)
    let waiting = decided.tally.whole.ballots.waiting
    if common.json {
      try Console.json(Receipt(sheet: place.text, waiting: waiting))
    } else if !common.quiet {
      let left = common.wording.number(waiting)
      Console.print(
        Phrase(
          "Đã ghi quyết định cho \(place.text). Còn \(left) phiếu chờ phân xử.",
          "Recorded a decision on \(place.text). Ballots that still wait: \(left)."
        ).text(in: language))
    }
  }

  /// What `--json` prints: the sheet, and how many ballots of the survey still wait.
  private struct Receipt: Encodable {
    let sheet: String
    let waiting: Int
  }

  private func subject(_ language: Language) throws(Problem) -> Decision.Subject {
    if let whole {
      guard question == nil, let decision = Decision.PageDecision(rawValue: whole) else {
        let known = Decision.PageDecision.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem(
          Phrase(
            "--whole \(whole): cần một trong: \(known), và không kèm câu hỏi.",
            "--whole \(whole): expected one of: \(known), and no question beside it."
          ).text(in: language))
      }
      return .page(decision)
    }
    guard let question, let answer, !answer.isEmpty else {
      throw Problem(
        Phrase(
          "Cần câu hỏi và trả lời, hoặc --whole. Xem `kiemphieu review set --help`.",
          "A question and an answer are needed, or --whole. See `kiemphieu review set --help`."
        ).text(in: language))
    }
    return .answer(question: question, Answer(text: answer))
  }
}
