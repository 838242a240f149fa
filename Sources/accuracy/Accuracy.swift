public import ArgumentParser
internal import Foundation
public import Pages

/// Measures the reader on simulated pages of known truth. docs/simulation.md says what the figures mean.
@main struct Accuracy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads simulated pages and counts what is read wrongly, by severity and form.")

  @Option(help: "Folder of forms, or one form file; may be given several times.")
  var forms: [String] = ["Templates"]
  @Option(help: "Seed of the run; each page has its own, made from it.")
  var seed: UInt64 = 2026
  @Option(help: "Pages to read.")
  var pages: Int?
  @Option(help: "Read pages until this many boxes were simulated.")
  var positions: Int?
  @Option(help: "Only this severity: clean, office, poor, hostile; may be given several times.")
  var severity: [Severity] = []
  @Option(help: "Scan each page this many times, each time otherwise, and count what does not stay the same.")
  var rescans: Int?
  @Option(help: "Compare different ballots with the same answers, this many in a group, as the count does.")
  var twins: Int?
  @Option(help: "Learn each form from its blank: from its PDF, and from this many scans of each severity.")
  var drafts: Int?
  @Option(help: "Pages read at the same time; all processors unless given.")
  var jobs: Int?
  @Option(help: "File that remembers finished pieces of the run, so that it can go on later.")
  var progress: String?
  @Option(help: "File for the wrong answers (with --rescans: for what differs), one line of JSON each.")
  var errors: String?
  @Option(
    help: "Fit the model of marks to the run's boxes, write its weights to this source file, print its reliability.")
  var calibrate: String?
  @Option(help: "Write the picture (all pictures) and the truth of the page with this seed, instead of a run.")
  var page: UInt64?
  @Option(help: "With --page: only this form's id; else the seed chooses.")
  var form: String?
  @Option(help: "Write pictures and truth of the run's pages (or of --page) to this folder, and read nothing.")
  var out: String?

  func validate() throws {
    if page != nil, out == nil { throw ValidationError("--page needs --out DIR.") }
    if let pages, pages < 1 { throw ValidationError("--pages starts at 1.") }
    if let positions, positions < 1 { throw ValidationError("--positions starts at 1.") }
    if calibrate != nil, progress != nil { throw ValidationError("--calibrate needs all pages of one run.") }
    if let rescans, rescans < 2 { throw ValidationError("--rescans starts at 2.") }
    if let twins, twins < 2 { throw ValidationError("--twins starts at 2.") }
    if let drafts, drafts < 0 { throw ValidationError("--drafts starts at 0.") }
    if rescans != nil, twins != nil { throw ValidationError("--rescans and --twins are two runs.") }
    if rescans != nil || twins != nil, positions != nil || progress != nil {
      throw ValidationError("--positions and --progress are for runs without --rescans and --twins.")
    }
    if let jobs, jobs < 1 { throw ValidationError("--jobs starts at 1.") }
  }

  func run() async throws {
    let chosen = severity.isEmpty ? Severity.allCases : severity
    if let drafts {
      let learned = try Drafts(paths: forms, only: form)
      let trials = learned.trials(scans: drafts, severities: chosen, seed: seed)
      if let out { return try learned.write(trials, to: out) }
      let results = await learned.run(
        trials, workers: Workers(count: jobs ?? ProcessInfo.processInfo.activeProcessorCount))
      print(DraftTable(forms: learned.ids, results: results).text)
      return
    }
    let catalogue = try FormCatalogue(paths: forms, only: form)
    let plan = RunPlan(
      seed: seed, formCount: catalogue.forms.count, severities: chosen,
      pages: pages ?? positions.map { _ in .max } ?? 2_000, positions: positions)
    if let out {
      let seeds = page.map { [$0] } ?? (0..<min(plan.pages, 100_000)).map { plan.pageSeed($0) }
      try Export(folder: out, rescans: rescans, twins: twins).write(seeds, plan, catalogue)
      return
    }
    let workers = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    if let rescans {
      let (tallies, faults) = await Rescans(
        plan: plan, catalogue: catalogue, workers: Workers(count: workers), scans: rescans
      ).finish()
      if let errors { try JSONLines(faults).write(to: errors) }
      print(RescanTable(tallies: tallies, faults: faults).text)
      return
    }
    if let twins {
      let groups = await Twins(
        plan: plan, catalogue: catalogue, workers: Workers(count: workers), size: twins
      ).finish()
      print(TwinTable(groups: groups).text)
      return
    }
    let log = try progress.map { try ProgressLog(path: $0, run: try plan.identity(of: catalogue)) }
    let result = try await Run(
      plan: plan, catalogue: catalogue, workers: workers, log: log, keepsSamples: calibrate != nil
    ).finish()
    if let errors { try JSONLines(result.wrong).write(to: errors) }
    print(ResultTable(result, forms: catalogue.ids).text)
    if let calibrate {
      let calibration = Calibration(result.samples)
      let model = calibration.model()
      print("\n" + calibration.reliability(of: model))
      let recipe = "seed \(seed), \(plan.pages) pages of \(catalogue.ids.joined(separator: ", "))"
      try Calibration.source(model, recipe).write(toFile: calibrate, atomically: true, encoding: .utf8)
    }
  }
}

extension Severity: ExpressibleByArgument {}
