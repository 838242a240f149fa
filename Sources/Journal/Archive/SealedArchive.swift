// A sealed archive: a survey's folder with one box in it, packed as ZIP together with a manifest of all its files and a
// signature over the manifest's bytes. Whoever has the office's public key can tell that nothing in it was altered, left
// out or added since it was sealed; docs/archive.md says what that proves and what it does not.
//
// Manifest and signature are the first two members, so that nothing is unpacked that was not announced, in no more bytes
// than were announced. Every file is hashed while it is packed and while it is unpacked, and is never in memory whole.

/// Sealed archives: how they are named inside, written (`SealedArchive+Writing`) and opened (`SealedArchive+Opening`).
public enum SealedArchive {
  /// The first member: JSON, an ``ArchiveManifest``.
  public static let manifestName = "manifest.json"
  /// The second member: the signature of the first one's bytes, 64 bytes as `openssl pkeyutl -verify -rawin` takes them.
  public static let signatureName = "manifest.sig"

  static let signatureLength = 64
}
