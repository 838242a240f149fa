internal import Canvass
internal import Crypto
internal import Foundation
internal import Pipeline
internal import SurveyFolder

/// A folder into which browsers send files. A file is written beside its place, brought to the disk and linked into place
/// under a name that nothing has yet: what is acknowledged is there whole, whatever happens then.
struct Inbox: Sendable {
  /// Why a file was not taken.
  enum Refusal: Error, Hashable, Sendable {
    /// No name that a file can have.
    case name
    /// Not one of the kinds that are read; its ending.
    case kind(String)
    /// Larger than a scan may be, MiB.
    case tooLarge(limit: Int)
    /// Nothing is in it.
    case empty
    /// Nothing comes in any more: the box was closed while the file was on its way.
    case closed
    /// Fewer bytes came than were announced.
    case incomplete
    /// The disk did not take it.
    case disk(SystemFault)
  }

  /// A file that is there.
  struct Taken: Hashable, Sendable {
    /// Its name in the folder.
    var name: String
    /// False where a file with the same contents had that name before.
    var isNew: Bool
  }

  /// Endings of what is read.
  static let kinds = ["png", "tif", "tiff", "jpg", "jpeg", "pdf"]
  /// Bytes of a scan at most: more is not decoded.
  static let mostBytes = 1 << 30
  /// Bytes of a name at most: file systems take 255, and a number may be added.
  private static let longestName = 200
  /// How the names of files begin that are on their way; lists of scans leave hidden files out.
  private static let begunPrefix = ".incoming-"

  private let folder: URL

  /// A folder; it is made where it is not there.
  init(_ folder: URL) { self.folder = folder }

  /// Takes a file of a name in, if that is still asked for when all of it is there.
  func take(
    _ incoming: Incoming, named given: String, ifStill isAsked: () async -> Bool
  ) async throws(Refusal) -> Taken {
    let name = try Self.name(given)
    guard incoming.byteCount <= Self.mostBytes else { throw .tooLarge(limit: Self.mostBytes >> 20) }
    guard incoming.byteCount > 0 else { throw .empty }
    let begun = folder.appendingPathComponent(Self.begunPrefix + UUID().uuidString)
    defer { unlink(begun.path) }
    let sha256: String
    do {
      try Self.onDisk { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
      sha256 = try await write(incoming, to: begun)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw .incomplete
    }
    guard await isAsked() else { throw .closed }
    return try place(begun, as: name, sha256: sha256)
  }

  /// Deletes what earlier uploads that broke off left in a folder.
  static func tidy(_ folder: URL) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    where name.hasPrefix(begunPrefix) {
      unlink(folder.appendingPathComponent(name).path)
    }
  }

  /// A name as browsers give it, without the folders before it.
  static func name(_ given: String) throws(Refusal) -> String {
    let last = given.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let name = last.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespaces)
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl
    }
    guard !name.isEmpty, !name.hasPrefix("."), isPlain, name.utf8.count <= longestName else { throw .name }
    let kind = URL(fileURLWithPath: name).pathExtension.lowercased()
    guard kinds.contains(kind) else { throw .kind(kind) }
    return name
  }

  /// What goes wrong here lies with the disk; all else with the way from the browser.
  private static func onDisk(_ work: () throws -> Void) throws(Refusal) {
    do { try work() } catch { throw .disk(SystemFault(error)) }
  }

  /// Writes what comes; gives the SHA-256 of it.
  private func write(_ incoming: Incoming, to begun: URL) async throws -> String {
    let descriptor = open(begun.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw Refusal.disk(SystemFault(errno: errno)) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var hash = SHA256()
    var byteCount = 0
    try await incoming.read { bytes in
      byteCount += bytes.count
      guard byteCount <= Self.mostBytes else { throw Refusal.tooLarge(limit: Self.mostBytes >> 20) }
      hash.update(data: bytes)
      try Self.onDisk { try file.write(contentsOf: bytes) }
    }
    guard byteCount == incoming.byteCount else { throw Refusal.incomplete }
    try Self.onDisk {
      try file.synchronize()
      try file.close()
    }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Gives a file that was written its name, or the next that is free. Two that come at once never take one's place.
  private func place(_ begun: URL, as name: String, sha256: String) throws(Refusal) -> Taken {
    let whole = URL(fileURLWithPath: name)
    for number in 1...9999 {
      let candidate =
        number == 1 ? name : "\(whole.deletingPathExtension().lastPathComponent)-\(number).\(whole.pathExtension)"
      let target = folder.appendingPathComponent(candidate)
      if link(begun.path, target.path) == 0 {
        try synchronize()
        return Taken(name: candidate, isNew: true)
      }
      guard errno == EEXIST else { throw .disk(SystemFault(errno: errno)) }
      if let digest = try? FileDigest(path: target.path), digest.sha256 == sha256 {
        return Taken(name: candidate, isNew: false)
      }
    }
    throw .name
  }

  private func synchronize() throws(Refusal) {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .disk(SystemFault(errno: errno)) }
    defer { close(descriptor) }
    // Some drives do not know how to sync a folder, and say so.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .disk(SystemFault(errno: errno)) }
  }
}
