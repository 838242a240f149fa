import Ballots
import Canvass
import Counting
import Foundation
import Journal
import Raster
import SurveyFolder
import Testing
import Wording

@testable import Station

/// A survey in a folder of its own with pages that were read and wait, and a station over it.
struct StationAtWork {
  static let key = "chìa khóa"
  let folder: URL
  let site: Site

  /// `pages` ballots of one question each that waits; people decide alone. `users` is the text of station.yaml.
  init(pages: Int, users: String? = nil) throws {
    let manager = FileManager.default
    folder = manager.temporaryDirectory.appendingPathComponent("station-\(UUID().uuidString)")
    let scans = folder.appendingPathComponent("scans/U01-H1")
    try manager.createDirectory(at: scans, withIntermediateDirectories: true)
    let template = TemplateTests.folder.deletingLastPathComponent().appendingPathComponent("nhanh-3-muc")
    let forms = folder.appendingPathComponent("forms")
    try manager.createDirectory(at: forms, withIntermediateDirectories: true)
    try manager.copyItem(at: template, to: forms.appendingPathComponent("nhanh-3-muc"))
    try """
    title: Khảo sát thử
    forms: [nhanh-3-muc]
    units: [{code: U01, name: Đơn vị một}]
    people:
      - {name: An, role: adjudicator}
      - {name: Bình, role: adjudicator}
      - {name: Chi, role: auditor}
      - {name: Dung, role: operator}

    """.write(to: folder.appendingPathComponent("survey.yaml"), atomically: true, encoding: .utf8)
    for page in 0..<pages {
      try Data("scan \(page)".utf8).write(to: scans.appendingPathComponent("\(page).png"))
    }
    let context = try SurveyContext(folder.path, .vi)
    let loaded = try context.forms(.vi)
    let journal = try Journal(at: context.layout.store, access: .readWrite)
    for known in loaded.remembered { try journal.remember(known) }
    let look = FolderLook(context, absent: [])
    for (number, file) in look.snapshot.files.enumerated() {
      let facts = FileFacts(
        sha256: file.sha256, byteCount: 6, pageCount: 1, stamp: loaded.stamp, failure: nil, name: file.file)
      try journal.record([
        FileReading(
          file: facts,
          pages: [
            PageFacts(page: 1, reading: try Self.reading(try #require(loaded.forms.first), ink: 0.5 + Double(number)))
          ])
      ])
    }
    try journal.remember(look.snapshot)
    try users?.write(to: context.layout.stationFile, atomically: true, encoding: .utf8)
    let named = try Users.named(in: context, .vi)
    let door = Door(
      try #require(named ?? Users(key: Self.key)), stamp: FileStamp(context.layout.stationFile.path))
    let desk = try Desk(folder: folder.path, .vi)
    let readers = Readers()
    site = Site(
      desk: desk, door: door, intake: Intake(desk, readers, jobs: 1, .vi),
      pictures: Pictures(readers), templates: try StationTemplates(in: TemplateTests.folder), files: [:],
      cookie: "session", isSecure: false)
  }

  /// A ballot of which the first question is unclear and all others are blank; two with the same ink would be one sheet.
  private static func reading(_ form: Form, ink: Double) throws -> PageReading {
    let page = try #require(form.pages.first)
    let questions = page.questions.enumerated().map { place, question in
      QuestionReading(
        question: question.id,
        options: question.options.map { option in
          OptionReading(
            value: option.value, state: place == 0 ? .unclear : .empty, confidence: 0.999,
            reason: place == 0 ? .faintMark : nil, mark: MarkMeasurement(inkInside: place == 0 ? ink : 0),
            place: PictureRect(x: 10, y: 10, width: 20, height: 20))
        }, strayInk: 0)
    }
    return PageReading(kind: .ballot, form: form.id, formPage: page.number, questions: questions)
  }

  func get(
    _ path: String, _ cookie: String = "", query: [String: String] = [:], host: String = "127.0.0.1:8731",
    isShown: Bool = true
  ) async -> Reply {
    var asked = Asked(
      method: .get, path: path, query: query, cookies: ["session": cookie], address: "127.0.0.1", host: host)
    asked.isShown = isShown
    return await site.reply(to: asked, at: .seconds(1))
  }

  func post(_ path: String, _ fields: [String: String], _ cookie: String = "", madeAt: String? = nil) async -> Reply {
    var asked = Asked(
      method: .post, path: path, fields: fields, cookies: ["session": cookie], address: "127.0.0.1",
      host: "localhost:8731")
    asked.madeAt = madeAt
    return await site.reply(to: asked, at: .seconds(1))
  }

  /// Signs in; gives the cookie and the token of its forms.
  func signIn(_ name: String, password: String = Self.key) async throws -> (cookie: String, token: String) {
    let reply = await post("/sign-in", ["login": name, "password": password])
    let set = try #require(reply.headers.first { $0.name == "Set-Cookie" }?.value)
    #expect(set.contains("HttpOnly") && set.contains("SameSite=Strict"))
    let cookie = String(set.dropFirst("session=".count).prefix { $0 != ";" })
    return (cookie, await site.door.formToken(of: cookie))
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

extension Reply {
  var text: String {
    if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
  }
  /// The value of a hidden field.
  func field(_ name: String) -> String? {
    let parts = text.components(separatedBy: "name=\"\(name)\" value=\"")
    return parts.count > 1 ? String(parts[1].prefix { $0 != "\"" }) : nil
  }
}

struct SiteTests {
  @Test func nobodyGetsInWithoutSigningIn() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    for route in Route.all where route.need != .nothing {
      let path = "/" + route.path.map { $0 == "*" ? "x" : $0 }.joined(separator: "/")
      let reply = route.method == .get ? await station.get(path) : await station.post(path, [:])
      #expect(reply.status == 303 && reply.headers.contains { $0 == ("Location", "/sign-in") }, "\(path)")
    }
  }

  @Test func otherHostsAndSitesAreRefused() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, token) = try await station.signIn("An")
    #expect(await station.get("/", cookie).status == 200)
    #expect(await station.get("/", cookie, host: "evil.example:8731").status == 404)
    #expect(await station.post("/queue/pass", ["token": token], cookie, madeAt: "cross-site").status == 403)
    #expect(await station.post("/queue/pass", [:], cookie, madeAt: "same-origin").status == 403)
    #expect(await station.post("/queue/pass", ["token": token], cookie, madeAt: "same-origin").status == 303)
  }

  @Test func auditorMayNotDecide() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, token) = try await station.signIn("Chi")
    #expect(await station.get("/", cookie).status == 200)
    #expect(await station.get("/queue", cookie).status == 403)
    for path in ["/queue/decide", "/queue/back", "/boxes/U01-H1/close", "/boxes/U01-H1/reopen"] {
      #expect(await station.post(path, ["token": token, "why": "x"], cookie).status == 403, "\(path)")
    }
  }

