import Foundation
import Testing

/// `report`: what is handed in says what was counted.
@Suite struct ReportTests {
  private func json(_ outcome: Program.Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.errors)")
  }

  private func report(_ survey: SurveyCopy) throws -> [String: Any] {
    try #require(try json(Program.run("report", survey.path, "--json"))["report"] as? [String: Any])
  }

  private func rows(_ report: [String: Any]) throws -> [String] {
    try #require(report["rows"] as? [[String: Any]]).compactMap { $0["value"] as? String }
  }

  @Test func theNumbersAreThoseOfTheCount() throws {
    let survey = try SurveyCopy.counted()
    let outcome = try Program.run("report", survey.path)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.output.contains("SỐ LIỆU TẠM TÍNH"))
    let boxes = try survey.table("boxes").rows
    let found = boxes.compactMap { $0["found"].flatMap { Int($0) } }.reduce(0, +)
    let report = try report(survey)
    let values = try rows(report)
    #expect(values[6].hasPrefix("\(found) phiếu"))
    #expect(values[1] == "từ ngày 01/07/2026 đến ngày 31/12/2026")
    // Each question's answers are those of tally.csv.
    let tally = try survey.table("tally").rows
    for scale in try #require(report["scales"] as? [[String: Any]]) {
      let answered = tally.filter {
        $0["question"] == scale["id"] as? String && ["1", "2", "3", "4", "5"].contains($0["answer"] ?? "")
      }.compactMap { $0["count"].flatMap { Int($0) } }.reduce(0, +)
      #expect(scale["answered"] as? String == String(answered))
    }
  }

  @Test func documentsAreWrittenAndTheSameEachTime() throws {
    let survey = try SurveyCopy.counted()
    let files = try #require(try json(Program.run("report", survey.path, "--json"))["files"] as? [String])
    #expect(
      Set(files.map { URL(fileURLWithPath: $0).lastPathComponent }).isSuperset(of: [
        "bao-cao.pdf", "thong-bao.pdf", "ap-phich.pdf",
      ]))
    let first = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    #expect(first.allSatisfy { !$0.isEmpty })
    _ = try Program.run("report", survey.path)
    #expect(try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) } == first)
    // They are no results that `verify` would call altered.
    #expect(try Program.run("verify", survey.path).status == 0)
  }

  /// The bars of the page are as long as the shares beside them: together the whole width.
  @Test func theBarsOfThePageAreTheShares() throws {
    let survey = try SurveyCopy.counted()
    _ = try Program.run("report", survey.path)
    let page = try survey.text("results/report/bao-cao.html")
    let bars = page.components(separatedBy: "<div class=\"bar\">").dropFirst()
    #expect(bars.count == 8)
    for bar in bars {
      let widths = bar.components(separatedBy: "width: ").dropFirst().compactMap {
        Double($0.prefix { $0 != "%" })
      }
      #expect(widths.count == 5 && abs(widths.reduce(0, +) - 100) < 0.001, "\(bar.prefix(300))")
    }
  }

  /// A survey's own template is taken before the program's.
  @Test func theOfficesOwnTemplate() throws {
    let survey = try SurveyCopy.counted()
    try FileManager.default.createDirectory(at: survey.file("reports"), withIntermediateDirectories: true)
    try survey.write("<p>{{about}}: {{#rows}}{{number}} {{/rows}}</p>".utf8, to: "reports/bao-cao.html")
    #expect(try Program.run("report", survey.path).status == 1)
    let page = try survey.text("results/report/bao-cao.html")
    #expect(page == "<p>Khảo sát mức độ hài lòng năm 2026: 1 2 3 4 5 6 7 8 9 10 </p>", "\(page)")
    try survey.write("{{#rows}}".utf8, to: "reports/bao-cao.html")
    let outcome = try Program.run("report", survey.path)
    #expect(outcome.status == 2 && outcome.errors.contains("bao-cao.html"), "\(outcome.errors)")
  }

  /// A box with minutes whose ballots were never scanned: nothing of it is final, and the report says what is missing.
  @Test func aBoxThatWasNotScannedIsOpen() throws {
    let survey = try SurveyCopy.fresh()
    try survey.remove("scans/U01-H2")
    _ = try Program.run("count", survey.path, "--quiet")
    try survey.decideAll(in: "U05-H1")
    let closed = try Program.start(["close", survey.path, "U05-H1", "--by", "An"]).wait(timeout: 60)
    try #require(closed.status == 0, "\(closed.errors)")
    let outcome = try Program.run("report", survey.path)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("SỐ LIỆU TẠM TÍNH"), "\(outcome.output)")
    #expect(outcome.output.contains("C01 · U01-H2"), "\(outcome.output)")
  }

  /// Weights are for criteria that the form names, and for each of them.
  @Test(arguments: ["{Thủ tục hành chính: 2, Kết quả: 3}", "{Thủ tục hành chính: 2}"])
  func aWeightForNothingIsRefused(_ weights: String) throws {
    let survey = try SurveyCopy.counted()
    try survey.write(
      "index: {id: a, version: \"1\", measure: top2, criteria: weighted, weights: \(weights)}\n".utf8,
      to: "report.yaml")
    let outcome = try Program.run("report", survey.path)
    #expect(outcome.status == 2 && outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("report.yaml: index.weights: "), "\(outcome.errors)")
  }

  /// Results of few ballots are not for others' eyes, nor are those of a question that few answered.
  @Test func questionsThatFewAnsweredAreNotShown() throws {
    let survey = try SurveyCopy.counted()
    try survey.write("smallest_shown: 18\n".utf8, to: "report.yaml")
    let scales = try #require(try report(survey)["scales"] as? [[String: Any]])
    let counts = scales.compactMap { ($0["answered"] as? String).flatMap { Int($0) } }
    #expect(counts.contains { $0 < 18 } && counts.contains { $0 >= 18 })
    for scale in scales {
      let isHidden = (scale["answered"] as? String).flatMap { Int($0) }.map { $0 < 18 }
      #expect((scale["satisfied"] as? String == "–") == isHidden)
      #expect((scale["shares"] as? [String])?.allSatisfy { $0 == "–" } == isHidden)
    }
  }

  @Test func whatTheOfficeSaysStandsInIt() throws {
    let survey = try SurveyCopy.counted()
    try survey.write(
      """
      agency: ỦY BAN NHÂN DÂN PHƯỜNG VẠN PHÚC
      plan: {number: 129/KH-UBND, date: 01/10/2021}
      cycle: 3
      own: U01
      difficulties: [Máy quét cũ.]
      index: {id: phuong, version: "7", measure: mean5}
      """.utf8, to: "report.yaml")
    let report = try report(survey)
    let values = try rows(report)
    #expect(values[0] == "Có: 129/KH-UBND ngày 01/10/2021" && values[3] == "03 tháng" && values[8] == "1")
    #expect(report["agency"] as? String == "ỦY BAN NHÂN DÂN PHƯỜNG VẠN PHÚC")
    #expect(report["difficulties"] as? [String] == ["Máy quét cũ."])
    #expect((report["definition"] as? String)?.contains("phuong, phiên bản 7") == true)
  }

  @Test func aWrongFileIsNamed() throws {
    let survey = try SurveyCopy.counted()
    try survey.write("cycle: 2\n".utf8, to: "report.yaml")
    let outcome = try Program.run("report", survey.path)
    #expect(outcome.status == 2 && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("report.yaml") && outcome.errors.contains("cycle"), "\(outcome.errors)")
    let none = try SurveyCopy.fresh()
    #expect(try Program.run("report", none.path).status == 2)
  }
}
