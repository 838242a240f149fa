import Ballots
import Foundation
import Raster
import SurveyFolder
import Testing

@Suite("What is wrong with a form is said with file and field")
struct FormErrorTests {
  static let good = """
    {"schema": "form-geometry/1", "form_id": "X",
     "pages": [{"fiducials": [{"id": "TL", "kind": "ring", "center": [13, 13], "size": 6}], "questions": [
       {"id": "Q1", "kind": "choice", "options": [
         {"value": 1, "rect": [20, 50, 5, 5]},
         {"value": "2", "rect": [40, 50, 5, 5], "shape": "cell", "label": "Không", "label_rect": null}]}]}]}
    """

  /// Reads the good form with one text replaced and gives the error.
  private func error(_ text: String, _ replacement: String) throws -> FolderError? {
    #expect(Self.good.contains(text))
    let folder = try TemporaryFolder()
    let url = try folder.write(Self.good.replacingOccurrences(of: text, with: replacement), to: "x.json")
    do throws(FolderError) {
      _ = try FormGeometry.read(url)
      return nil
    } catch {
      return error
    }
  }

  @Test("what may be left out has a default")
  func defaults() throws {
    let folder = try TemporaryFolder()
    let file = try FormGeometry.read(try folder.write(Self.good, to: "x.json"))
    let options = file.form.pages[0].questions[0].options
    #expect(file.form.id == "X" && file.form.title == "X" && file.form.pageSize == .a4)
    #expect(options.map(\.value) == ["1", "2"])
    #expect(options.map(\.label) == ["1", "Không"])
    #expect(options.map(\.shape) == [.square, .cell])
    #expect(file.blankPages.isEmpty && file.notes.isEmpty)
  }

  @Test("unknown fields are passed over with a note")
  func unknown() throws {
    let folder = try TemporaryFolder()
    let text = Self.good.replacingOccurrences(of: "\"form_id\"", with: "\"colour\": {\"a\": [1]}, \"form_id\"")
    let file = try FormGeometry.read(try folder.write(text, to: "x.json"))
    #expect(
      file.notes == [FolderError(file: "x.json", line: 1, field: "colour", .ignoredField(name: "colour", nearest: nil))]
    )
  }

  @Test("fields that hold something else than expected")
  func fields() throws {
    let option = "pages[0].questions[0].options[0]"
    let cases: [(String, String, Int?, String?, FolderProblem)] = [
      (
        "form-geometry/1", "form-geometry/9", 1, "schema",
        .wrong(expected: .oneOf(["form-geometry/1"]), found: "form-geometry/9")
      ),
      ("\"form_id\": \"X\"", "\"form_id\": \"\"", 1, "form_id", .wrong(expected: .text, found: "")),
      ("[20, 50, 5, 5]", "[20, 50, 5]", 4, "\(option).rect", .wrong(expected: .rectangle, found: "[20, 50, 5]")),
      ("[20, 50, 5, 5]", "[20, 50, 0, 5]", 4, "\(option).rect", .wrong(expected: .rectangle, found: "[20, 50, 0, 5]")),
      (
        "[20, 50, 5, 5]", "[20, \"a\", 5, 5]", 4, "\(option).rect", .wrong(expected: .rectangle, found: "[20, a, 5, 5]")
      ),
      ("\"rect\": [20, 50, 5, 5]", "\"shape\": \"square\"", 4, "\(option).rect", .missing(.rectangle)),
      (
        "\"cell\"", "\"star\"", 5, "pages[0].questions[0].options[1].shape",
        .wrong(expected: .oneOf(["square", "circle", "ellipse", "cell"]), found: "star")
      ),
      ("\"size\": 6", "\"size\": -6", 2, "pages[0].fiducials[0].size", .wrong(expected: .positiveLength, found: "-6")),
      ("[20, 50, 5, 5]", "[208, 50, 5, 5]", nil, "\(option).rect", .outsidePage(width: 210, height: 297)),
      ("[13, 13]", "[2, 13]", nil, "pages[0].fiducials[0]", .outsidePage(width: 210, height: 297)),
      ("[20, 50, 5, 5]", "[37, 52, 5, 5]", nil, "\(option).rect", .overlaps("pages[0].questions[0].options[1].rect")),
      (
        "\"value\": 1", "\"value\": 2", nil, "pages[0].questions[0].options[1].value",
        .duplicate(value: "2", first: "\(option).value")
      ),
      (
        "\"form_id\"", "\"blank\": {\"pages\": [\"../x.png\"]}, \"form_id\"", 1, "blank.pages[0]",
        .pathOutside("../x.png")
      ),
      (
        "\"form_id\"", "\"blank\": {\"pages\": [\"a.png\", \"b.png\"]}, \"form_id\"", nil, "blank.pages",
        .blankPages(found: 2, pages: 1)
      ),
      ("\"form_id\": \"X\"", "\"form_id\": \"../evil\"", nil, "id", .wrong(expected: .name, found: "../evil")),
      ("\"value\": 1", "\"value\": \"blank\"", nil, "\(option).value", .wrong(expected: .optionValue, found: "blank")),
      ("\"value\": 1", "\"value\": \"1|2\"", nil, "\(option).value", .wrong(expected: .optionValue, found: "1|2")),
      (
        "\"form_id\"", "\"batch_header\": {\"payload\": \"KPH1|{form|{unit}\"}, \"form_id\"", nil, "batch_header",
        .wrong(expected: .pattern, found: "KPH1|{form|{unit}")
      ),
      (
        "{\"id\": \"Q1\"", "{\"id\": \"Q1\", \"options\": [{\"value\": 9, \"rect\": [90, 90, 5, 5]}]}, {\"id\": \"Q1\"",
        nil,
        "pages[0].questions[1].id", .duplicate(value: "Q1", first: "pages[0].questions[0].id")
      ),
    ]
    for (text, replacement, line, field, problem) in cases {
      #expect(try error(text, replacement) == FolderError(file: "x.json", line: line, field: field, problem))
    }
  }

  @Test("a picture of the blank that is named must be there")
  func blankMissing() throws {
    #expect(
      try error("\"form_id\"", "\"blank\": {\"pages\": [\"trang.png\"]}, \"form_id\"")
        == FolderError(file: "trang.png", .missingFile))
  }

  @Test("boxes that only touch do not overlap")
  func touching() throws {
    #expect(try error("[20, 50, 5, 5]", "[35, 50, 5, 5]") == nil)
  }
}