  @Test("Two people decide side by side: never the same sheet, and every word stands in the store")
  func twoPeopleDecide() async throws {
    let station = try StationAtWork(pages: 4)
    defer { station.remove() }
    let people = [try await station.signIn("An"), try await station.signIn("Bình")]
    var sheets: Set<String> = []
    for _ in 0..<2 {
      var seen: [(sheet: String, question: String)] = []
      for person in people {
        let page = await station.get("/queue", person.cookie)
        #expect(page.status == 200)
        seen.append((try #require(page.field("sheet")), try #require(page.field("question"))))
      }
      #expect(seen[0].sheet != seen[1].sheet)
      for (person, item) in zip(people, seen) {
        #expect(sheets.insert(item.sheet).inserted)
        let fields = [
          "token": person.token, "sheet": item.sheet, "question": item.question,
          "answer": item.question.isEmpty ? "invalid" : "blank", "why": "nhìn rõ",
        ]
        #expect(await station.post("/queue/decide", fields, person.cookie).status == 303)
      }
    }
    let store = try Journal(at: station.folder.appendingPathComponent("kiemphieu.db"), access: .readOnly)
    let decisions = try store.decisions()
    #expect(decisions.count == 4 && Set(decisions.map(\.sha256)).count == 4)
    #expect(Set(decisions.map(\.person)) == ["An", "Bình"])
    #expect(await station.get("/queue", people[0].cookie).field("sheet") == nil)
    await station.site.desk.finish()
    let results = station.folder.appendingPathComponent("results/answers.csv")
    #expect(FileManager.default.fileExists(atPath: results.path))
  }

  @Test("After a decision pictures and progress do not wait for a new count")
  func picturesDoNotCount() async throws {
    let station = try StationAtWork(pages: 3)
    defer { station.remove() }
    let (cookie, token) = try await station.signIn("An")
    let page = await station.get("/queue", cookie)
    let sheet = try #require(page.field("sheet"))
    let question = try #require(await station.site.desk.counted.forms.forms.first?.pages.first?.questions.first?.id)
    #expect(await station.get("/queue", cookie, query: ["sheet": sheet, "question": question]).status == 303)
    let fields = ["token": token, "sheet": sheet, "question": question, "answer": "blank", "why": "x"]
    #expect(await station.post("/queue/decide", fields, cookie).status == 303)
    let store = try Journal(at: station.folder.appendingPathComponent("kiemphieu.db"), access: .readOnly)
    let counted = await station.site.desk.counted.head
    #expect(try store.head != counted)
    _ = await station.get("/pictures/\(sheet)", cookie, query: ["question": question])
    #expect(await station.get("/boxes/U01-H1/live", cookie).status == 200)
    #expect(await station.site.desk.counted.head == counted)
    // A page that shows numbers shows those with the decision.
    _ = await station.get("/boxes/U01-H1", cookie)
    #expect(await station.site.desk.counted.head == (try store.head))
  }

  @Test("Of a question that takes several answers each is ticked, and they are written down in the form's order")
  func severalAnswers() {
    let options = ["3", "1", "2"].map {
      Option(value: $0, shape: .square, rect: PaperRect(x: 0, y: 0, width: 5, height: 5), label: "Ý \($0)")
    }
    let multi = Question(id: "Q1", text: "", kind: .multi, options: options)
    #expect(ItemView.boxes(of: multi).map(\.value) == ["3", "1", "2"])
    #expect(!ItemView.choices(of: multi, Wording(.vi)).contains { ["1", "2", "3"].contains($0.value) })
    let sent = ["answer": "ticked", "box-2": "yes", "box-3": "yes", "box-9": "yes"]
    #expect(ItemView.answer(in: sent, to: multi) == Answer.values(["3", "2"]).text)
    #expect(ItemView.answer(in: ["answer": "ticked"], to: multi) == nil)
    #expect(ItemView.answer(in: ["answer": "blank"], to: multi) == "blank")
    let one = Question(id: "Q1", text: "", kind: .choice, options: options)
    #expect(ItemView.boxes(of: one).isEmpty)
    #expect(ItemView.choices(of: one, Wording(.vi)).prefix(3).map(\.value) == ["3", "1", "2"])
  }

  @Test("A role that is taken away is gone with the next click; rules that cannot be read let nobody act")
  func rolesAreReadAnew() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, token) = try await station.signIn("An")
    #expect(await station.get("/queue", cookie).status == 200)
    let file = station.folder.appendingPathComponent("survey.yaml")
    let rules = try String(contentsOf: file, encoding: .utf8)
    try rules.replacing("{name: An, role: adjudicator}", with: "{name: An, role: operator}")
      .write(to: file, atomically: true, encoding: .utf8)
    #expect(await station.get("/queue", cookie).status == 403)
    #expect(await station.post("/queue/pass", ["token": token], cookie).status == 403)
    try rules.replacing("  - {name: An, role: adjudicator}\n", with: "")
      .write(to: file, atomically: true, encoding: .utf8)
    #expect(await station.get("/", cookie).status == 403)
    try "title: [".write(to: file, atomically: true, encoding: .utf8)
    let broken = await station.get("/", cookie)
    #expect(broken.status == 503 && broken.text.contains("survey.yaml"))
    #expect(await station.get("/sign-in").status == 200)
    try rules.write(to: file, atomically: true, encoding: .utf8)
    #expect(await station.get("/queue", cookie).status == 200)
  }

