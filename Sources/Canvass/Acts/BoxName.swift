public import Counting
internal import SurveyFolder
public import Wording

extension OpeningID {
  /// The opening that the command line names, as its folder of scans is called: `U01-H2`, `U01-H2-2`.
  public init(box: String, in survey: Survey, _ language: Language) throws(Problem) {
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

  /// The opening for which something is made that its name calls, or that bears its code: a name like those of units.
  public init(naming box: String, in survey: Survey, _ language: Language) throws(Problem) {
    try self.init(box: box, in: survey, language)
    try Self.checkCode(self.box, language)
    try Self.checkCode(unit, language)
  }

  /// Refuses a box's code that no file could be called by.
  public static func checkCode(_ code: String, _ language: Language) throws(Problem) {
    guard !SurveyUnit.isCode(code) else { return }
    throw Problem(
      Phrase(
        "“\(code)”: mã hòm chỉ gồm chữ, số và . _ -, không bắt đầu bằng dấu chấm (ví dụ H1).",
        "“\(code)”: a box's code has letters, digits and . _ - only and does not begin with a point (H1, say)."
      ).text(in: language))
  }
}
