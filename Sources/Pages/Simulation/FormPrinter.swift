internal import Ballots
internal import Foundation
internal import Raster

/// Prints one page of a form with the codes and words that differ from sheet to sheet.
///
/// Toner and photocopies act on whole pages and cost more than everything else, so a printer keeps a few print runs of
/// the blank, as an office does, and prints only the codes of each sheet anew.
struct FormPrinter: Sendable {
  /// A code that is printed or stuck on.
  private struct Code: Sendable {
    let symbology: BarcodeRegion.Symbology
    let rect: PaperRect
    let payload: PayloadPattern
    let isSticker: Bool
  }

  /// All sheets of a run have the same toner and the same dust of the copier's glass.
  private struct Run: Sendable {
    let process: PrintProcess
    let sheet: Sheet
  }

  private let form: Form
  private let page: FormPage
  private let codes: [Code]
  private let runs: [Run]

  /// Toner and copies of the runs: from thin to heavy print, up to the third copy.
  private static let processes =
    [-0.05, -0.02, 0, 0.03, 0.06].map { PrintProcess(gain: $0, copies: 0) }
    + [-0.03, 0.01, 0.05].map { PrintProcess(gain: $0, copies: 1) }
    + [-0.02, 0.02, 0.06].map { PrintProcess(gain: $0, copies: 2) }
    + [0, 0.04].map { PrintProcess(gain: $0, copies: 3) }

  /// A printer for a page.
  ///
  /// - Parameter blank: upright picture of the whole page.
  init(form: Form, page: FormPage, blank: GrayImage) {
    self.form = form
    self.page = page
    codes =
      page.barcodes.map { Code(symbology: $0.symbology, rect: $0.rect, payload: $0.payload, isSticker: false) }
      + page.stickers.compactMap { sticker in
        sticker.payload.map { Code(symbology: sticker.symbology, rect: sticker.area, payload: $0, isSticker: true) }
      }
    runs = Self.processes.enumerated().map { number, process in
      var random = SeededRandom(seed: SeededRandom.seed(0x5EED, number: UInt64(number)))
      let sheet = Sheet(blank, size: form.pageSize)
      return Run(
        process: process,
        sheet: Sheet(process.applied(to: blank, scale: sheet.scaleX, &random), size: form.pageSize))
    }
  }

  /// One sheet of the run that is nearest to what the conditions ask for, and how it was printed.
  func sheet(
    _ conditions: PrintConditions, unit: String, box: String, serial: Int, _ random: inout SeededRandom
  ) -> (sheet: Sheet, process: PrintProcess) {
    let copies = random.pick(conditions.copies)
    let gain = random.within(conditions.gain)
    guard
      let run = runs.filter({ $0.process.copies == copies })
        .min(by: { abs($0.process.gain - gain) < abs($1.process.gain - gain) }) ?? runs.first
    else {
      return (Sheet(GrayImage(width: 1, height: 1), size: form.pageSize), PrintProcess(gain: 0, copies: 0))
    }
    var sheet = run.sheet
    let fields = [
      "form": form.code, "unit": unit, "box": box, "serial": String(serial), "page": String(page.number),
    ]
    for code in codes {
      guard let modules = SymbolEncoder.encode(code.payload.filled(with: fields), as: code.symbology) else { continue }
      if code.isSticker {
        stick(modules, near: code.rect, on: &sheet, &random)
      } else {
        print(modules, code, on: &sheet, run.process, &random)
      }
    }
    for rect in page.dynamicText { printWords(in: rect, on: &sheet, &random) }
    return (sheet, run.process)
  }

  /// Quiet zones as the forms leave them, mm.
  private static func quietZone(_ symbology: BarcodeRegion.Symbology) -> Double { symbology == .qr ? 2 : 3 }

  private func print(
    _ modules: SymbolModules, _ code: Code, on sheet: inout Sheet, _ process: PrintProcess,
    _ random: inout SeededRandom
  ) {
    guard let (patch, x, y) = sheet.cut(code.rect) else { return }
    let quiet = Self.quietZone(code.symbology)
    let left = code.rect.x + quiet
    let side = code.rect.width - 2 * quiet
    let top = code.symbology == .qr ? code.rect.y + quiet : code.rect.y
    let height = code.symbology == .qr ? code.rect.height - 2 * quiet : code.rect.height
    var fresh = GrayImage(width: patch.width, height: patch.height)
    for j in 0..<patch.height {
      let v = ((Double(y + j) + 0.5) / sheet.scaleY - top) / height * Double(modules.rows)
      for i in 0..<patch.width {
        let u = ((Double(x + i) + 0.5) / sheet.scaleX - left) / side * Double(modules.width)
        if modules.isDark(u, v) { fresh[i, j] = 0 }
      }
    }
    sheet.paste(process.applied(to: fresh, scale: sheet.scaleX, &random), x: x, y: y)
  }

  /// A printed label, crooked and not quite where it should be.
  private func stick(
    _ modules: SymbolModules, near area: PaperRect, on sheet: inout Sheet, _ random: inout SeededRandom
  ) {
    let side = 14.0
    let angle = random.normal(4) * .pi / 180
    let middle = PaperPoint(
      x: min(max(area.center.x + random.upTo(area.width / 3), side * 0.8), form.pageSize.width - side * 0.8),
      y: min(max(area.center.y + random.upTo(3), side * 0.8), form.pageSize.height - side * 0.8))
    let label = side / 2 + 2
    let bounds = PaperRect(x: middle.x - 1.5 * label, y: middle.y - 1.5 * label, width: 3 * label, height: 3 * label)
    /// A point in the label's own directions, mm from its middle.
    func local(_ x: Double, _ y: Double) -> (Double, Double) {
      let (dx, dy) = (x - middle.x, y - middle.y)
      return (dx * cos(angle) + dy * sin(angle), -dx * sin(angle) + dy * cos(angle))
    }
    sheet.cover(bounds, shade: 252) { x, y in
      let (u, v) = local(x, y)
      return abs(u) < label && abs(v) < label
    }
    sheet.cover(bounds, shade: 12) { x, y in
      let (u, v) = local(x, y)
      return modules.isDark(
        (u / side + 0.5) * Double(modules.width), (v / side + 0.5) * Double(modules.rows))
    }
  }

  /// Something that looks like a line of words.
  private func printWords(in rect: PaperRect, on sheet: inout Sheet, _ random: inout SeededRandom) {
    let height = min(2.4, rect.height * 0.6)
    var pen = Pen(.gel, paleness: 0, &random)
    pen.width = height * 0.13
    pen.darkness = 0.95
    var strokes: [Stroke] = []
    var x = rect.x + rect.width * 0.2
    while x < rect.maxX - rect.width * 0.2 {
      if random.chance(0.2) {
        x += height * 0.6
        continue
      }
      func point() -> PaperPoint {
        PaperPoint(
          x: x + random.within(0...(height * 0.5)),
          y: rect.center.y + height * ([-0.5, -0.15, 0.2, 0.5][random.index(below: 4)]))
      }
      strokes.append(Stroke([point(), point(), point()]))
      x += height * 0.68
    }
    sheet.draw(strokes, with: pen, &random)
  }
}

extension SymbolModules {
  /// Whether there is a dark module at a place, counted in modules; outside the symbol it is light.
  func isDark(_ u: Double, _ v: Double) -> Bool {
    guard u >= 0, v >= 0, u < Double(width), v < Double(rows) else { return false }
    return isDark[Int(v) * width + Int(u)]
  }
}
