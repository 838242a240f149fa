internal import Ballots
internal import Raster

/// Finds which form page a scan shows and where, and refuses when the print does not bear it out.
///
/// Fiducials give hypotheses; the blank's print (landmarks) chooses among them and sharpens the winner; the boxes' own
/// outlines verify it. Each step may refuse, none may guess: a page on which the outlines are not where the transform
/// says is never measured.
struct Locator {
  /// Landmarks looked at to choose among hypotheses.
  static let choosingLandmarks = 14
  /// A form page with fewer landmarks cannot be recognised by its print.
  static let fewestLandmarks = 4
  /// Share of the landmarks that must be found for a form page to be recognised.
  static let recognisedShare = 0.45
  /// Another form whose print fits nearly as well, by this mean correlation, is a rival: only a code tells them apart.
  static let rivalMargin: Float = 0.06
  /// Share of the boxes whose outline must be found.
  static let outlinesNeeded = 0.75
  /// Print of this many pieces in a row, and this share of the questions' print, that is not there is other questions':
  /// a version with a question more or less has the same head and foot, and boxes at the same places.
  static let fewestMissing = 4
  static let questionsMissing = 0.3
  /// Words of a question stand up to this far above its boxes, mm.
  static let questionHead = 14.0
  /// Rules of a table are at least this much darker than paper, luma: less may be grain.
  static let leastRuleContrast: Float = 45
  /// How far print is looked for around a place found by structure, landmark steps.
  static let structureReach = 9
  /// The same around a place found by the sheet's edges: print may stand 3 mm off on its paper.
  static let edgesReach = 14
  /// Resolutions that are read: 150 to 400 dpi, printed at 94 to 106 %.
  static let lowestResolution = Resolution(dpi: 138)
  static let highestResolution = Resolution(dpi: 650)
  /// Fiducials may lie this far from where the print puts them, mm: paper that slipped, corners that curl.
  static let anchorTolerance = 1.5
  /// Hypotheses that get a second look, and the reach of each round then, landmark steps.
  static let secondLooks = 3
  static let wideReaches = [12, 12, 12, 10, 8, 5]
  /// Landmarks further off than this after the robust fit are outliers, mm.
  static let landmarkTolerance = 0.8

  /// What came of looking for a form page.
  enum Outcome {
    /// With the same page of other forms whose print and outlines fit as well: only a code tells them apart.
    case located(LocatedPage, rivals: [LocatedPage])
    case refused(Refusal, form: PreparedPage?)
    /// Nothing of any form is on the page.
    case unknown
  }

  let forms: [PreparedForm]

  private struct Candidate {
    let page: PreparedPage
    let hypothesis: FiducialFinder.Hypothesis
    /// How far each round of the registration looks around, landmark steps; nil for the usual.
    var reaches: [Int]?
    let share: Double
    let correlation: Float
  }

  func locate<Image: LumaGrid>(_ image: Image, overview: Overview) -> Outcome {
    var candidates: [Candidate] = []
    var finders: [PaperSize: FiducialFinder] = [:]
    let matcher = PrintMatcher(overview: overview)
    for page in forms.flatMap(\.pages) {
      let finder =
        finders[page.pageSize]
        ?? FiducialFinder(
          overview: overview, pages: forms.flatMap(\.pages).filter { $0.pageSize == page.pageSize },
          pageSize: page.pageSize, scan: (image.width, image.height))
      finders[page.pageSize] = finder
      for hypothesis in finder.hypotheses(for: page.page, size: page.pageSize) {
        guard page.landmarks.count >= Self.fewestLandmarks else {
          // A form with hardly any print: only whole sets of fiducials speak for it, and the outlines decide.
          if hypothesis.isCertain {
            candidates.append(Candidate(page: page, hypothesis: hypothesis, share: 1, correlation: 0.5))
          }
          continue
        }
        let sample = page.landmarks.thinned(to: Self.choosingLandmarks)
        // Once a page is recognised, only what comes near it can be a rival.
        let recognised = candidates.filter { $0.share >= Self.recognisedShare }.map(\.correlation).max()
        guard
          let found = matcher.match(
            sample, hypothesis.transform, reach: 5, atLeast: (recognised ?? -1) - Self.rivalMargin),
          found.count * 2 >= sample.count
        else { continue }
        let good = found.filter { $0.correlation >= PrintMatcher.foundCorrelation }
        candidates.append(
          Candidate(
            page: page, hypothesis: hypothesis, share: Double(good.count) / Double(found.count),
            correlation: found.reduce(0) { $0 + $1.correlation } / Float(found.count)))
      }
    }
    if !candidates.contains(where: { $0.share >= Self.recognisedShare }) {
      candidates += structured(overview, matcher)
    }
    candidates.sort { $0.correlation > $1.correlation }
    if let best = candidates.first, best.page.landmarks.count < Self.fewestLandmarks {
      return withoutPrint(
        candidates.filter { $0.page.landmarks.count < Self.fewestLandmarks }, image, overview, matcher)
    }
    if let outcome = recognised(candidates, image, overview, matcher) { return outcome }
    // A page seen at an angle with a corner gone: three fiducials are right, and the print is met from there outwards.
    let anchored = candidates.filter { $0.hypothesis.isCertain }.prefix(Self.secondLooks)
    for candidate in anchored {
      let outcome = register(candidate, image, overview, matcher, reaches: Self.wideReaches)
      if case .located = outcome { return outcome }
    }
    let byEdges = edged(overview, matcher).sorted { $0.correlation > $1.correlation }
    if let outcome = recognised(byEdges, image, overview, matcher) { return outcome }
    if let candidate = anchored.first {
      return .refused(
        Refusal(
          .printMismatch, measured: candidate.share, limit: Self.recognisedShare, subject: candidate.page.formID),
        form: candidate.page)
    }
    // Print of no form: some document, unless a good part of a form shows.
    guard let best = candidates.first else { return .unknown }
    return best.share < Self.recognisedShare / 2
      ? .unknown
      : .refused(
        Refusal(.printMismatch, measured: best.share, limit: Self.recognisedShare, subject: best.page.formID),
        form: best.page)
  }

