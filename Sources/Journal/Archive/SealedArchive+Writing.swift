internal import Crypto
public import Foundation
internal import Glibc

extension SealedArchive {
  /// Packs a folder with all that is in it, signs the manifest, and puts the archive at `target`, where no file may be
  /// yet. It is written beside its place and stands there whole or not at all. The same files, manifest and key give the
  /// same bytes (as long as zlib stays the same).
  ///
  /// - Returns: the manifest as it was signed, with all files.
  /// - Throws: `exists`; `unfit` for what cannot be unpacked everywhere: links, devices, names; `changed`; the system's.
  @discardableResult
  public static func write(
    folder: URL, to target: URL, manifest: ArchiveManifest, key: OfficeKey
  ) throws(ArchiveError) -> ArchiveManifest {
    guard access(target.path, F_OK) != 0 else { throw .exists(path: target.path) }
    var manifest = manifest
    manifest.signer = ArchiveManifest.Signer(name: key.publicKey.name, key: key.publicKey.base64)
    manifest.files = try list(folder)
    let limits = ArchiveLimits()
    if let fault = manifest.faults(within: limits).first { throw .unfit(fault) }
    let bytes = try manifest.encoded()
    guard bytes.count <= limits.manifestBytes else {
      throw .unfit(.tooLarge(path: manifestName, bytes: bytes.count, limit: limits.manifestBytes))
    }
    guard let signature = key.signature(of: bytes) else { throw .notWritten(path: target.path, errno: 0) }

    let beside = target.deletingLastPathComponent().appendingPathComponent(".\(target.lastPathComponent).\(getpid())")
    // What a program with this number left when it was killed.
    unlink(beside.path)
    do throws(ArchiveError) {
      let file = try OpenFile(creating: beside.path, mode: 0o644)
      let zip = try ArchiveWriter(descriptor: file.descriptor, path: target.path)
      for (name, bytes) in [(manifestName, bytes), (signatureName, signature)] {
        // Stored as they are: what was signed can be looked at without unpacking.
        try zip.add(name, size: bytes.count, isCompressed: true)
        try zip.write(bytes)
      }
      for member in manifest.files { try pack(member, from: folder, into: zip) }
      try zip.finish()
      try file.synchronize()
      guard rename(beside.path, target.path) == 0 else { throw .notWritten(path: target.path, errno: errno) }
    } catch {
      unlink(beside.path)
      throw error
    }
    synchronizeFolder(of: target)
    return manifest
  }

  /// Without this a power cut may take the new name back.
  private static func synchronizeFolder(of file: URL) {
    let descriptor = Glibc.open(file.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // Some file systems know no such thing; the archive itself is on the disk.
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// Every file below a folder, hashed, by the bytes of its path.
  private static func list(_ folder: URL) throws(ArchiveError) -> [ArchiveManifest.File] {
    var paths: [String] = []
    try collect(folder.path, "", into: &paths)
    var files: [ArchiveManifest.File] = []
    for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let file = try OpenFile(reading: folder.appendingPathComponent(path).path)
      let (size, sha256) = try contents(of: file) { (_) throws(ArchiveError) in }
      files.append(ArchiveManifest.File(path: path, size: size, sha256: sha256))
    }
    return files
  }

  private static func collect(_ folder: String, _ prefix: String, into paths: inout [String]) throws(ArchiveError) {
    guard let directory = opendir(folder) else { throw .notRead(path: folder, errno: errno) }
    defer { closedir(directory) }
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        guard errno == 0 else { throw .notRead(path: folder, errno: errno) }
        return
      }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard let name = String(validating: bytes, as: UTF8.self) else {
        throw .unfit(.unsafeName(path: prefix + String(decoding: bytes, as: UTF8.self)))
      }
      guard name != ".", name != ".." else { continue }
      let path = prefix + name
      var status = stat()
      guard lstat("\(folder)/\(name)", &status) == 0 else { throw .notRead(path: path, errno: errno) }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try collect("\(folder)/\(name)", path + "/", into: &paths)
      case S_IFREG: paths.append(path)
      default: throw .unfit(.notAFile(path: path))
      }
    }
  }

  /// What is compressed already.
  private static let pictures: Set<String> = ["png", "jpg", "jpeg", "tif", "tiff", "pdf"]

  private static func pack(
    _ member: ArchiveManifest.File, from folder: URL, into zip: ArchiveWriter
  ) throws(ArchiveError) {
    let place = folder.appendingPathComponent(member.path)
    let file = try OpenFile(reading: place.path)
    try zip.add(member.path, size: member.size, isCompressed: pictures.contains(place.pathExtension.lowercased()))
    var left = member.size
    let (size, sha256) = try contents(of: file) { (bytes) throws(ArchiveError) in
      left -= bytes.count
      guard left >= 0 else { throw .changed(path: member.path) }
      try zip.write(bytes)
    }
    guard size == member.size, sha256 == member.sha256 else { throw .changed(path: member.path) }
  }

  /// Reads a file through; its size and SHA-256.
  private static func contents(
    of file: borrowing OpenFile, _ body: ([UInt8]) throws(ArchiveError) -> Void
  ) throws(ArchiveError) -> (size: Int, sha256: String) {
    var hash = SHA256()
    var size = 0
    while true {
      let bytes = try file.read()
      guard !bytes.isEmpty else { return (size, hash.finalize().hexadecimal) }
      hash.update(data: bytes)
      size += bytes.count
      try body(bytes)
    }
  }
}
