internal import ArgumentParser
internal import Foundation

/// `bench measure`: the whole measurement. This process only starts others and waits for them: a small process, whose
/// own memory does not show in theirs.
struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Measures, prints a table and keeps it as JSON.")

  @Option(help: "Pages of each format.")
  var pages = MeasureCommand.usualPages
  @Option(help: "Measure only this format; may be given several times.")
  var formats: [CorpusFormat] = []
  @Option(help: "Rounds of which the median is taken.")
  var rounds = 5
  @Option(help: "Name of what is measured, usually a commit.")
  var commit = "unnamed"
  @Option(help: "The program that is measured.")
  var program = ".build/release/kiemphieu"
  @Option(help: "The form of the corpus.")
  var form = "Templates/phuong-8-cau"
  @Option(help: "Folder for the corpus and the results.")
  var folder = ".build/bench"
  @Option(help: "Write the JSON to this file, too.")
  var out: String?

  static let usualPages = 200

  func validate() throws {
    if pages < 1 { throw ValidationError("--pages starts at 1.") }
    if rounds < 1 { throw ValidationError("--rounds starts at 1.") }
  }

  func run() throws {
    let folder = URL(fileURLWithPath: folder)
    let corpus = Corpus(pages: pages, in: folder.appendingPathComponent("corpus"))
    let bench = Rounds(
      program: program, form: form, corpus: corpus, folder: folder.appendingPathComponent("work"), count: rounds)
    try bench.prepare()
    if !corpus.isComplete {
      note("making \(pages) pages of each format")
      try bench.makeCorpus()
    }
    var measurement = Measurement(commit: commit, corpus: corpus.stamp, machine: .this)
    (measurement.emptyBare, measurement.emptyRead) = try bench.measureStart()
    for format in CorpusFormat.allCases where formats.isEmpty || formats.contains(format) {
      note(format.rawValue)
      measurement.formats.append(try bench.measure(format))
    }
    // Short runs are kept apart from whole ones.
    let isWhole = formats.isEmpty && pages == Self.usualPages
    try JSONFile.write(measurement, to: folder.appendingPathComponent(commit + (isWhole ? "" : "-part") + ".json"))
    if let out { try JSONFile.write(measurement, to: URL(fileURLWithPath: out)) }
    print(ResultTable(measurement).text)
  }

  private func note(_ text: String) { FileHandle.standardError.write(Data("bench: \(text)\n".utf8)) }
}
