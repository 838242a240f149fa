internal import Foundation
internal import Reporting
internal import SurveyFolder
internal import Wording

/// Writes results so that a reader sees the old file or the new one, never half of one.
struct ResultFiles {
  let folder: URL
  let language: Language

  /// Creates the folder where needed.
  func prepare() throws(Problem) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw problem(folder.path, error)
    }
  }

  /// Writes a table line by line; it is never in memory as a whole.
  func write(_ table: CSV, to name: String) throws(Problem) {
    try replace(name) { file in
      var unwritten = Data()
      for line in table {
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
  func write(_ text: String, to name: String) throws(Problem) { try write(Data(text.utf8), to: name) }

  /// Writes a file.
  func write(_ data: Data, to name: String) throws(Problem) {
    try replace(name) { try $0.write(contentsOf: data) }
  }

  /// Bytes of a table that are written at once.
  private static let bytesAtATime = 1 << 16

  /// Has a file written beside its place, brings it to the disk, and moves it there.
  private func replace(_ name: String, _ write: (FileHandle) throws -> Void) throws(Problem) {
    let target = folder.appendingPathComponent(name)
    let beside = folder.appendingPathComponent(".\(name).\(getpid())")
    do {
      try Data().write(to: beside)
      let file = try FileHandle(forWritingTo: beside)
      try write(file)
      try file.synchronize()
      try file.close()
      guard rename(beside.path, target.path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    } catch {
      try? FileManager.default.removeItem(at: beside)
      throw problem(target.path, error)
    }
  }

  private func problem(_ path: String, _ error: any Error) -> Problem {
    let words = SystemFault(error).words
    return Problem(
      Phrase(
        "\(path): không ghi được\(words.map { " (\($0.vi))" } ?? ""). Kiểm tra dung lượng đĩa và quyền ghi, rồi chạy lại.",
        "\(path): could not be written\(words.map { " (\($0.en))" } ?? ""). Check the disk's free space and rights, then run again."
      ).text(in: language))
  }
}
