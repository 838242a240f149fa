import Codecs
import Counting
import Foundation
import Journal
import Pages
import Raster
import SurveyFolder
import Testing

/// The review station as people of an office use it, in a Chromium without a window.
@Suite(.serialized) struct StationBrowserTests {
  private static let name = "Lê Thị Mai"

  /// The bundled survey before anybody scanned or minuted anything.
  private static func empty() throws -> SurveyCopy {
    let survey = try SurveyCopy.fresh()
    for folder in ["scans", "minutes"] { try survey.remove(folder) }
    return survey
  }

  private static func scans(_ box: String) throws -> [URL] {
    let folder = SurveyCopy.fixture.appendingPathComponent("scans/\(box)")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map(folder.appendingPathComponent)
  }

  /// Ballots that people filled in, as an office's scanner writes them: one file a sheet. The form bears no codes: the
  /// folder says whose they are.
  private static func ballots(_ count: Int, in folder: URL) throws -> [URL] {
    let form = try FormImport.read(SurveyCopy.package.appendingPathComponent("Templates/phuong-8-cau-cu"))
    let blanks = try form.blankPages.map { try ScanFile(path: $0.path).page(0).image.grayscale }
    let simulator = try #require(PageSimulator(form: form.form, blanks: blanks))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try (1...count).map { number in
      let page = simulator.page(seed: UInt64(number), severity: .clean, scannedAt: 200, as: .bilevel)
      let file = folder.appendingPathComponent("phieu\(number).png")
      try PNGWriter.write(page.image, to: file.path, dpi: 200)
      return file
    }
  }

  private static func signIn(_ browser: Browser, _ station: RunningStation) async throws {
    try await browser.open(station.link + "/")
    try await browser.fill("#login", name)
    try await browser.fill("#password", station.key)
    try await browser.click("main form button")
    try await browser.wait("signed in", until: "document.querySelector('form.open')")
  }

  private static func open(_ unit: String, _ box: String, _ browser: Browser, _ station: RunningStation) async throws {
    try await browser.open(station.link + "/")
    try await browser.run("document.querySelector('#unit').value = arguments[0]", unit)
    try await browser.fill("#box", box)
    try await browser.click("form.open button")
  }

  /// The findings on a page in all sizes and schemes; pictures of it where `KIEMPHIEU_PICTURES` names a folder.
  private static func check(_ browser: Browser, _ name: String) async throws {
    let folder = ProcessInfo.processInfo.environment["KIEMPHIEU_PICTURES"].map { URL(fileURLWithPath: $0) }
    for (width, isDark) in [(1366, false), (1366, true), (360, false), (360, true)] {
      let (findings, picture) = try await browser.look(
        width: width, isDark: isDark, script: PageCheck.script, needsPicture: folder != nil)
      let scheme = isDark ? "dark" : "light"
      #expect(findings.isEmpty, "\(name), \(width) px, \(scheme): \(findings.joined(separator: "\n"))")
      if let picture, let folder {
        try picture.write(to: folder.appendingPathComponent("\(name)-\(width)-\(scheme).png"))
      }
    }
  }

  private static let fields = [
    "place": "Xã Cà Ná", "started_at": "08/10/2026 08:53", "ended_at": "08/10/2026 17:30",
    "seal_no_expected": "NP-251395", "seal_no_found": "NP-251395", "ballots_in_box": "30",
    "ballots_in_box_words": "ba mươi", "handover.to_person": "Nguyễn Thị Mai", "handover.count": "30",
    "key.holder": "Lê Thị Hạnh", "participants[0].name": "Nguyễn Văn An", "participants[1].name": "Đàng Năng Phúc",
    "prepared_by": "Châu Thị Hoa",
  ]
  private static let choices = [
    "lock_state": "nguyen_ven", "seal_state": "nguyen_ven", "participants[0].role": "truong_bo_phan",
    "participants[1].role": "giam_sat_mttq",
  ]

  @Test("A box from its minutes to its report, by keyboard where it matters, in Vietnamese")
  func wholeBox() async throws {
    let survey = try Self.empty()
    let rules = try survey.text("survey.yaml").replacing("[phuong-8-cau]", with: "[phuong-8-cau-cu]")
    try survey.write(Array(rules.utf8), to: "survey.yaml")
    let station = try await RunningStation(survey.path)
    let browser = try await Browser()
    try await browser.open(station.link + "/")
    try await Self.check(browser, "dang-nhap")
    try await Self.signIn(browser, station)
    try await Self.check(browser, "hom-phieu-trong")

    // Minutes.
    try await Self.open("U05", "H1", browser, station)
    try await browser.click("a[href$='/minutes']")
    try await browser.fill("#signed", try Self.scans("U05-H1")[0].path, isFile: true)
    try await browser.wait("the signed scan is there", until: "document.querySelector('.sent li')")
    try await Self.check(browser, "bien-ban")
    for (field, text) in Self.fields { try await browser.fill("[id='\(field)']", text) }
    for (field, word) in Self.choices { try await browser.click("[id='\(field)'] option[value='\(word)']") }
    for field in ["participants[0].signed", "participants[1].signed", "signatures_complete"] {
      try await browser.click("[id='\(field)']")
    }
    try await browser.wait(
      "checked while it is entered",
      until: "document.querySelector('#check').innerText.includes('30 bằng chữ: ba mươi')"
        + " && document.querySelector('#check').innerText.includes('Đủ và khớp')")
    try await browser.click("form.minutes > button")
    try await browser.wait("saved", until: "document.querySelector('.notice')?.innerText.includes('Đã ghi biên bản')")
    #expect(try survey.text("minutes/U05-H1.yaml").contains("path: \"minutes/U05-H1-bien-ban.tif\""))

    // Scans.
    let scratch = try Scratch()
    try await browser.drop(try Self.ballots(30, in: scratch.url), on: ".drop", by: "#scans")
    try await browser.wait("all were received", until: "document.querySelectorAll('.sent li').length === 30")
    try await browser.wait(
      "all were counted, beside the minutes' number",
      until:
        "document.querySelector('#live').innerText.replaceAll('\\n', ' ').includes('theo biên bản 30 Kiểm được 30')")
    #expect(try await browser.run("return document.querySelectorAll('.sent .error').length") as? Int == 0)
    try await Self.check(browser, "hom")

    // Decisions, by keyboard only.
    try await browser.open(station.link + "/queue")
    try await Self.check(browser, "phan-xu")
    var decided = 0
    var fetched = 0
    while let item = try await Self.item(browser) {
      // What the page before fetched for this one comes out of the browser's memory.
      fetched += try await browser.run(Self.fetchedBefore) as? Int ?? 0
      let next = try await browser.run("return document.querySelector('link[rel=prefetch]')?.href ?? ''") as? String
      try await browser.wait(
        "the next picture is there", until: "!arguments[0] || performance.getEntriesByName(arguments[0]).length",
        next ?? "")
      try await browser.press(item.hasSuffix(" ") ? "a" : "4")
      try await browser.wait(
        "the next one",
        until: "(f => !f || f.sheet.value + ' ' + f.question.value !== arguments[0])"
          + "(document.querySelector('article form'))", item)
      decided += 1
      try #require(decided < 100)
      if decided == 1 {
        // Back to it, and decided anew: both words stand.
        try await browser.press(Browser.backspace)
        try await browser.wait(
          "back",
          until: "(f => f && f.sheet.value + ' ' + f.question.value === arguments[0])"
            + "(document.querySelector('article form'))", item)
      }
    }
    let store = try Journal(at: survey.file("kiemphieu.db"), access: .readOnly)
    #expect(decided >= 5)
    #expect(fetched >= decided - 3)
    #expect(try store.decisions().count == decided)
    #expect(Set(try store.decisions().map(\.person)) == [Self.name])

    // Reconciled, closed, reported.
    try await Self.open("U05", "H1", browser, station)
    try await browser.wait("the station is there", until: "document.querySelector('#lost').hidden")
    try await Self.check(browser, "doi-chieu")
    try await browser.click("form[action$='/close'] button")
    try await browser.wait(
      "closed", until: "document.querySelector('.notice')?.innerText.includes('Đã chốt hòm U05-H1')")
    try await browser.open(station.link + "/files")
    try await browser.click("main form button")
    try await browser.wait("reported", until: "document.querySelector('.notice')?.innerText.includes('Đã lập báo cáo')")
    try await Self.check(browser, "tep")
    let size = try await browser.run(
      "return fetch(document.querySelector(\"a[href*='bao-cao.pdf']\").href).then(r => r.blob()).then(b => b.size)")
    #expect(size as? Int == (try survey.data("results/report/bao-cao.pdf")).count)
    let untold = try await browser.run(
      "return [...document.querySelectorAll('.files li')].filter(li => !li.childNodes[1].textContent.trim()).length")
    #expect(untold as? Int == 0)
    // Drawn by dice, to be read again in the browser.
    try await browser.open(station.link + "/audit")
    try await browser.fill("#seed", "30516242")
    try await browser.click("form[action='/recheck'] button")
    try await browser.wait("drawn", until: "location.pathname === '/recheck/30516242'")
    #expect(try survey.text("recheck/30516242/drawn.csv").split(separator: "\r\n").count > 8)
    // Written lines, cut from the scans.
    try survey.write(Array("code,name,field\r\nKS,Khai sinh,Hộ tịch\r\n".utf8), to: "procedures.csv")
    try await browser.open(station.link + "/coding")
    try await browser.click("form[action='/coding/cut'] button")
    try await browser.wait(
      "cut", until: "document.querySelector('.notice')?.innerText.includes('dòng viết tay; 0 chỗ')")
    #expect(try survey.text("coding/worksheet.csv").hasPrefix("\u{FEFF}crop"))
    // From a mark to its sheet.
    try await browser.open(station.link + "/boxes/U05-H1/contact")
    try await browser.click("img.contact")
    try await browser.wait("its sheet", until: "location.pathname.startsWith('/sheets/')")
    // Earlier periods to draw.
    try survey.write(try survey.data("results/report/cau-hoi.csv"), to: "ky-truoc.csv")
    let history = "previous: [{period: '2024', file: ky-truoc.csv}, {period: '2025', file: ky-truoc.csv}]\n"
    try survey.write(Array(history.utf8), to: "report.yaml")
    for (page, name) in [
      ("recheck/30516242", "doc-lai"), ("coding", "phan-loai"), ("results", "ket-qua"), ("audit", "kiem-tra"),
      ("audit/verify", "kiem-tra-thay-doi"),
      ("boxes/U05-H1/contact", "cac-o"), ("sheets?text=U05", "to-phieu"),
    ] {
      try await browser.open(station.link + "/" + page)
      try await Self.check(browser, name)
    }
    try await browser.click("tbody a")
    try await Self.check(browser, "to")
    // An answer that stands is decided anew, and handed on.
    try await Self.open("U05", "H1", browser, station)
    try await browser.fill("#why", "xem lại một phiếu")
    try await browser.click("form[action$='/reopen'] button")
    try await browser.wait("open again", until: "document.querySelector('form[action$=\"/close\"]')")
    try await browser.open(station.link + "/sheets?text=U05")
    try await browser.click("tbody a")
    try await browser.click("tbody tr:nth-child(3) td a")
    try await browser.wait("the question", until: "document.querySelector('article h2')?.innerText.startsWith('Q3')")
    try await Self.check(browser, "phan-xu-lai")
    try await browser.press("e")
    try await browser.wait("handed on", until: "location.pathname.startsWith('/sheets/')")
    #expect(try store.decisions().last?.subject == .answer(question: "Q3", .review))
    try await Self.check(browser, "cho-nguoi-khac")
    station.program.terminate()
    #expect(try station.program.wait(timeout: 60).status == 0)
    #expect(try Program.run("verify", survey.path, "--quiet").status == 0)
  }

  /// Whether the picture of the question came from the browser's memory.
  private static let fetchedBefore = """
    const picture = document.querySelector('img.crop');
    const [entry] = picture ? performance.getEntriesByName(picture.src) : [];
    return entry && entry.transferSize === 0 && entry.decodedBodySize > 0 ? 1 : 0;
    """

  private static func item(_ browser: Browser) async throws -> String? {
    try await browser.run(
      "const form = document.querySelector('article form');"
        + "return form && form.sheet.value + ' ' + form.question.value") as? String
  }

  @Test("In English: a box that does not agree, with a page that could not be read, beside what the scanner lays there")
  func english() async throws {
    let survey = try Self.empty()
    let station = try await RunningStation(survey.path)
    let browser = try await Browser()
    try await Self.signIn(browser, station)
    try await browser.click(".person a")
    try await browser.wait("English", until: "document.documentElement.lang === 'en'")
    try await Self.open("U01", "H2", browser, station)
    let files = try Self.scans("U01-H2")
    // The scanner writes some by itself; one is cut short.
    for file in files.prefix(2) {
      try FileManager.default.createDirectory(at: survey.file("scans/U01-H2"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: file, to: survey.file("scans/U01-H2/\(file.lastPathComponent)"))
    }
    try survey.write(try Data(contentsOf: files[2]).prefix(4000), to: "scans/U01-H2/cut.jpg")
    try await browser.drop(Array(files.dropFirst(2)), on: ".drop", by: "#scans")
    try await browser.wait(
      "refused at once, with what to do",
      until: "document.querySelector('.refused')?.innerText.includes('cut.jpg')"
        + " && document.querySelectorAll('.sent li').length === 7")
    try await browser.wait("all were read", until: "!document.querySelector('.reading')")
    try await Self.check(browser, "box")
    #expect(try await browser.text.contains("Ballots in the box by the minutes"))
    // Scanned again under the same name.
    try survey.write(try Data(contentsOf: files[2]), to: "scans/U01-H2/cut.jpg")
    try await browser.wait(
      "read anew", until: "!document.querySelector('.refused')?.innerText.includes('cut.jpg')")
    try await browser.open(station.link + "/")
    try await Self.check(browser, "boxes")
    // Nothing of the other language is left.
    #expect(try await browser.text.firstMatch(of: /Hòm phiếu|Kiểm được|Phân xử/) == nil)
  }

  @Test("From other PCs: by TLS only, with a password of one's own and a cookie that goes no other way")
  func overTLS() async throws {
    let survey = try Self.empty()
    // The password is "mat khau thu nghiem".
    let hash = "scrypt$15$8$3$2NwYPflWpFca8llBIyUGtQ==$sVCAYDRsT8yKlssp9lRIWR+7wE+5dcbRyYfdYoIPM90="
    try survey.write(Array("users: [{login: mai, name: \(Self.name), password: \(hash)}]\n".utf8), to: "station.yaml")
    let scratch = try Scratch()
    let (key, certificate) = (scratch.url.path + "/key.pem", scratch.url.path + "/certificate.pem")
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    openssl.arguments = [
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=kiemphieu", "-keyout",
      key,
      "-out", certificate,
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try #require(openssl.terminationStatus == 0)
    #expect(try Program.run("serve", survey.path, "--port", "0", "--address", "0.0.0.0").status == 2)
    let station = try await RunningStation(
      survey.path, ["--address", "0.0.0.0", "--certificate", certificate, "--key", key])
    let port = try #require(station.link.split(separator: ":").last.flatMap { Int($0) })
    #expect(!station.link.contains("0.0.0.0"))
    let browser = try await Browser(takesAnyCertificate: true)
    try await browser.open("https://127.0.0.1:\(port)/")
    try await browser.fill("#login", "mai")
    try await browser.fill("#password", "mat khau thu nghiem")
    try await browser.click("main form button")
    try await browser.wait("signed in", until: "document.querySelector('form.open')")
    #expect(try await browser.text.contains(Self.name))
    let cookie = try #require(try await browser.cookies.first { $0["name"] as? String == "kiemphieu-0" })
    #expect(cookie["secure"] as? Bool == true && cookie["httpOnly"] as? Bool == true)
    #expect(cookie["sameSite"] as? String == "Strict")
    #expect((try? LocalHTTP.ask("GET", port: port, "/", Data()))?.status != 200)
  }

  @Test("Without scripts everything can be read, and decided with buttons")
  func withoutScripts() async throws {
    let survey = try SurveyCopy.counted()
    let station = try await RunningStation(survey.path)
    let browser = try await Browser(runsScripts: false)
    try await Self.signIn(browser, station)
    for page in ["boxes/U05-H1", "boxes/U01-H2", "boxes/U01-H2/minutes", "results", "files", "sheets?text=U05"] {
      try await browser.open("\(station.link)/\(page)")
      #expect(try await browser.run("return document.querySelectorAll('main h1').length") as? Int == 1, "\(page)")
    }
    try await browser.open(station.link + "/queue")
    let item = try #require(try await Self.item(browser))
    try await browser.click(".choices button")
    try await browser.wait(
      "the next one",
      until: "(f => !f || f.sheet.value + ' ' + f.question.value !== arguments[0])"
        + "(document.querySelector('article form'))", item)
  }
}
