/// Why a file or one of its pages gives no picture. Each case carries a short technical detail for the log; what a
/// person reads about it is made elsewhere, from the case.
public enum ScanError: Error, Sendable, Equatable {
  /// The file has no bytes.
  case emptyFile(String)
  /// The contents are none of PNG, TIFF, JPEG, PDF; or it is no regular file.
  case unknownFormat(String)
  /// Bytes are missing or wrong: pixels would be lost.
  case damagedFile(String)
  /// Well formed, but of a kind that is not read: float samples, 12-bit JPEG.
  case unsupportedFile(String)
  /// More pixels or bytes than the limits allow.
  case tooLarge(String)
  /// More pages than the limits allow.
  case tooManyPages(String)
  /// The file opens with a password only.
  case passwordProtected(String)
  /// The system refuses to open the file for reading.
  case noPermission(String)
  /// The file is not there, or its medium went away.
  case fileVanished(String)
  /// A program of poppler is not installed.
  case decoderMissing(String)

  /// The technical detail: a decoder's message, sizes against limits.
  public var detail: String {
    switch self {
    case .emptyFile(let text), .unknownFormat(let text), .damagedFile(let text), .unsupportedFile(let text),
      .tooLarge(let text), .tooManyPages(let text), .passwordProtected(let text), .noPermission(let text),
      .fileVanished(let text), .decoderMissing(let text):
      text
    }
  }
}
