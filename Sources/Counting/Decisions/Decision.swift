internal import Ballots

/// What a person decided about a page or an answer. It stands beside the machine's reading and never replaces it; which
/// of several decisions on one subject holds, says ``DecisionBook``.
public struct Decision: Hashable, Sendable, Codable {
  /// What is decided.
  public enum Subject: Hashable, Sendable, Codable {
    /// The answer to one question; `review` where who looked could not tell, and another person decides.
    case answer(question: String, Answer)
    /// What the page as a whole is.
    case page(PageDecision)

    /// Whether another person is to decide.
    public var isHandedOn: Bool {
      switch self {
      case .answer(_, let answer): answer == .review
      case .page(let decision): decision == .review
      }
    }
  }

  /// A person's word on a page as a whole.
  public enum PageDecision: String, Hashable, Sendable, Codable, CaseIterable {
    /// It counts as a ballot of its batch; its readable answers hold.
    case accept
    /// It is the same sheet as another one.
    case duplicate
    /// It is a ballot that does not count (V06, V07).
    case invalid
    /// It is no ballot of this survey.
    case notABallot = "not-a-ballot"
    /// Who looked could not tell: another person decides.
    case review
  }

  /// SHA-256 of the file, lower-case hex: a decision belongs to a picture, not to a name.
  public var sha256: String
  /// 1-based page within the file.
  public var page: Int
  /// 1-based ballot on the page.
  public var slot: Int
  /// What is decided.
  public var subject: Subject
  /// Who decided.
  public var person: String
  /// In which role; nil where the survey lists no people.
  public var role: Role?
  /// What held before, as the result files spell it: an answer, or a page's status.
  public var before: String?
  /// When, ISO 8601 with zone.
  public var time: String
  /// Why, in the person's words.
  public var why: String

  /// A decision from its parts.
  public init(
    sha256: String, page: Int, slot: Int, subject: Subject, person: String, role: Role? = nil, before: String? = nil,
    time: String, why: String
  ) {
    self.sha256 = sha256
    self.page = page
    self.slot = slot
    self.subject = subject
    self.person = person
    self.role = role
    self.before = before
    self.time = time
    self.why = why
  }
}
