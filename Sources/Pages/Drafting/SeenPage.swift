internal import Ballots
internal import Codecs
internal import Raster
internal import Reading

/// All that was seen on one page of a blank.
struct SeenPage {
  /// One box in so many may be missing from its row; with more, a draft is no help.
  static let mostMissing = 8

  let frame: PaperFrame
  let page: UprightPage
  let questions: [DraftedQuestion]
  let barcodes: [BarcodeRegion]
  let freeText: [PaperRect]
  let zones: [PaperRect]
  let title: String?
  let doubts: [DraftDoubt]

  init(_ given: FormDraft.Page, number: Int, naming: FormDraft.Naming) throws(DraftingError) {
    let frame = PaperFrame(given.image.grayscale, dpi: given.dpi, isRendered: given.isRendered)
    let dpi = Int((frame.transform.scale(at: PaperPoint(x: frame.size.width / 2, y: frame.size.height / 2)) * 25.4))
    guard dpi >= FormDraft.leastDPI else { throw .tooCoarse(page: number, dpi: dpi, least: FormDraft.leastDPI) }
    var page = UprightPage(frame)
    var levelled = frame
    var taken = Self.areas(of: frame.fiducials)
    var outlines = OutlineSearch(page, leavingOut: taken).outlines()
    // Rows and columns of boxes say how the page lies better than lines of text do.
    if frame.ground == .picture, let better = BoxLevelling(outlines).corrected(frame) {
      levelled = better
      page = UprightPage(better)
      taken = Self.areas(of: better.fiducials)
      outlines = OutlineSearch(page, leavingOut: taken).outlines()
    }
    var doubts: [DraftDoubt] = []
    let codes = CodeSearch.codes(in: page.image, scale: UprightPage.scale)
    let regions = codes.map { CodeProposal.region($0, on: page.size) }
    outlines.removeAll { outline in regions.contains { $0.intersects(outline.rect) } }
    // Words lie where the page's own picture has them, before anything was turned.
    let words = frame.ground == .exact ? QuestionText.withoutBoxes(given.words) : []
    var groups = ScaleColumns.evened(QuestionGroups(page, outlines: outlines, words: words).groups())
    var isTable = false
    if groups.isEmpty {
      groups = CellGrid(page: page, boxes: []).rows().map { row in
        let cells = row.cells.map { FoundOutline(shape: .cell, rect: $0, completeness: 1, line: 0) }
        return QuestionGroups.Group(
          boxes: cells.map { QuestionGroups.Labelled(outline: $0, label: nil) }, side: .none, isScale: true)
      }
      isTable = !groups.isEmpty
    }
    let wording = QuestionWording(page: page, words: words, groups: groups)
    questions = groups.indices.map { index in
      var question = wording.question(index)
      question.isTable = isTable
      return question
    }
    let boxes = groups.flatMap(\.boxes).map(\.outline.rect)
    let areas = WritingAreas(page: page, boxes: boxes)
    freeText = areas.lines(words)
    zones = areas.frames()
    (barcodes, doubts) = Self.barcodes(codes, regions, naming)
    title = Self.title(words)
    self.frame = levelled
    self.page = page

    if groups.isEmpty { doubts.append(.pageWithoutBoxes(page: number)) }
    if words.isEmpty { doubts.append(.noText(pages: [number])) }
    if frame.fiducials.isEmpty, frame.ground != .exact { doubts.append(.noCornerMarks(pages: [number])) }
    if frame.turn != .upright { doubts.append(.turned(page: number, degrees: frame.turn.degrees)) }
    let broken = outlines.count { $0.completeness < OutlineSearch.leastCompleteness }
    if broken > 0 {
      doubts.append(.brokenOutlines(page: number, count: broken))
      // A whole page may be designed with gaps; where lines broke, a gap is a box that was lost.
      let missing = OutlineRows.gaps(in: outlines)
      guard missing * Self.mostMissing <= outlines.count else {
        throw .linesLost(page: number, found: outlines.count, missing: missing)
      }
      if missing > 0 { doubts.append(.missingBoxes(page: number, count: missing)) }
    }
    if !frame.isDirectionCertain { doubts.append(.directionUncertain(page: number)) }
    if Self.repeats(groups) { doubts.append(.severalBallots(page: number)) }
    self.doubts = doubts
  }

