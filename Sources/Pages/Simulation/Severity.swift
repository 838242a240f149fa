/// How hard a simulated page is: named sets of distributions for voters, print, paper and scanner, from a good scanner
/// in a tidy office to the worst that still arrives. docs/simulation.md compares them with scans.
public enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
  case clean, office, poor, hostile

  var voters: VoterHabits {
    switch self {
    case .clean: .clean
    case .office: .office
    case .poor: .poor
    case .hostile: .hostile
    }
  }

  var print: PrintConditions {
    switch self {
    case .clean: .clean
    case .office: .office
    case .poor: .poor
    case .hostile: .hostile
    }
  }

  var paper: PaperConditions {
    switch self {
    case .clean: .clean
    case .office: .office
    case .poor: .poor
    case .hostile: .hostile
    }
  }

  var scan: ScanConditions {
    switch self {
    case .clean: .clean
    case .office: .office
    case .poor: .poor
    case .hostile: .hostile
    }
  }
}

/// How people fill in.
struct VoterHabits: Sendable {
  let pens: Weighted<Pen.Kind>
  let styles: Weighted<MarkStyle>
  let events: Weighted<AnswerEvent>
  /// 0 usual ink to 1 the palest pen of its kind.
  let paleness: ClosedRange<Double>
  /// mm.
  let wobble: ClosedRange<Double>
  /// Share of the box's side.
  let overrun: ClosedRange<Double>
  /// Share of the box's side.
  let carelessness: ClosedRange<Double>
  /// Share of pages with one line down a column.
  let columnLine: Double

  private static let usualStyles = Weighted<MarkStyle>(
    (.x, 0.42), (.tick, 0.24), (.fill, 0.12), (.scribble, 0.05), (.slash, 0.05), (.alphaX, 0.04), (.circleLabel, 0.03),
    (.circleBox, 0.02), (.dot, 0.015), (.dash, 0.015))

  /// Events other than one plain answer and a blank are made far more often than they happen.
  private static func events(odd: Double) -> Weighted<AnswerEvent> {
    Weighted(
      (.normal, 1 - odd), (.blank, 0.22 * odd), (.overvote, 0.09 * odd), (.correctedByCircle, 0.09 * odd),
      (.restored, 0.04 * odd), (.correctedByScratch, 0.09 * odd), (.correctedByFluid, 0.05 * odd),
      (.hesitation, 0.09 * odd), (.neighbour, 0.09 * odd), (.faint, 0.06 * odd), (.ambiguousDot, 0.05 * odd),
      (.ambiguousBetween, 0.03 * odd), (.ambiguousTwo, 0.03 * odd), (.ambiguousCancelled, 0.03 * odd),
      (.ambiguousOutside, 0.04 * odd))
  }

  static let clean = VoterHabits(
    pens: Weighted((.ballpoint, 0.66), (.gel, 0.2), (.thinBallpoint, 0.1), (.marker, 0.04)), styles: usualStyles,
    events: events(odd: 0.16), paleness: 0...0.3, wobble: 0.03...0.12, overrun: 0.1...0.7, carelessness: 0...0.08,
    columnLine: 0.02)
  static let office = VoterHabits(
    pens: Weighted(
      (.ballpoint, 0.52), (.gel, 0.22), (.thinBallpoint, 0.1), (.pencil, 0.05), (.felt, 0.05), (.dryBallpoint, 0.04),
      (.marker, 0.02)), styles: usualStyles, events: events(odd: 0.18), paleness: 0...0.35, wobble: 0.04...0.2,
    overrun: 0.15...0.9, carelessness: 0...0.14, columnLine: 0.02)
  static let poor = VoterHabits(
    pens: Weighted(
      (.ballpoint, 0.48), (.gel, 0.18), (.thinBallpoint, 0.12), (.pencil, 0.07), (.felt, 0.04), (.dryBallpoint, 0.07),
      (.marker, 0.04)), styles: usualStyles, events: events(odd: 0.2), paleness: 0...0.45, wobble: 0.05...0.28,
    overrun: 0.15...0.9, carelessness: 0...0.18, columnLine: 0.02)
  static let hostile = VoterHabits(
    pens: Weighted(
      (.ballpoint, 0.4), (.gel, 0.18), (.thinBallpoint, 0.12), (.pencil, 0.1), (.felt, 0.04), (.dryBallpoint, 0.1),
      (.marker, 0.06)), styles: usualStyles, events: events(odd: 0.22), paleness: 0...0.55, wobble: 0.06...0.34,
    overrun: 0.2...1, carelessness: 0...0.22, columnLine: 0.03)
}

