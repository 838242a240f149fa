public import Foundation
internal import Reporting
internal import SurveyFolder
public import Wording

/// Writes results so that a reader sees the old file or the new one, never half of one.
public struct ResultFiles: Sendable {
  /// Where they go.
  public let folder: URL
  private let language: Language

  /// Results of a folder; what goes wrong is told in a language.
  public init(folder: URL, language: Language) {
    self.folder = folder
    self.language = language
  }

  /// Creates the folder where needed.
  public func prepare() throws(Problem) {
    do {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue { return }
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Self.synchronize(folder.deletingLastPathComponent())
    } catch {
      throw problem(folder.path, error)
    }
  }

  /// Creates the folder where needed, and sees whether files may be made in it: told before an entry is written that cannot
  /// be taken back.
  public func check() throws(Problem) {
    try prepare()
    guard access(folder.path, W_OK | X_OK) == 0 else { throw problem(folder.path, Self.lastError) }
  }

  /// Writes a text line by line; it is never in memory as a whole.
  public func write(lines: some Sequence<String>, to name: String) throws(Problem) {
    try replace(name) { file in
      var unwritten = Data()
      for line in lines {
        unwritten.append(contentsOf: line.utf8)
        if unwritten.count >= Self.bytesAtATime {
          try file.write(contentsOf: unwritten)
          unwritten.removeAll(keepingCapacity: true)
        }
      }
      try file.write(contentsOf: unwritten)
    }
  }

  /// Writes a text.
  public func write(_ text: String, to name: String) throws(Problem) { try write(Data(text.utf8), to: name) }

  /// Writes a file.
  public func write(_ data: Data, to name: String) throws(Problem) {
    try replace(name) { try $0.write(contentsOf: data) }
  }

  /// Bytes of lines that are written at once.
  private static let bytesAtATime = 1 << 16

  /// Has a file written beside its place, brings it to the disk, and moves it there.
  private func replace(_ name: String, _ write: (FileHandle) throws -> Void) throws(Problem) {
    let target = folder.appendingPathComponent(name)
    // The same name each time: what a run that was killed left is written over by the next one.
    let beside = folder.appendingPathComponent(".\(name).new")
    do {
      let file = try Self.openAlone(beside.path)
      do {
        try write(file)
        try file.synchronize()
        // Still open and so locked: who waits for it must find that it is no longer beside.
        guard rename(beside.path, target.path) == 0 else { throw Self.lastError }
      } catch {
        unlink(beside.path)
        throw error
      }
      try Self.synchronize(folder)
    } catch {
      throw problem(target.path, error)
    }
  }

  /// Opens an empty file that nobody else writes to meanwhile; waits for whoever does, which takes a moment.
  private static func openAlone(_ path: String) throws -> FileHandle {
    while true {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else { throw lastError }
      let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      // Some network drives lock no files; two programs at once are rare there, too.
      while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
      var opened = stat()
      var named = stat()
      // Whoever had it may have moved it to its final name: then this is no longer ours to write to.
      guard fstat(descriptor, &opened) == 0, lstat(path, &named) == 0, opened.st_ino == named.st_ino else { continue }
      try file.truncate(atOffset: 0)
      return file
    }
  }

  /// Brings the names in a folder to the disk: without it a power cut may undo a rename.
  private static func synchronize(_ folder: URL) throws {
    let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw lastError }
    defer { close(descriptor) }
    // Some drives do not know how to sync a folder, and say so.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw lastError }
  }

  private static var lastError: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

  private func problem(_ path: String, _ error: any Error) -> Problem {
    let words = SystemFault(error).words
    return Problem(
      Phrase(
        "\(path): không ghi được\(words.map { " (\($0.vi))" } ?? ""). Kiểm tra dung lượng đĩa và quyền ghi, rồi chạy lại.",
        "\(path): could not be written\(words.map { " (\($0.en))" } ?? ""). Check the disk's free space and rights, then run again."
      ).text(in: language))
  }
}
