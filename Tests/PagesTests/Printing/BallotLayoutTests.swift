import Ballots
import Counting
import Foundation
import Raster
import SurveyFolder
import Testing

@testable import Pages
@testable import Reading

@Suite struct BallotLayoutTests {
  static let outlines = [PrintedForm.ward, PrintedForm.long, PrintedForm.mixed]
  static let sheet = BallotLayout.Sheet(unit: PrintedForm.unit, token: "7KQ2MX")

  @Test(arguments: outlines)
  func theFormIsInOrder(_ outline: FormOutline) throws {
    let form = try BallotLayout(outline).form
    #expect(FormCheck.problems(of: form, name: "thử").isEmpty)
    #expect(form.pages.count == (outline.id == "dai" ? 3 : outline.id == "hon-hop" ? 2 : 1))
    #expect(form.pages.allSatisfy { $0.fiducials.count == 4 && $0.barcodes.count == 1 })
  }

  /// What is written down as form.yaml is read back as the same print.
  @Test(arguments: outlines)
  func theFormIsWrittenExactly(_ outline: FormOutline) throws {
    let form = try BallotLayout(outline).form
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kiemphieu-form-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try FormImport.makeTemplate(of: FormFile(form: form), in: folder)
    let read = try FormImport.read(made).form
    #expect(read.agrees(with: form, within: 0.002))
    var moved = form
    moved.pages[0].questions[0].options[0].rect.x += 0.1
    #expect(!read.agrees(with: moved, within: 0.05))
  }

  /// No row of boxes lies where the sheet is folded, and around each box the paper is white.
  @Test(arguments: outlines)
  func boxesHaveRoom(_ outline: FormOutline) throws {
    let layout = try BallotLayout(outline)
    let pictures = try layout.blankPictures()
    let scale = Resolution(dpi: BallotLayout.blankDPI).pixelsPerMillimetre
    for (page, picture) in zip(layout.form.pages, pictures) {
      for option in page.questions.flatMap(\.options) {
        for fold in [99.0, 148.5, 198.0] {
          #expect(option.rect.y > fold + 1 || option.rect.maxY < fold - 1, "\(option.rect)")
        }
        let near = option.rect.expanded(by: 1.2)
        for y in Int(near.y * scale)...Int(near.maxY * scale) {
          for x in Int(near.x * scale)...Int(near.maxX * scale) {
            let place = PaperPoint(x: (Double(x) + 0.5) / scale, y: (Double(y) + 0.5) / scale)
            let isPaper =
              !option.rect.expanded(by: 0.1).contains(place) || option.rect.expanded(by: -0.5).contains(place)
            if isPaper, picture[x, y] < 250 { Issue.record("ink at \(place) beside \(option.rect)") }
          }
        }
        // The outline is where the form says.
        let edge = picture[Int(option.rect.center.x * scale), Int((option.rect.y + 0.17) * scale)]
        #expect(edge < 60)
        // Boxes of a matrix have none: their levels stand at the head of the columns.
        guard let label = option.labelRect else { continue }
        let middle = (0..<40).contains { step in
          let x = label.x + label.width * Double(step) / 40
          return (0..<40).contains {
            picture[Int(x * scale), Int((label.y + label.height * Double($0) / 40) * scale)] < 128
          }
        }
        #expect(middle, "no label in \(label)")
      }
    }
  }

  /// Ink that shows through from the back of the sheet touches no box of the front.
  @Test func boxesOfTheBackFallBetween() throws {
    let form = try BallotLayout(PrintedForm.long).form
    for front in form.pages[0].questions.flatMap(\.options) {
      for back in form.pages[1].questions.flatMap(\.options) {
        let mirrored = PaperRect(
          x: form.pageSize.width - back.rect.maxX, y: back.rect.y, width: back.rect.width, height: back.rect.height)
        #expect(!front.rect.expanded(by: 3).intersects(mirrored))
      }
    }
  }

  /// Each page's code is of version 2, names form, page, unit and ballot, and is read where the form says.
  @Test(arguments: outlines)
  func codesAreReadBack(_ outline: FormOutline) throws {
    let layout = try BallotLayout(outline)
    for (page, picture) in zip(layout.form.pages, try layout.pictures(of: Self.sheet)) {
      let code = try #require(page.barcodes.first)
      let payload = layout.payload(of: Self.sheet, page: page)
      #expect(BarcodeReader().read(picture).map(\.text) == [payload])
      #expect(payload.count <= 20)
      #expect(SymbolEncoder.encode(payload, as: .qr, correction: .high, version: 2)?.width == 25)
      let fields = try #require(code.payload.match(payload))
      #expect(fields["unit"] == "U07")
      #expect(fields["serial"] == "7KQ2MX")
      #expect(fields["form"] == (layout.form.pages.count > 1 ? "\(outline.code)/\(page.number)" : "P8A"))
    }
  }

  @Test func copiedBallotsHaveNoToken() throws {
    var outline = PrintedForm.ward
    outline.hasToken = false
    let layout = try BallotLayout(outline)
    let picture = try #require(try layout.pictures(of: Self.sheet).first)
    #expect(BarcodeReader().read(picture).map(\.text) == ["P8A:U07:-L"])
  }

