internal import Foundation
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

  /// Writes a text beside its place, brings it to the disk, and moves it there.
  func write(_ text: String, to name: String) throws(Problem) { try write(Data(text.utf8), to: name) }

  /// Writes a file beside its place, brings it to the disk, and moves it there.
  func write(_ data: Data, to name: String) throws(Problem) {
    let target = folder.appendingPathComponent(name)
    let beside = folder.appendingPathComponent(".\(name).\(getpid())")
    do {
      try data.write(to: beside)
      let handle = try FileHandle(forWritingTo: beside)
      try handle.synchronize()
      try handle.close()
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
