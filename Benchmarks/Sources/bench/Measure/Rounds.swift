internal import Foundation

/// Runs the programs in turn, round after round, so that whatever else the machine does hits all of them alike.
struct Rounds {
  let program: String
  let form: String
  let corpus: Corpus
  /// Folder for what the programs write.
  let folder: URL
  let count: Int

  /// Makes an empty place for what the programs write.
  func prepare() throws {
    let manager = FileManager.default
    if manager.fileExists(atPath: folder.path) { try manager.removeItem(at: folder) }
    try manager.createDirectory(at: empty, withIntermediateDirectories: true)
  }

  func makeCorpus() throws {
    let parent = corpus.folder.deletingLastPathComponent().path
    _ = try own("corpus", ["--folder", parent, "--form", form, "--pages", String(corpus.stamp.pages)]).end()
  }

  /// Processor time of both programs for a folder without files: medians, s.
  func measureStart() throws -> (bare: Double, read: Double) {
    let costs = try (0..<count).map { _ in (try bare(.fax200, in: empty), try read(empty, jobs: 1)) }
    return (costs.map(\.0.processor).median, costs.map(\.1.processor).median)
  }

  func measure(_ format: CorpusFormat) throws -> FormatMeasurement {
    let scans = corpus.files(of: format)
    let pictures = corpus.files(of: format.bare)
    var result = FormatMeasurement(format: format, bytes: try corpus.bytes(of: format))
    // Once without counting: afterwards the files are in memory for everyone.
    _ = try bare(format.bare, in: pictures)
    _ = try read(scans, jobs: 2)
    for _ in 0..<count {
      result.bare.append(try bare(format.bare, in: pictures))
      result.oneJob.append(try read(scans, jobs: 1))
      result.stages.append(try stages(scans))
      result.twoJobs.append(try read(scans, jobs: 2))
      result.twoBare.append(try twoBare(format.bare, in: pictures))
    }
    return result
  }

  private var empty: URL { folder.appendingPathComponent("empty") }

  private func bare(_ format: CorpusFormat, in scans: URL) throws -> ProcessCost {
    try own("bare", ["--format", format.rawValue, scans.path]).end()
  }

  /// Elapsed time of two bare decodings at once, s.
  private func twoBare(_ format: CorpusFormat, in scans: URL) throws -> Double {
    let both = try (0..<2).map { _ in try own("bare", ["--format", format.rawValue, scans.path]) }
    return try both.map { try $0.end().wall }.max() ?? 0
  }

  /// Status 1 says that something waits for a person, as it does in any corpus.
  private func read(_ scans: URL, jobs: Int) throws -> ProcessCost {
    try ChildProcess(
      program: program,
      arguments: [
        "read", "--form", form, "--out", folder.appendingPathComponent("results").path, "--jobs", String(jobs),
        "--quiet", scans.path,
      ], log: folder.appendingPathComponent("read.log")
    ).run(accepting: [0, 1])
  }

  private func stages(_ scans: URL) throws -> StageTimes {
    let file = folder.appendingPathComponent("stages.json")
    _ = try own("stages", ["--form", form, "--out", file.path, scans.path]).end()
    return try JSONFile.read(StageTimes.self, from: file)
  }

  /// Starts this program with another command.
  private func own(_ command: String, _ arguments: [String]) throws -> RunningProcess {
    try ChildProcess(
      program: ChildProcess.ownPath, arguments: [command] + arguments,
      log: folder.appendingPathComponent("\(command).log")
    ).start()
  }
}
