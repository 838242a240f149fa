internal import ArgumentParser

/// Measures how fast scans are read, against the bare decoding of the same files. docs/speed.md says how.
@main struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures reading against the bare decoding of the same pages.",
    subcommands: [
      MeasureCommand.self, CompareCommand.self, CorpusCommand.self, BareCommand.self, StagesCommand.self,
      SurveyCommand.self, StationCommand.self,
    ],
    defaultSubcommand: MeasureCommand.self)
}

/// What ends the program with one line.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
