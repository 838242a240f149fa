internal import Counting

/// Who comes in: one at a time, so that guessing at passwords takes no more than one processor.
actor Door {
  private let users: Users
  private var sessions = SessionBook()
  private var limit = LoginLimit()
  /// What is to be said on a session's next page.
  private var notices: [String: String] = [:]

  /// A door for these users.
  init(_ users: Users) { self.users = users }

  /// Whether people have logins of their own.
  nonisolated var areUsersNamed: Bool { users.areNamed }

  /// Why somebody is not let in.
  enum Refusal: Error, Hashable, Sendable {
    /// Login and password do not belong together, or the name is no person's.
    case wrong
    /// After too many tries.
    case wait(Duration)
  }

  /// Signs somebody in; gives the secret for the browser's cookie.
  func signIn(
    login: String, password: String, from address: String, policy: ReviewPolicy, at now: Duration
  ) throws(Refusal) -> String {
    if let wait = limit.wait(login.lowercased(), from: address, at: now) { throw .wait(wait) }
    guard let name = users.name(login: login, password: password), !PersonName(name).isEmpty,
      Visitor(name: name, policy: policy) != nil
    else {
      limit.failed(login.lowercased(), from: address, at: now)
      throw .wrong
    }
    limit.succeeded(login.lowercased(), from: address)
    return sessions.begin(name, at: now)
  }

  /// Signs somebody out.
  func signOut(_ secret: String) {
    sessions.end(secret)
    notices[secret] = nil
  }

  /// Who sent a cookie.
  func session(_ secret: String, at now: Duration) -> SessionBook.Session? {
    let session = sessions.session(secret, at: now)
    if session == nil { notices[secret] = nil }
    return session
  }

  /// What a session's forms send back.
  func formToken(of secret: String) -> String { sessions.formToken(of: secret) }

  /// Whether a form came from a page of the same session.
  func isFormToken(_ token: String, of secret: String) -> Bool { sessions.isFormToken(token, of: secret) }

  /// Has something said on the session's next page.
  func note(_ notice: String, for secret: String) { notices[secret] = notice }

  /// What is to be said now.
  func takeNotice(_ secret: String) -> String? { notices.removeValue(forKey: secret) }
}
