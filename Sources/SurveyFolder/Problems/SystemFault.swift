internal import Foundation

/// Why the system did not open or write a file: what people can do something about has a case of its own.
public enum SystemFault: Error, Hashable, Sendable {
  case noSpace, writeProtected, noPermission, isFolder, isPipeOrDevice, notFound, notAFolder, nameTooLong
  /// Any other; the system's number (`errno`), 0 when it gave none.
  case other(Int32)

  /// By the number that a system call left in `errno`.
  public init(errno number: Int32) {
    self =
      switch number {
      case ENOSPC, EDQUOT: .noSpace
      case EROFS: .writeProtected
      case EACCES, EPERM: .noPermission
      case EISDIR: .isFolder
      case ESPIPE, ENXIO: .isPipeOrDevice
      case ENOENT: .notFound
      case ENOTDIR, EEXIST: .notAFolder
      case ENAMETOOLONG: .nameTooLong
      default: .other(number)
      }
  }

  /// By an error of Foundation, whose sentences are English and differ between systems.
  public init(_ error: any Error) {
    let error = error as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError
    if let system = [underlying, error].compactMap({ $0 }).first(where: { $0.domain == NSPOSIXErrorDomain }) {
      self.init(errno: Int32(system.code))
      return
    }
    self =
      switch CocoaError.Code(rawValue: error.code) {
      case .fileWriteOutOfSpace: .noSpace
      case .fileWriteVolumeReadOnly: .writeProtected
      case .fileReadNoPermission, .fileWriteNoPermission: .noPermission
      case .fileReadNoSuchFile, .fileNoSuchFile: .notFound
      case .fileWriteFileExists: .notAFolder
      default: .other(0)
      }
  }

  /// The fault in Vietnamese and English; nil when there is nothing to say that people would understand.
  public var words: (vi: String, en: String)? {
    switch self {
    case .noSpace: ("đĩa đã đầy", "the disk is full")
    case .writeProtected: ("ổ đĩa không cho ghi", "the drive is write-protected")
    case .noPermission: ("không có quyền", "permission denied")
    case .isFolder: ("đó là một thư mục", "it is a folder")
    case .isPipeOrDevice: ("đó là ống dẫn hoặc thiết bị, không phải tệp", "it is a pipe or a device and no file")
    case .notFound: ("không có ở đó", "it is not there")
    case .notAFolder: ("ở đó đã có một tệp, không phải thư mục", "a file stands where a folder should be")
    case .nameTooLong: ("tên quá dài", "the name is too long")
    case .other(0): nil
    case .other(let number): ("mã lỗi \(number) của hệ thống", "system error \(number)")
    }
  }

  /// The words in brackets after a space, or nothing.
  var inBrackets: (vi: String, en: String) { words.map { (" (\($0.vi))", " (\($0.en))") } ?? ("", "") }
}
