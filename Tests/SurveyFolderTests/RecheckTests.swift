import Ballots
import Counting
import Foundation
import Raster
import Testing

@testable import SurveyFolder

@Suite("the files of a recheck")
struct RecheckTests {
  static let header = "file,page,slot,form,unit,box,question,text,answer"

  private func question(_ id: String, _ kind: Question.Kind = .choice) -> Question {
    Question(
      id: id, text: "Câu \(id)", kind: kind,
      options: ["5", "4", "3"].map {
        Ballots.Option(
          value: $0, shape: .square, rect: PaperRect(x: 0, y: 0, width: 4, height: 4), label: $0)
      })
  }

  private var drawn: [RecheckWorksheet.Drawn] {
    [("Q1", Question.Kind.choice, Answer.values(["5"])), ("Q2", .multi, .values(["4", "3"])), ("Q3", .choice, .blank)]
      .map { id, kind, counted in
        RecheckWorksheet.Drawn(
          sheet: (PageLocation(file: "scans/U01-H1/a.png", page: 2), "scans/U01-H1/a.png#2"),
          question: question(id, kind), group: "U01", counted: counted)
      }
  }

  private func row(_ question: String, _ answer: String, file: String = "scans/U01-H1/a.png") -> String {
    "\(file),2,1,mau,U01,H1,\(question),\"Câu, dài\",\(answer)"
  }

  private func answers(_ lines: [String]) throws(FolderError) -> [RecheckedAnswer] {
    try RecheckWorksheet(lines.joined(separator: "\r\n"), name: "drawn.csv").answers(to: drawn)
  }

  /// What a worksheet is refused for: the line, the field, the problem.
  private func refusal(_ lines: [String]) -> FolderError? {
    do throws(FolderError) {
      _ = try answers(lines)
      return nil
    } catch {
      return error
    }
  }

  @Test("answers in whatever order the rows stand")
  func filled() throws {
    let read = try answers([Self.header, row("Q3", "Blank"), row("Q1", "4"), row("Q2", "3|4")])
    #expect(read.map(\.question) == ["Q1", "Q2", "Q3"])
    #expect(read.map(\.read) == [.values(["4"]), .values(["3", "4"]), .blank])
    #expect(read.map(\.agrees) == [false, true, true])
    #expect(read.allSatisfy { $0.group == "U01" && $0.location.page == 2 })
  }

  /// As a Vietnamese spreadsheet saves it: semicolons, a byte order mark, columns moved and one added.
  @Test("as spreadsheets save it")
  func spreadsheet() throws {
    let folder = try TemporaryFolder()
    let text = """
      \u{FEFF}Question;file;page;slot;answer;ghi chú
      Q1;scans/U01-H1/a.png;2;1;5;
      Q2;scans/U01-H1/a.png;2;1;overvote;mờ
      Q3;scans/U01-H1/a.png;2;1;blank;
      ;;;;;
      """
    let file = try folder.write(text, to: "drawn.csv")
    let worksheet = try RecheckWorksheet.read(file, name: "drawn.csv")
    #expect(worksheet.isFilled)
    #expect(try worksheet.answers(to: drawn).map(\.read) == [.values(["5"]), .overvote, .blank])
  }

  @Test("whether anybody filled it in")
  func empty() throws {
    let lines = [Self.header, row("Q1", ""), row("Q2", "")]
    #expect(!(try RecheckWorksheet(lines.joined(separator: "\n"), name: "x").isFilled))
  }

