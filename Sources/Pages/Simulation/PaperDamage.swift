internal import Ballots
internal import Foundation
internal import Raster

/// What happens to a sheet between the printer and the scanner, apart from its answers: words, stamps, folds, stains.
struct PaperDamage: Sendable {
  let page: FormPage
  let conditions: PaperConditions

  /// What is under the answers: print voids, ink from the other side, and what hides codes and corner marks.
  func before(on sheet: inout Sheet, _ random: inout SeededRandom) -> [String] {
    var done: [String] = []
    func happens(_ share: Double, _ name: String, _ act: (inout SeededRandom) -> Void) {
      var own = random.branch()
      guard own.chance(share) else { return }
      act(&own)
      done.append(name)
    }
    happens(conditions.bleedThrough, "bleed-through") { bleedThrough(on: &sheet, &$0) }
    happens(conditions.damagedFiducial, "fiducial") { random in
      guard !page.fiducials.isEmpty else { return }
      let fiducial = page.fiducials[random.index(below: page.fiducials.count)]
      let off = fiducial.center.moved(dx: random.upTo(fiducial.size / 2), dy: random.upTo(fiducial.size / 2))
      if random.chance(0.5) {
        whiten(off, radius: fiducial.size * random.within(0.3...0.8), on: &sheet)
      } else {
        blot(off, radius: fiducial.size * random.within(0.3...0.7), darkness: 0.85, on: &sheet, &random)
      }
    }
    happens(conditions.damagedCode, "code") { random in
      guard let rect = page.barcodes.first?.rect else { return }
      let pen = Pen(.ballpoint, paleness: 0, &random)
      func point() -> PaperPoint {
        PaperPoint(x: random.within(rect.x...rect.maxX), y: random.within(rect.y...rect.maxY))
      }
      if random.chance(0.6) {
        sheet.draw((0...random.index(below: 3)).map { _ in Stroke([point(), point()]) }, with: pen, &random)
      } else {
        blot(point(), radius: random.within(1...3), darkness: 0.8, on: &sheet, &random)
      }
    }
    return done
  }

  /// What comes on top of the answers.
  func after(on sheet: inout Sheet, pen: Pen, _ random: inout SeededRandom) -> [String] {
    var done: [String] = []
    let size = sheet.size
    func happens(_ share: Double, _ name: String, _ act: (inout SeededRandom) -> Void) {
      var own = random.branch()
      guard own.chance(share) else { return }
      act(&own)
      done.append(name)
    }
    func anywhere(_ random: inout SeededRandom) -> PaperPoint {
      PaperPoint(x: random.within(10...(size.width - 10)), y: random.within(10...(size.height - 10)))
    }
    for rect in page.freeText {
      happens(conditions.words, "words") { write(in: rect, pen, on: &sheet, &$0) }
    }
    for rect in page.zones {
      happens(conditions.signature, "signature") { sign(in: rect, pen, on: &sheet, &$0) }
    }
    happens(conditions.strayStroke, "stray") { random in
      let start = anywhere(&random)
      let end = start.moved(dx: random.upTo(9), dy: random.upTo(5))
      sheet.draw([Stroke([start, end]).drawn(wobble: 0.4, &random)], with: pen, &random)
    }
    happens(conditions.seal, "seal") { seal(at: anywhere(&$0), on: &sheet, &$0) }
    happens(conditions.dateStamp, "date-stamp") { dateStamp(at: anywhere(&$0), on: &sheet, &$0) }
    happens(conditions.stain, "stain") { random in
      let place = anywhere(&random)
      switch random.index(below: 3) {
      case 0: blot(place, radius: random.within(0.8...4), darkness: random.within(0.4...0.9), on: &sheet, &random)
      case 1: cupRing(place, on: &sheet, &random)
      default: smudge(place, on: &sheet, &random)
      }
    }
    happens(conditions.fold, "fold") { random in
      for _ in 0...random.index(below: 3) { fold(on: &sheet, across: random.chance(0.75), length: 1, &random) }
    }
    happens(conditions.crumple, "crumple") { random in
      for _ in 0..<(10 + random.index(below: 14)) {
        fold(on: &sheet, across: random.chance(0.5), length: random.within(0.08...0.3), &random)
      }
    }
    happens(conditions.missingCorner, "corner") { missingCorner(of: &sheet, &$0) }
    return done
  }

  // MARK: Ink

