import Counting
import Testing

@testable import Station

struct RouteTests {
  /// What each route needs, written down once more: a route that is added or loosened by mistake fails here.
  private static let expected: [String: Need] = [
    "GET /sign-in": .nothing, "POST /sign-in": .nothing, "GET /language": .nothing, "GET /static/*": .nothing,
    "POST /sign-out": .session, "GET /": .session, "GET /open": .act(.enter), "GET /boxes/*": .session,
    "GET /boxes/*/live": .session, "POST /boxes/*/scans": .act(.enter), "GET /boxes/*/minutes": .act(.enter),
    "POST /boxes/*/minutes/check": .act(.enter), "POST /boxes/*/minutes": .act(.enter),
    "POST /boxes/*/signed": .act(.enter), "GET /files": .session, "GET /download": .session,
    "POST /report": .act(.enter), "POST /boxes/*/close": .act(.close),
    "POST /boxes/*/reopen": .act(.reopen), "GET /queue": .act(.decide), "POST /queue/decide": .act(.decide),
    "POST /queue/pass": .act(.decide), "POST /queue/back": .act(.decide), "GET /results": .session,
    "GET /sheets": .session, "GET /sheets/*": .session, "GET /pictures/*": .session,
    "GET /pictures/*/uncovered": .act(.seeHandwriting),
    "GET /audit": .session, "GET /audit/verify": .session, "GET /boxes/*/contact": .session,
    "GET /contact/*": .session, "GET /contact/*/box": .session, "POST /recheck": .act(.recheck),
    "GET /recheck/*": .act(.recheck), "POST /recheck/*": .act(.recheck),
    "POST /recheck/*/compare": .act(.recheck),
    "GET /coding": .act(.decide), "POST /coding": .act(.decide), "POST /coding/cut": .act(.decide),
    "GET /coding/line": .act(.decide),
  ]

  private static func name(_ route: Route) -> String {
    "\(route.method.rawValue) /\(route.path.joined(separator: "/"))"
  }

  @Test func everyRouteNeedsWhatItShould() {
    #expect(Dictionary(Route.all.map { (Self.name($0), $0.need) }, uniquingKeysWith: { a, _ in a }) == Self.expected)
    #expect(Route.all.count == Self.expected.count)
  }

  @Test func everyActionHasOneRoute() {
    #expect(Set(Route.all.map(\.action)) == Set(Route.Action.allCases))
    #expect(Route.all.count == Route.Action.allCases.count)
  }

  @Test("No route lets in who lacks the role", arguments: Route.all)
  func rolesHold(route: Route) {
    let policy = ReviewPolicy(people: Role.allCases.map { Person(name: "Người \($0.rawValue)", role: $0) })
    if route.need != .nothing {
      #expect(throws: Need.Refusal.notSignedIn) { try route.need.admit(nil, in: policy) }
      let stranger = SessionBook.Session(person: "Ai Đó")
      #expect(throws: Need.Refusal.unknownPerson) { try route.need.admit(stranger, in: policy) }
    }
    guard case .act(let act) = route.need else { return }
    for person in policy.people where !person.role.may(act) {
      let session = SessionBook.Session(person: person.name)
      #expect(throws: Need.Refusal.notAllowed(person.role)) { try route.need.admit(session, in: policy) }
    }
  }

  @Test("The auditor changes nothing")
  func auditorOnlyLooks() {
    for route in Route.all where route.method == .post && route.need != .nothing && route.action != .signOut {
      guard case .act(let act) = route.need else {
        Issue.record("\(Self.name(route)) needs no role")
        continue
      }
      // Reading drawn sheets again changes no count: it is what auditors are for.
      #expect(!Role.auditor.may(act) || act == .recheck, "\(Self.name(route))")
    }
  }

  @Test(arguments: [
    ("/", Route.Action.overview, ""), ("/boxes/U01-H2", .box, "U01-H2"), ("/sheets", .sheets, ""),
    ("/sheets/abc", .sheet, "abc"), ("/static/station.css", .file, "station.css"),
  ])
  func pathsFindTheirRoute(path: String, action: Route.Action, name: String) throws {
    let found = try #require(Route.find(.get, path))
    #expect(found.route.action == action && found.name == name)
  }

  @Test(arguments: ["", "//", "/boxes/", "/boxes/a/b", "/static/../x", "/nowhere", "/queue/decide", "/Sheets"])
  func otherPathsFindNothing(path: String) { #expect(Route.find(.get, path) == nil) }
}

struct DoorTests {
  private static let policy = ReviewPolicy(people: [Person(name: "Nguyễn Văn An", role: .adjudicator)])

  private static func door() throws -> Door { Door(try #require(Users(key: "chìa khóa"))) }

  @Test func whoKnowsTheKeyAndIsListedComesIn() async throws {
    let door = try Self.door()
    let secret = try await door.signIn(
      login: "nguyễn văn an", password: "chìa khóa", from: "127.0.0.1", policy: Self.policy, at: .zero)
    #expect(await door.session(secret, at: .zero) != nil)
    await door.signOut(secret)
    #expect(await door.session(secret, at: .zero) == nil)
  }

  @Test(arguments: [("Nguyễn Văn An", "sai"), ("Ai Đó", "chìa khóa"), ("", "chìa khóa")])
  func othersDoNot(login: String, password: String) async throws {
    let door = try Self.door()
    await #expect(throws: Door.Refusal.wrong) {
      try await door.signIn(
        login: login, password: password, from: "127.0.0.1", policy: Self.policy, at: .zero)
    }
  }

  @Test("After too many tries even the right password waits")
  func guessingIsSlowedDown() async throws {
    let door = try Self.door()
    for _ in 0..<LoginLimit.freeTries {
      await #expect(throws: Door.Refusal.wrong) {
        try await door.signIn(
          login: "Nguyễn Văn An", password: "sai", from: "127.0.0.1", policy: Self.policy, at: .zero)
      }
    }
    await #expect(throws: Door.Refusal.wait(LoginLimit.firstWait)) {
      try await door.signIn(
        login: "NGUYỄN VĂN AN", password: "chìa khóa", from: "127.0.0.1", policy: Self.policy, at: .zero)
    }
  }

  @Test func noticeIsSaidOnce() async throws {
    let door = try Self.door()
    await door.note("Đã ghi.", for: "a")
    #expect(await door.takeNotice("b") == nil)
    #expect(await door.takeNotice("a") == "Đã ghi.")
    #expect(await door.takeNotice("a") == nil)
  }
}