  @Test("what is refused, with its line and field")
  func refusals() throws {
    let all = [row("Q1", "5"), row("Q2", "4"), row("Q3", "blank")]
    let words = ["5", "4", "3", "blank", "overvote"]
    #expect(refusal([Self.header] + all) == nil)
    #expect(
      refusal([Self.header] + all + [row("Q4", "5")])
        == FolderError(
          file: "drawn.csv", line: 5, field: "question", .notDrawn(sheet: "scans/U01-H1/a.png#2", question: "Q4")))
    #expect(
      refusal([Self.header, all[0], row("Q2", "4", file: "scans/U01-H1/b.png"), all[2]])?.problem
        == .notDrawn(sheet: "scans/U01-H1/b.png#2", question: "Q2"))
    #expect(
      refusal([Self.header, all[0], all[2]])
        == FolderError(file: "drawn.csv", .drawnRowMissing(sheet: "scans/U01-H1/a.png#2", question: "Q2")))
    #expect(
      refusal([Self.header] + all + [all[1]])?.problem
        == .duplicate(value: "scans/U01-H1/a.png#2 Q2", first: "3"))
    #expect(
      refusal([Self.header, row("Q1", "6"), all[1], all[2]])
        == FolderError(file: "drawn.csv", line: 2, field: "answer", .wrong(expected: .oneOf(words), found: "6")))
    // A question that takes one answer, the same value twice, a person who leaves it open.
    for (question, answer) in [("Q1", "5|4"), ("Q2", "4|4"), ("Q1", "review"), ("Q1", "|")] {
      let lines = [Self.header] + all.map { $0.contains(",\(question),") ? row(question, answer) : $0 }
      #expect(refusal(lines)?.problem == .wrong(expected: .oneOf(words), found: answer))
    }
    #expect(refusal([Self.header, row("Q1", ""), all[1], all[2]])?.problem == .missing(.oneOf(words)))
    #expect(
      refusal(["file,page,slot,question", "a,1,1,Q1"])
        == FolderError(file: "drawn.csv", line: 1, field: "answer", .missing(.column)))
    #expect(
      refusal([Self.header, "a,0,1,f,u,b,Q1,t,5"])
        == FolderError(file: "drawn.csv", line: 2, field: "page", .wrong(expected: .integerFrom(1), found: "0")))
  }

  /// A name that a spreadsheet would run stands in the worksheet with an apostrophe.
  @Test("names as the worksheet writes them")
  func writtenNames() throws {
    let text = [Self.header, row("Q1", "5"), row("Q2", "4"), row("Q3", "5")].joined(separator: "\n")
    let worksheet = try RecheckWorksheet(text.replacing("scans/U01-H1/a.png", with: "'scans"), name: "x")
    #expect(try worksheet.answers(to: drawn) { _ in "'scans" }.count == 3)
  }

  // MARK: Calls

  private func calls(_ text: String) throws(FolderError) -> [RecheckedAnswer] {
    let form = Form(
      id: "mau", code: "F", title: "Mẫu", pageSize: .a4,
      pages: [FormPage(number: 1, questions: [question("Q1"), question("Q2", .multi)])])
    return try CallBackList(text, name: "calls.csv", forms: [form]).answers
  }

  @Test("answers repeated on the telephone")
  func callBacks() throws {
    let read = try calls("group;question;given;repeated\nDoanh nghiệp;Q1;5;5\nNgười dân;Q2;4|3;blank\n")
    #expect(read.map(\.group) == ["Doanh nghiệp", "Người dân"])
    #expect(read.map(\.agrees) == [true, false])
    #expect(read.map(\.location.page) == [2, 3])
    #expect(try calls("group;question;given;repeated;\nDân;Q1;5;5;\n").count == 1)
  }

  @Test("no column for names or numbers")
  func personalData() {
    for column in ["Họ tên", "phone", "ghi chú", ""] {
      #expect(
        throws: FolderError(
          file: "calls.csv", line: 1, field: column,
          .unwantedColumn(allowed: ["group", "question", "given", "repeated"]))
      ) { try calls("group;question;given;repeated;\(column)\nDân;Q1;5;5;x\n") }
    }
  }

  @Test("wrong calls are refused with line and field")
  func wrongCalls() {
    let header = "group,question,given,repeated\n"
    #expect(
      throws: FolderError(
        file: "calls.csv", line: 2, field: "question", .wrong(expected: .oneOf(["Q1", "Q2"]), found: "Q9"))
    ) { try calls(header + "Dân,Q9,5,5\n") }
    #expect(
      throws: FolderError(
        file: "calls.csv", line: 2, field: "repeated",
        .missing(.oneOf(["5", "4", "3", "blank", "overvote"])))
    ) { try calls(header + "Dân,Q1,5,\n") }
    #expect(throws: FolderError(file: "calls.csv", line: 2, field: "group", .missing(.text))) {
      try calls(header + ",Q1,5,5\n")
    }
    #expect(throws: FolderError(file: "calls.csv", .emptyFile)) { try calls(header) }
  }

  // MARK: Drawings

  @Test("a drawing is read as it was written")
  func drawing() throws {
    let drawing = RecheckDrawing(
      seed: "30516242", repeat: "kiemphieu recheck draw", group: .unit, answers: 150, tolerated: 1, count: "ab",
      store: RecheckDrawing.Store(entries: 31, head: "cd"),
      strata: [RecheckDrawing.Stratum(name: "U01", sheets: 12, drawn: 3)], drawn: ["scans/U01-H1/a.png#2"])
    let folder = try TemporaryFolder()
    let file = try folder.write(String(decoding: try drawing.encoded(), as: UTF8.self), to: "drawing.json")
    #expect(try RecheckDrawing.read(file, name: "drawing.json") == drawing)
    let other = try folder.write("{\"seed\": 1}", to: "other.json")
    #expect(throws: FolderError(file: "other.json", .notADrawing)) {
      try RecheckDrawing.read(other, name: "other.json")
    }
  }

  @Test("seeds as names of folders")
  func folders() throws {
    func name(_ seed: String) -> String { SurveyLayout.folderName(seed: seed) { _ in "0123456789abcdef" } }
    #expect(name("30516242") == "30516242")
    #expect(name("../x y") == "seed-..-x-y-01234567")
    #expect(name("") == "seed--01234567")
    #expect(name("ngày 20/11") == "seed-ng-y-20-11-01234567")
    let (folder, elsewhere) = (try TemporaryFolder(), try TemporaryFolder())
    let layout = SurveyLayout(folder: folder.url)
    #expect(try layout.recheck(seed: "7") { _ in "" }.path == layout.rechecks.appendingPathComponent("7").path)
    try FileManager.default.createDirectory(at: layout.rechecks, withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      at: layout.rechecks.appendingPathComponent("7"), withDestinationURL: elsewhere.url)
    #expect(throws: FolderError(file: "recheck/7", .link)) { try layout.recheck(seed: "7") { _ in "" } }
  }
}
