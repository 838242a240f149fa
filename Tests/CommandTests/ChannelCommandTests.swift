import Foundation
import Testing

/// Answers that came by other ways than paper, and lines that people code.
@Suite struct ChannelCommandTests {
  private func rows(_ survey: SurveyCopy) throws -> [String] {
    let outcome = try Program.run("report", survey.path, "--json")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.errors)")
    let report = try #require(json["report"] as? [String: Any])
    return try #require(report["rows"] as? [[String: Any]]).compactMap { $0["value"] as? String }
  }

  private func withChannel() throws -> SurveyCopy {
    let survey = try SurveyCopy.counted()
    try FileManager.default.createDirectory(at: survey.file("channels"), withIntermediateDirectories: true)
    try survey.write(
      """
      format: kiemphieu.channel/1
      kind: online
      file: google.csv
      columns: {time: Dấu thời gian, unit: Đơn vị, questions: {Q1: Câu 1}}
      """.utf8, to: "channels/google.yaml")
    try survey.write(
      """
      Dấu thời gian,Email,Đơn vị,Câu 1
      02/11/2026 09:00:01,an@example.org,U01,5
      02/11/2026 09:05:01,binh@example.org,xã cà ná,Hài lòng
      02/11/2026 09:07:01,chi@example.org,U01,rất tốt
      02/01/2026 09:07:01,chi@example.org,U01,5
      """.utf8, to: "channels/google.csv")
    return survey
  }

  @Test func otherChannelsStandBesideThePaper() throws {
    let survey = try withChannel()
    let outcome = try Program.run("report", survey.path)
    #expect(outcome.status == 1)
    #expect(
      outcome.errorLines.contains { $0.hasPrefix("channels/google.csv, dòng 4, mục Câu 1:") }, "\(outcome.errors)")
    let table = try survey.text("results/report/kenh.csv")
    #expect(table.contains(";trực tuyến;2;2;"), "\(table)")
    let page = try survey.text("results/report/bao-cao.html")
    #expect(page.contains("Theo kênh") && page.contains("D01") && page.contains("D03") && !page.contains("example.org"))
    // Boxes, results and store know nothing of it.
    #expect(try Program.run("verify", survey.path).status == 0)
    let found = try survey.table("boxes").rows.compactMap { $0["found"].flatMap { Int($0) } }.reduce(0, +)
    #expect(try rows(survey)[6].contains("phiếu giấy \(found), trực tuyến 2"))
  }

  @Test func aWrongDescriptionIsNamed() throws {
    let survey = try withChannel()
    try survey.replace("Câu 1}", with: "Câu 9}", in: "channels/google.yaml")
    let outcome = try Program.run("report", survey.path)
    #expect(outcome.status == 2 && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("channels/google.yaml") && outcome.errors.contains("Câu 9"), "\(outcome.errors)")
  }

  @Test func linesAreCutCodedAndCounted() throws {
    let survey = try SurveyCopy.counted()
    let drawn = try Program.run("code", "draw", survey.path)
    #expect(drawn.status == 0, "\(drawn.errors)")
    #expect(drawn.output.contains("dữ liệu cá nhân"))
    let worksheet = "coding/worksheet.csv"
    let lines = try survey.text(worksheet).split(separator: "\r\n")
    try #require(lines.count > 1)
    for line in lines.dropFirst() {
      let crop = try #require(line.split(separator: ";").first)
      #expect(FileManager.default.fileExists(atPath: survey.file("coding/\(crop)").path))
    }
    // The first one is coded, the second one with a code that there is not.
    try survey.write("code;name;field\r\nKS;Đăng ký khai sinh;Hộ tịch\r\n".utf8, to: "procedures.csv")
    var filled = lines.map(String.init)
    filled[1] = String(filled[1].dropLast()) + "KS;"
    try survey.write((filled.joined(separator: "\r\n") + "\r\n").utf8, to: worksheet)
    #expect(try rows(survey)[5].hasPrefix("Lĩnh vực: Hộ tịch (1 phiếu); TTHC: Đăng ký khai sinh (1 phiếu)"))
    // Drawing again keeps it.
    #expect(try Program.run("code", "draw", survey.path).status == 0)
    #expect(try survey.text(worksheet).contains(";KS;"))
    try survey.replace(";KS;", with: ";KSS;", in: worksheet)
    let checked = try Program.run("code", "check", survey.path)
    #expect(checked.status == 1)
    #expect(checked.errorLines.contains { $0.contains("dòng 2") && $0.contains("có phải “KS”") }, "\(checked.errors)")
  }
}
