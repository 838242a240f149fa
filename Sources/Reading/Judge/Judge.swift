internal import Ballots
internal import Raster

/// Turns measurements into states: empty, marked or unclear, each with a confidence. Between the limits for empty and for
/// marked lies a wide band that is nobody's but a person's.
struct Judge {
  /// Up to this much ink a box is empty, mm²: below the smallest pen touch that was put there on purpose.
  static let emptyInk = 0.10
  /// The same where that ink spans as much of the box as a mark does.
  static let emptyStrokeInk = 0.02
  /// Both for a second look, where the palest strokes are measured.
  static let emptyPaleInk = 0.02
  static let emptyPaleStroke = 0.008
  /// Ink in specks, none of which spans more than `emptyExtent`, may add up to this, mm².
  static let emptySpecks = 0.22
  static let emptyExtent = 0.12
  /// A speck spans no more of its box than this; and of this many questions of a blank ballot one may have specks.
  static let speckExtent = 0.2
  static let questionsADusty = 4
  /// Ink around an empty box from which on it is not clearly empty, mm².
  static let emptyAround = 0.5
  /// From this share of its free inner area on a box can be marked,
  static let markedCoverage = 0.045
  /// from this much area, mm²,
  static let markedArea = 0.25
  /// when a stroke spans at least this share of the box,
  static let markedExtent = 0.45
  /// and its darkest part has at least this share of the print's contrast.
  static let markedContrast = 0.28
  /// Both little ink, mm², and pale ink may be a crease or a shadow: each alone is a mark.
  static let paleInk = 0.3
  static let paleContrast = 0.36
  /// A mark that measures less than this, mm, inside and outside, is a pen touch.
  static let markedLength = 1.2
  /// And so is a larger one that is as solid as a dot and does not fill its box.
  static let dotLength = 1.9
  static let dotDensity = 0.5
  static let dotExtent = 0.8
  /// A mark that fills this share of its box at least has at least this contrast: a cup's rim or a shadow fills as much,
  static let fillCoverage = 0.5
  static let fillContrast = 0.45
  /// and one that spans less than this share of its box has no more ink near it that is no box's, mm²: letters of a stamp
  /// have.
  static let sureExtent = 0.78
  static let loneStrayInk = 1.0
  /// A box of which less is free of print can hide a small mark: it is no evidence of a blank question.
  static let freeShare = 0.5
  /// A ring round the box or its label from this share on means circled: choice or cancellation, nobody knows.
  static let circled = 0.70
  /// From this coverage on a ring of ink is the rim of a filled box,
  static let filled = 0.85
  /// unless it is nearly closed and holds this much ink, mm².
  static let filledAndCircled = 0.9
  static let ringInk = 4.0
  /// From this share on a ring casts doubt on a box that seems empty,
  static let circledBlank = 0.38
  /// when it holds this much ink of its own, mm²: what toner leaves around print is no ring.
  static let leastRingInk = 0.01
  /// Boxes this much darker on the whole than the page's empty ones hold something: where nothing is marked, and beside a
  /// clear mark. How dark empty boxes are: `docs/accuracy.md`.
  static let tintOfBlank = 0.007
  static let tintBesideMark = 0.015
  /// And by this many times the scatter of the page's empty boxes (their median absolute deviation as a standard one).
  static let tintScatter = 4.0
  /// The median absolute deviation of a normal distribution, in standard deviations.
  static let normalDeviation = 0.6745
  /// With fewer empty boxes on a page nobody knows how dark they are.
  static let leastEmptyBoxes = 8
  /// Beside a clear mark this much ink around an empty box is no second mark, mm²: the smallest x has more,
  static let besideAround = 1.0
  /// and a stroke that comes in from another question may leave this much. Only where the box itself is empty.
  static let foreignAround = 1.3
  /// Strokes of a mark reach no further than this, mm. A stroke that goes on is a seal's or a crease's: a box's share of
  /// it is then small, and much more lies around the box than in it.
  static let markReach = 10.5
  /// Boxes with less free of print than this share are held to have as much: the rest of a mark is hidden there.
  static let leastFreeShare = 0.3
  /// Solid ink, as a blot is, means the box only where most of it lies inside.
  static let blotDensity = 0.55
  /// Fewer crossed questions are a signature's or a stamp's.
  static let fewestCrossed = 3
  /// One of several marks that covers this many times the page's usual share of its box may be crossed out,
  static let crossedOutCoverage = 1.25
  /// and so may one with ink in this share of the directions around it.
  static let besetOutside = 0.4
  /// Confidence that ink around a box beside a clear mark is that mark's.
  static let besideConfidence = 0.95

  /// Whether the question seemed blank and its palest ink is now judged.
  var isSecondLook = false

