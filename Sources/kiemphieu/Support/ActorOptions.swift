internal import ArgumentParser
internal import Canvass
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
  ) throws(Problem) -> ActingPerson {
    try Self.person(by, for: act, in: context, language)
  }

  /// The person of a name, and the role in which he or she does something.
  static func person(
    _ by: String, for act: Role.Act, in context: SurveyContext, _ language: Language
  ) throws(Problem) -> ActingPerson {
    let name = try line(by, of: "--by", longest: longestName, language)
    guard !PersonName(name).isEmpty else {
      throw Problem(
        Phrase("--by: cần ghi họ và tên người thực hiện.", "--by: a person's full name is needed.").text(in: language))
    }
    let review = context.survey.review
    do throws(ReviewPolicy.Objection) {
      return ActingPerson(name: name, role: try review.role(of: name, for: act))
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

  /// Longest name, characters.
  static let longestName = 200
  /// Longest reason or note, characters.
  private static let longestReason = 2000

  /// A reason that says something.
  static func reason(
    _ why: String, of option: String = "--why", _ language: Language
  ) throws(Problem) -> String {
    let reason = try note(why, of: option, language)
    guard !reason.isEmpty else {
      throw Problem(Phrase("\(option): cần ghi lý do.", "\(option): a reason is needed.").text(in: language))
    }
    return reason
  }

  /// A note, which may be empty.
  static func note(_ text: String, of option: String, _ language: Language) throws(Problem) -> String {
    try line(text, of: option, longest: longestReason, language)
  }

  /// What is written down and printed on lines of the program's own: one line, of a length that people read.
  static func line(
    _ text: String, of option: String, longest: Int = longestName, _ language: Language
  ) throws(Problem) -> String {
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard Wording.oneLine(line) == line else {
      throw Problem(
        Phrase(
          "\(option): có dấu xuống dòng hoặc ký tự điều khiển; viết trên một dòng.",
          "\(option): holds a line break or a control character; write it on one line."
        ).text(in: language))
    }
    let count = line.precomposedStringWithCanonicalMapping.unicodeScalars.count
    guard count <= longest else {
      throw Problem(
        Phrase(
          "\(option): dài \(count) ký tự, tối đa \(longest).", "\(option): has \(count) characters, at most \(longest)."
        ).text(in: language))
    }
    return line
  }
}
