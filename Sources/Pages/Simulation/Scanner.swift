internal import Ballots
internal import Codecs
internal import Foundation
internal import Raster

/// A scanner: takes a sheet to a picture, with its optics, its light, its sensor and what its software makes of it.
struct Scanner: Sendable {
  let conditions: ScanConditions
  let print: PrintConditions
  /// Where the print lies on the sheet; nil when the first scan is to choose it.
  var placement: PrintPlacement?

  /// A sheet's picture.
  func scan(_ sheet: Sheet, _ random: inout SeededRandom) -> ScannedSheet {
    let dpi = random.pick(conditions.resolution)
    let geometry = ScanGeometry(
      paper: sheet.size, print: print, placement: placement, scan: conditions, dpi: dpi, &random)
    var notes: [String] = []
    let isDark = random.chance(conditions.darkBorder)
    let lid: UInt8 = isDark ? UInt8(random.within(0...70)) : UInt8(random.within(235...255))
    if isDark { notes.append("dark-border") }
    guard var image = PageSampler.sample(sheet, geometry, outside: lid) else {
      return ScannedSheet(
        image: .gray(GrayImage(width: geometry.width, height: geometry.height)), geometry: geometry, notes: notes,
        paper: 255, noise: 0, light: Light(loss: 0, direction: 0, geometry.width, geometry.height))
    }
    image = Smoothing.blur(image, deviation: random.within(conditions.blur) * dpi / 25.4)
    let paper = random.within(conditions.paper)
    let black = random.within(conditions.black)
    let light = Light(
      loss: random.within(conditions.shading), direction: random.within(0...6.28), image.width, image.height)
    let noise = random.within(conditions.noise)
    let sensor = Sensor(paper: paper, black: black, noise: noise, &random)
    var streaks: [Streak] = []
    if random.chance(conditions.streak) {
      streaks = (0...random.index(below: 3)).map { _ in Streak(image.width, dpi: dpi, &random) }
      notes.append("streak")
    }
    sensor.expose(&image, light, streaks, &random)
    let page: PageImage
    switch random.pick(conditions.output) {
    case .gray: page = .gray(image)
    case .jpeg:
      let quality = Int(random.within(conditions.jpegQuality).rounded())
      notes.append("jpeg:\(quality)")
      page = .gray(image.compressedAsJPEG(quality: quality) ?? image)
    case .bilevel:
      let threshold = black + (paper - black) * random.within(conditions.threshold)
      notes.append("1-bit:\(Int(threshold))")
      page = .bits(Self.bilevel(image, below: UInt8(max(1, min(255, threshold)))))
    }
    return ScannedSheet(image: page, geometry: geometry, notes: notes, paper: paper, noise: noise, light: light)
  }

  /// Black where the picture is darker than a shade. TIFF G4, in which offices keep such pictures, loses nothing more.
  private static func bilevel(_ image: GrayImage, below threshold: UInt8) -> BitImage {
    let stride = (image.width + 7) / 8
    let bytes = [UInt8](unsafeUninitializedCapacity: stride * image.height) { out, count in
      image.pixels.withUnsafeBufferPointer { source in
        for y in 0..<image.height {
          let row = y * image.width
          for byte in 0..<stride {
            var bits: UInt8 = 0
            for k in 0..<8 {
              let x = byte * 8 + k
              bits = bits << 1 | (x < image.width && source[row &+ x] < threshold ? 1 : 0)
            }
            out[y * stride + byte] = bits
          }
        }
      }
      count = stride * image.height
    }
    return BitImage(width: image.width, height: image.height, bytes: bytes)
  }
}

/// A picture with what is known of how it came about.
struct ScannedSheet: Sendable {
  let image: PageImage
  let geometry: ScanGeometry
  let notes: [String]
  /// Luma of bare paper in full light, and the standard deviation of the noise.
  fileprivate let paper: Double
  fileprivate let noise: Double
  fileprivate let light: Light

  fileprivate init(
    image: PageImage, geometry: ScanGeometry, notes: [String], paper: Double, noise: Double, light: Light
  ) {
    self.image = image
    self.geometry = geometry
    self.notes = notes
    self.paper = paper
    self.noise = noise
    self.light = light
  }

