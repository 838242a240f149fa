import Ballots
import Counting
import Foundation
import Testing
import Wording

@testable import Station

struct TemplateTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Templates/station")

  private static func frame(_ language: Language, notice: String? = nil, title: String = "Trang") -> Frame {
    Frame(
      title, survey: "Khảo sát <2026>", path: "/", visitor: Visitor(name: "An", policy: ReviewPolicy()),
      formToken: "abc", notice: notice, Wording(language))
  }

  private static func files(_ ending: String) throws -> [(name: String, text: String)] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasSuffix(ending) }.map {
      ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
    }
  }

  @Test("Every word that a template names is one of the catalogue")
  func wordsAreKnown() throws {
    let known = Set(StationWord.allCases.map(\.rawValue))
    for (name, text) in try Self.files(".html") {
      for match in text.matches(of: /\{\{words\.(\w+)\}\}/) {
        #expect(known.contains(String(match.output.1)), "\(name): \(match.output.1)")
      }
    }
  }

  @Test("No template has a script, a style or an address of elsewhere in it: the browser would refuse it")
  func nothingIsInline() throws {
    let templates = try Self.files(".html")
    #expect(templates.count >= 12)
    for (name, text) in templates {
      #expect(text.firstMatch(of: /\sstyle=|\son\w+=|<style|https?:|\{\{\{|\{\{&/) == nil, "\(name)")
      #expect(text.matches(of: /<script/).count == text.matches(of: /<script src="\/static\//).count, "\(name)")
    }
  }

  @Test("Every form that changes something sends the token")
  func formsSendTheToken() throws {
    for (name, text) in try Self.files(".html") where name != "login.html" {
      for form in text.components(separatedBy: "<form").dropFirst() {
        let form = form.components(separatedBy: "</form>")[0]
        guard form.contains("method=\"post\"") else { continue }
        #expect(form.contains("name=\"token\" value=\"{{frame.formToken}}\""), "\(name)")
      }
    }
  }

  @Test("Each field has a label of its own")
  func fieldsHaveLabels() throws {
    for (name, text) in try Self.files(".html") {
      let labelled = Set(text.matches(of: /<label[^>]* for="([^"]+)"/).map { String($0.output.1) })
      // A field in a part of its own is labelled where the part is used.
      if text.contains("{{> entry}}") { #expect(labelled.contains("{{name}}"), "\(name)") }
      if name == "entry.html" { continue }
      for field in text.matches(of: /<(?:input|select)([^>]*)>/) where !field.output.1.contains("type=\"hidden\"") {
        let id = try #require(field.output.1.firstMatch(of: /id="([^"]+)"/), "\(name): \(field.output.0)")
        #expect(labelled.contains(String(id.output.1)), "\(name): \(id.output.1)")
      }
    }
  }

  @Test(arguments: Language.allCases)
  func textsAreEscaped(language: Language) throws {
    let templates = try StationTemplates(in: Self.folder)
    let html = templates.html(
      .problem, ProblemView(message: "<script>alert(1)</script>"), in: Self.frame(language, notice: "\"<b>"))
    #expect(html.contains("&lt;script&gt;"))
    #expect(!html.contains("<b>") && !html.contains("<2026>") && !html.contains("alert(1)</script>"))
    #expect(html.contains("<html lang=\"\(language.rawValue)\">"))
  }

  @Test func loginShowsNoNavigation() throws {
    let templates = try StationTemplates(in: Self.folder)
    let wording = Wording(.vi)
    let frame = Frame(
      wording.text(.signIn), survey: "Khảo sát", path: "/sign-in", visitor: nil, formToken: "", wording)
    let html = templates.html(.login, LoginView(areUsersNamed: true, login: "a\"b", wording), in: frame)
    #expect(!html.contains("<nav") && !html.contains("/sign-out"))
    #expect(html.contains("value=\"a&quot;b\""))
    #expect(!html.contains("role=\"alert\"") && !html.contains("aria-describedby"))
    let again = templates.html(.login, LoginView(areUsersNamed: false, mistake: "Sai.", wording), in: frame)
    #expect(again.contains("role=\"alert\">Sai.") && again.contains("aria-describedby=\"hint\""))
  }

  @Test func timesAreThoseOfTheOffice() throws {
    let zone = try #require(TimeZone(secondsFromGMT: 7 * 3600))
    #expect(LocalTime.text("2026-11-22T17:41:09Z", in: zone) == "23/11/2026 00:41")
    #expect(LocalTime.text("hôm qua", in: zone) == "hôm qua")
  }

  @Test func missingTemplateIsNamed() {
    #expect(throws: StationTemplates.Missing.self) {
      try StationTemplates(in: URL(fileURLWithPath: "/nowhere"))
    }
  }

  @Test("Nothing of an outer page shows through where an inner value is missing")
  func missingValuesStayMissing() throws {
    let templates = try StationTemplates(in: Self.folder)
    let pages = [
      AssembledPage(
        file: "a.png", status: .review, reason: .unclearMark,
        answers: [
          JudgedAnswer(question: "Q1", answer: .values(["5"]), confidence: 0.99)
        ])
    ]
    let visitor = try #require(Visitor(name: "An", policy: ReviewPolicy()))
    let view = SheetView(try #require(pages.first), decisions: [], visitor: visitor, isClosed: false, Wording(.vi))
    let html = templates.html(.sheet, view, in: Self.frame(.vi))
    let message = Wording(.vi).advice(.unclearMark).message
    #expect(html.components(separatedBy: message).count == 2)
    let search = templates.html(.sheets, SearchView("a.png", in: SheetIndex(pages), Wording(.vi)), in: Self.frame(.vi))
    #expect(search.contains("<th scope=\"row\"><a href=\"/sheets/") && search.contains("a.png#1</a>"))
  }
}

extension AssembledPage {
  /// A page of a file of its own, whose contents the name stands for.
  fileprivate init(file: String, status: PageStatus, reason: Reason?, answers: [JudgedAnswer]) {
    self =
      Assembly(forms: [], units: nil, policy: MarkPolicy(), decisions: DecisionBook()).assemble([
        AssembledInput(
          location: PageLocation(file: file, page: 1), sha256: String(repeating: "a", count: 64),
          content: .undecodable(Refusal(reason ?? .unclearMark)), opening: nil)
      ])[0]
    self.status = status
    self.answers = answers
  }
}
