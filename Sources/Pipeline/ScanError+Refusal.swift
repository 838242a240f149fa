internal import Ballots
internal import Codecs

extension ScanError {
  /// The reason that results give for a file or page that could not be decoded.
  var refusal: Refusal {
    let reason: Reason =
      switch self {
      case .emptyFile: .emptyFile
      case .unknownFormat: .unknownFormat
      case .damagedFile: .damagedFile
      case .unsupportedFile: .unsupportedFile
      case .tooLarge: .tooLarge
      case .tooManyPages: .tooManyPages
      case .passwordProtected: .passwordProtected
      case .noPermission: .noPermission
      case .fileVanished: .fileVanished
      case .decoderMissing: .decoderMissing
      }
    return Refusal(reason, subject: detail.isEmpty ? nil : detail)
  }
}
