import Ballots
import Codecs
import Counting
import Foundation
import Pages
import Raster
import Testing

@testable import Reading

@Suite struct ClosingSheetTests {
  static let hash = "3f2a91c077de10b4" + String(repeating: "0123456789abcdef", count: 3)
  static let root = String(repeating: "fedcba9876543210", count: 4)

  static func person(_ name: String, _ role: String, title: String? = nil) -> OpeningMinutes.Participant {
    OpeningMinutes.Participant(name: name, title: title, org: nil, role: role, signed: true)
  }

  static func sheet() -> ClosingSheet {
    var figures = ClosingSheet.Figures()
    figures.inBox = 1470
    figures.found = 1469
    figures.valid = 1400
    figures.partlyValid = 52
    figures.blank = 12
    figures.invalid = 5
    figures.pages = 1476
    figures.duplicates = 3
    figures.strays = 2
    figures.foreign = 1
    figures.decisions = 27
    return ClosingSheet(
      survey: "Khảo sát mức độ hài lòng của người dân, tổ chức năm 2026",
      period: Period(
        id: "2026", from: Day(year: 2026, month: 7, day: 1), to: Day(year: 2026, month: 12, day: 31)),
      unit: SurveyUnit(code: "U01", name: "Ủy ban nhân dân phường Vạn Phúc"),
      opening: OpeningID(unit: "U01", box: "H2", opening: 1), minutesNumber: "05/BB-UBND", figures: figures,
      causes: [
        .init(code: "C01", text: "thiếu 01 phiếu so với biên bản; đếm lại có người chứng kiến, hòm chỉ có 1.469 phiếu.")
      ],
      rule: DecisionRule(peopleToAgree: 2, mostAskedFor: 2), anchor: .init(seq: 214, hash: hash, merkleRoot: root),
      closing: .init(
        name: "Phạm Thị Dung", role: "Trưởng bộ phận Một cửa",
        at: Moment(day: Day(year: 2027, month: 1, day: 5), hour: 9, minute: 30)),
      participants: [
        person("Phạm Thị Dung", "truong_bo_phan", title: "Trưởng bộ phận Một cửa"),
        person("Nguyễn Văn An", "giam_sat_mttq", title: "Ủy ban MTTQ phường"),
        person("Lê Văn Cường", "chung_kien", title: "Công chức Văn phòng - Thống kê"),
      ], programVersion: "0.2.0")
  }

  /// What an office needs stands on the one page, and can be searched for.
  @Test func theSheetSaysWhatWasCounted() throws {
    let file = try PrintedFile(Self.sheet().pdf())
    let words = try file.words()
    for part in [
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN PHƯỜNG VẠN PHÚC",
      "ngày 05 tháng 01 năm 2027", "BIÊN BẢN CHỐT SỐ LIỆU HÒM PHIẾU",
      "Hòm phiếu: H2, mở lần thứ 1, của Ủy ban nhân dân phường Vạn Phúc (mã đơn vị: U01).",
      "từ ngày 01/07/2026 đến ngày 31/12/2026", "05/BB-UBND", "1.470", "1.469", "1.400", "-1",
      "một nghìn bốn trăm sáu mươi chín phiếu", "mỗi quyết định do 2 người thống nhất", "Chênh lệch so với biên bản",
      "C01: thiếu 01 phiếu",
      "3F2A 91C0 77DE 10B4",
      "kiemphieu verify THƯ-MỤC --anchor 214:3F2A91C077DE10B4", "KiemPhieu 0.2.0", "NGƯỜI CHỐT SỐ LIỆU",
      "Nguyễn Văn An", "GIÁM SÁT CỦA MTTQ", "NGƯỜI CHỨNG KIẾN",
    ] {
      #expect(words.contains(part), "\(part) is not in: \(words)")
    }
    let digits = words.filter { !$0.isWhitespace }
    #expect(digits.contains(Self.hash.uppercased()))
    #expect(digits.contains(Self.root.uppercased()))
    #expect(try file.pictures().count == 1)
  }

  /// The witnesses see by which rule was decided, and that it was another one before.
  @Test func theRuleOfTheDecisions() throws {
    #expect(!(try PrintedFile(Self.sheet().pdf()).words()).contains("quy tắc phân xử đã đổi"))
    var sheet = Self.sheet()
    sheet.rule = DecisionRule(peopleToAgree: 1, mostAskedFor: 2)
    let words = try PrintedFile(sheet.pdf()).words()
    #expect(words.contains("mỗi quyết định do một người ghi nhận"))
    #expect(words.contains("quy tắc phân xử đã đổi từ 2 người xuống 1 người"))
  }

