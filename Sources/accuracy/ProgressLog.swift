internal import Foundation

/// Finished pieces of a run in a file, one line each, so that a run that is stopped goes on where it was. A file of
/// another run (another program, other forms, another seed) is begun anew.
struct ProgressLog: Sendable {
  /// One line.
  private struct Line: Codable {
    var run: String
    var piece: Int
    var result: RunResult
  }

  /// Pieces that an earlier run of the same kind has finished.
  let finished: [Int: RunResult]
  private let path: String
  private let run: String

  init(path: String, run: String) throws {
    self.path = path
    self.run = run
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let decoder = JSONDecoder()
    // The last line may have been cut off by a kill; a line that cannot be read is done again.
    let lines = text.split(separator: "\n").compactMap { try? decoder.decode(Line.self, from: Data($0.utf8)) }
      .filter { $0.run == run }
    finished = Dictionary(lines.map { ($0.piece, $0.result) }, uniquingKeysWith: { first, _ in first })
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    if finished.isEmpty {
      try "".write(toFile: path, atomically: true, encoding: .utf8)
    } else if !text.hasSuffix("\n") {
      try append("\n")
    }
  }

  /// Adds a finished piece; on the disk before it returns.
  func append(_ piece: Int, _ result: RunResult) throws {
    let line = try JSONEncoder().encode(Line(run: run, piece: piece, result: result))
    try append(String(decoding: line, as: UTF8.self) + "\n")
  }

  private func append(_ text: String) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.synchronize()
  }
}