  func judge(
    _ measured: InkMeter.Result, field: QuestionField, boxes: [FittedBox], places: [PictureRect], covered: [Bool]
  ) -> QuestionReading {
    var options = field.question.options.indices.map { option($0, measured, field, boxes, places[$0]) }
    for k in options.indices where covered[k] {
      options[k].state = .unclear
      options[k].confidence = 0
      options[k].reason = .boxObscured
    }
    // Where nothing else is marked, a mark may hide under a streak, or on the print inside a box: on a bubble's digit.
    if !options.contains(where: { $0.state == .marked }) {
      for k in options.indices where options[k].state == .empty {
        let isCovered = measured.freeShare[k] < Self.freeShare || field.question.options[k].isLabelInside
        guard measured.streaked[k] || isCovered else { continue }
        options[k].state = .unclear
        options[k].confidence = 0
        options[k].reason = isCovered ? .unclearMark : .straightLine
      }
    }
    // Beside a clear mark, what reaches in from another question is its, if no more than a tail.
    if options.contains(where: { $0.state == .marked }) {
      for k in options.indices
      where options[k].reason == .inkOutside && options[k].mark.inkInside <= Self.emptyInk
        && measured.ownInkAround[k] <= Self.besideAround
        && options[k].mark.inkAround <= Self.foreignAround
      {
        options[k].state = .empty
        options[k].confidence = Self.besideConfidence
        options[k].reason = nil
      }
    }
    // Beside a mark, ink that comes in from elsewhere is no answer of this question; without one it may be.
    let isMarked = options.contains { $0.state == .marked }
    return QuestionReading(
      question: field.question.id, options: options, strayInk: isMarked ? measured.ownStrayInk : measured.strayInk)
  }

  /// Holds each box that seems empty against the page's others: one that is darker on the whole holds ink too pale to
  /// be seen in any one place. Of boxes with more ink it was said already whose it is.
  func tinted(_ questions: [QuestionReading]) -> [QuestionReading] {
    let empty = questions.flatMap(\.options).filter { $0.state == .empty }.map(\.mark.tint).sorted()
    guard empty.count >= Self.leastEmptyBoxes else { return questions }
    let usual = empty[empty.count / 2]
    let deviations = empty.map { abs($0 - usual) }.sorted()
    let scatter = Self.tintScatter * deviations[deviations.count / 2] / Self.normalDeviation
    return questions.map { question in
      var question = question
      let isMarked = question.options.contains { $0.state == .marked }
      let limit = usual + max(scatter, isMarked ? Self.tintBesideMark : Self.tintOfBlank)
      for k in question.options.indices
      where question.options[k].state == .empty && question.options[k].mark.tint > limit
        && question.options[k].mark.inkInside <= Self.emptySpecks
      {
        question.options[k].state = .unclear
        question.options[k].confidence = 0
        question.options[k].reason = .faintMark
      }
      return question
    }
  }

  /// A ballot without any mark, with a few specks in its boxes, is blank: who makes no mark anywhere leaves no dots for
  /// answers either. Where other questions are answered, or many boxes have specks, a person looks.
  func dusted(_ questions: [QuestionReading]) -> [QuestionReading] {
    func isSpeck(_ option: OptionReading) -> Bool {
      option.reason == .smallMark && option.mark.inkInside <= Self.emptyInk && option.mark.extent <= Self.speckExtent
    }
    let options = questions.flatMap(\.options)
    let dusty = questions.count { $0.options.contains(where: isSpeck) }
    guard options.allSatisfy({ $0.state == .empty || isSpeck($0) }), dusty * Self.questionsADusty <= questions.count
    else { return questions }
    return questions.map { question in
      var question = question
      for k in question.options.indices where isSpeck(question.options[k]) {
        question.options[k].state = .empty
        question.options[k].confidence = 1 - MarkModel.fitted.probability(of: question.options[k].mark)
        question.options[k].reason = nil
      }
      return question
    }
  }

  /// Compares several marks of one question with the page's single ones: a mark that is clearly denser, or has ink
  /// around it, may be crossed out, and is then no second choice.
  func compared(_ questions: [QuestionReading]) -> [QuestionReading] {
    let marks = questions.map { $0.options.filter { $0.state == .marked }.map(\.mark.coverage) }
    let single = marks.filter { $0.count == 1 }
    let usual = (single.isEmpty ? marks : single).flatMap { $0 }.sorted()
    guard !usual.isEmpty else { return questions }
    let limit = Self.crossedOutCoverage * usual[usual.count / 2]
    return questions.map { question in
      let marked = question.options.indices.filter { question.options[$0].state == .marked }
      guard marked.count > 1 else { return question }
      var question = question
      for k in marked {
        let mark = question.options[k].mark
        guard mark.coverage > limit || mark.encirclement >= Self.besetOutside else { continue }
        question.options[k].state = .unclear
        question.options[k].confidence = 0
        question.options[k].reason = .cancelledMark
      }
      return question
    }
  }

