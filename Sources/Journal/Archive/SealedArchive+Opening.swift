internal import Archives
internal import Crypto
public import Foundation

/// A sealed archive that was unpacked and found to be as it was sealed.
public struct UnpackedArchive: Sendable {
  /// What it says of itself.
  public let manifest: ArchiveManifest
  /// Whose key sealed it. That it is the office's is for people to know: they compare its fingerprint.
  public let signer: OfficePublicKey
  /// The survey's folder that was packed. Whoever opened the archive removes it when it is not needed any more.
  public let folder: URL

  /// Removes what was unpacked.
  public func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// What became of opening an archive.
public enum ArchiveOpening: Sendable {
  /// It is as it was sealed.
  case sound(UnpackedArchive)
  /// It is not, and nothing of it was kept; what was found, at least one.
  case refused([ArchiveFinding])
}

extension SealedArchive {
  /// Unpacks an archive into a new folder within `parent` and holds everything against the manifest.
  ///
  /// - Parameters:
  ///   - trusted: the keys that may have sealed it; nil takes any, and leaves it to the caller to look at the signer.
  ///   - limits: what may be unpacked; more is refused before it is written.
  /// - Throws: what the system would not do. What is wrong with the archive is in the answer.
  public static func open(
    _ archive: URL, into parent: URL, trusted: Set<OfficePublicKey>? = nil, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveError) -> ArchiveOpening {
    let file = try OpenFile(reading: archive.path)
    // A letter given by mistake is no archive that somebody altered; one that lost its beginning still has its name.
    let begins = try file.read(at: 0, count: 2) == Array("PK".utf8)
    guard begins || archive.pathExtension.lowercased() == "zip" else { throw .notAnArchive(path: archive.path) }
    guard let zip = ZIPReader(descriptor: file.descriptor) else {
      throw .notRead(path: archive.path, errno: ENOMEM)
    }
    let folder = parent.appendingPathComponent("kiemphieu-archive-\(UUID().uuidString)")
    guard mkdir(folder.path, 0o700) == 0 else { throw .notWritten(path: folder.path, errno: errno) }
    var isSound = false
    defer { if !isSound { try? FileManager.default.removeItem(at: folder) } }

    var unpacking = Unpacking(zip: zip, archive: archive.path, folder: folder, limits: limits, trusted: trusted)
    do throws(Unpacking.End) {
      // First, and by a few bytes at its end: an archive that was cut short is refused before anything is unpacked.
      let directory = try unpacking.directory(of: file)
      try unpacking.readManifest()
      try unpacking.unpackMembers()
      try unpacking.compare(directory)
    } catch {
      switch error {
      case .refused(let finding): unpacking.findings.append(finding)
      case .failed(let error): throw error
      }
    }
    guard unpacking.findings.isEmpty, let manifest = unpacking.manifest, let signer = unpacking.signer else {
      return .refused(unpacking.findings)
    }
    isSound = true
    return .sound(UnpackedArchive(manifest: manifest, signer: signer, folder: folder))
  }
}

/// An archive on its way into a folder.
private struct Unpacking {
  /// Why it does not go on.
  enum End: Error {
    case refused(ArchiveFinding)
    case failed(ArchiveError)
  }

  let zip: ZIPReader
  let archive: String
  let folder: URL
  let limits: ArchiveLimits
  let trusted: Set<OfficePublicKey>?

  var manifest: ArchiveManifest?
  var signer: OfficePublicKey?
  var findings: [ArchiveFinding] = []
  /// The members as they came, to be held against the directory at the end.
  private var members: [ZIPDirectory.Member] = []
  /// Files that did not come yet, by path.
  private var expected: [String: ArchiveManifest.File] = [:]
  private var seen: Set<String> = []

  init(zip: ZIPReader, archive: String, folder: URL, limits: ArchiveLimits, trusted: Set<OfficePublicKey>?) {
    self.zip = zip
    self.archive = archive
    self.folder = folder
    self.limits = limits
    self.trusted = trusted
  }

  // MARK: Manifest and signature

