import Ballots
import Counting
import Foundation
import Raster
import Testing

@testable import Pages
@testable import Reading

/// Two ballots on a sheet: scanned uncut, cut, or one of them gone.
@Suite struct SlipTests {
  private static let height = PaperSize.a4.height / 2
  private static let slip = Result { try PrintedTemplates.form("nhanh-3-muc") }

  /// What lies on a sheet of A4, ready to be marked and scanned as one page: each question's id has its slip before it.
  private static func sheet(_ tokens: [String?]) throws -> PageSimulator {
    let layout = try slip.get().layout
    var form = layout.form
    form.pageSize = .a4
    form.pages[0].questions = []
    form.pages[0].freeText = []
    (form.pages[0].fiducials, form.pages[0].barcodes, form.pages[0].dynamicText) = ([], [], [])
    var picture: [UInt8] = []
    var width = 0
    for (place, token) in tokens.enumerated() {
      var half = try #require(
        try layout.pictures(of: .init(unit: PrintedForm.unit, token: token ?? "XXXXXX")).first)
      width = half.width
      if let token {
        form.pages[0].questions += layout.form.pages[0].questions.map { question in
          var question = question.moved(dx: 0, dy: Double(place) * height)
          question.id = "\(token) \(question.id)"
          return question
        }
      } else {
        half = GrayImage(width: half.width, height: half.height)
      }
      picture += half.pixels
    }
    let blank = GrayImage(width: width, height: picture.count / width, pixels: picture)
    return try #require(PageSimulator(form: form, blanks: [blank]))
  }

  private static func answers(_ reading: PageReading, _ form: Form) -> [String: String] {
    guard reading.kind == .ballot, reading.refusal == nil, let serial = reading.identity.serial else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: zip(reading.questions, form.pages[0].questions).map { read, question in
        ("\(serial) \(question.id)", MarkPolicy().answer(to: read, of: question).answer.text)
      })
  }

  @Test func twoOnASheetAreTwoBallots() throws {
    let slip = try Self.slip.get()
    let simulator = try Self.sheet(["7KQ2MX", "ABCDEF"])
    let reader = PageReader(forms: [slip.prepared])
    let pages: Range<UInt64> = 10..<26
    var found = 0
    for seed in pages {
      let page = simulator.page(seed: seed, severity: .office)
      let readings = reader.ballots(on: page.image)
      #expect(readings.count == 2, "\(seed)")
      // The upper one comes first however the sheet lay on the glass.
      let serials = readings.map { $0.refusal == nil ? $0.identity.serial : nil }
      for (serial, expected) in zip(serials, ["7KQ2MX", "ABCDEF"]) where serial != nil {
        #expect(serial == expected, "\(seed)")
        found += 1
      }
      let answers = readings.map { Self.answers($0, slip.layout.form) }.reduce(into: [:]) { $0.merge($1) { a, _ in a } }
      for truth in page.truth.questions {
        guard let answer = answers[truth.question], answer != "review" else { continue }
        #expect(truth.acceptable.contains(answer), "\(seed) \(truth.question): \(answer), is \(truth.acceptable)")
      }
    }
    #expect(found >= pages.count * 2 - 4, "\(found)")
  }

  /// Cut and laid on the glass alone, at the size of the slip.
  @Test func aCutSlipIsOneBallot() throws {
    let slip = try Self.slip.get()
    let reader = PageReader(forms: [slip.prepared])
    var found = 0
    for seed: UInt64 in 30..<38 {
      let readings = reader.ballots(on: slip.simulator.page(seed: seed, severity: .office).image)
      #expect(readings.count == 1, "\(seed)")
      found += readings.first?.identity.serial == "7KQ2MX" ? 1 : 0
    }
    #expect(found >= 7)
  }

  @Test(arguments: [0, 1])
  func anEmptyHalfHasItsOwnRow(_ empty: Int) throws {
    let slip = try Self.slip.get()
    let tokens: [String?] = empty == 0 ? [nil, "7KQ2MX"] : ["7KQ2MX", nil]
    let page = try Self.sheet(tokens).page(seed: 5, severity: .clean)
    let readings = PageReader(forms: [slip.prepared]).ballots(on: page.image)
    #expect(readings.map(\.kind) == (empty == 0 ? [.blank, .ballot] : [.ballot, .blank]))
    #expect(readings[1 - empty].identity.serial == "7KQ2MX")
  }

  /// A slip that lost its marks and half its print beside a good one: refused, with a reason, in its place.
  @Test(arguments: [0, 1])
  func anUnreadableSlipHasItsOwnRow(_ spoiled: Int) throws {
    let slip = try Self.slip.get()
    let page = try Self.sheet(["7KQ2MX", "ABCDEF"]).page(
      seed: 6, severity: .clean, scannedAt: 200, as: .gray)
    var scan = page.image.grayscale
    let half = scan.height / 2
    for y in spoiled * half + 20..<spoiled * half + half * 3 / 4 {
      for x in 0..<scan.width where (x / 9 + y / 7) % 3 == 0 { scan[x, y] = 30 }
    }
    let readings = PageReader(forms: [slip.prepared]).ballots(on: .gray(scan))
    #expect(readings.count == 2)
    #expect(readings[spoiled].kind == .rejected)
    #expect(readings[spoiled].refusal != nil)
    #expect(readings[1 - spoiled].kind == .ballot)
    #expect(readings[1 - spoiled].identity.serial == (spoiled == 0 ? "ABCDEF" : "7KQ2MX"))
  }

  /// Printed by twos, page by page; the last sheet may hold one.
  @Test func twoArePrintedOnASheet() throws {
    let layout = try Self.slip.get().layout
    let sheets = ["7KQ2MX", "ABCDEF", "GHJKMN"].map { BallotLayout.Sheet(unit: PrintedForm.unit, token: $0) }
    let file = try PrintedFile(layout.pdf(of: sheets))
    let pictures = try file.pictures()
    #expect(pictures.count == 2)
    let reader = PageReader(forms: [try Self.slip.get().prepared])
    let readings = pictures.map { reader.ballots(on: .gray($0)) }
    #expect(readings.map { $0.map(\.identity.serial) } == [["7KQ2MX", "ABCDEF"], ["GHJKMN", nil]])
    #expect(readings[1].map(\.kind) == [.ballot, .blank])
  }
}
