internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import SurveyFolder
internal import Wording

/// `recheck compare`: what was read again against what was counted, and whether the count stands.
struct RecheckCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "So kết quả đọc lại với số liệu đã đếm. / Hold what was read again against the count.",
    discussion: """
      kiemphieu recheck compare SURVEY SURVEY/recheck/30516242/drawn.csv --by "Lê Thị Mai"
      kiemphieu recheck compare SURVEY --calls dien-thoai.csv
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Tệp drawn.csv đã điền. / The worksheet, filled in.")
  var worksheet: String?

  @ArgumentParser.Option(name: .long, help: "Người đọc lại: họ và tên. / Who read the sheets again: full name.")
  var by: String?

  @ArgumentParser.Option(
    name: .long,
    help: "Câu trả lời hỏi lại qua điện thoại: group;question;given;repeated. / Answers repeated on the telephone.")
  var calls: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    switch (worksheet, calls) {
    case (let worksheet?, nil): try compare(worksheet)
    case (nil, let calls?): try compare(calls: calls)
    case (nil, nil), (.some, .some):
      throw Problem(
        Phrase(
          "Cần một trong hai: tệp drawn.csv đã điền, hoặc --calls TỆP. Xem `kiemphieu recheck compare --help`.",
          "Either a filled drawn.csv or --calls FILE is needed. See `kiemphieu recheck compare --help`."
        ).text(in: common.language))
    }
  }

  // MARK: Sheets that were read again

  private func compare(_ worksheet: String) throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    guard let by else {
      throw Problem(
        Phrase("--by: cần ghi họ và tên người đọc lại.", "--by: the full name of who read again is needed.")
          .text(in: language))
    }
    let person = try ActorOptions.person(by, for: .recheck, in: context, language).name
    let forms = try context.forms(language)
    let count = try SurveyCount(lookingAt: survey, language)
    count.printNotices(language)
    let result: RecheckResult
    do throws(FolderError) {
      result = try RecheckResult(
        worksheet: URL(fileURLWithPath: worksheet), name: worksheet, of: count, forms: forms, by: person)
    } catch {
      throw Problem(error, language)
    }
    try result.write(in: context.layout, language)
    if common.json {
      try Console.json(result.report(common.wording))
    } else if !common.quiet {
      Console.print(result.text(common.wording))
    }
    guard result.isAccepted else { throw ExitStatus.needsPerson }
  }

  // MARK: Calls

  private func compare(calls: String) throws {
    let language = common.language
    let forms = try SurveyContext(survey, language).forms(language)
    let recheck: Recheck
    do throws(FolderError) {
      recheck = Recheck(try CallBackList.read(URL(fileURLWithPath: calls), name: calls, forms: forms.forms).answers)
    } catch {
      throw Problem(error, language)
    }
    let wording = common.wording
    if common.json {
      try Console.json(RecheckReport(recheck, isOfSheets: false, wording))
    } else if !common.quiet {
      let differing = recheck.differing.map { answer in
        wording.recheck(
          .repeatedOtherwise(
            line: answer.location.page, group: Wording.oneLine(answer.group), question: answer.question,
            given: answer.counted, repeated: answer.read))
      }
      Console.print(
        ([wording.recheck(.calledBack(answers: recheck.answers.count))] + recheck.agreement(wording)
          + differing.map { "  \($0)" }).joined(separator: "\n"))
    }
    guard recheck.differing.isEmpty else { throw ExitStatus.needsPerson }
  }
}
