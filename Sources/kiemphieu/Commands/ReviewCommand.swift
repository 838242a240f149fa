internal import ArgumentParser
internal import Ballots
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
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
    func item(_ question: String?, _ refusal: Refusal) -> Item {
      let advice = common.wording.advice(refusal)
      return Item(
        sheet: sheet, status: page.status.rawValue, question: question, reason: refusal.reason.rawValue,
        message: advice.message, nextAction: advice.nextAction)
    }
    switch page.status {
    case _ where page.waitsForAnotherPerson: return [item(nil, page.refusal ?? Refusal(.secondPersonNeeded))]
    case .review, .reject, .stray, .foreign:
      // A page that was accepted and waits all the same lacks a form or a unit.
      guard page.decision == nil || page.decision == .accept else { return [] }
      return [item(nil, page.refusal ?? Refusal(.unclearMark))]
    case .ok:
      return page.answers.filter { $0.answer == .review }
        .map { item($0.question, Refusal($0.reason ?? .unclearMark)) }
    case .blank, .header, .duplicate: return []
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

  @Argument(help: "Trả lời: giá trị, a|b, blank, overvote. / Answer.")
  var answer: String?

  @ArgumentParser.Option(
    name: .long, help: "Cả trang: accept, duplicate, invalid, not-a-ballot. / The page as a whole.")
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
    let (person, role) = try actor.person(for: .decide, in: context, language)
    let why = try ActorOptions.reason(why, language)
    let waiting: Int
    do {
      let journal = try Journal(existingAt: context.layout.store)
      let look = FolderLook(context, absent: try journal.absentFiles())
      let count = try SurveyCount(context, look.snapshot, forms: forms, journal: journal)
      let page = try page(place, in: count, language)
      try check(subject, of: page, forms.forms, language)
      try checkOpen(page, in: count, language)
      let decision = Decision(
        sha256: page.sha256, page: page.location.page, slot: page.location.slot, subject: subject, person: person,
        role: role, before: standing(of: page), time: Date.now.formatted(.iso8601), why: why)
      let decided = try SurveyCount(
        context, look.snapshot, forms: forms, journal: journal, trying: decision, problems: look.problems)
      if subject == .page(.accept) { try checkAcceptance(of: page.location, in: decided, language) }
      try ResultFiles(folder: context.layout.results, language: language).check()
      try journal.remember(look.snapshot)
      try journal.record(decision)
      let name = Wording.oneLine(place.text)
      let act = RecordedAct(
        what: Phrase("Quyết định cho \(name)", "The decision on \(name)"), layout: context.layout, language: language)
      try act.finish {
        try journal.remember(decided.duplicates)
        // The results stand for the count with this decision; `verify` would find them altered otherwise.
        try decided.writeResults(language, holding: journal)
      }
      waiting = decided.tally.whole.ballots.waiting
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    }
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
    guard let question, let answer, Answer(text: answer) != .review else {
      throw Problem(
        Phrase(
          "Cần câu hỏi và trả lời, hoặc --whole. Xem `kiemphieu review set --help`.",
          "A question and an answer are needed, or --whole. See `kiemphieu review set --help`."
        ).text(in: language))
    }
    return .answer(question: question, Answer(text: answer))
  }

  private func page(_ place: SheetName, in count: SurveyCount, _ language: Language) throws(Problem) -> AssembledPage {
    // A name that was typed may be spelt NFC where the file's is NFD: taken when it means one page only.
    let alike = count.pages.filter { page in
      let location = page.location
      return location.file == place.location.file && location.page == place.location.page
        && location.slot == place.location.slot
    }
    let exact = alike.first { $0.location == place.location } ?? (alike.count == 1 ? alike.first : nil)
    guard let page = exact, !page.sha256.isEmpty else {
      throw Problem(
        Phrase(
          "\(place.text): không có trang này trong khảo sát. Xem `kiemphieu review \(survey)`.",
          "\(place.text): the survey has no such page. See `kiemphieu review \(survey)`."
        ).text(in: language))
    }
    return page
  }

  /// A closed box stays as it was closed.
  private func checkOpen(_ page: AssembledPage, in count: SurveyCount, _ language: Language) throws(Problem) {
    guard let opening = page.opening, count.closings.closed(opening) != nil else { return }
    throw Problem(
      Phrase(
        "\(opening.folderName): hòm này đã chốt. Mở lại hòm trước (kiemphieu reopen), rồi ghi quyết định.",
        "\(opening.folderName): the box is closed. Open it again first (kiemphieu reopen), then decide."
      ).text(in: language))
  }

  /// What holds of the subject until now, as the result files spell it.
  private func standing(of page: AssembledPage) -> String {
    page.answers.first { $0.question == question }?.answer.text ?? page.status.rawValue
  }

  /// A page that would not count although it was accepted is not accepted: nobody would see it wait.
  private func checkAcceptance(
    of place: PageLocation, in count: SurveyCount, _ language: Language
  ) throws(Problem) {
    guard let page = count.pages.first(where: { $0.location == place }), page.status != .ok, page.status != .duplicate,
      !page.waitsForAnotherPerson
    else { return }
    let name = common.wording.name(place)
    let phrase =
      if page.form == nil || page.formPage == nil {
        Phrase(
          "\(name): chưa đọc được trang này và không rõ là mẫu phiếu nào, nên không chấp nhận được. Quét lại tờ này; nếu không phải phiếu, dùng --whole not-a-ballot.",
          "\(name): nothing was read on this page and its form is not known, so it cannot be accepted. Scan the sheet again; if it is no ballot, use --whole not-a-ballot."
        )
      } else {
        Phrase(
          "\(name): không rõ phiếu của đơn vị nào, nên không chấp nhận được. Chuyển tệp vào thư mục scans/<đơn vị>-<hòm> của hòm phiếu, chạy `kiemphieu count`, rồi chấp nhận.",
          "\(name): whose ballot it is is not known, so it cannot be accepted. Move the file into the box's folder scans/<unit>-<box>, run `kiemphieu count`, then accept it."
        )
      }
    throw Problem(phrase.text(in: language))
  }

  /// The question must be one of the page's, the values its own.
  private func check(
    _ subject: Decision.Subject, of page: AssembledPage, _ forms: [Form], _ language: Language
  ) throws(Problem) {
    guard case .answer(let id, let answer) = subject else { return }
    let questions = forms.filter { page.form == nil || $0.id == page.form }.flatMap(\.pages)
      .filter { page.formPage == nil || $0.number == page.formPage }.flatMap(\.questions)
    guard let question = questions.first(where: { $0.id == id }) else {
      let known = questions.map(\.id).joined(separator: ", ")
      throw Problem(
        Phrase(
          "\(id): trang này không có câu đó; có: \(known).", "\(id): no question of this page; there are: \(known)."
        )
        .text(in: language))
    }
    guard case .values(let values) = answer else { return }
    let known = question.options.map(\.value)
    guard values.allSatisfy(known.contains), question.allows(marks: values.count) else {
      let list = (known + ["blank", "overvote"]).joined(separator: ", ")
      throw Problem(
        Phrase(
          "\(answer.text): không phải trả lời của \(id); nhận: \(list).",
          "\(answer.text): no answer to \(id); expected one of: \(list)."
        ).text(in: language))
    }
  }
}
