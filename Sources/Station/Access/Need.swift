internal import Counting

/// What somebody needs to be let in somewhere.
enum Need: Hashable, Sendable {
  /// Nothing: the page to sign in, and what it looks like.
  case nothing
  /// To be signed in: whatever is only looked at.
  case session
  /// To be signed in, in a role that may do this.
  case act(Role.Act)

  /// Why somebody is not let in.
  enum Refusal: Error, Hashable, Sendable {
    /// Sign in first.
    case notSignedIn
    /// The survey lists people, and this is none of them any more.
    case unknownPerson
    /// The role may not do this.
    case notAllowed(Role)
  }

  /// Who somebody is, as far as this asks for it; nil where nothing is asked for and nobody signed in. The survey's
  /// people are asked each time: a role that was taken away is gone with the next click.
  func admit(_ session: SessionBook.Session?, in policy: ReviewPolicy) throws(Refusal) -> Visitor? {
    guard let session else {
      if self == .nothing { return nil }
      throw .notSignedIn
    }
    let visitor = Visitor(name: session.person, policy: policy)
    if self == .nothing { return visitor }
    guard let visitor else { throw .unknownPerson }
    if case .act(let act) = self, let role = visitor.role, !role.may(act) { throw .notAllowed(role) }
    return visitor
  }
}

/// Somebody who is signed in.
struct Visitor: Hashable, Sendable {
  /// The name under which acts are written down.
  let name: String
  /// The role; nil where the survey lists no people: then everyone may do everything.
  let role: Role?

  /// A person of a survey; nil where it lists people and this is none of them.
  init?(name: String, policy: ReviewPolicy) {
    self.name = name
    guard !policy.people.isEmpty else {
      role = nil
      return
    }
    guard let person = policy.people.first(where: { PersonName($0.name) == PersonName(name) }) else { return nil }
    role = person.role
  }

  /// Whether the role may do something.
  func may(_ act: Role.Act) -> Bool { role?.may(act) ?? true }
}
