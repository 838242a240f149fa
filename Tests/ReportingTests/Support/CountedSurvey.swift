import Ballots
import Raster
import Wording

@testable import Counting
@testable import Reporting

/// A counted survey with everything that a workbook shows: scales with two criteria, a value beside the scale, other
/// questions, a unit with too few ballots, an opening without scans, a closed box.
struct CountedSurvey {
  var report: SurveyReport
  var tally: Tally
  var minutes: [OpeningMinutes]
  var closings: ClosingBook

  var text: ReportText {
    ReportText(
      report, from: ReportText.Source(seq: 1, hash: "ab", program: "0.1.0"),
      labels: ["Q7": ["1": "Trực tuyến", "2": "Trực tiếp"]])
  }
  var workbook: Workbook { Workbook(report, text: text, tally: tally, minutes: minutes, closings: closings) }

  /// `prefix` comes before every text from outside.
  init(prefix: String = "", ballots: Int = 20, units count: Int = 4, definition: IndexDefinition = .usual) {
    let scale = ["5", "4", "3", "2", "1", "9"]
    let criteria = ["Tiếp cận dịch vụ", "Tiếp cận dịch vụ", "Thủ tục hành chính", "Thủ tục hành chính", nil, nil]
    var questions = criteria.enumerated().map { index, criterion in
      Question(
        id: "Q\(index + 1)", text: "\(prefix)Câu hỏi số \(index + 1)", kind: .scale5, options: Self.options(scale),
        criterion: criterion.map { prefix + $0 })
    }
    questions.append(Question(id: "Q7", text: "\(prefix)Nộp hồ sơ", kind: .choice, options: Self.options(["1", "2"])))
    questions.append(Question(id: "Q8", text: "Lý do", kind: .multi, options: Self.options(["a", "b", "c"])))
    let form = Form(
      id: "mau", code: "M", title: "Mẫu", pageSize: .a4, pages: [FormPage(number: 1, questions: questions)])
    let units = (1...count).map {
      SurveyUnit(code: "U0\($0)", name: "\(prefix)Đơn vị số \($0)", allocated: $0 == 4 ? nil : 20)
    }
    let survey = Survey(title: "\(prefix)Khảo sát hài lòng 2026", forms: ["mau"], units: units)

    var pages: [AssembledPage] = []
    for (place, unit) in units.enumerated() where place != 3 {
      // The third unit has too few to show.
      for ballot in 0..<(place == 2 ? 3 : ballots + 3 * place) {
        pages.append(Self.page(unit: unit.code, place: place, ballot: ballot, questions: questions))
      }
    }
    tally = Tally(pages: pages, forms: [form])
    let opened = OpeningID(unit: "U01", box: "H1")
    var first = OpeningMinutes(file: "bien-ban/U01-H1.yaml", opening: opened)
    first.ballotsInBox = ballots + 2
    var unscanned = OpeningMinutes(file: "bien-ban/U01-H2.yaml", opening: OpeningID(unit: "U01", box: "H2"))
    unscanned.ballotsInBox = 7
    minutes = [first, unscanned]
    let section = tally.openings[opened] ?? TallySection()
    closings = ClosingBook([
      Closing(
        opening: opened,
        act: .close(ClosedBox(ballots: section.ballots, pages: section.pages, root: "00", minutes: first, causes: [:])),
        person: "An", role: nil, time: "2026-11-20T10:00:00+07:00", why: "")
    ])
    var plan = ReportPlan()
    plan.method = prefix + "Phiếu giấy"
    report = SurveyReport(
      survey, plan: plan, definition: definition, forms: [form], pages: pages, tally: tally, minutes: minutes,
      closings: closings)
  }

  private static func options(_ values: [String]) -> [Option] {
    values.map { Option(value: $0, shape: .square, rect: PaperRect(x: 0, y: 0, width: 4, height: 4), label: $0) }
  }

  private static func page(unit: String, place: Int, ballot: Int, questions: [Question]) -> AssembledPage {
    let location = PageLocation(file: "\(unit)/\(ballot).png", page: 1)
    let answers = questions.enumerated().map { index, question in
      JudgedAnswer(
        question: question.id, answer: answer(question, seed: ballot * 7 + index * 5 + place * 3), confidence: 1,
        reason: (ballot + index) % 11 == 0 ? .decidedByPerson : nil)
    }
    return AssembledPage(
      location: location, sha256: "00", opening: OpeningID(unit: unit, box: "H1"),
      status: ballot % 13 == 12 ? .stray : .ok, ballot: "\(unit)-\(ballot)", form: "mau", formPage: 1, unit: unit,
      box: "H1", answers: answers)
  }

  private static func answer(_ question: Question, seed: Int) -> Answer {
    if seed % 17 == 0 { return .blank }
    if seed % 19 == 0 { return .overvote }
    if seed % 23 == 0 { return .review }
    switch question.kind {
    case .scale5: return .values([["5", "5", "4", "4", "5", "3", "4", "2", "9", "1", "5", "4", "3"][seed % 13]])
    case .choice: return .values([["1", "2", "2"][seed % 3]])
    case .multi: return .values(seed % 2 == 0 ? ["a", "c"] : ["b"])
    }
  }
}
