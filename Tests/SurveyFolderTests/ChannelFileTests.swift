import Ballots
import Counting
import Foundation
import Raster
import Testing

@testable import SurveyFolder

@Suite("Lists of responses")
struct ChannelFileTests {
  private static func question(
    _ id: String, _ kind: Question.Kind, _ options: [(value: String, label: String)], maximum: Int? = nil
  ) -> Question {
    Question(
      id: id, text: "Câu \(id)", kind: kind,
      options: options.map {
        Ballots.Option(
          value: $0.value, shape: .square, rect: PaperRect(x: 0, y: 0, width: 4, height: 4), label: $0.label)
      }, maximum: maximum)
  }

  private static let levels = ["5", "4", "3", "2", "1"].map { ($0, $0) }
  private static let form = Form(
    id: "f", code: "F1-A", title: "Phiếu", pageSize: .a4,
    pages: [
      FormPage(
        number: 1,
        barcodes: [
          BarcodeRegion(
            id: "qr", symbology: .qr, rect: PaperRect(x: 0, y: 0, width: 20, height: 20),
            payload: PayloadPattern("KP1|{form}|{unit}"))
        ],
        questions: [
          question("Q1", .scale5, levels), question("Q2", .choice, [("1", "Đúng hạn"), ("2", "Trễ hạn")]),
          question("Q3", .multi, [("a", "Phí, lệ phí"), ("b", "Thái độ"), ("c", "Phí")], maximum: 2),
        ])
    ])
  private static let survey = Survey(
    title: "Khảo sát", forms: ["f"],
    units: [SurveyUnit(code: "U01", name: "Phường Hòa Thành"), SurveyUnit(code: "U02", name: "Trạm Y tế")])

  private static let description = """
    format: kiemphieu.channel/1
    kind: online
    file: a.csv
    columns:
      time: Dấu thời gian
      unit: Đơn vị
      questions: {Q1: "1. Thái độ", Q2: "2.", Q3: "3. Cần cải thiện"}
    """
  private static let heading = "Dấu thời gian;Họ và tên;Đơn vị;1. Thái độ;2. Thời hạn giải quyết hồ sơ;3. Cần cải thiện"

  private func lists(
    _ rows: [String], heading: String = heading, description: String = description
  ) throws -> (lists: [ChannelList], unreadable: [FolderError]) {
    let folder = try TemporaryFolder()
    try folder.write(description, to: "channels/qr.yaml")
    try folder.write(([heading] + rows).joined(separator: "\r\n"), to: "channels/a.csv")
    return try ChannelFile.lists(in: SurveyLayout(folder: folder.url), survey: Self.survey, forms: [Self.form])
  }

  private func refusal(
    _ rows: [String] = ["26/10/2026 15:09:33;An;U01;5;;"], heading: String = heading, description: String = description
  ) -> String {
    do {
      _ = try lists(rows, heading: heading, description: description)
      return ""
    } catch let error as FolderError {
      return error.sentence(vietnamese: false)
    } catch {
      return "\(error)"
    }
  }