  /// What the best of these candidates shows, and others nearly as good; nil if its print is of no form. Best first.
  private func recognised<Image: LumaGrid>(
    _ candidates: [Candidate], _ image: Image, _ overview: Overview, _ matcher: PrintMatcher
  ) -> Outcome? {
    guard let best = candidates.first, best.share >= Self.recognisedShare else { return nil }
    return amongVersions(
      candidates.prefix { best.correlation - $0.correlation < Self.rivalMargin && $0.share >= Self.recognisedShare },
      image, overview, matcher)
  }

  /// What the forms without fiducials offer, by the pattern of their print.
  private func structured(_ overview: Overview, _ matcher: PrintMatcher) -> [Candidate] {
    let pages = forms.flatMap(\.pages).filter { $0.page.fiducials.isEmpty }
    guard !pages.isEmpty else { return [] }
    let finder = StructureFinder(overview: overview)
    return pages.flatMap { page in
      finder.hypotheses(for: page).compactMap {
        unanchored(page, $0, matcher, reach: Self.structureReach, reaches: nil)
      }
    }
  }

  /// What the edges of the sheet offer, where it lies on something darker.
  private func edged(_ overview: Overview, _ matcher: PrintMatcher) -> [Candidate] {
    guard let edges = PaperEdges(overview) else { return [] }
    return forms.flatMap(\.pages).flatMap { page in
      edges.hypotheses(for: page.pageSize).compactMap {
        unanchored(page, $0, matcher, reach: Self.edgesReach, reaches: Self.wideReaches)
      }
    }
  }

  private func unanchored(
    _ page: PreparedPage, _ transform: Homography<Paper, Picture>, _ matcher: PrintMatcher, reach: Int, reaches: [Int]?
  ) -> Candidate? {
    let sample = page.landmarks.thinned(to: Self.choosingLandmarks)
    let found = matcher.match(sample, transform, reach: reach)
    guard page.landmarks.count >= Self.fewestLandmarks, found.count * 2 >= sample.count else { return nil }
    let good = found.filter { $0.correlation >= PrintMatcher.foundCorrelation }
    return Candidate(
      page: page,
      hypothesis: FiducialFinder.Hypothesis(transform: transform, matches: [], strain: 0, isCertain: false),
      reaches: reaches, share: Double(good.count) / Double(found.count),
      correlation: found.reduce(0) { $0 + $1.correlation } / Float(found.count))
  }

