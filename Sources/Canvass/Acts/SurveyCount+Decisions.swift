public import Ballots
public import Counting
public import Foundation

/// What may be decided of the sheets of a count.
extension SurveyCount {
  /// The page of a sheet's name. A name that was typed may be spelt NFC where the file's is NFD: taken when it means one
  /// page only.
  public func page(at place: PageLocation) throws(DecisionObjection) -> AssembledPage {
    let alike = pages.filter { page in
      let location = page.location
      return location.file == place.file && location.page == place.page && location.slot == place.slot
    }
    let exact = alike.first { $0.location == place } ?? (alike.count == 1 ? alike.first : nil)
    guard let page = exact, !page.sha256.isEmpty else { throw .noSuchSheet(place) }
    return page
  }

  /// A decision on a page, if it may be one: the question must be the page's, the answer one of its own, and a closed
  /// box stays as it was closed. Whether a page can be accepted shows the count with the decision (``check(_:on:)``).
  public func decision(
    _ subject: Decision.Subject, on page: AssembledPage, forms: [Form], by person: ActingPerson, why: String,
    at time: Date = .now
  ) throws(DecisionObjection) -> Decision {
    var before = page.status.rawValue
    if case .answer(let id, let answer) = subject {
      try Self.check(answer, to: id, of: page, forms)
      if let standing = page.answers.first(where: { $0.question == id }) { before = standing.answer.text }
    }
    if subject == .page(.accept), page.reason == .emptyFile { throw .notRead(page.location) }
    if let opening = page.opening, closings.closed(opening) != nil { throw .boxClosed(opening) }
    return Decision(
      sha256: page.sha256, page: page.location.page, slot: page.location.slot, subject: subject, person: person.name,
      role: person.role, before: before, time: time.formatted(.iso8601), why: why)
  }

  /// Holds a decision that this count tried against what came of it: a page that would not count although it was
  /// accepted is not accepted, since nobody would see it wait.
  public func check(_ subject: Decision.Subject, on place: PageLocation) throws(DecisionObjection) {
    guard subject == .page(.accept), let page = pages.first(where: { $0.location == place }), page.status != .ok,
      page.status != .duplicate, !page.waitsForAnotherPerson
    else { return }
    throw page.form == nil || page.formPage == nil ? .notRead(place) : .unitUnknown(place)
  }

  private static func check(
    _ answer: Answer, to id: String, of page: AssembledPage, _ forms: [Form]
  ) throws(DecisionObjection) {
    let questions = forms.filter { page.form == nil || $0.id == page.form }.flatMap(\.pages)
      .filter { page.formPage == nil || $0.number == page.formPage }.flatMap(\.questions)
    guard let question = questions.first(where: { $0.id == id }) else {
      throw .noSuchQuestion(id, known: questions.map(\.id))
    }
    let values = question.options.map(\.value)
    let words = values + [Answer.blank.text, Answer.overvote.text, Answer.review.text]
    switch answer {
    case .blank, .overvote, .review: return
    case .values(let given):
      guard !given.allSatisfy(values.contains) || !question.allows(marks: given.count) else { return }
      throw .noSuchAnswer(answer, question: id, known: words)
    }
  }
}
