public import Ballots
public import Foundation
internal import Raster

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
  /// Fields that were passed over.
  public var notes: [FolderError]

  /// A form file from its parts.
  public init(
    form: Form, blankPages: [URL] = [], blankPDF: URL? = nil, blankDPI: Double? = nil,
    notes: [FolderError] = []
  ) {
    self.form = form
    self.blankPages = blankPages
    self.blankPDF = blankPDF
    self.blankDPI = blankDPI
    self.notes = notes
  }
}
