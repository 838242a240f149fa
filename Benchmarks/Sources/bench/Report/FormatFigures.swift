/// The figures of one format: medians over the rounds, a page where nothing else is said.
struct FormatFigures {
  let format: CorpusFormat
  let pages: Int
  /// Pages that were found to be ballots.
  let ballots: Int
  /// Processor time of the bare decoding and of `kiemphieu read`, ms.
  let bare: Double
  let read: Double
  /// Processor time of the stages, ms.
  let hash: Double
  let decode: Double
  let locate: Double
  let identify: Double
  let marks: Double
  /// What of `read` is in no stage, ms: its start, preparing the form, assembling and writing. Taken round by round.
  let rest: Double
  /// Time from start to end with one job and with two, ms.
  let wallOneJob: Double
  let wallTwoJobs: Double
  /// How many times as many pages two bare decodings at once do: the most that two jobs can gain on this machine.
  let machineSpeedUp: Double
  /// Most memory of `read` with one job over all rounds, MB.
  let peak: Double

  /// How many times the bare decoding reading takes.
  var ratio: Double { read / bare }
  /// How many times as many pages two jobs read in the same time.
  var speedUp: Double { wallOneJob / wallTwoJobs }

  init(_ measured: FormatMeasurement, pages: Int) {
    let perPage = 1000 / Double(pages)
    func stage(_ path: KeyPath<StageTimes, Double>) -> Double {
      measured.stages.map { $0[keyPath: path] * perPage }.median
    }
    format = measured.format
    self.pages = pages
    ballots = measured.stages.first?.ballots ?? 0
    bare = measured.bare.map { $0.processor * perPage }.median
    read = measured.oneJob.map { $0.processor * perPage }.median
    hash = stage(\.hash)
    decode = stage(\.decode)
    locate = stage(\.locate)
    identify = stage(\.identify)
    marks = stage(\.marks)
    rest = zip(measured.oneJob, measured.stages).map { ($0.processor - $1.sum) * perPage }.median
    wallOneJob = measured.oneJob.map { $0.wall * perPage }.median
    wallTwoJobs = measured.twoJobs.map { $0.wall * perPage }.median
    let wallTwoBare = measured.twoBare.median
    machineSpeedUp = wallTwoBare > 0 ? 2 * measured.bare.map(\.wall).median / wallTwoBare : 0
    peak = Double(measured.oneJob.map(\.peakBytes).max() ?? 0) / 1e6
  }
}
