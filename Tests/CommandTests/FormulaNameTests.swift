import Foundation
import Testing

/// Names that a spreadsheet would run when it opens a table.
@Suite("Names that are formulas")
struct FormulaNameTests {
  static let name = "=cmd|' C calc'!A0.jpg"

  @Test func readWritesThemAsText() throws {
    let survey = try SurveyCopy.fresh()
    try FileManager.default.createDirectory(at: survey.file("anh"), withIntermediateDirectories: true)
    try survey.copy("scans/U01-H2/scan02149.jpg", to: "anh/\(Self.name)")
    try survey.copy("scans/U01-H2/scan02148.jpg", to: "anh/a;-2+3.jpg")
    let out = try Scratch()
    let outcome = try Program.run(
      "read", "--form", SurveyCopy.template, "--out", out.url.path, "--quiet", survey.file("anh").path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for table in ["answers.csv", "sheets.csv"] {
      #expect(Set(Table(out.text(table))["file"]) == ["'\(Self.name)", "a;'-2+3.jpg"])
    }
  }

  /// A count with such names verifies, and its sheets are decided by the names that `review` lists.
  @Test func aCountWithThemVerifies() throws {
    let survey = try SurveyCopy.fresh()
    try survey.rename("scans/U01-H2/scan02147.jpg", to: "scans/U01-H2/a;\(Self.name)")
    try survey.replace("Bộ phận “Một cửa” huyện", with: "@SUM(1)", in: "survey.yaml")
    #expect(try Program.run("count", survey.path, "--quiet").status == 1)
    let file = "scans/U01-H2/a;\(Self.name)"
    let inTable = "scans/U01-H2/a;'\(Self.name)"
    #expect(try !survey.table("sheets").rows("file", inTable).isEmpty)
    let list = try Program.run("review", survey.path)
    #expect(list.output.contains("\(file)#1  Q5"), "\(list.output)")
    let decided = try Program.start(["review", "set", survey.path, "\(file)#1", "Q5", "4"] + ReviewTests.by)
      .wait(timeout: 60)
    #expect(decided.status == 0, "\(decided.errors)")
    #expect(try Program.run("reconcile", survey.path, "--quiet").status == 1)
    let verified = try Program.run("verify", survey.path)
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    for name in ["answers", "sheets", "tally", "boxes", "reconciliation"] {
      for row in try survey.table(name).rows {
        for cell in row.values where cell.first.map({ "=+@-".contains($0) }) == true {
          #expect(Double(cell) != nil, "\(name): \(cell)")
        }
      }
    }
  }
}
