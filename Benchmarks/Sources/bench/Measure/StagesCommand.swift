internal import ArgumentParser
internal import Ballots
internal import Codecs
internal import Foundation
internal import Pipeline
internal import Reading
internal import SurveyFolder

/// Processor time by stage, s, of all pages of a folder, read one after another by one thread.
struct StageTimes: Codable {
  /// The SHA-256 of the files.
  var hash = 0.0
  /// Files to pictures, poppler's programs included.
  var decode = 0.0
  var locate = 0.0
  var identify = 0.0
  var marks = 0.0
  var pages = 0
  /// Pages that were found to be ballots, and measured.
  var ballots = 0

  var sum: Double { hash + decode + locate + identify + marks }
}

/// `bench stages`: reads the files of a folder by the same steps as `Pipeline` does, and writes what each stage took.
struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "stages", shouldDisplay: false)

  @ArgumentParser.Option var form: String
  @ArgumentParser.Option var out: String
  @Argument var folder: String

  func run() throws {
    let file = try FormImport.read(URL(fileURLWithPath: form))
    let prepared = try FormPreparation.prepare(file.form, blanks: file.blankPages.map(\.path))
    var times = StageTimes()
    let clock = StageClock()
    for path in try FileList.sorted(URL(fileURLWithPath: folder)).map(\.path) {
      _ = try timed(&times.hash) { try FileDigest(path: path) }
      let scan = try timed(&times.decode) { try ScanFile(path: path) }
      let reader = PageReader(forms: [prepared], clock: clock)
      for index in 0..<scan.pageCount {
        let image = try timed(&times.decode) { try scan.page(index).image }
        times.pages += 1
        if reader.read(image).kind == .ballot { times.ballots += 1 }
      }
    }
    times.locate = clock.seconds(of: .locate)
    times.identify = clock.seconds(of: .identify)
    times.marks = clock.seconds(of: .marks)
    try JSONFile.write(times, to: URL(fileURLWithPath: out))
  }

  private func timed<Result>(_ sum: inout Double, _ work: () throws -> Result) rethrows -> Result {
    let start = processorSeconds
    let result = try work()
    sum += processorSeconds - start
    return result
  }

  /// Processor time of this thread and of all child processes that ended.
  private var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    var children = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &children)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9 + children.ru_utime.seconds + children.ru_stime.seconds
  }
}