/// How the form gets onto the paper.
struct PrintConditions: Sendable {
  /// Size of the print against the form's.
  var scale: ClosedRange<Double>
  /// Shift of the print on the paper, mm either way.
  let shift: Double
  /// How far print grows (or shrinks) on every side, mm.
  var gain: ClosedRange<Double>
  /// Times that the blank was photocopied before it was handed out.
  var copies: Weighted<Int>
  /// Share of sheets that were photocopied once more after they were marked.
  var copiedAfterMarking: Double

  static let clean = PrintConditions(
    scale: 0.992...1.008, shift: 1, gain: -0.01...0.02, copies: Weighted((0, 1)), copiedAfterMarking: 0)
  static let office = PrintConditions(
    scale: 0.965...1.03, shift: 3, gain: -0.03...0.05, copies: Weighted((0, 0.55), (1, 0.32), (2, 0.13)),
    copiedAfterMarking: 0.01)
  static let poor = PrintConditions(
    scale: 0.96...1.04, shift: 4, gain: -0.05...0.09, copies: Weighted((0, 0.15), (1, 0.3), (2, 0.4), (3, 0.15)),
    copiedAfterMarking: 0.05)
  static let hostile = PrintConditions(
    scale: 0.96...1.04, shift: 5, gain: -0.06...0.1, copies: Weighted((0, 0.15), (1, 0.35), (2, 0.25), (3, 0.25)),
    copiedAfterMarking: 0.08)
}

/// What happens to the sheet: the share of sheets with each kind of damage.
struct PaperConditions: Sendable {
  let words: Double
  let signature: Double
  let fold: Double
  let crumple: Double
  let stain: Double
  let seal: Double
  let dateStamp: Double
  let bleedThrough: Double
  let strayStroke: Double
  let damagedFiducial: Double
  let damagedCode: Double
  let missingCorner: Double

  /// Paper on which nothing is but print and answers.
  static let spotless = PaperConditions(
    words: 0, signature: 0, fold: 0, crumple: 0, stain: 0, seal: 0, dateStamp: 0, bleedThrough: 0, strayStroke: 0,
    damagedFiducial: 0, damagedCode: 0, missingCorner: 0)
  static let clean = PaperConditions(
    words: 0.5, signature: 0.12, fold: 0.02, crumple: 0, stain: 0, seal: 0.01, dateStamp: 0.04, bleedThrough: 0.02,
    strayStroke: 0.06, damagedFiducial: 0, damagedCode: 0, missingCorner: 0)
  static let office = PaperConditions(
    words: 0.6, signature: 0.1, fold: 0.2, crumple: 0.03, stain: 0.07, seal: 0.04, dateStamp: 0.08, bleedThrough: 0.08,
    strayStroke: 0.05, damagedFiducial: 0.02, damagedCode: 0.03, missingCorner: 0.05)
  static let poor = PaperConditions(
    words: 0.65, signature: 0.06, fold: 0.42, crumple: 0.1, stain: 0.18, seal: 0.12, dateStamp: 0.06,
    bleedThrough: 0.15, strayStroke: 0.08, damagedFiducial: 0.05, damagedCode: 0.14, missingCorner: 0.08)
  static let hostile = PaperConditions(
    words: 0.7, signature: 0.1, fold: 0.55, crumple: 0.2, stain: 0.25, seal: 0.12, dateStamp: 0.12, bleedThrough: 0.2,
    strayStroke: 0.15, damagedFiducial: 0.12, damagedCode: 0.2, missingCorner: 0.25)
}

