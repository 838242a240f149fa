public import Raster

/// A printed form: where everything stands on its pages and what it means. Lengths in mm (see `Paper`).
public struct Form: Hashable, Sendable, Codable {
  /// Name by which surveys and results call the form, e.g. `phuong-8-cau`.
  public var id: String
  /// What the form is called in its barcodes (`F1-A`); the same as `id` unless the form says otherwise.
  public var code: String
  /// Title for people.
  public var title: String
  /// Width and height of the paper in mm.
  public var pageSize: PaperSize
  /// The pages in order; page numbers count from 1.
  public var pages: [FormPage]
  /// Payload pattern of the batch header's QR code, if the form has batch headers.
  public var batchHeader: PayloadPattern?

  /// A form from its parts.
  public init(
    id: String, code: String, title: String, pageSize: PaperSize, pages: [FormPage], batchHeader: PayloadPattern? = nil
  ) {
    self.id = id
    self.code = code
    self.title = title
    self.pageSize = pageSize
    self.pages = pages
    self.batchHeader = batchHeader
  }
}

extension Form {
  /// Whether two of its pages have room on a sheet of A4: then a scan may show several ballots.
  public var isSlip: Bool { pageSize.isSlip }
}

/// Width and height of paper, mm.
public struct PaperSize: Hashable, Sendable, Codable {
  /// Width in mm.
  public var width: Double
  /// Height in mm.
  public var height: Double

  /// A size in mm.
  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// Whether two have room on a sheet of A4.
  public var isSlip: Bool { width * height < 0.51 * Self.a4.width * Self.a4.height }

  /// A4 portrait, ISO 216.
  public static let a4 = PaperSize(width: 210, height: 297)
}

/// One printed page of a form.
public struct FormPage: Hashable, Sendable, Codable {
  /// 1-based number within the form.
  public var number: Int
  /// Registration marks; none on plain Word forms.
  public var fiducials: [Fiducial]
  /// Where printed codes stand.
  public var barcodes: [BarcodeRegion]
  /// Areas near which a code is stuck on by hand.
  public var stickers: [Sticker]
  /// The questions in reading order.
  public var questions: [Question]
  /// Text printed anew on each sheet (unit name, serial): no part of the blank's picture.
  public var dynamicText: [PaperRect]
  /// Where people write words; ink there is no stray mark.
  public var freeText: [PaperRect]
  /// Signature, seal and photo areas; ink there is ignored.
  public var zones: [PaperRect]

  /// A page from its parts.
  public init(
    number: Int, fiducials: [Fiducial] = [], barcodes: [BarcodeRegion] = [], stickers: [Sticker] = [],
    questions: [Question] = [], dynamicText: [PaperRect] = [], freeText: [PaperRect] = [], zones: [PaperRect] = []
  ) {
    self.number = number
    self.fiducials = fiducials
    self.barcodes = barcodes
    self.stickers = stickers
    self.questions = questions
    self.dynamicText = dynamicText
    self.freeText = freeText
    self.zones = zones
  }
}

/// A printed registration mark.
public struct Fiducial: Hashable, Sendable, Codable {
  /// The four kinds of the exchange format.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case square, ring, disc, lshape
  }

  /// Name on the form, e.g. `TL`.
  public var id: String
  /// Its shape.
  public var kind: Kind
  /// Its centre, mm.
  public var center: PaperPoint
  /// Side or diameter, mm.
  public var size: Double

  /// A fiducial from its parts; lengths in mm.
  public init(id: String, kind: Kind, center: PaperPoint, size: Double) {
    self.id = id
    self.kind = kind
    self.center = center
    self.size = size
  }
}

/// Where a barcode is printed and what its text looks like.
public struct BarcodeRegion: Hashable, Sendable, Codable {
  /// Codes that forms carry.
  public enum Symbology: String, Hashable, Sendable, Codable, CaseIterable {
    case qr = "QR"
    case code128 = "Code128"
  }

  /// Name on the form.
  public var id: String
  /// Kind of code.
  public var symbology: Symbology
  /// Printed place, mm.
  public var rect: PaperRect
  /// Pattern of the text it carries.
  public var payload: PayloadPattern

  /// A barcode region from its parts; `rect` in mm.
  public init(id: String, symbology: Symbology, rect: PaperRect, payload: PayloadPattern) {
    self.id = id
    self.symbology = symbology
    self.rect = rect
    self.payload = payload
  }
}

/// A code that is stuck on by hand near an area of a page.
public struct Sticker: Hashable, Sendable, Codable {
  /// Kind of code.
  public var symbology: BarcodeRegion.Symbology
  /// Area near which it is stuck, crooked as it may be, mm.
  public var area: PaperRect
  /// Pattern of its text; nil when the form gives none: then nothing is read from it.
  public var payload: PayloadPattern?

  /// A sticker from its parts; `area` in mm.
  public init(symbology: BarcodeRegion.Symbology = .qr, area: PaperRect, payload: PayloadPattern? = nil) {
    self.symbology = symbology
    self.area = area
    self.payload = payload
  }
}

/// One question of a form.
public struct Question: Hashable, Sendable, Codable {
  /// How many answers a question takes.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// One value of a scale of five.
    case scale5
    /// One of several.
    case choice
    /// Any number of several.
    case multi
  }

  /// Name in results, e.g. `Q1`.
  public var id: String
  /// Printed wording.
  public var text: String
  /// How many answers it takes.
  public var kind: Kind
  /// The options in printed order.
  public var options: [Option]
  /// How many options may be marked at most where it takes several; nil for all of them.
  public var maximum: Int?
  /// What it tells about, by the name that results give it, e.g. `Thủ tục hành chính`.
  public var criterion: String?
  /// Whom it is about where that is one person or one counter, e.g. `Quầy số 1`: results of few ballots are not shown.
  public var person: String?

  /// A question from its parts.
  public init(
    id: String, text: String, kind: Kind, options: [Option], maximum: Int? = nil, criterion: String? = nil,
    person: String? = nil
  ) {
    self.criterion = criterion
    self.person = person
    self.id = id
    self.text = text
    self.kind = kind
    self.options = options
    self.maximum = maximum
  }

  /// Whether so many marks are one answer.
  public func allows(marks count: Int) -> Bool {
    count <= 1 || kind == .multi && count <= maximum ?? .max
  }
}

/// One place where a question can be answered.
public struct Option: Hashable, Sendable, Codable {
  /// Outline of the place to mark.
  public enum Shape: String, Hashable, Sendable, Codable, CaseIterable {
    case square, circle, ellipse
    /// A table cell without a box of its own.
    case cell
  }

  /// What a mark here counts as; never inferred from the position.
  public var value: String
  /// Outline.
  public var shape: Shape
  /// Outer bounds of the outline, mm.
  public var rect: PaperRect
  /// Printed label, e.g. `5`.
  public var label: String
  /// Place of the label, mm.
  public var labelRect: PaperRect?

  /// An option from its parts; lengths in mm.
  public init(value: String, shape: Shape, rect: PaperRect, label: String, labelRect: PaperRect? = nil) {
    self.value = value
    self.shape = shape
    self.rect = rect
    self.label = label
    self.labelRect = labelRect
  }
}
