internal import Canvass
internal import Counting
internal import Wording

/// Compares passwords one at a time, so that guessing takes no more than one processor, and nobody else waits for it.
private actor Verifier {
  let users: Users

  init(_ users: Users) { self.users = users }

  func name(login: String, password: String) -> String? { users.name(login: login, password: password) }
}

/// Who comes in.
actor Door {
  private var verifier: Verifier
  /// Of the file in which the users stand.
  private var stamp: FileStamp?
  private var sessions = SessionBook()
  private var limit = LoginLimit()
  /// What is to be said on a session's next page.
  private var notices: [String: String] = [:]

  /// A door for these users; `stamp` is that of the file in which they stand.
  init(_ users: Users, stamp: FileStamp? = nil) {
    verifier = Verifier(users)
    self.stamp = stamp
    areUsersNamed = users.areNamed
  }

  /// Has who may sign in read anew where the file is another one now. Who is named no more, or has another password, is out
  /// with the next click; while the file cannot be read, everybody is.
  func follow(_ stamp: FileStamp?, _ read: @Sendable () throws(Problem) -> Users) throws(Problem) {
    guard areUsersNamed, stamp != self.stamp else { return }
    let (users, before) = (try read(), verifier.users)
    sessions.endAll { !users.keep($0.person, from: before) }
    verifier = Verifier(users)
    self.stamp = stamp
  }

  /// Whether people have logins of their own.
  nonisolated let areUsersNamed: Bool
  /// Characters of a name at most.
  private static let longestName = 100

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
  ) async throws(Refusal) -> String {
    let key = login.lowercased()
    if let wait = limit.wait(key, from: address, at: now) { throw .wait(wait) }
    // Counted beforehand: many tries at once are many.
    limit.failed(key, from: address, at: now)
    let verifier = verifier
    guard login.count <= Self.longestName, Wording.oneLine(login) == login,
      let name = await verifier.name(login: login, password: password), !PersonName(name).isEmpty,
      Visitor(name: name, policy: policy) != nil,
      // Others may sign in by now.
      verifier === self.verifier
    else { throw .wrong }
    limit.succeeded(key, from: address)
    return sessions.begin(name, at: now)
  }

  /// Signs somebody out.
  func signOut(_ secret: String) {
    sessions.end(secret)
    notices[secret] = nil
  }

  /// Who sent a cookie.
  func session(_ secret: String, at now: Duration, isClick: Bool = true) -> SessionBook.Session? {
    let session = sessions.session(secret, at: now, isClick: isClick)
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
