internal import Canvass
internal import Counting
internal import Foundation
internal import SurveyFolder
internal import Wording

/// The station without its server: a request comes in, a reply goes out. Everything goes through one gate: known host, known
/// route, same site, session, role, and for what changes something the form's token.
struct Site: Sendable {
  /// A request that came through the gate.
  struct Admitted: Sendable {
    var asked: Asked
    /// What stands for the route's `*`.
    var name: String
    /// Nil where nobody is signed in.
    var visitor: Visitor?
    /// The cookie's secret; empty where nobody is signed in.
    var secret: String
    var wording: Wording
    /// Since the station began.
    var now: Duration
  }

  /// Names under which a browser on the same PC knows the station. Any other would be a page of elsewhere that had its
  /// name point here.
  static let hosts: Set<String> = ["127.0.0.1", "localhost", "[::1]"]
  private static let languageCookie = "kiemphieu-language"

  let desk: Desk
  let door: Door
  let intake: Intake
  let pictures: Pictures
  let worksheets = Worksheets()
  let templates: StationTemplates
  /// Style sheet, script and icon by name.
  let files: [String: Reply]
  /// Name of the session's cookie: browsers keep one jar for all ports of a PC.
  let cookie: String
  /// Whether browsers reach the station by TLS only: its certificate says under which names, and cookies go no other way.
  let isSecure: Bool

  /// The reply to a request, some time after the station began.
  func reply(to asked: Asked, at now: Duration) async -> Reply {
    let language = Language(rawValue: asked.cookies[Self.languageCookie] ?? "") ?? .vi
    var request = Admitted(
      asked: asked, name: "", visitor: nil, secret: asked.cookies[cookie] ?? "", wording: Wording(language), now: now)
    let host = asked.host.replacing(/:\d+$/, with: "").lowercased()
    guard isSecure || Self.hosts.contains(host), let (route, name) = Route.find(asked.method, asked.path) else {
      return await problem(.notFound, status: 404, request)
    }
    request.name = name
    if asked.method == .post, let madeAt = asked.madeAt, madeAt != "same-origin" {
      return await problem(.staleForm, status: 403, request)
    }
    let secret = request.secret
    request.secret = ""
    do {
      if route.action != .file { try await followUsers(request.wording.language) }
      let session = await door.session(secret, at: now, isClick: route.action != .live)
      if session != nil { request.secret = secret }
      // Who signs in, and what the page to do so looks like, does not wait for rules that cannot be read.
      let policy = route.need == .nothing ? await desk.counted.context.survey.review : try await desk.policy()
      request.visitor = try route.need.admit(session, in: policy)
    } catch let refusal as Need.Refusal {
      return await refused(refusal, request)
    } catch {
      let sentence = (error as? Problem)?.sentence ?? request.wording.text(.fault)
      return await problem(sentence, status: 503, request)
    }
    if asked.method == .post, route.need != .nothing {
      guard await door.isFormToken(asked.fields["token"] ?? "", of: request.secret) else {
        return await problem(.staleForm, status: 403, request)
      }
    }
    return await reply(to: route.action, request)
  }

  /// Who may sign in, as `station.yaml` stands now.
  private func followUsers(_ language: Language) async throws {
    guard door.areUsersNamed else { return }
    let layout = await desk.counted.context.layout
    try await door.follow(FileStamp(layout.stationFile.path)) { () throws(Problem) in
      // By the people whom survey.yaml lists now: somebody may have been added to both files.
      guard let users = try Users.named(in: SurveyContext(layout.folder.path, language), language) else {
        throw Problem(FolderError(file: StationFile.fileName, .missingFile), language)
      }
      return users
    }
  }

  private func refused(_ refusal: Need.Refusal, _ request: Admitted) async -> Reply {
    switch refusal {
    case .notSignedIn: return .see("/sign-in")
    case .unknownPerson: return await problem(.notListed, status: 403, request)
    case .notAllowed(let role):
      let role = request.wording.label(role)
      return await problem(.notAllowed, ["role": role], status: 403, request)
    }
  }

  // MARK: Pages

  /// A page with its frame.
  func page(
    _ page: StationTemplates.Page, _ view: Any, _ title: String, _ request: Admitted, status: Int = 200
  ) async -> Reply {
    let survey = await desk.counted.context.survey.title
    let isKnown = !request.secret.isEmpty
    let frame = Frame(
      title, survey: survey, path: request.asked.path, query: request.asked.query, visitor: request.visitor,
      formToken: isKnown ? await door.formToken(of: request.secret) : "",
      notice: isKnown && request.asked.isShown ? await door.takeNotice(request.secret) : nil, request.wording)
    return .page(templates.html(page, view, in: frame), status: status)
  }

  /// A page that says what is wrong.
  func problem(
    _ word: StationWord, _ values: [String: String] = [:], status: Int, _ request: Admitted
  ) async -> Reply {
    await problem(request.wording.text(word, values), status: status, request)
  }

  /// A page that says what is wrong.
  func problem(_ message: String, status: Int, _ request: Admitted) async -> Reply {
    await page(.problem, ProblemView(message: message), request.wording.text(.station), request, status: status)
  }

  // MARK: The door

  /// Signs in with what a form sent.
  func signIn(_ request: Admitted) async -> Reply {
    let login = request.asked.fields["login"] ?? ""
    // As survey.yaml stands now, where it can be read.
    let known = await desk.counted.context.survey.review
    let policy = (try? await desk.policy()) ?? known
    do throws(Door.Refusal) {
      let secret = try await door.signIn(
        login: login, password: request.asked.fields["password"] ?? "", from: request.asked.address,
        policy: policy, at: request.now)
      // One browser is one person.
      if !request.secret.isEmpty { await door.signOut(request.secret) }
      var reply = Reply.see("/")
      let secure = isSecure ? "; Secure" : ""
      reply.headers.append(("Set-Cookie", "\(cookie)=\(secret); Path=/; HttpOnly; SameSite=Strict\(secure)"))
      return reply
    } catch {
      let (mistake, status) =
        switch error {
        case .wrong: (request.wording.text(door.areUsersNamed ? .wrongPassword : .wrongKey), 403)
        case .wait(let time):
          (request.wording.text(.tooManyTries, ["seconds": String(time.components.seconds + 1)]), 429)
        }
      return await showDoor(login: login, mistake: mistake, status: status, request)
    }
  }

  /// The page to sign in.
  func showDoor(login: String = "", mistake: String? = nil, status: Int = 200, _ request: Admitted) async -> Reply {
    let view = LoginView(areUsersNamed: door.areUsersNamed, login: login, mistake: mistake, request.wording)
    return await page(.login, view, request.wording.text(.signIn), request, status: status)
  }

  /// Goes on in another language, on a page of the station.
  func setLanguage(_ request: Admitted) -> Reply {
    let language = Language(rawValue: request.asked.query["to"] ?? "") ?? .vi
    let asked = (request.asked.query["path"] ?? "/").split(separator: "?", maxSplits: 1).map(String.init)
    let path = asked.first ?? "/"
    let query = asked.count > 1 ? "?" + Address.query(RequestExchange.fields(asked[1])) : ""
    // Two slashes, or one and a backslash, would be another host.
    let isOwn = path.hasPrefix("/") && !path.dropFirst().hasPrefix("/") && !path.contains("\\")
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { Address.escaped(String($0)) }
    var reply = Reply.see(isOwn ? parts.joined(separator: "/") + query : "/")
    reply.headers.append(
      ("Set-Cookie", "\(Self.languageCookie)=\(language.rawValue); Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"))
    return reply
  }
}
