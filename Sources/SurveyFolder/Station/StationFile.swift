public import Counting

/// `station.yaml`: who may sign in to the review station. What each may do stands in survey.yaml (`people`).
///
/// | field | meaning | default |
/// |---|---|---|
/// | `users` | a list of `login`, `name` and `password` (its hash) | required, at least one |
public struct StationFile: Hashable, Sendable {
  /// Name of the file in a survey's folder.
  public static let fileName = "station.yaml"

  /// Somebody who may sign in.
  public struct User: Hashable, Sendable {
    /// What is typed to sign in: letters, digits, `.`, `_` and `-`.
    public var login: String
    /// The name under which acts are written down.
    public var name: String
    /// The hash of the password, as written.
    public var password: String
  }

  /// Everybody who may sign in.
  public var users: [User]

  /// The file of a survey's folder; nil where there is none. `isPassword` says whether a line is a password's hash.
  /// - Throws: the first problem, with file, line, field, what was expected and found.
  public static func read(
    in layout: SurveyLayout, survey: Survey, isPassword: (String) -> Bool
  ) throws(FolderError) -> StationFile? {
    let document: Document
    do throws(FolderError) {
      document = try Document.read(layout.stationFile, name: fileName)
    } catch {
      if error.problem == .missingFile { return nil }
      throw error
    }
    return try StationFile(document, survey: survey, isPassword: isPassword)
  }

  /// The content of a text.
  init(text: String, survey: Survey, isPassword: (String) -> Bool) throws(FolderError) {
    try self.init(
      try Document.parse(text, isJSON: false, name: Self.fileName), survey: survey, isPassword: isPassword)
  }

  private init(_ document: Document, survey: Survey, isPassword: (String) -> Bool) throws(FolderError) {
    let root = Field(file: Self.fileName, root: document)
    try root.only(["users"])
    let people = survey.review.people
    var users: [User] = []
    for field in try root["users"].items(.filledList) {
      try field.only(["login", "name", "password"])
      let login = try field["login"].text()
      guard SurveyUnit.isCode(login) else { throw field["login"].wrong(.name) }
      if let first = users.firstIndex(where: { $0.login.lowercased() == login.lowercased() }) {
        throw field["login"].error(.duplicate(value: login, first: "users[\(first)]"))
      }
      let name = try field["name"].text()
      guard people.isEmpty || people.contains(where: { PersonName($0.name) == PersonName(name) }),
        !PersonName(name).isEmpty
      else {
        throw field["name"].wrong(people.isEmpty ? .text : .oneOf(people.map(\.name)))
      }
      // Two logins of one name would be two people who agree with each other.
      if let other = users.first(where: { PersonName($0.name) == PersonName(name) }) {
        throw field["name"].error(.samePerson(name, as: other.name))
      }
      let password = try field["password"].text()
      guard isPassword(password) else { throw field["password"].wrong(.passwordHash) }
      users.append(User(login: login, name: name, password: password))
    }
    self.users = users
  }
}