  @Test("Rules that were changed while no station ran hold from its first decision on")
  func rulesAreThoseOfTheFolder() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let file = station.folder.appendingPathComponent("survey.yaml")
    let rules = try String(contentsOf: file, encoding: .utf8) + "review: {people: 2}\n"
    try rules.write(to: file, atomically: true, encoding: .utf8)
    let desk = try Desk(folder: station.folder.path, .vi)
    #expect(await desk.counted.count.snapshot.survey.review.peopleToAgree == 1)
    try await desk.takeInWhatChanged()
    #expect(await desk.counted.count.snapshot.survey.review.peopleToAgree == 2)
    let head = await desk.counted.head
    try await desk.takeInWhatChanged()
    #expect(await desk.counted.head == head)
  }

  @Test("Where two must agree, whoever still has to say a word sees nothing of what was read and said")
  func secondLookIsBlind() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let file = station.folder.appendingPathComponent("survey.yaml")
    let rules = try String(contentsOf: file, encoding: .utf8) + "review: {people: 2}\n"
    try rules.write(to: file, atomically: true, encoding: .utf8)
    let (an, binh, chi) = (
      try await station.signIn("An"), try await station.signIn("Bình"), try await station.signIn("Chi")
    )
    let page = await station.get("/queue", an.cookie)
    let (sheet, question) = (try #require(page.field("sheet")), try #require(page.field("question")))
    let fields = [
      "token": an.token, "sheet": sheet, "question": question,
      "answer": question.isEmpty ? "invalid" : "blank", "why": "điều bí mật",
    ]
    #expect(await station.post("/queue/decide", fields, an.cookie).status == 303)
    await station.site.desk.finish()
    for (person, sees) in [(an, false), (binh, false), (chi, true)] {
      let text = await station.get("/sheets/\(sheet)", person.cookie).text
      #expect(text.contains("điều bí mật") == sees)
      #expect(text.contains("?blind=yes") == !sees)
    }
    // Each counts for whom it waits.
    #expect(await station.site.desk.waiting.count(for: PersonName("An")) == 0)
    #expect(await station.site.desk.waiting.count(for: PersonName("Bình")) == 1)
  }

  @Test(arguments: ["a\nb", "Mai\0y", "\u{202E}Mai", String(repeating: "a", count: 101), " ", ""])
  func namesThatAreNoneDoNotComeIn(name: String) async throws {
    let station = try StationAtWork(pages: 0)
    defer { station.remove() }
    let file = station.folder.appendingPathComponent("survey.yaml")
    let rules = try String(contentsOf: file, encoding: .utf8)
    try String(rules.prefix(upTo: try #require(rules.range(of: "people:")).lowerBound))
      .write(to: file, atomically: true, encoding: .utf8)
    _ = try await station.site.desk.policy()
    let reply = await station.post("/sign-in", ["login": name, "password": StationAtWork.key])
    #expect(reply.status == 403)
    let known = await station.post("/sign-in", ["login": "Lê Thị Mai", "password": StationAtWork.key])
    #expect(known.status == 303)
  }

  @Test("Every field of minutes that cannot be understood is told at once, and nothing is saved")
  func mistakesOfMinutes() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, token) = try await station.signIn("Dung")
    let fields = [
      "token": token, "base": "0", "minutes_id": "BB1", "started_at": "26/10/26 8h30", "ballots_in_box": "30 phiếu",
      "ended_at": "26.10.2026 9h",
    ]
    let check = await station.post("/boxes/U01-H1/minutes/check", fields, cookie).text
    #expect(check.contains("data-field=\"started_at\"") && check.contains("data-field=\"ballots_in_box\""))
    #expect(!check.contains("data-field=\"ended_at\"") && check.contains("M05"))
    let saved = await station.post("/boxes/U01-H1/minutes", fields, cookie)
    #expect(saved.status == 422 && saved.text.components(separatedBy: "aria-invalid").count == 3)
  }

  @Test(arguments: ["hai", "0", "1000", "-1"])
  func openingsThatAreNone(opening: String) async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, _) = try await station.signIn("Dung")
    let asked = ["unit": "U01", "box": "H2"]
    #expect(await station.get("/open", cookie, query: asked.merging(["opening": opening]) { $1 }).status == 400)
    #expect(await station.get("/open", cookie, query: asked).status == 303)
    #expect(FileManager.default.fileExists(atPath: station.folder.path + "/scans/U01-H2"))
  }

  @Test("Who cannot tell hands on: somebody else gets it, with what was written, and it is in the store")
  func handedOn() async throws {
    let station = try StationAtWork(pages: 2)
    defer { station.remove() }
    let (an, binh) = (try await station.signIn("An"), try await station.signIn("Bình"))
    let page = await station.get("/queue", an.cookie)
    let (sheet, question) = (try #require(page.field("sheet")), try #require(page.field("question")))
    let fields = [
      "token": an.token, "sheet": sheet, "question": question, "answer": "review", "why": "mờ quá <không rõ>",
    ]
    #expect(await station.post("/queue/decide", fields, an.cookie).status == 303)
    #expect(await station.get("/queue", an.cookie).field("sheet") != sheet)
    let store = try Journal(at: station.folder.appendingPathComponent("kiemphieu.db"), access: .readOnly)
    #expect(try store.decisions().map(\.subject.isHandedOn) == [true])
    // After a new count, too.
    for _ in 0..<2 {
      let seen = await station.get("/queue", binh.cookie)
      #expect(seen.field("sheet") == sheet && seen.text.contains("mờ quá &lt;không rõ&gt;"))
      await station.site.desk.finish()
    }
    let own = await station.get("/queue", an.cookie, query: ["reason": "escalated"])
    #expect(own.field("sheet") != sheet)
    let answer = fields.merging(["token": binh.token, "answer": question.isEmpty ? "invalid" : "blank"]) { $1 }
    #expect(await station.post("/queue/decide", answer, binh.cookie).status == 303)
    await station.site.desk.finish()
    #expect(await station.get("/queue", binh.cookie).field("sheet") != sheet)
    #expect(try store.decisions().count == 2)
  }

  @Test("Who is taken out of station.yaml, or is given another password, is out; while it cannot be read nobody is in")
  func usersOfNow() async throws {
    let (first, second) = ("mật khẩu thứ nhất", "mật khẩu thứ hai")
    let hashes = try [first, second].map { try #require(PasswordHash(of: $0)).line }
    func file(_ users: [(String, String)]) -> String {
      "users:\n" + users.map { "  - {login: \($0.0.lowercased()), name: \($0.0), password: '\($0.1)'}\n" }.joined()
    }
    let station = try StationAtWork(
      pages: 1, users: file([("An", hashes[0]), ("Chi", hashes[0]), ("Dung", hashes[0])]))
    defer { station.remove() }
    let path = station.folder.appendingPathComponent("station.yaml")
    let an = try await station.signIn("an", password: first)
    let chi = try await station.signIn("chi", password: first)
    let dung = try await station.signIn("dung", password: first)
    for person in [an, chi, dung] { #expect(await station.get("/", person.cookie).status == 200) }
    // Chi is taken out, Dung has another password.
    try file([("An", hashes[0]), ("Dung", hashes[1])]).write(to: path, atomically: true, encoding: .utf8)
    #expect(await station.get("/", an.cookie).status == 200)
    for person in [chi, dung] {
      let reply = await station.get("/", person.cookie)
      #expect(reply.status == 303 && reply.headers.contains { $0.value == "/sign-in" })
    }
    #expect(await station.post("/sign-in", ["login": "chi", "password": first]).status == 403)
    let again = try await station.signIn("dung", password: second)
    #expect(await station.get("/", again.cookie).status == 200)
    // Somebody is added to both files.
    let rules = station.folder.appendingPathComponent("survey.yaml")
    let people = try String(contentsOf: rules, encoding: .utf8)
    try people.replacing("  - {name: Dung", with: "  - {name: Em, role: operator}\n  - {name: Dung")
      .write(to: rules, atomically: true, encoding: .utf8)
    try file([("An", hashes[0]), ("Dung", hashes[1]), ("Em", hashes[1])])
      .write(to: path, atomically: true, encoding: .utf8)
    let em = try await station.signIn("em", password: second)
    for person in [an, again, em] { #expect(await station.get("/", person.cookie).status == 200) }
    // Half a file, then none: nobody comes in, and the page says why.
    for text in ["users: [{login: an", nil] {
      try? FileManager.default.removeItem(at: path)
      try text?.write(to: path, atomically: true, encoding: .utf8)
      for address in ["/", "/sign-in"] {
        let reply = await station.get(address, an.cookie)
        #expect(reply.status == 503 && reply.text.contains("station.yaml"), "\(reply.text)")
      }
    }
    try file([("An", hashes[0]), ("Dung", hashes[1])]).write(to: path, atomically: true, encoding: .utf8)
    #expect(await station.get("/", an.cookie).status == 200)
  }

  @Test("What is to be said once is said on the page that people see, not to a script")
  func noticesAreForPeople() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, _) = try await station.signIn("An")
    await station.site.door.note("Đã ghi xong.", for: cookie)
    #expect(!(await station.get("/", cookie, isShown: false).text.contains("Đã ghi xong.")))
    #expect(await station.get("/", cookie).text.contains("Đã ghi xong."))
    #expect(!(await station.get("/", cookie).text.contains("Đã ghi xong.")))
  }

  @Test("Decisions on a scan that another one replaced are not lost without a word")
  func strayDecisions() async throws {
    let station = try StationAtWork(pages: 2)
    defer { station.remove() }
    let an = try await station.signIn("An")
    let page = await station.get("/queue", an.cookie)
    let question = try #require(page.field("question"))
    let fields = [
      "token": an.token, "sheet": try #require(page.field("sheet")), "question": question,
      "answer": question.isEmpty ? "invalid" : "blank", "why": "nhìn rõ",
    ]
    #expect(await station.post("/queue/decide", fields, an.cookie).status == 303)
    #expect(!(await station.get("/audit", an.cookie).text.contains("không được tính")))
    let context = try await station.site.desk.current().context
    for name in ["0", "1"] {
      try Data("another scan \(name)".utf8).write(
        to: station.folder.appendingPathComponent("scans/U01-H1/\(name).png"))
    }
    try Journal(at: context.layout.store, access: .readWrite).remember(FolderLook(context, absent: []).snapshot)
    #expect(await station.get("/audit", an.cookie).text.contains("Quyết định về 1 tờ không được tính"))
  }

  @Test("From a sheet's page what was decided is decided anew; of a closed box it is not")
  func decidedAnew() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (an, chi) = (try await station.signIn("An"), try await station.signIn("Chi"))
    let sheet = try #require(await station.get("/queue", an.cookie).field("sheet"))
    let page = await station.get("/sheets/\(sheet)", an.cookie)
    let question = try #require(page.text.firstMatch(of: /question=(\w+)"[^>]*>[^<]*<\/a><\/td><\/tr>\s*<\/tbody>/))
    let asked = ["sheet": sheet, "question": String(question.output.1)]
    #expect(!(await station.get("/sheets/\(sheet)", chi.cookie)).text.contains("question="))
    #expect(await station.get("/queue", chi.cookie, query: asked).status == 403)
    // The last question is blank and does not wait.
    for (answer, count) in [("overvote", 1), ("blank", 2)] {
      #expect(await station.get("/queue", an.cookie, query: asked).status == 303)
      let item = await station.get("/queue", an.cookie)
      #expect(item.field("question") == asked["question"])
      let fields = asked.merging(["token": an.token, "answer": answer, "why": "dân khiếu nại"]) { $1 }
      #expect(await station.post("/queue/decide", fields, an.cookie).status == 303)
      let store = try Journal(at: station.folder.appendingPathComponent("kiemphieu.db"), access: .readOnly)
      #expect(try store.decisions().count == count)
    }
    #expect(await station.get("/queue", an.cookie, query: ["sheet": sheet, "question": "Q99"]).status == 303)
    #expect(await station.get("/queue", an.cookie).field("question") != "Q99")
  }

  @Test("How questions went from period to period is drawn where report.yaml names the tables")
  func trend() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, _) = try await station.signIn("Chi")
    #expect(!(await station.get("/results", cookie)).text.contains("polyline"))
    try "previous: [{period: 'Kỳ <2025>', file: cau-hoi.csv}]\n".write(
      to: station.folder.appendingPathComponent("report.yaml"), atomically: true, encoding: .utf8)
    let reply = await station.get("/results", cookie)
    // The counts are shown all the same.
    #expect(reply.status == 200 && reply.text.contains("cau-hoi.csv") && reply.text.contains("<select"))
  }

  @Test func trendOfAQuestion() {
    let question = Question(
      id: "Q1", text: "Nơi tiếp đón", kind: .scale5,
      options: (1...5).map {
        Option(value: "\($0)", shape: .square, rect: PaperRect(x: 0, y: 0, width: 5, height: 5), label: "\($0)")
      })
    let past = [
      PastPeriod(
        name: "2024", questions: [PastPeriod.Question(question: "Q1", answers: ScaleCounts([1, 0, 0, 0, 1]))]),
      PastPeriod(name: "2025", questions: []),
    ]
    // Nothing was counted yet, and a period that did not ask it is left out: one point.
    let tally = QuestionTally(question)
    let trend = ResultsView.trend(tally, past, now: "2026", Wording(.en))
    #expect(trend?.points.map(\.period) == ["2024"])
    #expect(trend?.points.first?.share.hasPrefix("50") == true)
    #expect(ResultsView.trend(tally, [past[1]], now: "2026", Wording(.en)) == nil)
  }

  @Test("What somebody else has is not decided, and the form's answer must be one of the question's")
  func nothingIsOverwritten() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (an, binh) = (try await station.signIn("An"), try await station.signIn("Bình"))
    let page = await station.get("/queue", an.cookie)
    var fields = [
      "token": binh.token, "sheet": try #require(page.field("sheet")), "question": try #require(page.field("question")),
      "answer": page.field("question") == "" ? "invalid" : "blank", "why": "x",
    ]
    _ = await station.post("/queue/decide", fields, binh.cookie)
    fields["token"] = an.token
    fields["answer"] = "99"
    _ = await station.post("/queue/decide", fields, an.cookie)
    let store = try Journal(at: station.folder.appendingPathComponent("kiemphieu.db"), access: .readOnly)
    #expect(try store.decisions().isEmpty)
  }

  @Test(arguments: Language.allCases)
  func pagesCanBeSeen(language: Language) async throws {
    let station = try StationAtWork(pages: 2)
    defer { station.remove() }
    let (cookie, _) = try await station.signIn("An")
    for path in [
      "/", "/queue", "/results", "/files", "/sheets", "/boxes/U01-H1", "/boxes/U01-H7", "/coding",
      "/boxes/U01-H1/minutes",
    ] {
      let reply = await station.site.reply(
        to: Asked(
          method: .get, path: path, cookies: ["session": cookie, "kiemphieu-language": language.rawValue],
          address: "127.0.0.1", host: "127.0.0.1:1"), at: .seconds(1))
      #expect(reply.status == 200 && reply.text.contains("<html lang=\"\(language.rawValue)\">"), "\(path)")
      #expect(reply.text.contains("</html>") && !reply.text.contains("{{"), "\(path)")
    }
    #expect(await station.get("/boxes/U09-H9", cookie).status == 404)
  }

  @Test("Every route refuses every role that may not, whatever is sent with it", arguments: Route.all)
  func routesRefuse(route: Route) async throws {
    guard case .act(let act) = route.need else { return }
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let path = "/" + route.path.map { $0 == "*" ? "U01-H1" : $0 }.joined(separator: "/")
    for (name, role) in [("An", Role.adjudicator), ("Chi", .auditor), ("Dung", .operator)] where !role.may(act) {
      let (cookie, token) = try await station.signIn(name)
      let fields = ["token": token, "why": "x", "name": "a.png"]
      let reply = route.method == .get ? await station.get(path, cookie) : await station.post(path, fields, cookie)
      #expect(reply.status == 403, "\(path) as \(name)")
    }
    let scans = try FileManager.default.contentsOfDirectory(atPath: station.folder.path + "/scans/U01-H1")
    #expect(scans == ["0.png"])
  }

  @Test("A file that is sent lies in the box's folder when it is acknowledged, and takes no other's place")
  func scansComeIn() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, token) = try await station.signIn("Dung")
    let folder = station.folder.appendingPathComponent("scans/U01-H2")
    func send(_ bytes: String, as name: String, announcing count: Int? = nil) async -> Int {
      var asked = Asked(
        method: .post, path: "/boxes/U01-H2/scans", fields: ["token": token, "name": name],
        cookies: ["session": cookie], address: "127.0.0.1", host: "localhost:8731")
      asked.file = Incoming(byteCount: count ?? bytes.utf8.count) { take in try take(Array(bytes.utf8)) }
      return await station.site.reply(to: asked, at: .seconds(1)).status
    }
    #expect(await send("one", as: "C:\\quét\\a.png") == 200)
    #expect(await send("two", as: "a.png") == 200)
    #expect(await send("one", as: "a.png") == 200)
    #expect(await send("cut", as: "b.png", announcing: 9) == 400)
    #expect(await send("x", as: "a.exe") == 422)
    #expect(await send("x", as: ".png") == 422)
    #expect(await send("x", as: "../../survey.yaml/.pdf") == 422)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a-2.png", "a.png"])
    #expect(try String(contentsOf: folder.appendingPathComponent("a.png"), encoding: .utf8) == "one")
    #expect(try await station.site.desk.newScans() == ["scans/U01-H2/a.png", "scans/U01-H2/a-2.png"].sorted())
  }

  @Test("Minutes are saved as they were entered, each correction a file of its own with a reason")
  func minutesAreEntered() async throws {
    let station = try StationAtWork(pages: 1)
    defer { station.remove() }
    let (cookie, token) = try await station.signIn("Dung")
    let path = "/boxes/U01-H1/minutes"
    var fields = [
      "token": token, "base": "0", "minutes_id": "BB 1: \"một\"", "period_id": "2026", "place": "Trụ sở # UBND",
      "started_at": "24/11/2026 08:00", "ended_at": "24/11/2026 09:00", "ballots_in_box": "12",
      "ballots_in_box_words": "mười hai", "lock_state": "nguyen_ven", "seal_state": "nguyen_ven",
      "participants[0].name": "Nguyễn Văn An", "participants[0].role": "truong_bo_phan",
      "participants[0].signed": "true",
      "participants[1].role": "chung_kien", "bundles[0].bundle_no": "1", "bundles[0].count": "12",
      "handover.count": "12", "key.holder": "Bình", "objections[0].text": "Không", "signatures_complete": "true",
    ]
    fields["ballots_in_box"] = "mười"
    #expect(await station.post(path, fields, cookie).status == 422)
    fields["ballots_in_box"] = "12"
    #expect(await station.post(path, fields, cookie).status == 303)
    let minutes = try #require(await station.site.desk.counted.count.minutes.minutes.first)
    #expect(minutes.file == "minutes/U01-H1.yaml" && minutes.ballotsInBox == 12 && minutes.place == "Trụ sở # UBND")
    #expect(minutes.minutesID == "BB 1: \"một\"" && minutes.participants.map(\.name) == ["Nguyễn Văn An"])
    #expect(minutes.bundles.map(\.count) == [12] && minutes.signaturesComplete == true && minutes.revision == 1)
    // Somebody who still has the old page before him does not undo it, and nobody corrects without a reason.
    #expect(await station.post(path, fields, cookie).status == 422)
    fields["base"] = "1"
    #expect(await station.post(path, fields, cookie).status == 422)
    fields["revision_reason"] = "Đếm lại"
    fields["ballots_in_box"] = "13"
    #expect(await station.post(path, fields, cookie).status == 303)
    let corrected = try #require(await station.site.desk.counted.count.minutes.minutes.first)
    #expect(corrected.file == "minutes/U01-H1.r2.yaml" && corrected.ballotsInBox == 13 && corrected.revision == 2)
    let page = await station.get(path, cookie).text
    #expect(page.contains("value=\"Không\"") && page.contains("value=\"Trụ sở # UBND\""))
  }
}
