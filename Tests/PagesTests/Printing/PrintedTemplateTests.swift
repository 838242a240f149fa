import Ballots
import Codecs
import Counting
import Foundation
import Raster
import SurveyFolder
import Testing

@testable import Pages
@testable import Reading

/// The shipped forms that were made of an outline: as they are in the folder, printed, and read.
@Suite struct PrintedTemplateTests {
  @Test func noneIsForgotten() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      at: PrintedTemplates.folder, includingPropertiesForKeys: nil)
    let withOutline = folders.filter {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent(FormOutlineFile.fileName).path)
    }
    #expect(withOutline.map(\.lastPathComponent).sorted() == PrintedTemplates.ids)
  }

  /// What reading goes by is what is printed today.
  @Test(arguments: PrintedTemplates.ids)
  func theFolderIsWhatTheOutlineGives(_ id: String) throws {
    let layout = try BallotLayout(PrintedTemplates.outline(id))
    let file = try FormImport.read(PrintedTemplates.folder.appendingPathComponent(id))
    #expect(FormCheck.problems(of: file, name: id).isEmpty)
    #expect(file.form.agrees(with: layout.form, within: 0.002))
    #expect(
      file.form.pages.flatMap(\.questions).map(\.criterion)
        == layout.form.pages.flatMap(\.questions).map(\.criterion))
    for (page, laidOut) in zip(file.form.pages, layout.form.pages) {
      #expect(Self.agree(page.freeText, laidOut.freeText))
      #expect(Self.agree(page.zones, laidOut.zones))
    }
    let pictures = try file.blankPages.map { try ScanFile(path: $0.path).page(0).image.grayscale }
    #expect(try layout.blankPictures() == pictures)
  }

  /// Areas are the same but for what the file rounds.
  private static func agree(_ areas: [PaperRect], _ others: [PaperRect]) -> Bool {
    areas.count == others.count
      && zip(areas, others).allSatisfy { a, b in
        abs(a.x - b.x) < 0.002 && abs(a.y - b.y) < 0.002 && abs(a.maxX - b.maxX) < 0.002 && abs(a.maxY - b.maxY) < 0.002
      }
  }

  @Test(arguments: PrintedTemplates.ids)
  func theFileIsInOrder(_ id: String) throws {
    let layout = try BallotLayout(PrintedTemplates.outline(id))
    let file = try PrintedFile(layout.pdf(of: [.init(unit: PrintedForm.unit, token: "7KQ2MX")]))
    #expect(try file.check().contains("No syntax or stream encoding errors found"))
    #expect(try file.fonts().allSatisfy(\.isWhole))
    #expect(try file.words().contains("PHƯỜNG VẠN PHÚC"))
    #expect(try file.pictures().count == layout.form.pages.count)
  }

  /// Each question bears its id of the form's text, and its values are those of the outline.
  @Test func idsAndValuesAreThoseOfTheText() throws {
    func questions(_ id: String) throws -> [Question] {
      try BallotLayout(PrintedTemplates.outline(id)).form.pages.flatMap(\.questions)
    }
    let household = try questions("ho-gia-dinh")
    let parts = ["A": 1...4, "B": 1...11, "C": 0...15, "D": 1...2]
    let ids = parts.keys.sorted().flatMap { part in (parts[part] ?? 0...0).map { "\(part)\($0)" } }
    #expect(household.map(\.id) == ids)
    let known = Dictionary(uniqueKeysWithValues: household.map { ($0.id, $0) })
    #expect(known["B1"]?.options.map(\.value) == ["1", "2", "3", "4", "5", "9"])
    #expect(known["D1"]?.kind == .multi && known["D1"]?.maximum == 5)
    #expect(known["B10"]?.kind == .multi && known["B10"]?.maximum == nil)
    let criteria = try questions("mot-cua-5-tieu-chi")
    #expect(criteria.map(\.id) == ["LV", "DT", "HT"] + (1...23).map { "Q\($0)" })
    #expect(criteria.last?.maximum == 3)
    let officers = try questions("cong-chuc-co-anh")
    #expect(Set(officers.map(\.id)).isSuperset(of: ["CC1-TD", "CC1-HD", "CC1-TG", "CC4-TG"]))
    #expect(officers.count == 12)
    let slip = try questions("nhanh-3-muc")
    #expect(slip.map { $0.options.map(\.value) } == Array(repeating: ["2", "1", "0"], count: 4))
  }

  /// Printed, marked, copied and scanned as offices do: nothing accepted is wrong.
  @Test(arguments: PrintedTemplates.ids)
  func ballotsAreReadAsTheyWereMarked(_ id: String) throws {
    let form = try PrintedTemplates.form(id)
    let pages: Range<UInt64> = 40..<56
    var (plain, waiting, located) = (0, 0, 0)
    for seed in pages {
      let page = form.simulator.page(seed: seed, severity: .office)
      let reading = PageReader(forms: [form.prepared]).read(page.image)
      let isAccepted = reading.kind == .ballot && reading.refusal == nil
      located += reading.kind == .ballot ? 1 : 0
      if isAccepted {
        #expect(reading.identity.serial == (form.layout.hasToken ? "7KQ2MX" : nil), "\(seed)")
        #expect(reading.formPage == page.truth.formPage, "\(seed)")
      }
      // A form without codes is for a header or a folder to name.
      let counts = isAccepted || reading.kind == .ballot && !form.layout.hasToken
      for truth in page.truth.questions {
        var answer = "review"
        if counts, let read = reading.questions.first(where: { $0.question == truth.question }),
          let question = form.layout.form.pages[page.truth.formPage - 1].questions.first(where: {
            $0.id == truth.question
          })
        {
          answer = MarkPolicy().answer(to: read, of: question).answer.text
        }
        if truth.isPlain {
          plain += 1
          waiting += answer == "review" ? 1 : 0
        }
        guard answer != "review" else { continue }
        #expect(truth.acceptable.contains(answer), "\(seed) \(truth.question): \(answer), is \(truth.acceptable)")
      }
    }
    #expect(located >= pages.count - 2)
    #expect(Double(waiting) <= 0.15 * Double(plain), "\(waiting) of \(plain) plain marks go to a person")
  }
}