  private func write(in rect: PaperRect, _ pen: Pen, on sheet: inout Sheet, _ random: inout SeededRandom) {
    var strokes: [Stroke] = []
    var x = rect.x + random.within(0...5)
    let end = rect.x + rect.width * random.within(0.2...0.95)
    let height = min(4, rect.height * 0.5)
    while x < end {
      let letters = 2 + random.index(below: 5)
      var word: [PaperPoint] = []
      for _ in 0..<(letters * 3) {
        x += random.within(0.2...0.9)
        word.append(PaperPoint(x: x, y: rect.center.y + random.upTo(height / 2)))
      }
      strokes.append(Stroke(word))
      x += random.within(1...2.4)
    }
    sheet.draw(strokes, with: pen, &random)
  }

  private func sign(in rect: PaperRect, _ pen: Pen, on sheet: inout Sheet, _ random: inout SeededRandom) {
    let points = (0..<14).map { k in
      PaperPoint(
        x: rect.x + rect.width * (0.15 + 0.05 * Double(k) + random.upTo(0.1)),
        y: rect.center.y + random.upTo(rect.height * 0.6))
    }
    sheet.draw([Stroke(points).drawn(wobble: 0.5, &random)], with: pen, &random)
  }

  /// A round seal: two rings, a star, letters between the rings.
  private func seal(at center: PaperPoint, on sheet: inout Sheet, _ random: inout SeededRandom) {
    var ink = Pen(.felt, paleness: 0, &random)
    ink.darkness = random.within(0.35...0.75)
    ink.width = 0.7
    let radius = random.within(15...18)
    var strokes = [radius, radius - 1.4, radius * 0.62].map { Hand.ring(center, $0, $0, turns: 1.02) }
    let turn = random.within(0...6.28)
    for letter in 0..<26 {
      let angle = turn + Double(letter) / 26 * 2 * .pi
      func point() -> PaperPoint {
        let r = radius * random.within(0.68...0.87)
        let a = angle + random.upTo(0.08)
        return center.moved(dx: r * cos(a), dy: r * sin(a))
      }
      strokes.append(Stroke([point(), point(), point()]))
    }
    let star = (0...5).map { k in
      let angle = Double(k * 2) / 5 * 2 * .pi + turn
      return center.moved(dx: radius * 0.3 * cos(angle), dy: radius * 0.3 * sin(angle))
    }
    sheet.draw(strokes + [Stroke(star)], with: ink, &random)
  }

  private func dateStamp(at place: PaperPoint, on sheet: inout Sheet, _ random: inout SeededRandom) {
    var ink = Pen(.felt, paleness: 0, &random)
    ink.darkness = random.within(0.4...0.7)
    ink.width = 0.45
    let angle = random.normal(6) * .pi / 180
    var strokes: [Stroke] = []
    for digit in 0..<10 {
      func point() -> PaperPoint {
        let (u, v) = (Double(digit) * 2.9 + random.within(0...2), random.within(0...3.6))
        return place.moved(dx: u * cos(angle) - v * sin(angle), dy: u * sin(angle) + v * cos(angle))
      }
      strokes.append(Stroke([point(), point(), point(), point()]))
    }
    sheet.draw(strokes, with: ink, &random)
  }

  /// Marks of the other side of the paper, mirrored and blurred.
  private func bleedThrough(on sheet: inout Sheet, _ random: inout SeededRandom) {
    let hand = Hand(wobble: 0.15, overrun: 0.2, carelessness: 0.1)
    var pen = Pen(.marker, paleness: 0, &random)
    pen.width = random.within(0.6...1.1)
    pen.darkness = random.within(0.04...0.16)
    let dy = random.upTo(12)
    for question in page.questions where !question.options.isEmpty {
      guard random.chance(0.8) else { continue }
      var option = question.options[random.index(below: question.options.count)]
      option.rect.x = sheet.size.width - option.rect.maxX
      option.rect.y += dy
      sheet.draw(hand.strokes(.x, for: option, &random), with: pen, &random)
    }
  }

  // MARK: Dirt and paper

  private func blot(
    _ center: PaperPoint, radius: Double, darkness: Double, on sheet: inout Sheet, _ random: inout SeededRandom
  ) {
    let (a, b) = (random.within(0.05...0.3), random.within(0...6.28))
    let bounds = PaperRect(x: center.x, y: center.y, width: 0, height: 0).expanded(by: radius * 1.5)
    sheet.darken(bounds) { x, y in
      let (dx, dy) = (x - center.x, y - center.y)
      let edge = radius * (1 + a * sin(3 * atan2(dy, dx) + b))
      return darkness * max(0, min(1, (edge - (dx * dx + dy * dy).squareRoot()) / 0.15 + 0.5))
    }
  }

