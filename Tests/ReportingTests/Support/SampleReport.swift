import Ballots
import Raster
import Wording

@testable import Counting

/// A survey of nine units with long names, eight questions and one that is no scale, counted from made-up answers.
enum SampleReport {
  static let texts = [
    "Cơ sở vật chất tại Bộ phận Một cửa có đáp ứng yêu cầu (nơi ngồi chờ, bàn viết, ghế, quạt mát, vệ sinh chung,…)?",
    "Thủ tục hành chính có được niêm yết công khai, đầy đủ?",
    "Thành phần hồ sơ/Phí, lệ phí phải nộp có đúng quy định?",
    "Công chức có thái độ giao tiếp lịch sự, đúng mực trong quá trình giải quyết?",
    "Công chức hướng dẫn kê khai hồ sơ chu đáo, dễ hiểu?", "Cơ quan trả kết quả có đúng hẹn?",
    "Kết quả giải quyết nhận được đúng, đầy đủ, chính xác?",
    "Thuận tiện, dễ dàng khi thực hiện góp ý, phản ánh, kiến nghị?",
  ]

  static let units = [
    "Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính phường Vạn Phúc", "Trạm Y tế phường Vạn Phúc",
    "Công an phường Vạn Phúc", "Trường Trung học cơ sở Vạn Phúc", "Trường Tiểu học Vạn Bảo",
    "Trung tâm Văn hóa, Thông tin và Thể thao phường", "Ban Chỉ huy Quân sự phường", "Nhà văn hóa Tổ dân phố số 12",
    "Chi nhánh Văn phòng Đăng ký đất đai khu vực Hà Đông – Thanh Xuân",
  ]

  private static func question(
    _ id: String, _ text: String, _ kind: Question.Kind, _ values: [String], criterion: String? = nil
  ) -> Question {
    let options = values.map {
      Option(value: $0, shape: .square, rect: PaperRect(x: 0, y: 0, width: 4, height: 4), label: $0)
    }
    var question = Question(id: id, text: text, kind: kind, options: options)
    question.criterion = criterion
    return question
  }

  static let form = Form(
    id: "mau", code: "M1", title: "Phiếu", pageSize: .a4,
    pages: [
      FormPage(
        number: 1,
        questions: texts.enumerated().map { index, text in
          question(
            "Q\(index + 1)", text, .scale5, ["5", "4", "3", "2", "1"],
            criterion: index < 4 ? "Tiếp cận dịch vụ" : "Kết quả giải quyết")
        } + [question("Q9", "Ông/Bà thuộc nhóm nào?", .choice, ["a", "b"])])
    ])

  /// Answers that differ by ballot and question, the same each time.
  private static func answer(_ question: Question, ballot: Int, place: Int) -> Answer {
    let dice = (ballot * 37 + place * 101 + ballot * place * 13) % 97
    switch dice {
    case 0: return .blank
    case 1: return .overvote
    case 2 where ballot % 5 == 0: return .review
    default:
      let values = question.options.map(\.value)
      let skewed = dice < 45 ? 0 : dice < 75 ? 1 : dice < 88 ? 2 : dice < 94 ? 3 : 4
      return .values([values[skewed % values.count]])
    }
  }

  static func report(
    title: String =
      "Kết quả khảo sát, lấy ý kiến người dân, tổ chức đã giao dịch, nhận kết quả giải quyết thủ tục hành chính năm 2026",
    plan: ReportPlan = plan, ballots: Int = 540
  ) -> ReportText {
    let codes = units.indices.map { "U0\($0 + 1)" }
    let survey = Survey(
      title: title,
      period: Period(from: Day(year: 2026, month: 1, day: 5), to: Day(year: 2026, month: 11, day: 15)), forms: ["mau"],
      units: zip(codes, units).map {
        SurveyUnit(code: $0, name: $1, allocated: 70, parent: $0 == "U01" ? nil : "U01")
      })
    let questions = form.pages.flatMap(\.questions)
    let pages = (0..<ballots).map { ballot in
      // The last unit has too few to show, the others differ.
      let unit = ballot < 3 ? 8 : (ballot * ballot) % 8
      let location = PageLocation(file: "\(codes[unit])-H1/\(ballot).png", page: 1)
      return AssembledPage(
        location: location, sha256: "", opening: OpeningID(unit: codes[unit], box: "H1"), status: .ok,
        ballot: "\(ballot)", sheet: location, form: "mau", formPage: 1, unit: codes[unit], box: "H1",
        answers: questions.enumerated().map { place, question in
          JudgedAnswer(
            question: question.id, answer: answer(question, ballot: ballot, place: place), confidence: 0.99,
            reason: ballot % 50 == 0 ? .decidedByPerson : nil)
        })
    }
    let report = SurveyReport(
      survey, plan: plan, definition: .usual, forms: [form], pages: pages,
      tally: Tally(pages: pages, forms: [form]), minutes: [], closings: ClosingBook())
    return ReportText(
      report, from: ReportText.Source(seq: 214, hash: String(repeating: "3f", count: 32), program: "0.1.0"),
      labels: ["Q9": ["a": "Cá nhân", "b": "Tổ chức, doanh nghiệp"]])
  }

  static var plan: ReportPlan {
    var plan = ReportPlan()
    plan.authority = "Ủy ban nhân dân quận Hà Đông"
    plan.agency = "Ủy ban nhân dân phường Vạn Phúc"
    plan.place = "Vạn Phúc"
    plan.number = "129/BC-UBND"
    plan.date = Day(year: 2026, month: 11, day: 22)
    plan.plan = ReportPlan.Document(number: "12/KH-UBND", date: Day(year: 2026, month: 1, day: 4))
    plan.method = "Lấy phiếu trực tiếp tại Bộ phận Một cửa"
    plan.cycle = 3
    plan.lead = "Văn phòng Ủy ban nhân dân phường"
    plan.publication = "Niêm yết tại Bộ phận Một cửa và đăng trên Cổng thông tin điện tử phường"
    plan.difficulties = [
      "Một số cá nhân, tổ chức còn ngại cho ý kiến, phiếu thu về ở các đơn vị ngoài Bộ phận Một cửa còn ít so với phân bổ.",
      "Cơ sở vật chất tại một số điểm tiếp nhận chưa đồng bộ.",
    ]
    plan.proposals = ["Đề nghị quận bố trí kinh phí in phiếu và hòm phiếu cho các đơn vị trực thuộc."]
    plan.recipients = ["Ủy ban nhân dân quận", "Phòng Nội vụ quận", "Thường trực Đảng ủy, Ủy ban nhân dân phường"]
    plan.signer = ReportPlan.Signer(capacity: "KT. Chủ tịch", title: "Phó Chủ tịch", name: "Nguyễn Thị Phương Thảo")
    return plan
  }
}