@Suite("What is wrong with a form.yaml")
struct TemplateErrorTests {
  static let good = """
    format: kiemphieu.form/1
    id: mau
    scales:
      muc:
        size: [5, 5]
        options: [{value: 1, x: 20}, {value: 2, x: 40}]
    pages:
      - questions:
          - {id: Q1, scale: muc, y: 50}
          - {id: Q2, scale: muc, y: 60, except: [{value: 2, x: 44}]}
    """

  private func read(_ text: String, _ replacement: String) throws -> Result<FormFile, FolderError> {
    #expect(Self.good.contains(text))
    let folder = try TemporaryFolder()
    try folder.write(Self.good.replacingOccurrences(of: text, with: replacement), to: "mau/form.yaml")
    do throws(FolderError) {
      return .success(try FormTemplate.read(folder.url.appendingPathComponent("mau")))
    } catch {
      return .failure(error)
    }
  }

  @Test("a scale, a row and an exception")
  func good() throws {
    let form = try read("mau", "mau").get().form
    let boxes = form.pages[0].questions.map { $0.options.map(\.rect) }
    #expect(boxes.map { $0.map(\.x) } == [[20, 40], [20, 44]])
    #expect(boxes.map { $0.map(\.y) } == [[50, 50], [60, 60]])
    #expect(form.code == "mau" && form.pageSize == .a4)
  }

  @Test("fields")
  func fields() throws {
    let cases: [(String, String, Int?, String, FolderProblem)] = [
      ("id: mau", "idd: mau", 2, "idd", .unknownField(name: "idd", nearest: "id")),
      ("id: mau", "id: ../mau", 2, "id", .wrong(expected: .name, found: "../mau")),
      (
        "scale: muc, y: 50", "scale: mục, y: 50", 9, "pages[0].questions[0].scale",
        .wrong(expected: .oneOf(["muc"]), found: "mục")
      ),
      (
        "{value: 2, x: 44}", "{value: 3, x: 44}", 10, "pages[0].questions[1].except[0].value",
        .wrong(expected: .oneOf(["1", "2"]), found: "3")
      ),
      ("scale: muc, y: 50", "scale: muc", 9, "pages[0].questions[0].y", .missing(.length)),
      (
        "scale: muc, y: 50", "scale: muc, y: 50, kind: multi", 9, "pages[0].questions[0].kind", .conflict(with: "scale")
      ),
      (
        "{value: 1, x: 20}", "{value: 1, x: .nan}", 6, "scales.muc.options[0].x",
        .wrong(expected: .length, found: ".nan")
      ),
    ]
    for (text, replacement, line, field, problem) in cases {
      let result = try read(text, replacement)
      #expect(throws: FolderError(file: "mau/form.yaml", line: line, field: field, problem)) { try result.get() }
    }
  }
}