  @Test func theFileIsInOrder() throws {
    let file = try PrintedFile(Self.sheet().pdf())
    #expect(try file.check().contains("No syntax or stream encoding errors found"))
    let fonts = try file.fonts()
    #expect(fonts.count >= 4)
    for font in fonts {
      #expect(font.isWhole, "\(font.name) is not embedded with its letters")
      #expect(font.name.contains("Tinos") || font.name.contains("Cousine"), "\(font.name)")
    }
  }

  @Test func theSameSheetIsTheSameBytes() throws {
    let first = try Self.sheet().pdf()
    #expect(try Self.sheet().pdf() == first)
    var other = Self.sheet()
    other.figures.found = 1468
    #expect(try other.pdf() != first)
  }

  /// The code says the whole hash, also on the second copy of the sheet's scan.
  @Test func theCodeIsReadBack() throws {
    let picture = try #require(try PrintedFile(Self.sheet().pdf()).pictures().first)
    let codes = BarcodeReader().read(picture)
    #expect(codes.map(\.text) == ["KP1HEAD 214 " + Self.hash.uppercased()])
    #expect(codes.map(\.symbology) == [.qr])
  }

  /// Without minutes, causes and participants the sheet still says so and has who closed the box sign.
  @Test func aBoxWithoutMinutes() throws {
    var sheet = Self.sheet()
    sheet.minutesNumber = nil
    sheet.figures.inBox = nil
    sheet.causes = []
    sheet.participants = []
    sheet.period = Period()
    let words = try PrintedFile(sheet.pdf()).words()
    #expect(words.contains("Biên bản mở hòm phiếu: không có."))
    #expect(words.contains("Không có chênh lệch phải ghi nguyên nhân."))
    #expect(!words.contains("Thời gian lấy phiếu"))
    #expect(words.contains("NGƯỜI CHỐT SỐ LIỆU"))
  }

  /// Twelve people and long names go on on a second page, which bears its number; no word is lost or leaves the page.
  @Test func twelvePeopleAndLongNames() throws {
    var sheet = Self.sheet()
    sheet.survey = String(repeating: "Khảo sát mức độ hài lòng của người dân ", count: 6)
    sheet.unit.name = "Trung tâm Phục vụ hành chính công xã Thuận Nam và các điểm tiếp nhận tại thôn, khu phố"
    sheet.participants = (1...12).map {
      Self.person(
        "Người Thứ \($0) Có Họ Tên Rất Dài Nguyễn Phan Hoàng", $0 == 12 ? "thu_ky" : "chung_kien",
        title: "Phó Chánh Văn phòng Ủy ban nhân dân thứ \($0)")
    }
    sheet.causes = (1...40).map { .init(code: "C\($0)", text: String(repeating: "nguyên nhân \($0) ", count: 20)) }
    let file = try PrintedFile(sheet.pdf())
    let words = try file.words()
    for number in 1...12 { #expect(words.contains("Người Thứ \(number) Có Họ Tên")) }
    for number in 1...40 { #expect(words.contains("C\(number): nguyên nhân \(number)")) }
    let pictures = try file.pictures()
    #expect(pictures.count > 1)
    #expect(words.contains("2"))
    for picture in pictures {
      // Ink keeps 14 mm from the right edge and 19 mm from the others, except the page's number.
      for y in 0..<picture.height {
        for x in (picture.width - 165)..<picture.width where picture[x, y] < 128 {
          Issue.record("ink at \(x), \(y)")
          return
        }
      }
      for y in (picture.height - 224)..<picture.height {
        for x in 0..<picture.width where picture[x, y] < 128 {
          Issue.record("ink at \(x), \(y)")
          return
        }
      }
    }
  }

  /// A cause longer than a page is split between lines.
  @Test func aTextLongerThanAPage() throws {
    var sheet = Self.sheet()
    sheet.causes = [.init(code: "C01", text: (1...3000).map { "từ\($0)" }.joined(separator: " "))]
    let words = try PrintedFile(sheet.pdf()).words()
    for number in [1, 700, 1500, 3000] { #expect(words.contains("từ\(number)")) }
  }
}
