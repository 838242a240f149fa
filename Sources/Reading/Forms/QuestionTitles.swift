internal import Ballots
internal import Raster

/// The words of each question, by which a form is told from another version whose boxes stand in the same places: with
/// two questions exchanged, or one reworded, every box would be found and every answer be another question's.
struct QuestionTitles: Sendable {
  /// Words stand no further above their boxes than this, mm.
  static let reach = 14.0
  /// Pieces of a question's words that are looked at, at most.
  static let pieces = 3
  /// Pieces are looked for at this distance, landmark samples.
  static let step = 4
  /// A question with fewer pieces says too little.
  static let fewestPieces = 2
  /// How far words may lie from where the page's transform puts them, landmark steps.
  static let slack = 5

  /// A question's words are another's when they are found by less than this share of what is usual on the page. Right
  /// words reach 0.86 on the worst scans, wrong ones 0.76 on the best.
  static let wrongShare: Float = 0.8
  /// The best correlation there is, and a little for rounding.
  static let full: Float = 1.001
  /// With fewer questions nobody knows what is usual.
  static let fewestQuestions = 3

  private struct Title: Sendable {
    /// Where its words stand, mm.
    let region: PaperRect
    /// Its most telling pieces of print.
    let pieces: [Landmark]
  }

  /// One for each question whose words can be told.
  private let titles: [Title]

  init(page: FormPage, size: PaperSize, blank: BlankPicture) {
    let avoid = page.unsteadyPlaces
    titles = page.questions.compactMap { question in
      guard let region = Self.region(of: question, on: page, size) else { return nil }
      let pieces = Self.choose(in: region, avoiding: avoid.filter { $0.intersects(region) }, blank)
      return pieces.count < Self.fewestPieces ? nil : Title(region: region, pieces: pieces)
    }
  }

  /// Where the first question stands whose words are not those of the form, mm; nil where all are.
  func wrong(_ transform: Homography<Paper, Picture>, overview: Overview) -> PaperRect? {
    let matcher = PrintMatcher(overview: overview)
    func best(of pieces: some Collection<Landmark>) -> Float? {
      matcher.match(Array(pieces), transform, reach: Self.slack).map(\.correlation).max()
    }
    // Words found as well as this are nobody else's, whatever is usual: nothing correlates better than fully. Mostly the
    // first piece says so of every question.
    let surely = Self.wrongShare * Self.full
    let first = titles.map { best(of: $0.pieces.prefix(1)) }
    // A stain may hide a piece or two: the best one speaks.
    func best(of title: Title, _ first: Float?) -> Float? {
      [first, best(of: title.pieces.dropFirst())].compactMap { $0 }.max()
    }
    let isSure = zip(titles, first).allSatisfy { title, first in
      if let first, first >= surely { return true }
      return best(of: title, first).map { $0 >= surely } ?? true
    }
    if isSure { return nil }
    let found = zip(titles, first).compactMap { title, first in
      best(of: title, first).map { (region: title.region, correlation: $0) }
    }
    guard found.count >= Self.fewestQuestions else { return nil }
    let usual = found.map(\.correlation).sorted()[found.count / 2]
    return found.first { $0.correlation < Self.wrongShare * usual }?.region
  }

  /// Where a question's words stand: from the boxes above it to the end of its own, over the width of the page.
  private static func region(of question: Question, on page: FormPage, _ size: PaperSize) -> PaperRect? {
    let rects = question.options.map(\.rect)
    guard let top = rects.map(\.y).min(), let bottom = rects.map(\.maxY).max() else { return nil }
    let above = page.questions.flatMap(\.options).map(\.rect.maxY).filter { $0 <= top + QuestionField.sharedRule }.max()
    let start = max(0, top - reach, above ?? 0)
    return PaperRect(x: 0, y: start, width: size.width, height: bottom - start)
  }

