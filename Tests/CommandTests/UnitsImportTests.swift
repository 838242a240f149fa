import Foundation
import Testing

/// `units import`.
@Suite("units import")
struct UnitsImportTests {
  private static let list = """
    PHỤ LỤC, NĂM 2023
    Stt;Tên đơn vị;Số lượng phiếu;Ghi chú
    01;Bộ phận “Một cửa” huyện;70;
    02;Xã Phước Nam;50;
    ;Tổng:;120;
    """
  private static let units = "code,name,allocated\r\nU01,Bộ phận “Một cửa” huyện,70\r\nU02,Xã Phước Nam,50\r\n"

  private func scratch(_ files: [String: String]) throws -> Scratch {
    let scratch = try Scratch()
    for (name, text) in files {
      let file = scratch.url.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return scratch
  }

  @Test func aListIsMadeOurs() throws {
    let scratch = try scratch(["ds.csv": Self.list])
    let made = try Program.run("units", "import", "ds.csv", in: scratch.url)
    #expect(made.status == 0 && made.errors.isEmpty, "\(made.errors)")
    #expect(
      made.output
        == "units.csv: 2 đơn vị, 120 phiếu. Trong survey.yaml ghi:\n  units: units.csv\n  allocated_total: 120\n")
    #expect(scratch.text("units.csv") == Self.units)
    // The same list again is no fault, another one writes over nothing.
    #expect(try Program.run("units", "import", "ds.csv", "--quiet", in: scratch.url).output.isEmpty)
    try Data(Self.list.replacing("Phước Nam", with: "Nhị Hà").utf8).write(
      to: scratch.url.appendingPathComponent("ds.csv"))
    let other = try Program.run("units", "import", "ds.csv", in: scratch.url)
    #expect(other.status == 2 && other.errorLines.count == 1 && other.errors.contains("units.csv"), "\(other.errors)")
    #expect(scratch.text("units.csv") == Self.units)
    #expect(try Program.run("units", "import", "ds.csv", "--out", "moi/ds-2.csv", in: scratch.url).status == 0)
    #expect(scratch.text("moi/ds-2.csv").contains("U02,Xã Nhị Hà,50"))
  }

  /// The list is written; who keeps it must look.
  @Test func aWrongTotalIsTold() throws {
    let scratch = try scratch(["ds.csv": Self.list.replacing("120", with: "130")])
    let made = try Program.run("units", "import", "ds.csv", "--lang", "en", in: scratch.url)
    #expect(made.status == 1)
    #expect(made.output.hasPrefix("K01  ds.csv, line 5: "), "\(made.output)")
    #expect(made.output.contains("130") && made.output.contains("120") && made.output.contains("allocated_total: 130"))
    #expect(scratch.text("units.csv") == Self.units)

    let json = try Program.run("units", "import", "ds.csv", "--json", in: scratch.url)
    #expect(json.status == 1)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(report["units"] as? Int == 2 && report["allocated"] as? Int == 120 && report["statedTotal"] as? Int == 130)
    #expect((report["discrepancies"] as? [[String: Any]])?.first?["code"] as? String == "K01")
  }

  @Test func aLegacyEncodingIsTold() throws {
    let scratch = try scratch([
      "ds.csv": "Tªn ®¬n vÞ;Sè phiÕu\nPh\u{AD}êng V¹n Phóc;50\nX· NhÞ Hµ;50\nTæng céng;100\n"
    ])
    let made = try Program.run("units", "import", "ds.csv", in: scratch.url)
    #expect(made.status == 0 && made.errorLines.count == 1, "\(made.errors)")
    #expect(made.errors.contains("TCVN3") && made.errors.contains("Phường Vạn Phúc"), "\(made.errors)")
    #expect(scratch.text("units.csv").contains("U01,Phường Vạn Phúc,50\r\nU02,Xã Nhị Hà,50"))
  }

  /// Units that a survey lists keep their codes, which folders and ballots bear.
  @Test func aSurveyKeepsItsCodes() throws {
    let survey = "title: A\nform: phuong-8-cau\nunits: [{code: VP, name: Xã Phước Nam}]\n"
    let scratch = try scratch(["ds.csv": Self.list, "ks/survey.yaml": survey])
    #expect(try Program.run("units", "import", "ds.csv", "--survey", "ks", in: scratch.url).status == 0)
    #expect(scratch.text("ks/units.csv") == Self.units.replacing("U02", with: "VP"))

    // A survey that is only being set up names the list that is to be made.
    let new = try self.scratch(["ds.csv": Self.list, "ks/survey.yaml": "title: A\nform: B\nunits: units.csv\n"])
    #expect(try Program.run("units", "import", "ds.csv", "--survey", "ks", in: new.url).status == 0)
    #expect(new.text("ks/units.csv") == Self.units)
  }

  /// Whatever is wrong is one line that names the file, and status 2; nothing is written.
  @Test func whatCannotBeDone() throws {
    let scratch = try scratch([
      "sai.csv": "Đơn vị;Số phiếu\nA;12,5\n", "khong.csv": "A;5\n", "trong.csv": "", "ds.csv": Self.list,
      "hong.xlsx": "PK\u{3}\u{4}hong", "ks/survey.yaml": "title: [\n",
    ])
    for arguments in [
      ["sai.csv"], ["khong.csv"], ["trong.csv"], ["hong.xlsx"], ["khong-co.csv"], ["."], [],
      ["ds.csv", "--survey", "x"],
      ["ds.csv", "--survey", "ks"], ["ds.csv", "--out", "ks"],
    ] {
      for language in ["vi", "en"] {
        let outcome = try Program.start(["units", "import"] + arguments + ["--lang", language], in: scratch.url)
          .wait(timeout: 60)
        #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments)")
        #expect(outcome.errorLines.count == 1, "\(arguments): \(outcome.errors)")
      }
    }
    #expect(scratch.text("units.csv").isEmpty)
    let wrong = try Program.run("units", "import", "sai.csv", in: scratch.url)
    #expect(wrong.errors.contains("sai.csv, dòng 2, mục Số phiếu"), "\(wrong.errors)")
  }
}
