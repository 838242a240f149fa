/// What a person may do in a survey that lists its people. Where none are listed, everyone may do everything.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
  /// Scans, counts, enters minutes, closes boxes, hands archives on.
  case `operator`
  /// Also decides what waits, reopens boxes and deletes pictures.
  case adjudicator
  /// Looks and verifies; changes nothing.
  case auditor

  /// What is held against a role.
  public enum Act: Hashable, Sendable, CaseIterable {
    /// Bring scans and minutes in, have reports made: at the review station; whoever has the folder may lay files into it.
    case enter
    /// Say what an answer or a page is.
    case decide
    /// Close a box.
    case close
    /// Open a closed box again.
    case reopen
    /// Write the archive of a box.
    case export
    /// Take other offices' archives in.
    case merge
    /// Delete pictures whose time is over.
    case purge
    /// Read drawn sheets again, without seeing what was counted.
    case recheck
    /// See what people wrote by hand, on the pictures of the review station.
    case seeHandwriting
  }

  /// Whether this role may do it.
  public func may(_ act: Act) -> Bool {
    switch (self, act) {
    case (.adjudicator, _), (_, .recheck), (.auditor, .seeHandwriting): true
    case (.operator, .enter), (.operator, .close), (.operator, .export), (.operator, .merge): true
    case (.operator, .decide), (.operator, .reopen), (.operator, .purge), (.operator, .seeHandwriting): false
    case (.auditor, _): false
    }
  }
}

/// A person of a survey.
public struct Person: Hashable, Sendable, Codable {
  /// The name, as decisions bear it.
  public var name: String
  /// What the person may do.
  public var role: Role

  /// A person from name and role.
  public init(name: String, role: Role) {
    self.name = name
    self.role = role
  }
}

/// Who decides, and when pictures may go.
public struct ReviewPolicy: Hashable, Sendable, Codable {
  /// How many people must agree on a decision before it holds: 1 or 2.
  public var peopleToAgree: Int
  /// The survey's people; empty when everyone may do everything.
  public var people: [Person]
  /// Days after a box was closed during which its pictures are kept; nil: they are never deleted.
  public var retentionDays: Int?

  /// A policy from its parts.
  public init(peopleToAgree: Int = 1, people: [Person] = [], retentionDays: Int? = nil) {
    self.peopleToAgree = peopleToAgree
    self.people = people
    self.retentionDays = retentionDays
  }

  /// Why a person may not do something.
  public enum Objection: Error, Hashable, Sendable {
    /// The survey lists people, and this name is none of them.
    case unknownPerson
    /// The role does not allow it.
    case notAllowed(Role)
  }

  /// The role in which a person does something, however the name is spelt; nil where the survey lists no people.
  public func role(of name: String, for act: Role.Act) throws(Objection) -> Role? {
    guard !people.isEmpty else { return nil }
    guard let person = people.first(where: { PersonName($0.name) == PersonName(name) }) else { throw .unknownPerson }
    guard person.role.may(act) else { throw .notAllowed(person.role) }
    return person.role
  }
}
