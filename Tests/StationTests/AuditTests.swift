import Ballots
import Canvass
import Counting
import Foundation
import SurveyFolder
import Testing

@testable import Station

struct AuditTests {
  /// A drawing over the questions of the station's sheets.
  private static func draw(_ station: StationAtWork) async throws -> URL {
    let counted = try await station.site.desk.current()
    let folder = counted.context.layout.rechecks.appendingPathComponent("123")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let rows = counted.count.pages.map { page in
      "\(page.location.file),\(page.location.page),\(page.location.slot),x,U01,H1,"
        + "\(counted.forms.forms[0].pages[0].questions[0].id),\"=câu, hỏi\","
    }
    let file = folder.appendingPathComponent(RecheckWorksheet.fileName)
    try (["file,page,slot,form,unit,box,question,text,answer"] + rows).joined(separator: "\r\n")
      .write(to: file, atomically: true, encoding: .utf8)
    return file
  }

  @Test("Drawn sheets are read again without the count, by the auditor too, and nobody's word is written over")
  func readAgain() async throws {
    let station = try StationAtWork(pages: 2)
    defer { station.remove() }
    let file = try await Self.draw(station)
    let people = [try await station.signIn("Chi"), try await station.signIn("An")]
    let audit = await station.get("/audit", people[0].cookie)
    #expect(audit.status == 200 && audit.text.contains("/recheck/123"))
    let pages = [
      await station.get("/recheck/123", people[0].cookie), await station.get("/recheck/123", people[1].cookie),
    ]
    #expect(pages.allSatisfy { $0.status == 200 })
    let fields = [
      "row": try #require(pages[0].field("row")), "sheet": try #require(pages[0].field("sheet")),
      "question": try #require(pages[0].field("question")), "page": "1", "slot": "1",
    ]
    // Both have the same question before them; the first word stands.
    for (person, answer) in zip(people, ["blank", "overvote"]) {
      let sent = fields.merging(["token": person.token, "answer": answer]) { $1 }
      #expect(await station.post("/recheck/123", sent, person.cookie).status == 303)
    }
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(",blank") && !text.contains("overvote"))
    // What else stood there stands there.
    let table = try FilledTable.read(file, name: "drawn.csv", columns: ["answer", "text"])
    #expect(table.rows.count == 2 && table[1, "answer"].isEmpty && table[1, "text"].hasSuffix("=câu, hỏi"))
    let wrong = fields.merging(["token": people[0].token, "answer": "99", "row": "1"]) { $1 }
    #expect(await station.post("/recheck/123", wrong, people[0].cookie).status == 400)
    #expect(await station.get("/recheck/..", people[0].cookie).status == 404)
    // All read: the drawing was made by hand here, and so is refused where it is held against the count.
    let next = await station.get("/recheck/123", people[0].cookie)
    let second = [
      "token": people[0].token, "answer": "blank", "row": try #require(next.field("row")),
      "sheet": try #require(next.field("sheet")), "question": try #require(next.field("question")), "page": "1",
      "slot": try #require(next.field("slot")),
    ]
    #expect(await station.post("/recheck/123", second, people[0].cookie).status == 303)
    let result = await station.get("/recheck/123", people[0].cookie)
    #expect(result.status == 503 && result.text.contains("drawing.json"))
    let compare = await station.post("/recheck/123/compare", ["token": people[0].token], people[0].cookie)
    #expect(compare.status == 503)
    // Nothing of the count is on the page.
    #expect(!pages[0].text.contains("confidence") && !pages[0].text.contains("Độ chắc"))
  }

  /// Decides all that waits: sheets are ballots, their questions blank.
  private static func decideAll(_ station: StationAtWork) async throws {
    let (cookie, token) = try await station.signIn("An")
    for _ in 0..<20 {
      let page = await station.get("/queue", cookie)
      guard let sheet = page.field("sheet"), let question = page.field("question") else { return }
      let fields = [
        "token": token, "sheet": sheet, "question": question, "answer": question.isEmpty ? "accept" : "blank",
        "why": "rõ",
      ]
      #expect(await station.post("/queue/decide", fields, cookie).status == 303)
    }
    Issue.record("something always waits")
  }

  @Test("A seed draws sheets on the page, once; what is no seed, or a count without answers, draws nothing")
  func draw() async throws {
    let station = try StationAtWork(pages: 3)
    defer { station.remove() }
    let (cookie, token) = try await station.signIn("Chi")
    func draw(_ seed: String) async -> String? {
      await station.post("/recheck", ["token": token, "seed": seed], cookie).headers.first { $0.name == "Location" }?
        .value
    }
    let layout = try await station.site.desk.current().context.layout
    for seed in ["", "  ", "3\n4", String(repeating: "6", count: 101)] {
      #expect(await draw(seed) == "/audit")
      #expect(await station.get("/audit", cookie).text.contains("Chưa rút: mã rút cần một dòng"))
    }
    #expect(RecheckTable.names(in: layout).isEmpty)
    try await Self.decideAll(station)
    #expect(await draw(" 305 ") == "/recheck/305")
    let drawn = try #require(try RecheckTable("305", in: layout))
    #expect(drawn.table.rows.count > 0 && drawn.done == 0 && drawn.isBesideItsDrawing)
    try RecheckResult.check(
      worksheet: drawn.file, name: "drawn.csv", against: try await station.site.desk.current().count)
    let page = await station.get("/recheck/305", cookie)
    #expect(page.status == 200)
    // What somebody has read already stays when the seed is entered once more.
    let answer = [
      "token": token, "answer": "blank", "row": try #require(page.field("row")),
      "sheet": try #require(page.field("sheet")), "question": try #require(page.field("question")), "page": "1",
      "slot": "1",
    ]
    #expect(await station.post("/recheck/305", answer, cookie).status == 303)
    #expect(await draw("305") == "/recheck/305")
    #expect(try RecheckTable("305", in: layout)?.done == 1)
    // A seed that is no name of a folder has one of its own, also against a seed that is called like it.
    let other = try #require(await draw("3 0/5"))
    #expect(other.hasPrefix("/recheck/seed-3-0-5-"))
    #expect(await station.get(other, cookie).text.contains("mã rút 3 0/5<"))
    #expect(await draw(String(other.dropFirst("/recheck/".count))) != other)
    // A table without the column that is filled in is not said to be filled in.
    let text = try String(contentsOf: drawn.file, encoding: .utf8)
    try text.replacing(",answer", with: ",reply").write(to: drawn.file, atomically: true, encoding: .utf8)
    let broken = await station.get("/recheck/305", cookie)
    #expect(broken.status == 503 && broken.text.contains("recheck/305/drawn.csv") && broken.text.contains("answer"))
    #expect(await station.get("/audit", cookie).status == 200)
    // Stopped while it drew, it draws again.
    try FileManager.default.removeItem(at: drawn.file)
    #expect(await draw("305") == "/recheck/305")
    #expect(try RecheckTable("305", in: layout)?.done == 0)
    // The folder became a link meanwhile.
    try FileManager.default.moveItem(at: layout.rechecks, to: station.folder.appendingPathComponent("elsewhere"))
    try FileManager.default.createSymbolicLink(
      at: layout.rechecks, withDestinationURL: station.folder.appendingPathComponent("elsewhere"))
    #expect(await station.post("/recheck", ["token": token, "seed": "306"], cookie).status == 503)

    let empty = try StationAtWork(pages: 0)
    defer { empty.remove() }
    let chi = try await empty.signIn("Chi")
    #expect(await empty.post("/recheck", ["token": chi.token, "seed": "305"], chi.cookie).status == 303)
    #expect(await empty.get("/audit", chi.cookie).text.contains("không có gì để rút"))
  }

  @Test("A click into the contact sheet leads to the sheet of that box, beside all boxes nowhere")
  func contactBox() async throws {
    let station = try StationAtWork(pages: 2)
    defer { station.remove() }
    try await Self.decideAll(station)
    let (cookie, _) = try await station.signIn("Chi")
    func place(_ query: [String: String]) async -> String? {
      await station.get("/contact/U01-H1/box", cookie, query: query).headers.first { $0.name == "Location" }?.value
    }
    let first = await place(["70,60": ""])
    #expect(first?.hasPrefix("/sheets/") == true)
    #expect(await station.get(try #require(first), cookie).status == 200)
    for query in [
      ["1,1": ""], ["70,99999": ""], ["70": ""], ["-5,x": ""], ["99999999999999999999,1": ""], ["\(Int.min),5": ""],
      ["5,\(Int.min)": ""], ["\(Int.max),\(Int.max)": ""], [:],
    ] {
      #expect(await place(query) == "/boxes/U01-H1/contact", "\(query)")
    }
    // Where two must agree, who may decide sees nothing of what was read before all is decided.
    let blind = try StationAtWork(pages: 1)
    defer { blind.remove() }
    let rules = blind.folder.appendingPathComponent("survey.yaml")
    let text = try String(contentsOf: rules, encoding: .utf8) + "review: {people: 2}\n"
    try text.write(to: rules, atomically: true, encoding: .utf8)
    let (chi, an) = (try await blind.signIn("Chi"), try await blind.signIn("An"))
    #expect(await blind.get("/boxes/U01-H1/contact", chi.cookie).status == 200)
    for path in ["/boxes/U01-H1/contact", "/contact/U01-H1", "/contact/U01-H1/box"] {
      #expect(await blind.get(path, an.cookie).status == 403, "\(path)")
    }
  }

  @Test("What is missing before lines can be coded is said")
  func beforeCoding() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, token) = try await station.signIn("An")
    // The form of these ballots has no line to write on.
    #expect(await station.get("/coding", cookie).text.contains("Không mẫu phiếu nào có dòng viết tay"))
    #expect(await station.post("/coding/cut", ["token": token], cookie).status == 503)
    let list = station.folder.appendingPathComponent("procedures.csv")
    try "mã,tên\r\nKS,Khai sinh\r\n".write(to: list, atomically: true, encoding: .utf8)
    let page = await station.get("/coding", cookie)
    #expect(page.status == 503 && page.text.contains("procedures.csv"))
  }

  @Test("Written lines are coded from the list; other files are not shown")
  func coding() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let folder = station.folder.appendingPathComponent("coding")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("U01-H1"), withIntermediateDirectories: true)
    try Data([0x89, 0x50, 0x4E, 0x47, 0]).write(to: folder.appendingPathComponent("U01-H1/a.png"))
    let worksheet = folder.appendingPathComponent("worksheet.csv")
    try "crop;file;page;slot;unit;procedure;field\r\nU01-H1/a.png;x;1;1;U01;;\r\nU01-H1/b.png;x;1;1;U01;;\r\n"
      .write(to: worksheet, atomically: true, encoding: .utf8)
    try "code,name,field\r\nKS,Khai sinh,Hộ tịch\r\n"
      .write(to: station.folder.appendingPathComponent("procedures.csv"), atomically: true, encoding: .utf8)
    let (cookie, token) = try await station.signIn("An")
    let page = await station.get("/coding", cookie)
    #expect(page.status == 200 && page.text.contains("Khai sinh"))
    #expect(await station.get("/coding/line", cookie, query: ["crop": "U01-H1/a.png"]).status == 200)
    for crop in ["U01-H1/b.png", "../survey.yaml", "worksheet.csv", ""] {
      #expect(await station.get("/coding/line", cookie, query: ["crop": crop]).status == 404, "\(crop)")
    }
    let sent = ["token": token, "row": "0", "crop": "U01-H1/a.png", "procedure": "KS", "field": ""]
    #expect(await station.post("/coding", sent, cookie).status == 303)
    for wrong in [["procedure": "XX"], ["row": "\(Int.max)"], ["row": "-1"], ["row": "2"]] {
      #expect(await station.post("/coding", sent.merging(wrong) { $1 }, cookie).status == 400)
    }
    let table = try FilledTable.read(worksheet, name: "worksheet.csv", columns: ["procedure"])
    #expect(table[0, "procedure"] == "KS" && table[1, "procedure"].isEmpty)
    let auditor = try await station.signIn("Chi")
    #expect(await station.get("/coding/line", auditor.cookie, query: ["crop": "U01-H1/a.png"]).status == 403)
  }

  @Test(
    "Verification and the contact sheet are pages", arguments: ["/audit", "/audit/verify", "/boxes/U01-H1/contact"])
  func pages(_ path: String) async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, _) = try await station.signIn("Chi")
    let reply = await station.get(path, cookie)
    #expect(reply.status == 200 && reply.text.contains("</html>") && !reply.text.contains("{{"), "\(reply.text)")
    #expect(await station.get("/boxes/U01-H9/contact", cookie).status == 404)
  }
}