  mutating func readManifest() throws(End) {
    let bytes = try small(SealedArchive.manifestName, limit: limits.manifestBytes)
    let signature = try small(SealedArchive.signatureName, limit: SealedArchive.signatureLength)
    let manifest: ArchiveManifest
    do throws(ArchiveFinding) {
      manifest = try ArchiveManifest.decode(bytes)
    } catch {
      throw .refused(error)
    }
    guard let key = OfficePublicKey(base64: manifest.signer.key, name: manifest.signer.name),
      key.isSignature(signature, of: bytes)
    else { throw .refused(.signatureInvalid) }
    if let trusted, !trusted.contains(key) { throw .refused(.signedByAnotherKey(fingerprint: key.fingerprint)) }
    let faults = manifest.faults(within: limits)
    if let last = faults.last {
      findings += faults.dropLast()
      throw .refused(last)
    }
    try checkRoom(for: manifest)
    expected = Dictionary(manifest.files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.manifest = manifest
    signer = key
  }

  /// One of the first two members, whole.
  private mutating func small(_ name: String, limit: Int) throws(End) -> [UInt8] {
    guard let member = try next() else { throw .refused(.notSigned) }
    guard member.path == name, member.isFile, !member.isEncrypted else { throw .refused(.notSigned) }
    var bytes: [UInt8] = []
    while true {
      let more: [UInt8]
      do throws(ZIPReader.Failure) {
        more = try zip.read()
      } catch {
        throw end(error) ?? .refused(name == SealedArchive.signatureName ? .signatureInvalid : .altered(path: name))
      }
      guard !more.isEmpty else { break }
      bytes += more
      guard bytes.count <= limit else { throw .refused(.tooLarge(path: name, bytes: bytes.count, limit: limit)) }
    }
    members.append(
      ZIPDirectory.Member(name: Array(name.utf8), size: UInt64(bytes.count), position: UInt64(member.position)))
    return bytes
  }

  /// The disk must hold all files before one is written.
  private func checkRoom(for manifest: ArchiveManifest) throws(End) {
    var status = statvfs()
    guard statvfs(folder.path, &status) == 0 else { return }
    let free = Int(
      clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    let needed = manifest.files.reduce(0) { $0 + $1.size }
    guard needed <= free else { throw .failed(.noRoom(needed: needed, free: free)) }
  }

  // MARK: Files

  mutating func unpackMembers() throws(End) {
    while let member = try next() {
      guard let path = member.path, MemberNames.isSafe(path) else {
        throw .refused(.unsafeName(path: member.path ?? "?"))
      }
      guard !member.isEncrypted else { throw .refused(.encrypted(path: path)) }
      guard member.isFile else { throw .refused(.notAFile(path: path)) }
      guard let file = expected.removeValue(forKey: path) else {
        let isKnown = seen.contains(path) || [SealedArchive.manifestName, SealedArchive.signatureName].contains(path)
        throw .refused(isKnown ? .repeated(path: path) : .extra(path: path))
      }
      seen.insert(path)
      members.append(
        ZIPDirectory.Member(name: Array(file.path.utf8), size: UInt64(file.size), position: UInt64(member.position)))
      do throws(End) {
        try unpack(file)
      } catch {
        // What follows a member that cannot be read to its end is not missing, only unseen.
        guard case .refused = error, !expected.isEmpty else { throw error }
        findings.append(.unread(expected.count))
        throw error
      }
    }
    findings += expected.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .missing(path: $0) }
  }

  /// Writes a file and holds it against the manifest. One that is not what it should be is told, and the next is looked
  /// at; only what keeps the next from being read is thrown.
  private mutating func unpack(_ file: ArchiveManifest.File) throws(End) {
    let place = folder.appendingPathComponent(file.path)
    var hash = SHA256()
    var size = 0
    do throws(ArchiveError) {
      try makeFolders(of: file.path)
      let output = try OpenFile(creating: place.path, mode: 0o600)
      while true {
        let bytes: [UInt8]
        do throws(ZIPReader.Failure) {
          bytes = try zip.read()
        } catch {
          switch error {
          case .system(let number): throw ArchiveError.notRead(path: archive, errno: number)
          case .archive: throw ArchiveError.unfit(.altered(path: file.path))
          case .member:
            findings.append(.altered(path: file.path))
            return
          }
        }
        guard !bytes.isEmpty else { break }
        size += bytes.count
        guard size <= file.size else {
          throw ArchiveError.unfit(.tooLarge(path: file.path, bytes: size, limit: file.size))
        }
        hash.update(data: bytes)
        try output.write(bytes)
      }
    } catch {
      guard case .unfit(let finding) = error else { throw .failed(error) }
      throw .refused(finding)
    }
    if size != file.size || hash.finalize().hexadecimal != file.sha256 { findings.append(.altered(path: file.path)) }
  }

  /// The folders that lead to a file; safe names within a folder that nobody else knows.
  private func makeFolders(of path: String) throws(ArchiveError) {
    var place = folder
    for part in path.split(separator: "/").dropLast() {
      place.appendPathComponent(String(part))
      guard mkdir(place.path, 0o700) == 0 || errno == EEXIST else {
        throw .notWritten(path: place.path, errno: errno)
      }
    }
  }

  // MARK: The directory

  /// The list by which other programs unpack.
  func directory(of file: borrowing OpenFile) throws(End) -> ZIPDirectory {
    let result: Result<ZIPDirectory, ZIPDirectory.Fault>
    do throws(ArchiveError) {
      result = try ZIPDirectory.read(from: file, members: limits.members + 2)
    } catch {
      throw .failed(error)
    }
    switch result {
    case .success(let directory): return directory
    case .failure(let fault): throw .refused(.notAnArchive(detail: fault.detail))
    }
  }

  /// The list must name what was read, at the same places.
  func compare(_ directory: ZIPDirectory) throws(End) {
    // Files that are altered or missing have been named.
    guard findings.isEmpty else { return }
    guard directory.members.count == members.count else {
      throw .refused(.directoryDiffers(detail: "\(directory.members.count) members, \(members.count) read"))
    }
    for (listed, read) in Swift.zip(directory.members, members) where listed != read {
      throw .refused(.directoryDiffers(detail: String(decoding: read.name, as: UTF8.self)))
    }
    guard zip.endOfMembers == Int(exactly: directory.position) else {
      throw .refused(.directoryDiffers(detail: "bytes before the list"))
    }
  }

  // MARK: Reading

  private func next() throws(End) -> ZIPReader.Member? {
    do throws(ZIPReader.Failure) {
      return try zip.next()
    } catch {
      throw end(error) ?? .refused(.notAnArchive(detail: "cut short or damaged"))
    }
  }

  /// A failure that is the system's.
  private func end(_ failure: ZIPReader.Failure) -> End? {
    guard case .system(let number) = failure else { return nil }
    return .failed(.notRead(path: archive, errno: number))
  }
}
