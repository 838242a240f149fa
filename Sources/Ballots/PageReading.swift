public import Raster

/// Where a ballot was found: a page of a file, and the slot on it when a page shows several ballots.
public struct PageLocation: Hashable, Sendable, Codable {
  /// Path relative to the folder that was given, `/` as separator.
  public var file: String
  /// 1-based page within the file.
  public var page: Int
  /// 1-based ballot on the page (two A5 ballots on one A4: 1 and 2).
  public var slot: Int

  /// A location; `page` and `slot` count from 1.
  public init(file: String, page: Int, slot: Int = 1) {
    self.file = file
    self.page = page
    self.slot = slot
  }

  /// Files are told apart by the bytes of their names: one in NFC and one in NFD are two files.
  public static func == (a: PageLocation, b: PageLocation) -> Bool {
    a.page == b.page && a.slot == b.slot && a.file.utf8.elementsEqual(b.file.utf8)
  }

  /// By bytes, like `==`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(page)
    hasher.combine(slot)
    for byte in file.utf8 { hasher.combine(byte) }
  }
}

/// Everything that was read from one page, as plain facts: what was measured and what was judged of each box. What
/// becomes of it (answers, identity from a header, duplicates) is decided later, in `Counting`.
public struct PageReading: Hashable, Sendable, Codable {
  /// What the page was found to be.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A page of a known form, located and measured.
    case ballot
    /// A batch header sheet.
    case header
    /// Nothing printed on it.
    case blank
    /// A document that is none of the forms.
    case foreign
    /// Not read; `refusal` says why.
    case rejected
  }

  /// What the page is.
  public var kind: Kind
  /// Why it was rejected, or why a person must look at a read page as a whole.
  public var refusal: Refusal?
  /// The form's id, when known.
  public var form: String?
  /// 1-based page of the form, when known.
  public var formPage: Int?
  /// What the codes on the page say.
  public var identity: Identity
  /// How the page lay in the scan, when located.
  public var registration: Registration?
  /// One entry a question of the form page, in its order; empty unless `kind` is `ballot`.
  public var questions: [QuestionReading]
  /// A small picture's hash, to find the same sheet scanned again; nil unless `kind` is `ballot`.
  public var fingerprint: Fingerprint?

  /// A reading from its parts.
  public init(
    kind: Kind, refusal: Refusal? = nil, form: String? = nil, formPage: Int? = nil, identity: Identity = Identity(),
    registration: Registration? = nil, questions: [QuestionReading] = [], fingerprint: Fingerprint? = nil
  ) {
    self.kind = kind
    self.refusal = refusal
    self.form = form
    self.formPage = formPage
    self.identity = identity
    self.registration = registration
    self.questions = questions
    self.fingerprint = fingerprint
  }
}

/// What the codes of a page say about whose it is. A field is nil when no code carries it or none could be read.
public struct Identity: Hashable, Sendable, Codable {
  /// Unit code.
  public var unit: String?
  /// Box code.
  public var box: String?
  /// Serial number as printed.
  public var serial: String?
  /// Ballots declared by a batch header.
  public var declared: Int?
  /// The texts as read, in reading order: the evidence.
  public var payloads: [String]

  /// An identity from its parts.
  public init(
    unit: String? = nil, box: String? = nil, serial: String? = nil, declared: Int? = nil, payloads: [String] = []
  ) {
    self.unit = unit
    self.box = box
    self.serial = serial
    self.declared = declared
    self.payloads = payloads
  }
}

/// How a form page lies in a scan.
public struct Registration: Hashable, Sendable, Codable {
  /// How far the page was found turned clockwise.
  public var rotation: QuarterTurn
  /// Remaining turn, degrees clockwise, -45 to 45.
  public var skew: Double
  /// Resolution measured on the page.
  public var resolution: Resolution
  /// Paper mm to scan px, before each box is fitted anew.
  public var transform: Homography<Paper, Picture>
  /// Median outline match of the boxes, 0 to 1.
  public var outlineMatch: Double
  /// Names of the fiducials that were found and used.
  public var fiducials: [String]

  /// A registration from its parts.
  public init(
    rotation: QuarterTurn, skew: Double, resolution: Resolution, transform: Homography<Paper, Picture>,
    outlineMatch: Double, fiducials: [String]
  ) {
    self.rotation = rotation
    self.skew = skew
    self.resolution = resolution
    self.transform = transform
    self.outlineMatch = outlineMatch
    self.fiducials = fiducials
  }
}

