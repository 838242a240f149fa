internal import Ballots
internal import Codecs
internal import Foundation
internal import Pages
internal import Raster
internal import SurveyFolder

/// Learns forms from their blanks and holds the drafts against the forms: from the blank's PDF, and from its picture
/// printed, copied and scanned by the simulator.
struct Drafts {
  /// How a draft compares with its form.
  struct Score: Sendable {
    var boxes = 0
    var found = 0
    var spurious = 0
    var questions = 0
    var groups = 0
    var values = 0
    /// Distances of the boxes' middles in the draft's own millimetres, and once scale, turn and shift are taken out.
    var errors: [Double] = []
    var fittedErrors: [Double] = []
    var refused = 0
    var drafts = 0
    /// Boxes of forms of which no draft was made.
    var refusedBoxes = 0
    /// Middles of boxes that were missed, in the form's mm, and of false ones, in the draft's, each after its page.
    var missed: [String] = []
    var wrong: [String] = []

    static func += (a: inout Score, b: Score) {
      a.boxes += b.boxes
      a.found += b.found
      a.spurious += b.spurious
      a.questions += b.questions
      a.groups += b.groups
      a.values += b.values
      a.errors += b.errors
      a.fittedErrors += b.fittedErrors
      a.refused += b.refused
      a.drafts += b.drafts
      a.refusedBoxes += b.refusedBoxes
      a.missed += b.missed
      a.wrong += b.wrong
    }
  }

  /// A way to learn a form: from its PDF, or from a scan of a seed.
  struct Trial: Sendable {
    let form: Int
    let severity: Severity?
    let seed: UInt64
  }

  /// Found within this of where it is, after scale, turn and shift, mm.
  static let near = 1.0

  let forms: [(file: FormFile, simulator: PageSimulator)]

  var ids: [String] { forms.map(\.file.form.id) }

  /// The forms of paths; their codes and words of each sheet are no part of the blank.
  init(paths: [String], only id: String?) throws {
    forms = try FormCatalogue.files(paths, only: id).map { file in
      var bare = file.form
      for index in bare.pages.indices {
        bare.pages[index].barcodes = []
        bare.pages[index].stickers = []
        bare.pages[index].dynamicText = []
      }
      let pictures = try FormCatalogue.pictures(of: file)
      guard let simulator = PageSimulator(form: bare, blanks: pictures) else {
        throw FormCatalogue.Problem.unusable(file.form.id, "not as many blank pages as the form has")
      }
      return (file, simulator)
    }
  }

  /// Every form once from its PDF and so many times from scans of each severity.
  func trials(scans: Int, severities: [Severity], seed: UInt64) -> [Trial] {
    forms.indices.flatMap { form in
      (forms[form].file.blankPDF == nil ? [] : [Trial(form: form, severity: nil, seed: 0)])
        + severities.flatMap { severity in
          (0..<scans).map { Trial(form: form, severity: severity, seed: SeededRandom.seed(seed, number: UInt64($0))) }
        }
    }
  }

  func run(_ trials: [Trial], workers: Workers) async -> [(trial: Trial, score: Score)] {
    let forms = forms.map { (form: $0.file.form, pdf: $0.file.blankPDF?.path, simulator: $0.simulator) }
    let scores = await workers.results(of: trials.indices) { index in
      let trial = trials[index]
      let entry = forms[trial.form]
      guard let pages = Self.pages(trial, entry.form, entry.pdf, entry.simulator) else { return Score() }
      return Self.score(pages, entry.form)
    }
    return Array(zip(trials, scores))
  }

  /// The blank's pages as the trial shows them; nil where the form has no PDF.
  static func pages(
    _ trial: Trial, _ form: Form, _ pdf: String?, _ simulator: PageSimulator
  ) -> [FormDraft.Page]? {
    guard let severity = trial.severity else {
      guard let pdf, let file = try? ScanFile(path: pdf) else { return nil }
      return try? (0..<file.pageCount).map { index in
        let page = try file.page(index)
        return FormDraft.Page(
          image: page.image, dpi: page.taggedDPI, isRendered: page.isRendered, words: try file.words(index))
      }
    }
    return form.pages.indices.map { index in
      let page = simulator.blank(index, seed: trial.seed, severity: severity)
      return FormDraft.Page(image: page.image, dpi: page.truth.resolution.dpi)
    }
  }

  /// Writes the scans of trials as PNG files, each named after its trial and page.
  func write(_ trials: [Trial], to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for trial in trials {
      let entry = forms[trial.form]
      guard let severity = trial.severity,
        let pages = Self.pages(trial, entry.file.form, nil, entry.simulator)
      else { continue }
      for (index, page) in pages.enumerated() {
        let name = "\(entry.file.form.id)-\(severity.rawValue)-\(trial.seed)-\(index + 1).png"
        try PNGWriter.write(page.image, to: folder + "/" + name, dpi: page.dpi)
      }
    }
  }

  static func score(_ pages: [FormDraft.Page], _ form: Form) -> Score {
    var score = Score()
    score.drafts = 1
    score.boxes = form.pages.flatMap(\.questions).flatMap(\.options).count
    score.questions = form.pages.flatMap(\.questions).count
    guard let draft = try? FormDraft(pages, naming: FormDraft.Naming(id: form.id, code: form.code)) else {
      score.refused = 1
      score.refusedBoxes = score.boxes
      return score
    }
    for (page, drafted) in zip(form.pages, draft.form.pages) { score.compare(drafted, with: page) }
    return score
  }
}

