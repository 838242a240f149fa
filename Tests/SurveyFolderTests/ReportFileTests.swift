import Ballots
import Counting
import Foundation
import SurveyFolder
import Testing

@Suite("report.yaml")
struct ReportFileTests {
  private static let form = Form(
    id: "f", code: "F", title: "F", pageSize: .a4,
    pages: [
      FormPage(
        number: 1,
        questions: [
          Question(id: "Q1", text: "- Nơi tiếp đón", kind: .scale5, options: []),
          Question(id: "Q2", text: "Thời gian giải quyết", kind: .scale5, options: []),
        ])
    ])

  private func read(_ text: String?, index: String? = nil, previous: String? = nil) throws -> ReportFile {
    let folder = try TemporaryFolder()
    if let previous { try folder.write(previous, to: "ky-truoc.csv") }
    if let text { try folder.write(text, to: "report.yaml") }
    let survey = Survey(
      title: "Khảo sát", forms: ["f"],
      units: [SurveyUnit(code: "U01", name: "Phường"), SurveyUnit(code: "U02", name: "Xã", parent: "U01")], index: index
    )
    return try ReportFile.read(in: SurveyLayout(folder: folder.url), survey: survey, forms: [Self.form])
  }

  private func problem(_ text: String?, index: String? = nil, previous: String? = nil) -> String {
    do {
      _ = try read(text, index: index, previous: previous)
      return ""
    } catch let error as FolderError {
      return error.sentence(vietnamese: false)
    } catch {
      return "\(error)"
    }
  }

  @Test("no file is an empty plan and the usual index")
  func missing() throws {
    let file = try read(nil)
    #expect(file.plan == ReportPlan() && file.definition == .usual)
    #expect(try read(nil, index: "mean5").definition.measure == .mean5)
    #expect(try read(nil, index: "top2-tieu-chi").definition.criteria == .mean)
    #expect(problem(nil, index: "sipas").contains("index"))
  }

