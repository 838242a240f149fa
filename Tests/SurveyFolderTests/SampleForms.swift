import Ballots
import Raster
import SurveyFolder

/// SplitMix64: the same forms on every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

enum SampleForms {
  static let texts = [
    "Câu hỏi", "Có: không?", "a \"b\" \\ c", "# thử", "{x}, [y]", "no", "05", "Đ\u{2028}ổi", "*a &b", "- 1",
  ]

  /// A form of one to three pages with questions in rows, in columns and anywhere; boxes never overlap.
  static func random(_ seed: UInt64) -> FormFile {
    var dice = Dice(state: seed)
    let pages = (1...Int.random(in: 1...3, using: &dice)).map { number in
      var page = FormPage(number: number)
      for id in ["TL", "TR", "BL"].prefix(Int.random(in: 0...3, using: &dice)) {
        page.fiducials.append(
          Fiducial(
            id: id, kind: Fiducial.Kind.allCases.randomElement(using: &dice) ?? .ring,
            center: PaperPoint(x: .random(in: 10...200, using: &dice), y: .random(in: 10...280, using: &dice)),
            size: .random(in: 2...8, using: &dice)))
      }
      if Bool.random(using: &dice) {
        page.barcodes.append(
          BarcodeRegion(
            id: "qr", symbology: .qr, rect: rect(&dice, width: 20),
            payload: PayloadPattern("KP|{form}|{unit}|{serial:06d}")))
      }
      if Bool.random(using: &dice) {
        page.stickers.append(Sticker(area: rect(&dice, width: 30), payload: PayloadPattern("{unit}-{box}")))
      }
      page.zones = [rect(&dice, width: 40)]
      page.freeText = [rect(&dice, width: 50), rect(&dice, width: 9)]
      page.dynamicText = [rect(&dice, width: 33)]
      page.questions = questions(page: number, &dice)
      return page
    }
    let form = Form(
      id: "mau-\(seed)", code: Bool.random(using: &dice) ? "mau-\(seed)" : "M\(seed)",
      title: texts.randomElement(using: &dice) ?? "", pageSize: .a4, pages: pages,
      batchHeader: Bool.random(using: &dice) ? PayloadPattern("H|{unit}|{declared}") : nil)
    return FormFile(form: form)
  }

  private static func rect(_ dice: inout Dice, width: Double) -> PaperRect {
    PaperRect(
      x: .random(in: 0...150, using: &dice), y: .random(in: 0...250, using: &dice), width: width,
      height: .random(in: 1...30, using: &dice))
  }

  /// Ten bands of 25 mm, a question in each.
  private static func questions(page: Int, _ dice: inout Dice) -> [Question] {
    let columns = (0..<5).map { Double($0) * 36 + .random(in: 0...9, using: &dice) }
    return (0..<10).map { band in
      let top = Double(band) * 25 + .random(in: 20...22, using: &dice)
      let shape = Option.Shape.allCases.randomElement(using: &dice) ?? .square
      let rows = Int.random(in: 0...3, using: &dice)
      let options = (0..<5).map { index in
        var box = PaperRect(x: columns[index], y: top, width: 5, height: 5)
        if rows == 0 {
          box.y += .random(in: 0...9, using: &dice)
          box.width = .random(in: 2...20, using: &dice)
        } else if rows == 1, index == 2 {
          box.y += 1.5
        }
        let label = PaperRect(x: box.x + 6.6, y: box.y + 0.956, width: 2.205, height: 2.999)
        return Option(
          value: "\(5 - index)", shape: rows == 0 ? shape : .square, rect: box,
          label: rows == 0 ? texts.randomElement(using: &dice) ?? "x" : "\(5 - index)",
          labelRect: rows == 0 && Bool.random(using: &dice) ? nil : label)
      }
      return Question(
        id: "Q\(page).\(band)", text: texts.randomElement(using: &dice) ?? "",
        kind: rows == 0 ? .multi : .scale5, options: options)
    }
  }

  /// Where two forms differ by more than 0.001 mm or in anything that is no length; nil when they agree.
  static func difference(_ a: Form, _ b: Form) -> String? {
    var (x, y) = (a, b)
    let lengths = zip(Self.lengths(&x), Self.lengths(&y)).first { abs($0 - $1) > 0.0011 }
    if let lengths { return "\(lengths)" }
    return x == y ? nil : "\(x)\n\(y)"
  }

  /// All rectangles' numbers, which are set to 0 in the form.
  private static func lengths(_ form: inout Form) -> [Double] {
    var found: [Double] = []
    func take(_ rect: inout PaperRect) {
      found += [rect.x, rect.y, rect.width, rect.height]
      rect = PaperRect(x: 0, y: 0, width: 0, height: 0)
    }
    for p in form.pages.indices {
      for i in form.pages[p].fiducials.indices {
        found += [form.pages[p].fiducials[i].center.x, form.pages[p].fiducials[i].center.y]
        found.append(form.pages[p].fiducials[i].size)
        form.pages[p].fiducials[i].center = PaperPoint(x: 0, y: 0)
        form.pages[p].fiducials[i].size = 0
      }
      for i in form.pages[p].barcodes.indices { take(&form.pages[p].barcodes[i].rect) }
      for i in form.pages[p].stickers.indices { take(&form.pages[p].stickers[i].area) }
      for i in form.pages[p].zones.indices { take(&form.pages[p].zones[i]) }
      for i in form.pages[p].freeText.indices { take(&form.pages[p].freeText[i]) }
      for i in form.pages[p].dynamicText.indices { take(&form.pages[p].dynamicText[i]) }
      for q in form.pages[p].questions.indices {
        for o in form.pages[p].questions[q].options.indices {
          take(&form.pages[p].questions[q].options[o].rect)
          if var label = form.pages[p].questions[q].options[o].labelRect {
            take(&label)
            form.pages[p].questions[q].options[o].labelRect = label
          }
        }
      }
    }
    return found
  }
}