extension Drafts.Score {
  /// Adds how a page was learned.
  mutating func compare(_ drafted: FormPage, with page: FormPage) {
    let truth = page.questions.flatMap(\.options).map(\.rect.center)
    let seen = drafted.questions.flatMap(\.options).map(\.rect.center)
    let pairs = Self.pairs(truth, seen)
    found += pairs.count
    spurious += seen.count - pairs.count
    func place(_ point: PaperPoint) -> String { String(format: "%d: %.1f %.1f", page.number, point.x, point.y) }
    let (known, taken) = (Set(pairs.map(\.truth)), Set(pairs.map(\.seen)))
    missed += truth.indices.filter { !known.contains($0) }.map { place(truth[$0]) }
    wrong += seen.indices.filter { !taken.contains($0) }.map { place(seen[$0]) }
    let fit = Homography<Paper, Paper>.similarity(pairs.map { (truth[$0.truth], seen[$0.seen]) })
    for pair in pairs {
      errors.append(truth[pair.truth].distance(to: seen[pair.seen]))
      if let fit { fittedErrors.append(fit(truth[pair.truth]).distance(to: seen[pair.seen])) }
    }
    // The boxes of each question of the form, as numbers of drafted boxes.
    let match = Dictionary(pairs.map { ($0.truth, $0.seen) }, uniquingKeysWith: { a, _ in a })
    var sets: [Set<Int>: [String]] = [:]
    var next = 0
    for question in drafted.questions {
      sets[Set(next..<next + question.options.count)] = question.options.map(\.value)
      next += question.options.count
    }
    next = 0
    for question in page.questions {
      let numbers = Array(next..<next + question.options.count)
      next += question.options.count
      guard let values = sets[Set(numbers.compactMap { match[$0] })], numbers.allSatisfy({ match[$0] != nil }) else {
        continue
      }
      groups += 1
      if values == question.options.map(\.value) { self.values += 1 }
    }
  }

  /// Boxes that are the same once scale, turn and shift are taken out: nearest pairs, the map fitted to them, again.
  private static func pairs(_ truth: [PaperPoint], _ seen: [PaperPoint]) -> [(truth: Int, seen: Int)] {
    var map = Homography<Paper, Paper>(scale: 1)
    var pairs: [(truth: Int, seen: Int)] = []
    for limit in [12.0, 8, 5, 3, 2, Drafts.near, Drafts.near] {
      pairs = []
      for (index, point) in truth.enumerated() {
        let expected = map(point)
        guard let nearest = seen.indices.min(by: { seen[$0].distance(to: expected) < seen[$1].distance(to: expected) }),
          seen[nearest].distance(to: expected) < limit
        else { continue }
        // Both ways the nearest.
        let back = truth.indices.min { a, b in
          map(truth[a]).distance(to: seen[nearest]) < map(truth[b]).distance(to: seen[nearest])
        }
        if back == index { pairs.append((index, nearest)) }
      }
      guard let better = Homography<Paper, Paper>.similarity(pairs.map { (truth[$0.truth], seen[$0.seen]) }) else {
        return pairs
      }
      map = better
    }
    return pairs
  }
}

/// The figures of drafts as text.
struct DraftTable {
  let forms: [String]
  let results: [(trial: Drafts.Trial, score: Drafts.Score)]

  var text: String {
    var rows = [
      [
        "form", "from", "drafts", "refused", "boxes", "found %", "in drafts %", "false", "groups %", "values %",
        "error mm", "p95",
        "max", "fitted", "max",
      ]
    ]
    for from in [nil] + Severity.allCases.map(Optional.some) {
      let chosen = results.filter { $0.trial.severity == from }
      guard !chosen.isEmpty else { continue }
      for form in forms.indices {
        append(&rows, forms[form], from, chosen.filter { $0.trial.form == form }.map(\.score))
      }
      append(&rows, "all", from, chosen.map(\.score))
    }
    var lines = TextTable(rows: rows, words: 2).lines
    for (trial, score) in results
    where score.found < score.boxes || score.spurious > 0 || score.groups < score.questions {
      lines.append(
        "\(forms[trial.form]) \(trial.severity?.rawValue ?? "pdf") \(trial.seed): "
          + "\(score.found)/\(score.boxes) boxes, \(score.spurious) false, \(score.groups)/\(score.questions) groups"
          + Self.places(score.missed, "missed") + Self.places(score.wrong, "false"))
    }
    return lines.joined(separator: "\n")
  }

  /// The first places of a list, as page and mm.
  private static func places(_ places: [String], _ name: String) -> String {
    places.isEmpty ? "" : ", \(name) at " + places.prefix(6).joined(separator: ", ")
  }

  private func append(_ rows: inout [[String]], _ form: String, _ from: Severity?, _ scores: [Drafts.Score]) {
    let sum = scores.reduce(into: Drafts.Score()) { $0 += $1 }
    guard sum.drafts > 0 else { return }
    func percent(_ part: Int, _ whole: Int) -> String {
      String(format: "%.2f", 100 * Double(part) / Double(max(1, whole)))
    }
    func millimetres(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "-" }
    let errors = sum.errors.sorted()
    rows.append([
      form, from?.rawValue ?? "pdf", "\(sum.drafts)", "\(sum.refused)", "\(sum.boxes)", percent(sum.found, sum.boxes),
      percent(sum.found, sum.boxes - sum.refusedBoxes),
      "\(sum.spurious)", percent(sum.groups, sum.questions), percent(sum.values, sum.questions),
      millimetres(errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)),
      millimetres(errors.isEmpty ? nil : errors[errors.count * 95 / 100]), millimetres(errors.last),
      millimetres(
        sum.fittedErrors.isEmpty ? nil : sum.fittedErrors.reduce(0, +) / Double(sum.fittedErrors.count)),
      millimetres(sum.fittedErrors.max()),
    ])
  }
}