  @Test("units and answers as people write them") func rows() throws {
    let read = try lists([
      "26/10/2026 15:09:33;Nguyễn Văn An;U01;5 - Rất hài lòng;Đúng hạn;Thái độ, Phí, lệ phí",
      "2026/10/26 3:09:33 CH GMT+7;Lê Bình;phường hoà thành;Hài lòng;2;",
      "2026-10-26T18:30:00Z;Trần Chi;KP1|F1-A|U02;3;;Phí; ",
    ])
    #expect(read.unreadable.isEmpty, "\(read.unreadable)")
    let list = try #require(read.lists.first)
    #expect(list.name == "channels/a.csv" && list.channel == .online)
    #expect(list.responses.map(\.unit) == ["U01", "U01", "U02"])
    #expect(
      list.responses.map { $0.answers["Q1"] } == [.values(["5"]), .values(["4"]), .values(["3"])])
    #expect(list.responses.map { $0.answers["Q2"] } == [.values(["1"]), .values(["2"]), .blank])
    #expect(list.responses.map { $0.answers["Q3"] } == [.values(["a", "b"]), .blank, .values(["c"])])
    let day = Day(year: 2026, month: 10, day: 26)
    #expect(
      list.responses.map(\.time) == [
        ResponseTime(day: day, minute: 909, second: 33), ResponseTime(day: day, minute: 909, second: 33),
        ResponseTime(day: Day(year: 2026, month: 10, day: 27), minute: 90, second: 0),
      ])
    // Nothing of who answered is kept.
    #expect(!"\(list)".contains("Nguyễn"))
  }

  @Test(
    "what cannot be told is named with row and column, and set apart",
    arguments: [
      ("26/10/2026;An;U03;5;;", "Đơn vị"), ("hôm qua;An;U01;5;;", "Dấu thời gian"),
      ("26/10/2026;An;U01;6;;", "1. Thái độ"), ("26/10/2026;An;U01;5 - Rất không hài lòng;;", "1. Thái độ"),
      ("26/10/2026;An;U01;5 - Tuyệt vời;;", "1. Thái độ"), ("26/10/2026;An;U01;5;Sớm;", "2. Thời hạn"),
      ("26/10/2026;An;U01;5;;Phí, khác", "3. Cần cải thiện"), ("26/10/2026 13:00 CH;An;U01;5;;", "Dấu thời gian"),
    ])
  func unreadable(_ row: String, _ column: String) throws {
    let read = try lists(["26/10/2026;An;U01;5;;", row])
    #expect(read.lists[0].responses.count == 1 && read.lists[0].unreadable == [3])
    let error = try #require(read.unreadable.first)
    #expect(error.line == 3 && error.file == "channels/a.csv" && error.field?.hasPrefix(column) == true, "\(error)")
    #expect(!error.sentence(vietnamese: true).contains("An;"))
  }

  @Test("the description's words win, in units and answers") func words() throws {
    let described =
      Self.description + "\nunits: {Quầy 1: U02}\nanswers: {Tuyệt vời: 5, Không ý kiến: blank}\n"
    let read = try lists(
      ["26/10/2026;;Quầy 1;Tuyệt vời;Không ý kiến;"], description: described)
    #expect(read.lists[0].responses.first?.unit == "U02")
    #expect(read.lists[0].responses.first?.answers == ["Q1": .values(["5"]), "Q2": .blank, "Q3": .blank])
  }

  @Test("months before days are not taken for days") func monthFirst() throws {
    let rows = ["10/6/2026 9:00;An;U01;5;;", "10/26/2026 9:00;An;U01;5;;"]
    #expect(refusal(rows).contains("month_first") && refusal(rows).contains("row 3"), "\(refusal(rows))")
    let read = try lists(rows, description: Self.description + "\nmonth_first: true\n")
    #expect(read.lists[0].responses.map(\.time.day.day) == [6, 26])
    let other = refusal(
      ["10/6/2026 9:00;An;U01;5;;", "26/10/2026 9:00;An;U01;5;;"],
      description: Self.description + "\nmonth_first: true\n")
    #expect(other.contains("month_first: true") && other.contains("row 3"), "\(other)")
  }

  @Test("one unit for all; a column and a unit exclude each other") func fixedUnit() throws {
    let fixed = Self.description.replacingOccurrences(of: "  unit: Đơn vị\n", with: "") + "\nunit: U02\n"
    #expect(try lists(["26/10/2026;An;;5;;"], description: fixed).lists[0].responses[0].unit == "U02")
    #expect(refusal(description: Self.description + "\nunit: U02\n").contains("columns.unit"))
    #expect(refusal(description: fixed.replacingOccurrences(of: "unit: U02", with: "unit: U9")).contains("U01, U02"))
  }

  @Test("a wrong description says which field") func descriptions() {
    func changed(_ old: String, _ new: String) -> String {
      refusal(description: Self.description.replacingOccurrences(of: old, with: new))
    }
    #expect(changed("channel/1", "channel/2").contains("format"))
    #expect(changed("kind: online", "kind: paper").contains("online, phone"))
    #expect(changed("a.csv", "b.csv").contains("b.csv"))
    #expect(changed("a.csv", "../a.csv").contains("leads out"))
    #expect(changed("Q2:", "Q9:").contains("Q9"))
    #expect(changed("time: Dấu thời gian", "time: Dấu thời gain").contains("did you mean “Dấu thời gian”"))
    #expect(changed("kind:", "kinds:").contains("kind"))
  }

  @Test(
    "serial numbers of spreadsheets", arguments: [(46_321.0, 1, 0), (46_321.631_631_944, 1, 909), (36_526.5, 0, 720)])
  func serials(_ number: Double, _ isLate: Int, _ minute: Int) throws {
    let time = try #require(WrittenTime(monthFirst: false).time(ListTable.Cell("x", number: number)))
    #expect(time.minute == minute)
    #expect(time.day == (isLate == 1 ? Day(year: 2026, month: 10, day: 26) : Day(year: 2000, month: 1, day: 1)))
    #expect(WrittenTime(monthFirst: false).time(ListTable.Cell("5", number: 5)) == nil)
  }
}