/// How the sheet becomes a picture. Shades are luma, 0 to 255.
struct ScanConditions: Sendable {
  /// What the scanner writes.
  enum Output: Sendable {
    case gray, jpeg, bilevel
  }

  var resolution: Weighted<Double>
  var output: Weighted<Output>
  /// Degrees either way.
  let skew: Double
  /// How much narrower the far end of the page is, as a share, either way: paper that slips or a camera at an angle.
  let perspective: Double
  /// How much longer the page becomes along the feed, as a share, either way.
  let stretch: Double
  /// Standard deviation of the blur, mm.
  var blur: ClosedRange<Double>
  /// Standard deviation, luma.
  var noise: ClosedRange<Double>
  /// Luma of bare paper and of full black.
  var paper: ClosedRange<Double>
  var black: ClosedRange<Double>
  /// Share of light lost at the darkest edge.
  var shading: ClosedRange<Double>
  var jpegQuality: ClosedRange<Double>
  /// Luma below which a pixel is black, as a share of the way from black to paper.
  var threshold: ClosedRange<Double>
  /// Turned half round, or a quarter either way.
  var half: Double
  var quarter: Double
  /// Share of scans with a line of the glass's dirt, with a border of the scanner's lid, with an edge cut off.
  var streak: Double
  var darkBorder: Double
  var trimmed: Double

  static let clean = ScanConditions(
    resolution: Weighted((200, 0.35), (300, 0.65)), output: Weighted((.gray, 0.2), (.jpeg, 0.55), (.bilevel, 0.25)),
    skew: 0.8, perspective: 0, stretch: 0.001, blur: 0.035...0.06, noise: 1...2.5, paper: 246...255, black: 14...36,
    shading: 0...0.02, jpegQuality: 80...94, threshold: 0.52...0.66, half: 0.02, quarter: 0, streak: 0,
    darkBorder: 0.05, trimmed: 0)
  static let office = ScanConditions(
    resolution: Weighted((150, 0.1), (200, 0.5), (300, 0.35), (400, 0.05)),
    output: Weighted((.gray, 0.12), (.jpeg, 0.63), (.bilevel, 0.25)), skew: 2.2, perspective: 0.002, stretch: 0.004,
    blur: 0.045...0.09, noise: 1.8...4.5, paper: 228...254, black: 34...92, shading: 0...0.08, jpegQuality: 58...88,
    threshold: 0.48...0.78, half: 0.12, quarter: 0.04, streak: 0.03, darkBorder: 0.12, trimmed: 0.01)
  static let poor = ScanConditions(
    resolution: Weighted((150, 0.12), (200, 0.48), (300, 0.36), (400, 0.04)),
    output: Weighted((.gray, 0.1), (.jpeg, 0.46), (.bilevel, 0.44)), skew: 3.5, perspective: 0.004, stretch: 0.006,
    blur: 0.05...0.11, noise: 2.5...7, paper: 226...253, black: 36...88, shading: 0...0.12, jpegQuality: 45...80,
    threshold: 0.42...0.8, half: 0.12, quarter: 0.06, streak: 0.06, darkBorder: 0.2, trimmed: 0.05)
  static let hostile = ScanConditions(
    resolution: Weighted((150, 0.7), (200, 0.24), (300, 0.06)),
    output: Weighted((.gray, 0.15), (.jpeg, 0.7), (.bilevel, 0.15)), skew: 5, perspective: 0.02, stretch: 0.008,
    blur: 0.06...0.13, noise: 4...9, paper: 222...248, black: 40...96, shading: 0.02...0.22, jpegQuality: 38...75,
    threshold: 0.42...0.72, half: 0.12, quarter: 0.1, streak: 0.1, darkBorder: 0.3, trimmed: 0.08)
}