  /// The share of the questions' print that is missing in one stretch, when that is too much, or 1 when a question shows
  /// neither a box nor any of its words; else nil.
  private func otherQuestions(
    _ page: PreparedPage, boxes: [[FittedBox]], found: [PaperPoint], missed: [PaperPoint]
  ) -> Double? {
    let rects = page.page.questions.compactMap { $0.options.map(\.rect).min { $0.y < $1.y } }
    guard let top = rects.map(\.y).min(), let bottom = rects.map(\.maxY).max() else { return nil }
    let region = (top - Self.questionHead)...(bottom + 1)
    let pieces = (found.map { ($0, true) } + missed.map { ($0, false) }).filter { region.contains($0.0.y) }
      .sorted { ($0.0.y, $0.0.x) < ($1.0.y, $1.0.x) }
    var run = 0
    var longest = 0
    for piece in pieces {
      run = piece.1 ? 0 : run + 1
      longest = max(longest, run)
    }
    let share = Double(longest) / Double(max(1, pieces.count))
    if longest >= Self.fewestMissing, share >= Self.questionsMissing { return share }
    for (rect, boxes) in zip(rects, boxes) where boxes.count > 1 && (page.hasCells || !boxes.contains(where: \.isFound))
    {
      // In a table words stand beside the cells, and the cells share a rule with the row above.
      let head = page.hasCells ? 0 : Self.questionHead
      let words = pieces.filter { $0.0.y <= rect.maxY && $0.0.y >= rect.y - head }
      if !words.isEmpty, !words.contains(where: \.1) { return 1 }
    }
    return nil
  }

  /// The candidates of the best form, and of others whose print fits nearly as well: versions of one form, mostly. What
  /// their own outlines or labels speak against is none. Where several remain, each is handed on with the others' names.
  private func amongVersions<Image: LumaGrid>(
    _ candidates: ArraySlice<Candidate>, _ image: Image, _ overview: Overview, _ matcher: PrintMatcher
  ) -> Outcome {
    var refusal: Outcome?
    var found: [LocatedPage] = []
    var tried: Set<String> = []
    for candidate in candidates where tried.insert(candidate.page.formID).inserted {
      switch register(candidate, image, overview, matcher, reaches: candidate.reaches) {
      case .located(let page, _): found.append(page)
      case let outcome: refusal = refusal ?? outcome
      }
    }
    let names = Set(found.map(\.prepared.formID))
    for index in found.indices { found[index].rivals = names.subtracting([found[index].prepared.formID]) }
    guard let first = found.first else { return refusal ?? .unknown }
    return .located(first, rivals: Array(found.dropFirst()))
  }

  /// A page with hardly any print: every way in which the fiducials allow it to lie is tried. Where the outlines bear out
  /// two of them, nothing tells which end is the top.
  private func withoutPrint<Image: LumaGrid>(
    _ candidates: [Candidate], _ image: Image, _ overview: Overview, _ matcher: PrintMatcher
  ) -> Outcome {
    var found: LocatedPage?
    var refusal: Outcome?
    for candidate in candidates {
      let outcome = register(candidate, image, overview, matcher, reaches: candidate.reaches)
      guard case .located(let page, _) = outcome else {
        refusal = refusal ?? outcome
        continue
      }
      if let found, !found.liesLike(page) {
        return .refused(Refusal(.formAmbiguous, subject: page.prepared.formID), form: page.prepared)
      }
      found = found ?? page
    }
    return found.map { .located($0, rivals: []) } ?? refusal ?? .unknown
  }