  /// The pieces of a region with most structure, apart from each other.
  private static func choose(in region: PaperRect, avoiding avoid: [PaperRect], _ blank: BlankPicture) -> [Landmark] {
    let pitch = Landmark.pitch
    let (w, h) = (Int(region.width / pitch), Int(region.height / pitch))
    guard w > Landmark.columns, h >= Landmark.rows else { return [] }
    let tone = blank.darkness(
      xs: (0..<w).map { region.x + (Double($0) + 0.5) * pitch },
      ys: (0..<h).map { region.y + (Double($0) + 0.5) * pitch })
    var candidates: [(structure: Float, x: Int, y: Int)] = []
    let changes = changes(of: tone, w, h)
    for y in stride(from: 0, through: h - Landmark.rows, by: step / 2) {
      for (place, sum) in structures(of: changes, w, row: y).enumerated() {
        let structure = sum * 4 / Float(Landmark.columns * Landmark.rows)
        guard structure >= Landmark.minimumStructure else { continue }
        let x = place * step
        let rect = PaperRect(
          x: region.x + Double(x) * pitch, y: region.y + Double(y) * pitch, width: Double(Landmark.columns) * pitch,
          height: Double(Landmark.rows) * pitch)
        if !avoid.contains(where: { $0.intersects(rect) }) { candidates.append((structure, x, y)) }
      }
    }
    candidates.sort { $0.structure > $1.structure }
    var chosen: [(x: Int, y: Int)] = []
    for candidate in candidates where chosen.count < pieces {
      let isApart = chosen.allSatisfy {
        abs($0.x - candidate.x) >= Landmark.columns || abs($0.y - candidate.y) >= Landmark.rows
      }
      if isApart { chosen.append((candidate.x, candidate.y)) }
    }
    return chosen.compactMap { at in
      var samples: [Float] = []
      for y in at.y..<(at.y + Landmark.rows) { samples += tone[(y * w + at.x)..<(y * w + at.x + Landmark.columns)] }
      guard Landmark.normalise(&samples) else { return nil }
      return Landmark(
        center: PaperPoint(
          x: region.x + (Double(at.x) + Double(Landmark.columns) / 2) * pitch,
          y: region.y + (Double(at.y) + Double(Landmark.rows) / 2) * pitch), samples: samples)
    }
  }

  /// Pieces whose structure is added up at once.
  private static let lanes = 16

  /// How much the tone changes along the line, squared, at every second sample of every second row: letters change, a
  /// rule does not. The first half of a row holds the even ones of these samples, the second half the odd ones, so that
  /// pieces a step apart have theirs side by side. Behind the last row there is room for `lanes` more.
  static func changes(of tone: [Float], _ width: Int, _ height: Int) -> [Float] {
    let half = (width + step - 1) / step
    var changes = [Float](repeating: 0, count: (height + 1) / 2 * 2 * half + lanes)
    for y in stride(from: 0, to: height, by: 2) {
      for x in stride(from: 1, to: width, by: 2) {
        let change = tone[y * width + x] - tone[y * width + x - 1]
        changes[y * half + x / 2 % 2 * half + x / step] = change * change
      }
    }
    return changes
  }

  /// The changes of each piece of a row of pieces, `step` apart, added up: row by row, each from left to right.
  static func structures(of changes: [Float], _ width: Int, row: Int) -> [Float] {
    let half = (width + step - 1) / step
    let pieces = max(0, (width - Landmark.columns) / step + 1)
    let taken = Landmark.columns / step
    precondition(row >= 0 && row % 2 == 0 && (row + Landmark.rows) * half + lanes <= changes.count)
    return changes.withUnsafeBytes { changes in
      stride(from: 0, to: pieces, by: lanes).flatMap { first in
        // Lanes that are no piece's read on into the next row, and are dropped.
        var sums = SIMD16<Float>()
        for y in stride(from: row, to: row + Landmark.rows, by: 2) {
          for k in 0..<taken {
            for part in 0..<2 {
              let at = y * half + part * half + first + k
              sums += changes.loadUnaligned(fromByteOffset: 4 * at, as: SIMD16<Float>.self)
            }
          }
        }
        return (0..<min(lanes, pieces - first)).map { sums[$0] }
      }
    }
  }
}
