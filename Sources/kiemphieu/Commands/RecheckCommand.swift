internal import ArgumentParser
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import Pipeline
internal import Reporting
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
    let seed = try ActorOptions.line(self.seed, of: "--seed", language)
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
    let plan = population.plan(tolerating: try tolerated(of: population.answers, language))
    let order = population.order(seed: seed)
    let wanted = try answers.map { wanted throws(Problem) in
      try check(wanted, of: population.answers, language)
      return order.draws(holding: wanted)
    }
    let draws = wanted ?? plan.draws()
    let sample = RecheckSample(order.sample(draws), forms: forms.forms)

    let folder = try folder(seed, in: context.layout, language)
    let worksheet = folder.appendingPathComponent(RecheckWorksheet.fileName)
    try refuseFilled(worksheet, language)
    let drawing = RecheckDrawing(
      seed: seed, repeat: command(seed, plan), group: group, answers: plan.answers, tolerated: plan.tolerated,
      count: population.root, store: RecheckDrawing.Store(entries: head.seq, head: head.hash),
      strata: zip(population.strata, draws).map {
        RecheckDrawing.Stratum(name: $0.name, sheets: $0.sheets.count, drawn: $1)
      }, drawn: sample.names)
    let files = ResultFiles(folder: folder, language: language)
    try files.prepare()
    try files.write(try drawing.encoded(), to: RecheckDrawing.fileName)
    try files.write(lines: Tables.worksheet(sample.worksheet), to: RecheckWorksheet.fileName)
    try tell(drawing, sample, worksheet, files)
  }

  private func tolerated(of answers: Int, _ language: Language) throws(Problem) -> Int {
    guard answers > 0 else {
      throw Problem(
        Phrase(
          "\(survey): chưa có câu trả lời nào được đếm nên không có gì để rút. Chạy `kiemphieu count` trước.",
          "\(survey): no answer is counted yet, so there is nothing to draw. Run `kiemphieu count` first."
        ).text(in: language))
    }
    guard let tolerate else { return min(RecheckPlan.usualTolerance(of: answers), answers - 1) }
    guard (0..<answers).contains(tolerate) else {
      throw Problem(
        Phrase(
          "--tolerate \(tolerate): cần số từ 0 đến \(answers - 1), ít hơn số câu trả lời đã đếm.",
          "--tolerate \(tolerate): a number from 0 to \(answers - 1) is needed, below the number of counted answers."
        ).text(in: language))
    }
    return tolerate
  }

  private func check(_ wanted: Int, of answers: Int, _ language: Language) throws(Problem) {
    guard !(1...answers).contains(wanted) else { return }
    throw Problem(
      Phrase(
        "--answers \(wanted): cần số từ 1 đến \(answers), số câu trả lời đã đếm.",
        "--answers \(wanted): a number from 1 to \(answers) is needed, the number of counted answers."
      ).text(in: language))
  }

  private func folder(_ seed: String, in layout: SurveyLayout, _ language: Language) throws(Problem) -> URL {
    do throws(FolderError) {
      return try layout.recheck(seed: seed) { FileDigest(of: $0.utf8).sha256 }
    } catch {
      throw Problem(error, language)
    }
  }

  /// What somebody filled in is not written over.
  private func refuseFilled(_ worksheet: URL, _ language: Language) throws(Problem) {
    do throws(FolderError) {
      guard try RecheckWorksheet.read(worksheet, name: worksheet.path).isFilled else { return }
    } catch  where error.problem == .missingFile {
      return
    } catch {
      // Whatever it is, somebody may have worked on it.
    }
    throw Problem(
      Phrase(
        "\(worksheet.path): đã có người điền hoặc sửa, không ghi đè. So với số liệu (kiemphieu recheck compare), hoặc chuyển tệp đi chỗ khác rồi rút lại.",
        "\(worksheet.path): somebody filled it in or changed it, so it is not overwritten. Compare it (kiemphieu recheck compare), or move it away and draw again."
      ).text(in: language))
  }

  private func command(_ seed: String, _ plan: RecheckPlan) -> String {
    let quoted = seed.replacing("'", with: "'\\''")
    var words = ["kiemphieu recheck draw <survey>", "--seed '\(quoted)'", "--group \(group.rawValue)"]
    words.append("--tolerate \(plan.tolerated)")
    if let answers { words.append("--answers \(answers)") }
    return words.joined(separator: " ")
  }

  private func tell(
    _ drawing: RecheckDrawing, _ sample: RecheckSample, _ worksheet: URL, _ files: ResultFiles
  ) throws {
    let sheetsInAll = drawing.strata.reduce(0) { $0 + $1.sheets }
    if common.json {
      try Console.json(
        Receipt(
          seed: drawing.seed, worksheet: worksheet.path,
          drawing: files.folder.appendingPathComponent(RecheckDrawing.fileName).path, sheets: sample.names.count,
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
