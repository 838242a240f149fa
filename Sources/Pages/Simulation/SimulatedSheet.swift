internal import Ballots
internal import Raster

/// A sheet that was printed, marked and worn, before a scanner takes its picture: it can be scanned again and again.
public struct SimulatedSheet: Sendable {
  let paper: Sheet
  /// The sheet before the voter had it.
  let bare: Sheet
  let items: [BallotMarking.Item]
  /// What is known of the sheet; a scan adds where everything lies in its picture and what can be seen there.
  let truth: PageTruth
  let scanner: Scanner
  let scanning: SeededRandom

  /// The sheet's picture.
  public func scan() -> SimulatedPage {
    var random = scanning
    return page(of: scanner.scan(paper, &random))
  }

  /// The picture of a scanner that is set to a resolution (dots an inch) and a depth; how the sheet lies does not depend
  /// on them.
  func scan(at dpi: Double, as depth: ScanDepth) -> SimulatedPage {
    var random = scanning
    let kind: ScanConditions.Output = depth == .bilevel ? .bilevel : .gray
    let fixed = Scanner(
      conditions: scanner.conditions.fixed(dpi: dpi, kind), print: scanner.print, placement: scanner.placement)
    return page(of: fixed.scan(paper, &random))
  }

  /// Several pictures of the sheet: the one of `scan`, then others by scanners that are set up otherwise, of any of the
  /// severity's resolutions and formats, the sheet lying any way up.
  public func scans(_ count: Int) -> [SimulatedPage] {
    var random = scanning
    let first = scanner.scan(paper, &random)
    let again = Scanner(
      conditions: scanner.conditions.anyWay, print: scanner.print, placement: first.geometry.placement)
    let others = (1..<max(1, count)).map { _ in
      var own = random.branch()
      return again.scan(paper, &own)
    }
    return ([first] + others).map(page(of:))
  }

  private func page(of scan: ScannedSheet) -> SimulatedPage {
    var truth = truth
    truth.conditions += scan.notes
    truth.resolution = Resolution(dpi: scan.geometry.dpi)
    truth.transform = scan.geometry.transform
    truth.questions = items.map { item in
      let visible = visibility(of: item, in: scan)
      return QuestionTruth(
        question: item.question.id, intended: item.intended, acceptable: item.acceptable(visible: visible),
        event: item.event, style: item.style, isVisible: !visible.contains(false),
        boxes: zip(item.question.options, item.states).map { option, state in
          BoxTruth(value: option.value, state: state, center: scan.geometry.transform(option.rect.center))
        })
    }
    return SimulatedPage(image: scan.image, truth: truth)
  }

  /// A layer of ink shows when this share of it, off the print, can be seen.
  private static let visibleShare = 0.2

  /// Whether each layer of a question shows in the picture. What fluid covers does not count as lost.
  private func visibility(of item: BallotMarking.Item, in scan: ScannedSheet) -> [Bool] {
    let whitened = item.layers.filter { $0.fluid != nil }.map(\.role)
    return item.layers.map { layer in
      if layer.role == .stray || layer.fluid != nil { return true }
      if case .choice(let index) = layer.role, whitened.contains(.cancellation(index)) { return true }
      let points = layer.strokes.flatMap { $0.resampled(every: 0.3) }.filter { bare.isBare(around: $0) }
      guard points.count > 2 else { return true }
      return Double(points.count(where: scan.showsInk)) >= Self.visibleShare * Double(points.count)
    }
  }
}

extension Sheet {
  /// Whether no print lies within 0.35 mm.
  fileprivate func isBare(around point: PaperPoint) -> Bool {
    let offsets = [(0.0, 0.0), (0.35, 0), (-0.35, 0), (0, 0.35), (0, -0.35), (0.25, 0.25), (-0.25, -0.25)]
    return offsets.allSatisfy { dx, dy in
      let (x, y) = (Int((point.x + dx) * scaleX), Int((point.y + dy) * scaleY))
      guard x >= 0, y >= 0, x < image.width, y < image.height else { return true }
      return image[x, y] > 170
    }
  }
}
