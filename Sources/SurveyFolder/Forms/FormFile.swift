public import Ballots
public import Foundation
public import Raster

/// A form as read from a file: what is printed, and where the pictures of its blank lie.
public struct FormFile: Sendable {
  /// The form.
  public var form: Form
  /// The pictures of the blank pages in page order; empty when the file names none.
  public var blankPages: [URL]
  /// The blank as PDF.
  public var blankPDF: URL?
  /// Resolution of the pictures, dots per inch.
  public var blankDPI: Double?
  /// Codes that are stuck on by hand, in the order of `FormPage.stickers` of all pages.
  public var stickerCodes: [StickerCode]
  /// Fields that were passed over.
  public var notes: [FolderError]

  /// A form file from its parts.
  public init(
    form: Form, blankPages: [URL] = [], blankPDF: URL? = nil, blankDPI: Double? = nil,
    stickerCodes: [StickerCode] = [], notes: [FolderError] = []
  ) {
    self.form = form
    self.blankPages = blankPages
    self.blankPDF = blankPDF
    self.blankDPI = blankDPI
    self.stickerCodes = stickerCodes
    self.notes = notes
  }
}

/// What a code that is stuck near an area of a page carries.
public struct StickerCode: Hashable, Sendable {
  /// 1-based page of the form.
  public var page: Int
  /// Area near which it is stuck, mm.
  public var area: PaperRect
  /// Kind of code.
  public var symbology: BarcodeRegion.Symbology
  /// Pattern of its text; nil when the file gives none.
  public var payload: PayloadPattern?

  /// A sticker code from its parts; `area` in mm.
  public init(page: Int, area: PaperRect, symbology: BarcodeRegion.Symbology = .qr, payload: PayloadPattern? = nil) {
    self.page = page
    self.area = area
    self.symbology = symbology
    self.payload = payload
  }
}