@Suite("The coding worksheet")
struct CodingTests {
  private static let list = "code;name;field\r\nKS;Khai sinh;Hộ tịch\r\nKH;Kết hôn;Hộ tịch\r\nDD;Cấp giấy;Đất đai\r\n"

  private func coded(
    _ rows: [String], counted: Set<String> = ["a", "b", "c"], cut: Set<String> = []
  ) throws -> (procedures: CodedProcedures, problems: [FolderError]) {
    let sheet = try CodingWorksheet(
      (["crop;file;procedure;field"] + rows).joined(separator: "\r\n"), name: "coding/worksheet.csv")
    return sheet.coded(by: try ProcedureList(Self.list, name: "procedures.csv"), counted: counted, cut: cut)
  }

  @Test("codes, names and fields are counted") func counts() throws {
    let (procedures, problems) = try coded(["a;x;ks;", "b;x;Kết hôn;hộ tịch", "c;x;;Đất đai"])
    #expect(problems.isEmpty)
    #expect(procedures.procedures == ["Khai sinh": 1, "Kết hôn": 1])
    #expect(procedures.fields == ["Hộ tịch": 2, "Đất đai": 1])
    #expect(procedures.coded == 3 && procedures.written == 3)
  }

  @Test("an unknown code is named with its row and the nearest one, and counts as not coded") func unknown() throws {
    let (procedures, problems) = try coded(["a;x;KSS;", "b;x;KS;Đất đai", "c;x;;"])
    #expect(procedures.coded == 0 && procedures.written == 3)
    #expect(problems.map(\.line) == [2, 3] && problems.map(\.field) == ["procedure", "field"])
    #expect(problems[0].problem == .unknownCode("KSS", list: "procedures.csv", nearest: "KS"))
  }

  @Test("a name of two procedures wants the code") func twoOfAName() throws {
    let sheet = try CodingWorksheet("crop;procedure;field\na;Cấp đổi;\n", name: "coding/worksheet.csv")
    let list = try ProcedureList("code;name;field\nA;Cấp đổi;X\nB;Cấp đổi;Y\n", name: "procedures.csv")
    let (procedures, problems) = sheet.coded(by: list, counted: ["a"])
    #expect(procedures.coded == 0)
    #expect(problems.map(\.problem) == [.severalCodes("Cấp đổi", codes: ["A", "B"])])
  }

  @Test("a line for people holds no cell as long as its file") func longCells() throws {
    let (_, problems) = try coded(["a;x;\(String(repeating: "K", count: 50_000));"])
    #expect(problems.count == 1)
    #expect(problems.allSatisfy { $0.sentence(vietnamese: true).count < 400 })
  }

  @Test("rows that somebody deleted are told, and their ballots still have something written") func gone() throws {
    let (procedures, problems) = try coded(["b;x;KS;"], cut: ["a", "b", "c", "z"])
    #expect(procedures.coded == 1 && procedures.written == 3)
    #expect(problems.map(\.problem) == [.rowsGone(count: 2, first: "a")])
  }

  @Test("a ballot that does not count is told, and is no part of it") func stale() throws {
    let (procedures, problems) = try coded(["a;x;KS;", "z;x;KS;", "y;x;;"])
    #expect(procedures.coded == 1 && procedures.written == 1)
    #expect(problems.map(\.problem) == [.ballotNotCounted])
  }

  @Test("no crop twice, no code twice") func duplicates() {
    #expect(throws: FolderError.self) { try self.coded(["a;x;;", "a;x;;"]) }
    #expect(throws: FolderError.self) { try ProcedureList("code,name,field\nA,x,\na,y,\n", name: "procedures.csv") }
    #expect(throws: FolderError.self) { try ProcedureList("code,name,field\n", name: "procedures.csv") }
  }
}