  private func register<Image: LumaGrid>(
    _ candidate: Candidate, _ image: Image, _ overview: Overview, _ matcher: PrintMatcher, reaches: [Int]?
  ) -> Outcome {
    let page = candidate.page
    var transform = candidate.hypothesis.transform
    let anchors = candidate.hypothesis.matches
    var found: [PrintMatcher.Found] = []
    var looked = 1
    var missed: [PaperPoint] = []
    // Two or three fiducials fix less than four: the far end is reached step by step.
    for reach in reaches ?? (anchors.count < 4 ? [8, 8, 5] : [7, 5]) {
      let all = matcher.match(page.landmarks, transform, reach: reach)
      looked = max(1, all.count)
      found = all.filter { $0.correlation >= PrintMatcher.foundCorrelation }
      missed = all.filter { $0.correlation < PrintMatcher.foundCorrelation }.map(\.center)
      transform = refined(transform, found, anchors: anchors)
    }
    let scale = transform.scale(at: PaperPoint(x: page.pageSize.width / 2, y: page.pageSize.height / 2))
    let resolution = Resolution(pixelsPerMillimetre: scale)
    guard resolution >= Self.lowestResolution else {
      return .refused(
        Refusal(.resolutionTooLow, measured: resolution.dpi, limit: Self.lowestResolution.dpi), form: page)
    }
    guard resolution <= Self.highestResolution else {
      return .refused(
        Refusal(.resolutionTooHigh, measured: resolution.dpi, limit: Self.highestResolution.dpi), form: page)
    }
    let share = page.landmarks.count < Self.fewestLandmarks ? 1 : Double(found.count) / Double(looked)
    guard share >= Self.recognisedShare else {
      return .refused(
        Refusal(.printMismatch, measured: share, limit: Self.recognisedShare, subject: page.formID), form: page)
    }
    // Print that stands elsewhere between the fiducials than the form has it is another form's.
    if let off = anchorError(transform, anchors), off > Self.anchorTolerance {
      return .refused(
        Refusal(.printMismatch, measured: off, limit: Self.anchorTolerance, subject: page.formID), form: page)
    }
    let warp = Warp(transform: transform, shifts: shifts(transform, found))
    if let question = cutOff(page, warp, width: image.width, height: image.height) {
      return .refused(Refusal(.pageCutOff, subject: question), form: page)
    }
    let black = blackLuma(image, warp, page, anchors: anchors)
    let paper = overview.paper(rank: overview.paper.count / 2)
    guard paper - black >= 50 else {
      return .refused(Refusal(.tonerFaint, measured: Double(paper - black), limit: 50), form: page)
    }
    let ruleLuma = Self.ruleLuma(image, warp, page).map { min($0, paper - Self.leastRuleContrast) }
    let fitter = OutlineFitter(image: image, overview: overview, warp: warp, blackLuma: ruleLuma ?? black)
    let boxes = fitter.fit(page)
    let flat = boxes.flatMap { $0 }
    let findable = page.fields.flatMap(\.outlines).filter(\.canBeFound).count
    let seen = flat.filter(\.isFound).count
    if findable > 0, Double(seen) < Self.outlinesNeeded * Double(findable) {
      return .refused(
        Refusal(
          .outlinesMissing, measured: Double(seen) / Double(findable), limit: Self.outlinesNeeded, subject: page.formID),
        form: page)
    }
    if let gap = otherQuestions(page, boxes: boxes, found: found.map(\.center), missed: missed) {
      return .refused(
        Refusal(.otherVersion, measured: gap, limit: Self.questionsMissing, subject: page.formID), form: page)
    }
    if let row = page.surplus.found(image, warp: warp, overview: overview, black: ruleLuma ?? black) {
      return .refused(Refusal(.otherVersion, place: warp.bounds(of: row), subject: page.formID), form: page)
    }
    if let words = page.titles.wrong(transform, overview: overview) {
      return .refused(Refusal(.otherVersion, place: warp.bounds(of: words), subject: page.formID), form: page)
    }
    let wrongLabels = page.labels.wrongShare(image, warp: warp, overview: overview, black: black)
    guard wrongLabels < LabelOrder.wrongShare else {
      return .refused(
        Refusal(.otherVersion, measured: wrongLabels, limit: LabelOrder.wrongShare, subject: page.formID), form: page)
    }
    let turn = transform.turn
    let quarter = (turn / 90).rounded()
    let matches = flat.map(\.outlineMatch).sorted()
    let registration = Registration(
      rotation: QuarterTurn(rawValue: (Int(quarter) * 90 + 360) % 360) ?? .upright, skew: turn - quarter * 90,
      resolution: resolution, transform: transform, outlineMatch: matches.isEmpty ? 0 : matches[matches.count / 2],
      fiducials: anchors.map(\.fiducial.id))
    return .located(
      LocatedPage(
        prepared: page, registration: registration, warp: warp, boxes: boxes, blackLuma: black, rivals: []),
      rivals: [])
  }

  /// The median distance of the fiducials from where the print puts them, mm; nil with fewer than three.
  private func anchorError(_ transform: Homography<Paper, Picture>, _ anchors: [FiducialFinder.Match]) -> Double? {
    guard anchors.count >= 3 else { return nil }
    let errors = anchors.map {
      transform($0.fiducial.center).distance(to: $0.point) / transform.scale(at: $0.fiducial.center)
    }
    return errors.sorted()[anchors.count / 2]
  }

  /// Luma of the rules of a table whose cells are options; nil where there are none. A rule is a fifth of a millimetre
  /// thick: at 150 dpi it is half as dark as solid print, and would pass for no outline.
  private static func ruleLuma<Image: LumaGrid>(_ image: Image, _ warp: Warp, _ page: PreparedPage) -> Float? {
    guard page.hasCells else { return nil }
    var samples: [UInt8] = []
    for field in page.fields {
      for (option, outline) in zip(field.question.options, field.outlines) where option.shape == .cell {
        samples += darkest(
          image, warp, at: outline.ink.map { option.rect.center.moved(dx: Double($0.x), dy: Double($0.y)) })
      }
    }
    samples.sort()
    return samples.isEmpty ? nil : Float(samples[samples.count / 2])
  }

