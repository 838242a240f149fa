internal import ArgumentParser
internal import Counting
internal import Foundation
internal import Wording

/// Who does something that is written down under a name.
struct ActorOptions: ParsableArguments {
  @Option(name: .long, help: "Người thực hiện: họ và tên. / Who does this: full name.")
  var by: String

  /// The person and the role in which he or she does it; the survey's people and their roles are held against it.
  func person(
    for act: Role.Act, in context: SurveyContext, _ language: Language
  ) throws(Problem) -> (name: String, role: Role?) {
    let name = by.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !name.isEmpty else {
      throw Problem(
        Phrase("--by: cần ghi họ và tên người thực hiện.", "--by: a person's full name is needed.").text(in: language))
    }
    let review = context.survey.review
    do throws(ReviewPolicy.Objection) {
      return (name, try review.role(of: name, for: act))
    } catch {
      switch error {
      case .unknownPerson:
        let known = review.people.map(\.name).joined(separator: ", ")
        throw Problem(
          Phrase(
            "--by \(name): không có trong danh sách people của survey.yaml; có: \(known).",
            "--by \(name): is not among the people of survey.yaml; there are: \(known)."
          ).text(in: language))
      case .notAllowed(let role):
        throw Problem(
          Phrase(
            "--by \(name): vai trò \(role.rawValue) không được làm việc này. Nhờ người có quyền, hoặc sửa vai trò trong survey.yaml.",
            "--by \(name): the role \(role.rawValue) may not do this. Ask somebody who may, or change the role in survey.yaml."
          ).text(in: language))
      }
    }
  }

  /// A reason that says something.
  static func reason(_ why: String, _ language: Language) throws(Problem) -> String {
    let reason = why.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !reason.isEmpty else {
      throw Problem(Phrase("--why: cần ghi lý do.", "--why: a reason is needed.").text(in: language))
    }
    return reason
  }
}