  func formPage(number: Int, questions: [Question]) -> FormPage {
    FormPage(
      number: number, fiducials: frame.fiducials, barcodes: barcodes, questions: questions, freeText: freeText,
      zones: zones)
  }

  private static func areas(of fiducials: [Fiducial]) -> [PaperRect] {
    fiducials.map { mark in
      PaperRect(
        x: mark.center.x - mark.size / 2, y: mark.center.y - mark.size / 2, width: mark.size, height: mark.size
      ).expanded(by: 1)
    }
  }

  private static func barcodes(
    _ codes: [CodeSearch.Found], _ regions: [PaperRect], _ naming: FormDraft.Naming
  ) -> ([BarcodeRegion], [DraftDoubt]) {
    var regionsOfCodes: [BarcodeRegion] = []
    var doubts: [DraftDoubt] = []
    let given = naming.payload ?? BallotLayout.payload(hasToken: true)
    var fields: [String: String] = [:]
    for code in codes { fields.merge(given.match(code.text) ?? [:]) { known, _ in known } }
    for (code, rect) in zip(codes, regions) {
      let pattern = CodeProposal.pattern(of: code.text, given: given, code: naming.code, fields: fields)
      if !pattern.isUnderstood { doubts.append(.codeNotUnderstood(text: code.text, pattern: pattern.text.text)) }
      let number = regionsOfCodes.count { $0.symbology == code.symbology } + 1
      let id = (code.symbology == .qr ? "qr" : "c128") + (number > 1 ? "\(number)" : "")
      regionsOfCodes.append(BarcodeRegion(id: id, symbology: code.symbology, rect: rect, payload: pattern.text))
    }
    return (regionsOfCodes, doubts)
  }

  /// The first lines in capitals that call themselves a ballot.
  private static func title(_ words: [PrintedWord]) -> String? {
    let lines = QuestionText.lines(words).map { $0.words.joined(separator: " ") }
    func isCapital(_ line: String) -> Bool {
      let letters = line.filter(\.isLetter)
      return letters.count >= 6 && letters.count { $0.isUppercase } * 10 >= letters.count * 9
    }
    guard let start = lines.firstIndex(where: { isCapital($0) && $0.contains("PHIẾU") }) else { return nil }
    return lines[start...].prefix(3).prefix(while: isCapital).joined(separator: " ")
  }

  /// Whether the page holds one set of boxes twice, half a page apart.
  private static func repeats(_ groups: [QuestionGroups.Group]) -> Bool {
    guard groups.count >= 4, groups.count % 2 == 0 else { return false }
    func isRepeat(_ a: ArraySlice<QuestionGroups.Group>, _ b: ArraySlice<QuestionGroups.Group>) -> Bool {
      guard let first = a.first?.bounds, let second = b.first?.bounds else { return false }
      let (dx, dy) = (second.x - first.x, second.y - first.y)
      guard abs(dx) > 60 || abs(dy) > 90 else { return false }
      return zip(a, b).allSatisfy { a, b in
        a.boxes.count == b.boxes.count && abs(b.bounds.x - a.bounds.x - dx) < 1 && abs(b.bounds.y - a.bounds.y - dy) < 1
      }
    }
    let half = groups.count / 2
    // One below the other, or side by side.
    let across = groups.sorted { ($0.bounds.x > 100 ? 1 : 0, $0.bounds.y) < ($1.bounds.x > 100 ? 1 : 0, $1.bounds.y) }
    return isRepeat(groups[..<half], groups[half...]) || isRepeat(across[..<half], across[half...])
  }
}