  @Test func aCodeThatDoesNotFitIsRefused() throws {
    let layout = try BallotLayout(PrintedForm.ward)
    for code in ["U012345678", "u01", "Đ01", "A_1"] {
      #expect(throws: PrintingError.self, "\(code)") { try layout.check(SurveyUnit(code: code, name: code), box: nil) }
    }
    #expect(throws: Never.self) { try layout.check(SurveyUnit(code: "U01234", name: "vừa"), box: nil) }
    var endless = PrintedForm.ward
    endless.parts[3] = .question(.init(.init(String(repeating: "câu hỏi rất dài ", count: 600))))
    #expect(throws: PrintingError.questionTooLong(number: 4)) { try BallotLayout(endless) }
  }

  @Test func theFileIsInOrder() throws {
    let layout = try BallotLayout(PrintedForm.long)
    let sheets = ["7KQ2MX", "ABCDEF"].map { BallotLayout.Sheet(unit: PrintedForm.unit, token: $0) }
    let bytes = try layout.pdf(of: sheets)
    #expect(try layout.pdf(of: sheets) == bytes)
    let file = try PrintedFile(bytes)
    #expect(try file.check().contains("No syntax or stream encoding errors found"))
    #expect(try file.fonts().allSatisfy(\.isWhole))
    #expect(try file.pictures().count == 6)
    let words = try file.words()
    for part in [
      "ỦY BAN NHÂN DÂN PHƯỜNG VẠN PHÚC", "Câu 24. Thuận tiện, dễ dàng khi thực hiện góp ý", "DAI/2:U07:-:7KQ2MX",
      "DAI/3:U07:-:ABCDEF", "3 = Tốt; 2 = Bình thường; 1 = Chưa tốt", "Mẫu dai – trang 3/3",
    ] {
      #expect(words.contains(part), "\(part) is not in \(words)")
    }
  }

  /// What is printed on the ballot is the blank with a code and names, in the PDF file as in the picture.
  @Test func pictureAndFileShowTheSame() throws {
    let layout = try BallotLayout(PrintedForm.ward)
    let drawn = try #require(try layout.pictures(of: Self.sheet).first)
    let rendered = try #require(try PrintedFile(layout.pdf(of: [Self.sheet])).pictures().first)
    // Some renderers round the page's size up.
    #expect(abs(drawn.width - rendered.width) <= 1 && abs(drawn.height - rendered.height) <= 1)
    // Renderers move thin lines by parts of a dot: fields of 8 dots are compared.
    let side = 8
    func shade(_ picture: GrayImage, _ x: Int, _ y: Int) -> Int {
      (0..<side * side).reduce(0) { $0 + Int(picture[x + $1 % side, y + $1 / side]) } / (side * side)
    }
    var differing = 0
    for y in stride(from: 0, to: min(drawn.height, rendered.height) - side, by: side) {
      for x in stride(from: 0, to: min(drawn.width, rendered.width) - side, by: side)
      where abs(shade(drawn, x, y) - shade(rendered, x, y)) > 64 { differing += 1 }
    }
    #expect(differing < 100, "\(differing)")
  }

  @Test func tokensDifferAndAreOfClearLetters() {
    var tokens = BallotTokens()
    var random = SystemRandomNumberGenerator()
    let drawn = (0..<20_000).map { _ in tokens.next(using: &random) }
    #expect(Set(drawn).count == drawn.count)
    #expect(drawn.allSatisfy { $0.count == 6 && !$0.contains { "01IO".contains($0) } })
    // Not in order: a later one is as often smaller as larger.
    let rising = zip(drawn, drawn.dropFirst()).count { $0 < $1 }
    #expect((9_000...11_000).contains(rising))
  }
}

/// Printed, filled in, copied and scanned as offices do, and read with the form that was printed.
@Suite struct ReadingPrintedBallotsTests {
  private static let ward = Result { try PrintedForm(PrintedForm.ward, token: "7KQ2MX") }
  private static let long = Result { try PrintedForm(PrintedForm.long, token: "7KQ2MX") }

  @Test(arguments: [false, true])
  func ballotsAreReadAsTheyWereMarked(_ isLong: Bool) throws {
    let form = try (isLong ? Self.long : Self.ward).get()
    var plain = 0
    var waiting = 0
    var identified = 0
    let pages: Range<UInt64> = 700..<730
    for seed in pages {
      let page = form.simulator.page(seed: seed, severity: .office)
      let reading = PageReader(forms: [form.prepared]).read(page.image)
      let isAccepted = reading.kind == .ballot && reading.refusal == nil
      if isAccepted {
        identified += 1
        #expect(reading.identity.unit == "U07", "\(seed)")
        #expect(reading.identity.serial == "7KQ2MX", "\(seed)")
        #expect(reading.formPage == page.truth.formPage, "\(seed)")
      }
      for truth in page.truth.questions {
        var answer = "review"
        if isAccepted, let read = reading.questions.first(where: { $0.question == truth.question }),
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
        if answer != "review" {
          #expect(truth.acceptable.contains(answer), "\(seed) \(truth.question): \(answer), is \(truth.acceptable)")
        }
      }
    }
    #expect(identified >= pages.count - 2)
    #expect(plain > 100)
    // A page that must be looked at as a whole is eight questions or more.
    #expect(Double(waiting) <= 0.08 * Double(plain), "\(waiting) of \(plain) plain marks go to a person")
  }
}