  private func whiten(_ center: PaperPoint, radius: Double, on sheet: inout Sheet) {
    let bounds = PaperRect(x: center.x, y: center.y, width: 0, height: 0).expanded(by: radius)
    sheet.cover(bounds, shade: 250) { x, y in
      (x - center.x) * (x - center.x) + (y - center.y) * (y - center.y) < radius * radius
    }
  }

  private func cupRing(_ center: PaperPoint, on sheet: inout Sheet, _ random: inout SeededRandom) {
    let radius = random.within(18...30)
    let width = random.within(1...2.5)
    let dark = random.within(0.12...0.4)
    let bounds = PaperRect(x: center.x, y: center.y, width: 0, height: 0).expanded(by: radius + 2 * width)
    sheet.darken(bounds) { x, y in
      let (dx, dy) = (x - center.x, y - center.y)
      let r = (dx * dx + dy * dy).squareRoot()
      guard abs(r - radius) < 2 * width else { return r < radius ? dark * 0.12 : 0 }
      let d = (r - radius) / width
      return dark * exp(-d * d) * (0.75 + 0.25 * sin(5 * atan2(dy, dx)))
    }
  }

  private func smudge(_ center: PaperPoint, on sheet: inout Sheet, _ random: inout SeededRandom) {
    let (length, width) = (random.within(8...30), random.within(3...9))
    let dark = random.within(0.08...0.3)
    let angle = random.within(0...3.14)
    let bounds = PaperRect(x: center.x, y: center.y, width: 0, height: 0).expanded(by: length)
    sheet.darken(bounds) { x, y in
      let (dx, dy) = (x - center.x, y - center.y)
      let u = (dx * cos(angle) + dy * sin(angle)) / length * 2
      let v = (-dx * sin(angle) + dy * cos(angle)) / width * 2
      return dark * exp(-u * u - v * v)
    }
  }

  /// A crease: a bright ridge beside a shadow, with toner lost on it.
  private func fold(on sheet: inout Sheet, across: Bool, length: Double, _ random: inout SeededRandom) {
    let size = sheet.size
    let slope = length < 1 ? random.upTo(0.8) : random.upTo(0.02)
    let along = across ? size.width : size.height
    let from = length < 1 ? random.within(0...(1 - length)) * along : 0
    let to = from + length * along
    let at = random.within(0.08...0.92) * (across ? size.height : size.width)
    let shadow = random.within(0.05...0.45)
    let width = random.within(0.12...0.4)
    let wave = random.within(0...6.28)
    // In pieces, so that the bounds of a sloping line stay small.
    let pieces = max(1, Int((to - from) / 8))
    for piece in 0..<pieces {
      let a = from + (to - from) * Double(piece) / Double(pieces)
      let b = from + (to - from) * Double(piece + 1) / Double(pieces)
      let (p, q) = (at + slope * (a - from), at + slope * (b - from))
      let (low, high) = (min(p, q) - 1.2, max(p, q) + 1.2)
      let bounds =
        across
        ? PaperRect(x: a, y: low, width: b - a - 0.01, height: high - low)
        : PaperRect(x: low, y: a, width: high - low, height: b - a - 0.01)
      let strength = shadow * (0.7 + 0.3 * sin(wave + a / 11))
      sheet.darken(bounds) { x, y in
        let (s, t) = across ? (x, y) : (y, x)
        guard s >= a, s < b else { return 0 }
        let d = t - (at + slope * (s - from))
        return strength * (exp(-d * d / (width * width)) + 0.25 * exp(-(d - 0.6) * (d - 0.6) / 0.16))
      }
    }
  }

  /// A corner torn off or folded over: gone up to 10 to 28 mm from the corner.
  private func missingCorner(of sheet: inout Sheet, _ random: inout SeededRandom) {
    let (w, h) = (sheet.size.width, sheet.size.height)
    let (right, bottom) = (random.chance(0.5), random.chance(0.5))
    let (a, b) = (random.within(10...28), random.within(10...28))
    let isFolded = random.chance(0.5)
    let bounds = PaperRect(x: right ? w - a : 0, y: bottom ? h - b : 0, width: a, height: b)
    sheet.cover(bounds, shade: isFolded ? 240 : 150) { x, y in
      (right ? w - x : x) / a + (bottom ? h - y : y) / b < 1
    }
  }
}
