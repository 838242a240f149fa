internal import Canvass
internal import Foundation
internal import SurveyFolder
internal import Wording

/// Who may sign in: the users of `station.yaml`, or, where there are none, whoever sees the key that the station printed
/// when it began, under a name of his or her own.
struct Users: Sendable {
  private enum Way {
    case named([(user: StationFile.User, hash: PasswordHash)])
    case key(PasswordHash)
  }

  private let way: Way
  /// Compared with where nobody has a login: who tries names learns nothing from how long it takes.
  private let nobody: PasswordHash

  /// The users of a file; nil where the machine has no memory for a password's hash.
  init?(_ file: StationFile) {
    guard let nobody = PasswordHash(of: UUID().uuidString) else { return nil }
    self.nobody = nobody
    way = .named(file.users.compactMap { user in PasswordHash(line: user.password).map { (user, $0) } })
  }

  /// The users whom a survey's folder names; nil where there is no `station.yaml`.
  static func named(in context: SurveyContext, _ language: Language) throws(Problem) -> Users? {
    let file: StationFile?
    do throws(FolderError) {
      file = try StationFile.read(
        in: context.layout, survey: context.survey, isPassword: { PasswordHash(line: $0) != nil })
    } catch {
      throw Problem(error, language)
    }
    guard let file else { return nil }
    guard let users = Users(file) else { throw Station.noMemory(language) }
    return users
  }

  /// Anybody with this key; nil where the machine has no memory for its hash.
  init?(key: String) {
    guard let hash = PasswordHash(of: key) else { return nil }
    nobody = hash
    way = .key(hash)
  }

  /// Whether users are named: without, the station is for one PC only.
  var areNamed: Bool {
    if case .named = way { true } else { false }
  }

  /// Whether somebody who signed in among other users would by these, too: under the same login, name and password.
  func keep(_ name: String, from others: Users) -> Bool {
    guard case .named(let users) = way, case .named(let before) = others.way else { return areNamed == others.areNamed }
    let known = before.first { $0.user.name == name }?.user
    return known != nil && users.contains { $0.user == known }
  }

  /// The name under which somebody who signs in acts; nil where login and password do not belong together. Takes some
  /// tenths of a second.
  func name(login: String, password: String) -> String? {
    switch way {
    case .named(let users):
      let found = users.first { $0.user.login.lowercased() == login.lowercased() }
      let isRight = (found?.hash ?? nobody).matches(password)
      return isRight ? found?.user.name : nil
    case .key(let hash): return hash.matches(password) ? login : nil
    }
  }
}
