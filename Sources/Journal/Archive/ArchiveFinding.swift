/// Something in an archive that is not as it was sealed.
public enum ArchiveFinding: Error, Hashable, Sendable {
  /// The file is no ZIP, was cut short, or something was added to it; what was seen.
  case notAnArchive(detail: String)
  /// The manifest is of a format that this program does not know.
  case unsupportedSchema(String)
  /// The manifest cannot be read; what was seen.
  case manifestUnreadable(detail: String)
  /// There is no manifest, or no signature, where they must be.
  case notSigned
  /// Manifest and signature do not belong together: one of them was altered.
  case signatureInvalid
  /// The signature is whole, but made with none of the keys that are trusted; the fingerprint of the key it was made with.
  case signedByAnotherKey(fingerprint: String)
  /// A file is not what the manifest says, or its bytes in the archive are damaged.
  case altered(path: String)
  /// A file of the manifest is not in the archive.
  case missing(path: String)
  /// A file is in the archive and not in the manifest.
  case extra(path: String)
  /// A file is there twice, or its name differs from another's in capitals only.
  case repeated(path: String)
  /// A name that must not be unpacked: absolute, upwards, too long, or with signs that names on some system cannot have.
  case unsafeName(path: String)
  /// A link, folder or device where a file must be.
  case notAFile(path: String)
  /// A file that is encrypted.
  case encrypted(path: String)
  /// A file, or with nil all files together, of more bytes than may be unpacked.
  case tooLarge(path: String?, bytes: Int, limit: Int)
  /// More files than may be unpacked.
  case tooManyMembers(Int, limit: Int)
  /// The directory at the archive's end, by which other programs unpack, does not list what lies in it.
  case directoryDiffers(detail: String)
  /// So many files could not be looked at, because the archive is damaged before them.
  case unread(Int)
}

/// Why an archive could not be written or looked at: the system's doing, not the archive's.
public enum ArchiveError: Error, Hashable, Sendable {
  /// There is a file of this name already; it is left alone.
  case exists(path: String)
  /// A file is no archive and was never one: neither its name nor its first bytes say so.
  case notAnArchive(path: String)
  /// A file cannot be opened or read.
  case notRead(path: String, errno: Int32)
  /// A file cannot be written; `errno` is 0 when the system gives no reason.
  case notWritten(path: String, errno: Int32)
  /// The files need more room than the disk has, bytes.
  case noRoom(needed: Int, free: Int)
  /// What should be packed cannot be.
  case unfit(ArchiveFinding)
  /// A file changed while it was packed.
  case changed(path: String)
}