  /// A ballot with strokes through most of its questions, from above to below, may be crossed out as a whole: no mark of it
  /// is sure.
  func crossedOut(_ questions: [QuestionReading], isCrossed: [Bool]) -> [QuestionReading] {
    let crossed = isCrossed.count { $0 }
    guard crossed >= Self.fewestCrossed, crossed * 2 > questions.count else { return questions }
    return questions.map { question in
      var question = question
      for k in question.options.indices where question.options[k].state == .marked {
        question.options[k].state = .unclear
        question.options[k].confidence = 0
        question.options[k].reason = .cancelledMark
      }
      return question
    }
  }

  private func isDot(_ mark: InkMeter.Whole, extent: Double) -> Bool {
    mark.length < Self.markedLength
      || (mark.length < Self.dotLength && mark.density >= Self.dotDensity && extent < Self.dotExtent)
  }

  /// Whether there is less ink in a box than the least mark has.
  private func isBare(_ mark: MarkMeasurement) -> Bool {
    if isSecondLook {
      return mark.inkInside <= (mark.extent >= Self.markedExtent ? Self.emptyPaleStroke : Self.emptyPaleInk)
    }
    if mark.extent >= Self.markedExtent { return mark.inkInside <= Self.emptyStrokeInk }
    return mark.inkInside <= Self.emptyInk || (mark.inkInside <= Self.emptySpecks && mark.extent <= Self.emptyExtent)
  }

  private func option(
    _ k: Int, _ measured: InkMeter.Result, _ field: QuestionField, _ boxes: [FittedBox], _ place: PictureRect
  ) -> OptionReading {
    let mark = measured.marks[k]
    let probability = MarkModel.fitted.probability(of: mark)
    func reading(_ state: MarkState, _ confidence: Double, _ reason: Reason? = nil) -> OptionReading {
      OptionReading(
        value: field.question.options[k].value, state: state, confidence: max(0, min(1, confidence)), reason: reason,
        mark: mark, place: place)
    }
    guard boxes[k].isFound || !field.outlines[k].canBeFound else {
      return reading(.unclear, 0, mark.coverage > 0.5 ? .boxObscured : .outlineUncertain)
    }
    if measured.struckOut[k] { return reading(.unclear, 0, .cancelledMark) }
    if mark.isTick, mark.contrast >= Self.markedContrast || mark.inkInside <= Self.emptyInk {
      return reading(.marked, probability)
    }
    let isRinged =
      mark.coverage < Self.filled
      ? mark.encirclement >= Self.circled
      : mark.encirclement >= Self.filledAndCircled && mark.inkAround >= Self.ringInk
    if isRinged { return reading(.unclear, 0, .circledMark) }
    if isBare(mark) {
      if isSecondLook, mark.encirclement >= Self.circledBlank, mark.inkAround >= Self.leastRingInk {
        return reading(.unclear, 0, .circledMark)
      }
      if mark.inkAround > Self.emptyAround { return reading(.unclear, 0, .inkOutside) }
      return reading(.empty, 1 - probability)
    }
    if measured.fromNeighbour[k] { return reading(.unclear, 0, .neighbourInk) }
    if measured.lineThrough[k] { return reading(.unclear, 0, .straightLine) }
    let rect = field.question.options[k].rect
    let side = max(1, min(rect.width, rect.height) - 2 * Option.outlineWidth)
    let usualOutside = max(1, (Self.markReach / side - 1) / max(Self.leastFreeShare, measured.freeShare[k]))
    let mostOutside = measured.whole[k].density >= Self.blotDensity ? 1 : usualOutside
    guard mark.inkAround <= mostOutside * mark.inkInside else { return reading(.unclear, 0, .inkOutside) }
    let area = mark.coverage * Double(measured.freeCells[k]) * QuestionField.pitch * QuestionField.pitch
    guard mark.coverage >= Self.markedCoverage, area >= Self.markedArea, mark.extent >= Self.markedExtent,
      !isDot(measured.whole[k], extent: mark.extent)
    else {
      return reading(.unclear, 0, .smallMark)
    }
    guard mark.contrast >= (mark.coverage >= Self.fillCoverage ? Self.fillContrast : Self.markedContrast) else {
      return reading(.unclear, 0, .faintMark)
    }
    guard mark.inkInside >= Self.paleInk || mark.contrast >= Self.paleContrast else {
      return reading(.unclear, 0, .faintMark)
    }
    guard mark.extent >= Self.sureExtent || measured.strayInk <= Self.loneStrayInk else {
      return reading(.unclear, 0, .inkOutside)
    }
    return reading(.marked, probability)
  }
}