  /// The darkest pixel at or beside each point.
  private static func darkest<Image: LumaGrid>(_ image: Image, _ warp: Warp, at points: [PaperPoint]) -> [UInt8] {
    points.map { point in
      let q = warp(point)
      return [(0.0, 0.0), (1, 0), (-1, 0), (0, 1), (0, -1)].map { image.nearest(q.x + $0, q.y + $1) }.min() ?? 255
    }
  }

  /// The first question of which a box lies outside the scan.
  private func cutOff(_ page: PreparedPage, _ warp: Warp, width: Int, height: Int) -> String? {
    page.page.questions.first { question in
      question.options.flatMap(\.rect.corners).map { warp($0) }.contains {
        $0.x < 0 || $0.y < 0 || $0.x > Double(width) || $0.y > Double(height)
      }
    }?.id
  }

  /// The homography through landmarks and fiducials, outliers weighed down (iteratively reweighted least squares).
  private func refined(
    _ start: Homography<Paper, Picture>, _ found: [PrintMatcher.Found], anchors: [FiducialFinder.Match]
  ) -> Homography<Paper, Picture> {
    let pairs = found.map { ($0.center, $0.point) } + anchors.map { ($0.fiducial.center, $0.point) }
    let base = found.map { Double($0.correlation) } + anchors.map { _ in 2.0 }
    guard found.count >= 6 else { return start }
    var current = start
    let pixel = start.scale(at: found[0].center)
    for _ in 0..<4 {
      let weights = zip(pairs, base).map { pair, weight in
        let residual = current(pair.0).distance(to: pair.1) / pixel / Self.landmarkTolerance
        return weight / (1 + residual * residual * residual * residual)
      }
      let fitted =
        pairs.count >= 12
        ? Homography<Paper, Picture>.projective(pairs, weights: weights)
        : Homography<Paper, Picture>.affine(pairs, weights: weights)
      guard let next = fitted else { return current }
      current = next
    }
    return current
  }

  /// What remains of each landmark's shift after the fit, mm; outliers left out.
  private func shifts(
    _ transform: Homography<Paper, Picture>, _ found: [PrintMatcher.Found]
  ) -> [(at: PaperPoint, dx: Double, dy: Double)] {
    guard let back = transform.inverse else { return [] }
    return found.compactMap { f in
      let p = back(f.point)
      let dx = p.x - f.center.x
      let dy = p.y - f.center.y
      return (dx * dx + dy * dy).squareRoot() <= 2 * Self.landmarkTolerance ? (f.center, dx, dy) : nil
    }
  }

  /// Luma of solid print: the fiducials', or the darkest outlines' where a page has none.
  private func blackLuma<Image: LumaGrid>(
    _ image: Image, _ warp: Warp, _ page: PreparedPage, anchors: [FiducialFinder.Match]
  ) -> Float {
    var samples: [UInt8] = []
    for anchor in anchors {
      let half = anchor.fiducial.size / 2
      for dy in stride(from: -half + 0.3, through: half - 0.3, by: 0.4) {
        for dx in stride(from: -half + 0.3, through: half - 0.3, by: 0.4) {
          let p = warp(anchor.fiducial.center.moved(dx: dx, dy: dy))
          samples.append(image.nearest(p.x, p.y))
        }
      }
    }
    if samples.isEmpty, page.hasCells {
      // Rules are thinner than letters.
      for landmark in page.landmarks { samples += Self.darkest(image, warp, at: landmark.darkPoints) }
    }
    if samples.isEmpty {
      for field in page.fields {
        for (option, outline) in zip(field.question.options, field.outlines) {
          for p in outline.ink {
            let q = warp(option.rect.center.moved(dx: Double(p.x), dy: Double(p.y)))
            samples.append(image.nearest(q.x, q.y))
          }
        }
      }
    }
    samples.sort()
    return samples.isEmpty ? 0 : Float(samples[samples.count / 3])
  }
}

extension LocatedPage {
  /// Whether the other is the same page of the same form in the same place, to 3 mm.
  fileprivate func liesLike(_ other: LocatedPage) -> Bool {
    guard prepared.formID == other.prepared.formID, prepared.page.number == other.prepared.page.number else {
      return false
    }
    let (w, h) = (prepared.pageSize.width, prepared.pageSize.height)
    return [PaperPoint(x: 0, y: 0), PaperPoint(x: w, y: h)].allSatisfy {
      warp($0).distance(to: other.warp($0)) <= 3 * warp.transform.scale(at: $0)
    }
  }
}
