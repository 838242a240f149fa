internal import Counting
internal import SurveyFolder
internal import Wording

extension OpeningID {
  /// The opening that the command line names, as its folder of scans is called: `U01-H2`, `U01-H2-2`.
  init(box: String, in survey: Survey, _ language: Language) throws(Problem) {
    guard !box.contains("/"), let opening = OpeningID(folderName: box, units: survey.units),
      survey.units.isEmpty || survey.unit(opening.unit) != nil
    else {
      throw Problem(
        Phrase(
          "\(box): không có đơn vị này trong survey.yaml; viết mã đơn vị, dấu gạch, mã hòm (U01-H2).",
          "\(box): survey.yaml lists no such unit; write unit code, dash, box code (U01-H2)."
        ).text(in: language))
    }
    self = opening
  }

  /// How its folder of scans is called.
  var folderName: String { opening > 1 ? "\(unit)-\(box)-\(opening)" : "\(unit)-\(box)" }
}