extension Registration {
  /// How the page lay, as far as results say it.
  public var pose: ScanPose { ScanPose(rotation: rotation, resolution: resolution) }
}

/// How a page lay in the scanner, as far as results say it.
public struct ScanPose: Hashable, Sendable {
  /// How far the page was found turned clockwise.
  public var rotation: QuarterTurn
  /// Resolution measured on the page.
  public var resolution: Resolution

  /// A pose from its parts.
  public init(rotation: QuarterTurn, resolution: Resolution) {
    self.rotation = rotation
    self.resolution = resolution
  }
}

/// What a box was judged to hold.
public enum MarkState: String, Hashable, Sendable, Codable, CaseIterable {
  case empty, marked, unclear
  /// Marked and then taken back (crossed out, scribbled over, circled).
  case cancelled
}

/// One option as measured and judged.
public struct OptionReading: Hashable, Sendable, Codable {
  /// The option's value.
  public var value: String
  /// What it was judged to hold.
  public var state: MarkState
  /// 0 to 1: how sure the state is.
  public var confidence: Double
  /// Why it is unclear or cancelled.
  public var reason: Reason?
  /// What was measured.
  public var mark: MarkMeasurement
  /// The box as found in the scan, px.
  public var place: PictureRect

  /// An option reading from its parts.
  public init(
    value: String, state: MarkState, confidence: Double, reason: Reason? = nil, mark: MarkMeasurement,
    place: PictureRect
  ) {
    self.value = value
    self.state = state
    self.confidence = confidence
    self.reason = reason
    self.mark = mark
    self.place = place
  }
}

/// The voter's ink in and around one box, against the blank's picture. Areas in mm² of full ink, lengths in mm.
public struct MarkMeasurement: Hashable, Sendable, Codable {
  /// Ink inside the outline, mm².
  public var inkInside: Double
  /// Ink inside as a share of the inner area, 0 to 1.
  public var coverage: Double
  /// Ink around the outline that belongs to no neighbour, mm².
  public var inkAround: Double
  /// Longer side of the ink's bounds inside the box as a share of the box's side, 0 to 1.
  public var extent: Double
  /// Contrast of the darkest tenth of that ink against paper, 0 to 1 of the print's contrast.
  public var contrast: Double
  /// How much of a closed ring lies around the box, 0 to 1.
  public var encirclement: Double
  /// How well the outline was found, 0 to 1.
  public var outlineMatch: Double
  /// Distance of the box from where the page's transform put it, mm.
  public var shift: Double
  /// How much darker the whole inner area is than the paper around it, as a share of the print's contrast; below 0 where
  /// it is lighter. It shows strokes too pale to be seen in any one place.
  public var tint: Double
  /// Whether the ink has the shape of a tick that means this box, wherever most of it lies.
  public var isTick: Bool

  /// A measurement from its parts.
  public init(
    inkInside: Double = 0, coverage: Double = 0, inkAround: Double = 0, extent: Double = 0, contrast: Double = 0,
    encirclement: Double = 0, outlineMatch: Double = 0, shift: Double = 0, tint: Double = 0, isTick: Bool = false
  ) {
    // Four decimals: more would be noise, and the store keeps every one.
    func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
    self.inkInside = rounded(inkInside)
    self.coverage = rounded(coverage)
    self.inkAround = rounded(inkAround)
    self.extent = rounded(extent)
    self.contrast = rounded(contrast)
    self.encirclement = rounded(encirclement)
    self.outlineMatch = rounded(outlineMatch)
    self.shift = rounded(shift)
    self.tint = rounded(tint)
    self.isTick = isTick
  }
}

/// One question as read: its options, and the ink near it that lies in none of them.
public struct QuestionReading: Hashable, Sendable, Codable {
  /// The question's id on the form.
  public var question: String
  /// The options in the form's order.
  public var options: [OptionReading]
  /// Ink between and beside the boxes that no accepted mark explains, mm².
  public var strayInk: Double

  /// A question reading from its parts.
  public init(question: String, options: [OptionReading], strayInk: Double) {
    self.question = question
    self.options = options
    self.strayInk = strayInk
  }
}
