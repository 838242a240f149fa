/// What was measured of one format: every round, so that the spread can be seen.
struct FormatMeasurement: Codable {
  let format: CorpusFormat
  /// Bytes of all files.
  let bytes: Int
  var bare: [ProcessCost] = []
  var oneJob: [ProcessCost] = []
  var twoJobs: [ProcessCost] = []
  /// Elapsed time until two bare decodings at once were both done, s: what the machine gives to two programs.
  var twoBare: [Double] = []
  var stages: [StageTimes] = []

  init(format: CorpusFormat, bytes: Int) {
    self.format = format
    self.bytes = bytes
  }
}

/// A whole run of the program.
struct Measurement: Codable {
  /// What was measured: a commit's short name.
  let commit: String
  let corpus: Corpus.Stamp
  let machine: Machine
  /// Processor time of the two programs without any page, s: their start is part of all figures of processes.
  var emptyBare = 0.0
  var emptyRead = 0.0
  var formats: [FormatMeasurement] = []
}

extension Sequence where Element == Double {
  /// The middle value; of an even number the mean of the two; 0 of none.
  var median: Double {
    let values = sorted()
    guard !values.isEmpty else { return 0 }
    return (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
  }
}