  @Test("every field")
  func full() throws {
    let file = try read(
      """
      authority: ỦY BAN NHÂN DÂN QUẬN HÀ ĐÔNG
      agency: ỦY BAN NHÂN DÂN PHƯỜNG VẠN PHÚC
      place: Vạn Phúc
      number: 12/BC-UBND
      date: 05/11/2021
      plan: {number: 129/KH-UBND, date: 01/10/2021}
      method: Phiếu giấy, thu qua hòm phiếu
      cycle: 1
      lead: Văn phòng UBND phường
      publication: Niêm yết tại Bộ phận Một cửa
      difficulties: [Thiếu người., Máy quét cũ.]
      proposals: Thêm hòm phiếu.
      recipients: [UBND quận (b/c)]
      signer: {capacity: KT. CHỦ TỊCH, title: PHÓ CHỦ TỊCH, name: Nguyễn Văn An}
      own: U01
      sampling: census
      smallest_shown: 10
      smallest_shown_of_person: 20
      sample_rule: hue-2015
      index: {id: quan, version: "2026", measure: top2, questions: mean, criteria: weighted, weights: {Tiếp cận: 2, Kết quả: 3}}
      stated: {collected: 63, units_below: 0, collected_below: 0}
      """)
    var plan = ReportPlan()
    plan.authority = "ỦY BAN NHÂN DÂN QUẬN HÀ ĐÔNG"
    plan.agency = "ỦY BAN NHÂN DÂN PHƯỜNG VẠN PHÚC"
    plan.place = "Vạn Phúc"
    plan.number = "12/BC-UBND"
    plan.date = Day(year: 2021, month: 11, day: 5)
    plan.plan = ReportPlan.Document(number: "129/KH-UBND", date: Day(year: 2021, month: 10, day: 1))
    plan.method = "Phiếu giấy, thu qua hòm phiếu"
    plan.cycle = 1
    plan.lead = "Văn phòng UBND phường"
    plan.publication = "Niêm yết tại Bộ phận Một cửa"
    plan.difficulties = ["Thiếu người.", "Máy quét cũ."]
    plan.proposals = ["Thêm hòm phiếu."]
    plan.recipients = ["UBND quận (b/c)"]
    plan.signer = ReportPlan.Signer(capacity: "KT. CHỦ TỊCH", title: "PHÓ CHỦ TỊCH", name: "Nguyễn Văn An")
    plan.own = "U01"
    plan.sampling = .census
    plan.smallestShown = 10
    plan.smallestShownOfPerson = 20
    plan.sampleRule = .hue2015
    plan.stated = ReportPlan.Stated(collected: 63, unitsBelow: 0, collectedBelow: 0)
    #expect(file.plan == plan)
    #expect(
      file.definition
        == IndexDefinition(
          id: "quan", version: "2026", measure: .top2, questions: .mean, criteria: .weighted,
          weights: ["Tiếp cận": 2, "Kết quả": 3]))
  }

  @Test(
    "what is wrong is named with its place",
    arguments: [
      ("cycle: 2", "cycle"), ("own: U09", "own"), ("sample_rule: hue", "sample_rule"), ("sampling: some", "sampling"),
      ("agancy: X", "agency"), ("plan: {date: 01/10/2021}", "plan.number"), ("smallest_shown: 0", "smallest_shown"),
      ("index: {id: a, measure: top2}", "index.version"), ("stated: {collected: -1}", "stated.collected"),
      ("index: {id: a, version: 1, measure: top2, questions: weighted}", "index.questions"),
      ("index: {id: a, version: 1, measure: top2, criteria: weighted}", "index.weights"),
      ("date: 32/10/2021", "date"), ("- a", "report.yaml"), ("cycle: \"3\"", "without quotes: 3"),
      ("smallest_shown_of_person: 0", "smallest_shown_of_person"),
    ])
  func wrong(_ text: String, _ field: String) {
    let sentence = problem(text)
    #expect(sentence.contains("report.yaml") && sentence.contains(field), "\(sentence)")
  }

  @Test("a file that holds nothing but comments says nothing", arguments: ["", "# Báo cáo năm 2026\n", "\n\n"])
  func commentsOnly(_ text: String) throws {
    #expect(try read(text).plan == ReportPlan())
  }

  @Test("what counts less than a person counts less than anybody")
  func smallestOfAll() throws {
    #expect(try read("smallest_shown: 30").plan.smallestShownOfPerson == 30)
    #expect(try read("agency: X").plan.smallestShownOfPerson == 10)
  }

  private static let header = "mã câu;câu hỏi;mức 5;mức 4;mức 3;mức 2;mức 1\n"

  @Test("questions of the period before")
  func previous() throws {
    let file = try read(
      "previous: ky-truoc.csv",
      previous: Self.header
        + "Q1;'- Nơi tiếp đón;5;4;3;2;1\nQ2;Thời gian chờ;1;1;1;1;1\nQ9;Hỏi khác;1;1;1;1;1\n")
    #expect(
      file.plan.history == [
        PastPeriod(
          name: "ky-truoc",
          questions: [
            PastPeriod.Question(question: "Q1", text: "- Nơi tiếp đón", answers: ScaleCounts([1, 2, 3, 4, 5]))
          ])
      ])
    #expect(file.notes.map(\.line) == [3, 4])
    #expect(file.notes.first?.problem == .otherWords("Q2", now: "Thời gian giải quyết"))
  }

  @Test("several periods, the last one last")
  func history() throws {
    let list = "previous:\n  - {period: '2024', file: ky-truoc.csv}\n  - {period: '2025', file: ky-truoc.csv}\n"
    let rows = Self.header + "Q1;- Nơi tiếp đón;5;4;3;2;1\n"
    #expect(try read(list, previous: rows).plan.history.map(\.name) == ["2024", "2025"])
    #expect(problem(list.replacing("'2025'", with: "'2024'"), previous: rows).contains("2024"))
    #expect(problem(list.replacing("ky-truoc.csv}\n  -", with: "mat.csv}\n  -"), previous: rows).contains("mat.csv"))
  }

  @Test(
    "a table of the period before that says nothing or two things is refused",
    arguments: [
      ("", "ky-truoc.csv"), ("Q1;x;5;4;3;2;1\nQ1;x;5;4;3;2;2\n", "line 3"), ("Q1;x;5;4;3;2;-1\n", "mức 1"),
    ])
  func wrongPrevious(_ rows: String, _ told: String) {
    let sentence = problem("previous: ky-truoc.csv", previous: Self.header + rows)
    #expect(sentence.contains(told), "\(sentence)")
  }
}
