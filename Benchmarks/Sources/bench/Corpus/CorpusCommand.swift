internal import ArgumentParser
internal import Ballots
internal import Codecs
internal import Foundation
internal import Pages
internal import Raster
internal import SurveyFolder

/// `bench corpus`: makes the files that are measured, over all processors. In a process of its own, so that its memory
/// is not taken for that of the programs that are measured (docs/speed.md).
struct CorpusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "corpus", shouldDisplay: false)

  @ArgumentParser.Option var folder: String
  @ArgumentParser.Option var form: String
  @ArgumentParser.Option var pages: Int

  func run() async throws {
    let corpus = Corpus(pages: pages, in: URL(fileURLWithPath: folder))
    let simulator = try Self.simulator(of: form)
    guard simulator.form.id == corpus.stamp.form, let severity = Severity(rawValue: corpus.stamp.severity) else {
      throw BenchError("the corpus is made of \(corpus.stamp.form), not of \(simulator.form.id)")
    }
    try corpus.prepare()
    let encoder = PageEncoder(corpus: corpus)
    let seed = corpus.stamp.seed
    try await withThrowingTaskGroup(of: Void.self) { group in
      var waiting = (0..<pages).makeIterator()
      /// Starts the next page, if there is one.
      func start() {
        guard let number = waiting.next() else { return }
        group.addTask {
          let pageSeed = SeededRandom.seed(seed, number: UInt64(number))
          try encoder.write(number, seed: pageSeed) { dpi, depth in
            simulator.page(seed: pageSeed, severity: severity, scannedAt: dpi, as: depth).image
          }
        }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { start() }
      while try await group.next() != nil { start() }
    }
    try encoder.writePDFs(pages: pages)
    try corpus.finish()
  }

  private static func simulator(of path: String) throws -> PageSimulator {
    let file = try FormImport.read(URL(fileURLWithPath: path))
    let blanks = try file.blankPages.map { try ScanFile(path: $0.path).page(0).image.grayscale }
    guard let simulator = PageSimulator(form: file.form, blanks: blanks) else {
      throw BenchError("\(path): not as many blank pages as the form has")
    }
    return simulator
  }
}
