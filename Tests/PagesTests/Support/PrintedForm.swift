import Ballots
import Codecs
import Counting
import Foundation
import Pages
import Pipeline
import Raster
import Reading

/// A form that was laid out from its questions, ready to be printed, simulated and read.
struct PrintedForm: Sendable {
  static let unit = SurveyUnit(code: "U07", name: "Ủy ban nhân dân phường Vạn Phúc")

  private static let questions = [
    "Cơ sở vật chất tại Bộ phận Một cửa có đáp ứng yêu cầu (nơi ngồi chờ, bàn viết, ghế, quạt mát, vệ sinh chung,…)?",
    "Thủ tục hành chính có được niêm yết công khai, đầy đủ?",
    "Thành phần hồ sơ/Phí, lệ phí phải nộp có đúng quy định?",
    "Công chức có thái độ giao tiếp lịch sự, đúng mực trong quá trình giải quyết?",
    "Công chức hướng dẫn kê khai hồ sơ chu đáo, dễ hiểu?", "Cơ quan trả kết quả có đúng hẹn?",
    "Kết quả giải quyết nhận được đúng, đầy đủ, chính xác?",
    "Thuận tiện, dễ dàng khi thực hiện góp ý, phản ánh, kiến nghị?",
  ]

  /// The eight questions of a ward.
  static let ward = FormOutline(
    id: "phuong-moi", code: "P8A",
    title: "PHIẾU KHẢO SÁT LẤY Ý KIẾN CỦA CÁ NHÂN, ĐẠI DIỆN TỔ CHỨC\nTRONG GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
    written: ["Ông/Bà liên hệ để giải quyết công việc (thủ tục) gì?"], parts: questions.map(onScale),
    comment: "Ý kiến khác:")

  /// Three levels and more questions than one page holds.
  static let long: FormOutline = {
    var outline = ward
    outline.id = "dai"
    outline.code = "DAI"
    outline.parts = (0..<3).flatMap { part in questions.map { onScale("\($0) (phần \(part + 1))") } }
    outline.scale = [
      .init(value: "3", meaning: "Tốt"), .init(value: "2", meaning: "Bình thường"),
      .init(value: "1", meaning: "Chưa tốt"),
    ]
    return outline
  }()

  /// Options of all kinds, a matrix that runs over two pages, persons: both sides of a sheet.
  static let mixed: FormOutline = {
    var outline = ward
    outline.id = "hon-hop"
    outline.code = "MIX"
    let channels = ["Ti vi, đài", "Loa phát thanh", "Mạng xã hội", "Cổng thông tin điện tử", "Họp thôn, tổ dân phố"]
    outline.parts =
      [
        .heading("A. THÔNG TIN CHUNG"),
        .question(.init(.init("Giới tính", id: "A1"), .one(options(["Nam", "Nữ"])))),
        .question(
          .init(.init("Ông/Bà biết thông tin qua (chọn tối đa 2)", id: "A2"), .several(options(channels), most: 2))),
        .note("Mỗi dòng đánh dấu một ô."),
        .matrix(
          .init(
            scale: options(["Kém", "Trung bình", "Tốt"]) + [.init(value: "9", meaning: "Không biết")],
            rows: [.heading("I. TIẾP CẬN")] + (questions + questions).map { .statement(.init($0)) })),
        .people(
          .init(
            statements: [.init(value: "TD", meaning: "Thái độ phục vụ"), .init(value: "TG", meaning: "Thời gian")],
            persons: [.init(id: "CC1", text: "Quầy số 1: ……………………")])),
        .written("Góp ý thêm:"),
      ] + questions.prefix(2).map(onScale)
    return outline
  }()

  private static func onScale(_ text: String) -> FormOutline.Part { .question(.init(.init(text))) }

  /// Options that count 1, 2, 3 …
  private static func options(_ meanings: [String]) -> [FormOutline.Level] {
    meanings.enumerated().map { .init(value: String($0 + 1), meaning: $1) }
  }

  let layout: BallotLayout
  /// Voters get this very print, code and all: nothing is added to it.
  let simulator: PageSimulator
  let prepared: PreparedForm

  init(_ outline: FormOutline, token: String) throws {
    layout = try BallotLayout(outline)
    var bare = layout.form
    for index in bare.pages.indices {
      bare.pages[index].barcodes = []
      bare.pages[index].dynamicText = []
    }
    let printed = try layout.pictures(of: BallotLayout.Sheet(unit: Self.unit, token: token))
    guard let simulator = PageSimulator(form: bare, blanks: printed),
      let prepared = PreparedForm(form: layout.form, blanks: try layout.blankPictures())
    else { throw Unfit() }
    self.simulator = simulator
    self.prepared = prepared
  }

  struct Unfit: Error {}
}
