internal import Ballots
internal import Raster

/// Turns measurements into states: empty, marked, cancelled or unclear, each with a confidence. Between the limits for
/// empty and for marked lies a wide band that is nobody's but a person's.
struct Judge {
  /// Up to this much ink a box is empty, mm²: below the smallest pen touch that was put there on purpose.
  static let emptyInk = 0.10
  /// From this much ink on a box can be marked, mm².
  static let markedInk = 0.75
  /// And its ink spans at least this share of the box.
  static let markedExtent = 0.50
  /// And its darkest part has at least this share of the print's contrast.
  static let markedContrast = 0.30
  /// A ring round the box from this share on means circled: choice or cancellation, nobody knows.
  static let circled = 0.70
  /// Ink around an empty box from which on it is not clearly empty, mm².
  static let emptyAround = 1.2
  /// Outline match under which a box is not vouched for.
  static let outlineMatch = 0.55

  func judge(_ measured: InkMeter.Result, field: QuestionField, boxes: [FittedBox], places: [PictureRect])
    -> QuestionReading
  {
    let options = field.question.options.indices.map { k in
      option(k, measured, field, boxes, places[k])
    }
    return QuestionReading(question: field.question.id, options: options, strayInk: measured.strayInk)
  }

  private func option(
    _ k: Int, _ measured: InkMeter.Result, _ field: QuestionField, _ boxes: [FittedBox], _ place: PictureRect
  ) -> OptionReading {
    let mark = measured.marks[k]
    func reading(_ state: MarkState, _ confidence: Double, _ reason: Reason? = nil) -> OptionReading {
      OptionReading(
        value: field.question.options[k].value, state: state, confidence: max(0, min(1, confidence)), reason: reason,
        mark: mark, place: place)
    }
    guard boxes[k].outlineMatch >= Self.outlineMatch || !field.outlines[k].canBeFound else {
      return reading(.unclear, 0, mark.coverage > 0.5 ? .boxObscured : .outlineUncertain)
    }
    if mark.encirclement >= Self.circled { return reading(.unclear, 0, .circledMark) }
    if mark.inkInside <= Self.emptyInk {
      if mark.inkAround > Self.emptyAround { return reading(.unclear, 0, .inkOutside) }
      return reading(.empty, 1 - 0.2 * mark.inkInside / Self.emptyInk)
    }
    if measured.fromNeighbour[k], mark.inkInside < 2 * Self.markedInk { return reading(.unclear, 0, .neighbourInk) }
    if measured.lineThrough[k] { return reading(.unclear, 0, .straightLine) }
    guard mark.inkInside >= Self.markedInk, mark.extent >= Self.markedExtent else {
      return reading(.unclear, 0, .smallMark)
    }
    guard mark.contrast >= Self.markedContrast else { return reading(.unclear, 0, .faintMark) }
    let margin = min(1, (mark.inkInside - Self.markedInk) / Self.markedInk)
    return reading(.marked, 0.9 + 0.1 * margin)
  }
}