  /// Whether ink at a point of the form would be seen there: the mean of 3 x 3 px is darker than paper by more than
  /// noise and the eye's least difference.
  func showsInk(at point: PaperPoint) -> Bool {
    let place = geometry.transform(point)
    let (x, y) = (Int(place.x.rounded(.down)), Int(place.y.rounded(.down)))
    guard x >= 1, y >= 1, x < image.width - 1, y < image.height - 1 else { return false }
    var sum = 0
    for j in (y - 1)...(y + 1) {
      for i in (x - 1)...(x + 1) { sum += Int(image.luma(i, j)) }
    }
    guard case .gray = image else { return sum <= 6 * 255 }
    let lit = min(255, paper * Double(light.columns[x]) / 256 * Double(light.rows[y]) / 256)
    return Double(sum) / 9 < lit - max(14, 1.5 * noise)
  }
}

/// Light that is not the same everywhere: full on one side, less towards the other.
private struct Light {
  /// Share of light in each column and each row, 256 is all.
  let columns: [UInt16]
  let rows: [UInt16]

  init(loss: Double, direction: Double, _ width: Int, _ height: Int) {
    let (across, down) = (loss * cos(direction), loss * sin(direction))
    func ramp(_ count: Int, _ slope: Double) -> [UInt16] {
      (0..<count).map { index in
        let t = (Double(index) + 0.5) / Double(count)
        let lost = slope >= 0 ? slope * t : -slope * (1 - t)
        return UInt16((256 * (1 - lost)).rounded())
      }
    }
    columns = ramp(width, across)
    rows = ramp(height, down)
  }
}

/// A line down the whole picture: dirt on the glass of a feeder.
private struct Streak {
  let x: Int
  let width: Int
  /// Added to the luma.
  let change: Int

  init(_ pictureWidth: Int, dpi: Double, _ random: inout SeededRandom) {
    x = random.index(below: pictureWidth)
    width = max(1, Int((random.within(0.08...0.4) * dpi / 25.4).rounded()))
    change = random.chance(0.75) ? -Int(random.within(30...170)) : Int(random.within(20...80))
  }
}

/// Shades of the paper become numbers, with noise.
private struct Sensor {
  private let table: [UInt16]
  /// Normally distributed, long enough that rows with random beginnings do not repeat visibly.
  private let noise: [Int16]

  init(paper: Double, black: Double, noise deviation: Double, _ random: inout SeededRandom) {
    // Times 64, to keep fractions until the noise is on.
    table = (0..<256).map { UInt16(((black + (paper - black) * Double($0) / 255) * 64).rounded()) }
    noise = (0..<16384).map { _ in Int16((random.normal(deviation) * 64).rounded()) }
  }

  func expose(_ image: inout GrayImage, _ light: Light, _ streaks: [Streak], _ random: inout SeededRandom) {
    let (w, h) = (image.width, image.height)
    let room = max(1, noise.count - w)
    image.pixels.withUnsafeMutableBufferPointer { pixels in
      table.withUnsafeBufferPointer { table in
        noise.withUnsafeBufferPointer { noise in
          light.columns.withUnsafeBufferPointer { columns in
            for y in 0..<h {
              let row = y * w
              let start = random.index(below: room)
              let share = UInt32(light.rows[y])
              for x in 0..<w {
                let across = (UInt32(table[Int(pixels[row &+ x])]) &* UInt32(columns[x])) >> 8
                let lit = (across &* share) >> 8
                let value = Int32(truncatingIfNeeded: lit) &+ Int32(noise[(start &+ x) & 16383])
                pixels[row &+ x] = UInt8(truncatingIfNeeded: max(0, min(255, (value &+ 32) >> 6)))
              }
              for streak in streaks {
                for x in streak.x..<min(w, streak.x + streak.width) {
                  pixels[row + x] = UInt8(max(0, min(255, Int(pixels[row + x]) + streak.change)))
                }
              }
            }
          }
        }
      }
    }
  }
}
