public import Counting

/// A person who does something that is written down under a name.
public struct ActingPerson: Hashable, Sendable {
  /// The name, as it is written down.
  public let name: String
  /// The role in which it is done; nil where the survey lists no people.
  public let role: Role?

  /// A person who was found to be allowed to do it (`ReviewPolicy.role(of:for:)`).
  public init(name: String, role: Role?) {
    self.name = name
    self.role = role
  }
}
