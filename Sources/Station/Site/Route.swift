internal import Counting

/// A page or an act of the station, with where it is and what somebody needs for it.
struct Route: Hashable, Sendable {
  /// What happens there.
  enum Action: Hashable, Sendable, CaseIterable {
    case door, signIn, signOut, language, file
    case overview, open, box, live, scan, minutes, check, save, attach, close, reopen
    case queue, decide, pass, back
    case results, files, download, report, sheets, sheet, picture, uncovered
    case audit, verify, contact, contactPicture, contactBox, draw, recheck, readAgain, compare, coding, cut, code, line
  }

  let method: Asked.Method
  /// Parts of the path; `*` stands for any one.
  let path: [String]
  let need: Need
  let action: Action

  private init(_ method: Asked.Method, _ path: String, _ need: Need, _ action: Action) {
    self.method = method
    self.path = Self.parts(of: path)
    self.need = need
    self.action = action
  }

  /// Every route: there is no other way to anything.
  static let all = [
    Route(.get, "/sign-in", .nothing, .door), Route(.post, "/sign-in", .nothing, .signIn),
    Route(.get, "/language", .nothing, .language), Route(.get, "/static/*", .nothing, .file),
    Route(.post, "/sign-out", .session, .signOut), Route(.get, "/", .session, .overview),
    Route(.get, "/open", .act(.enter), .open),
    Route(.get, "/boxes/*", .session, .box), Route(.get, "/boxes/*/live", .session, .live),
    Route(.post, "/boxes/*/scans", .act(.enter), .scan), Route(.get, "/boxes/*/minutes", .act(.enter), .minutes),
    Route(.post, "/boxes/*/minutes/check", .act(.enter), .check),
    Route(.post, "/boxes/*/minutes", .act(.enter), .save), Route(.post, "/boxes/*/signed", .act(.enter), .attach),
    Route(.post, "/boxes/*/close", .act(.close), .close),
    Route(.post, "/boxes/*/reopen", .act(.reopen), .reopen), Route(.get, "/queue", .act(.decide), .queue),
    Route(.post, "/queue/decide", .act(.decide), .decide), Route(.post, "/queue/pass", .act(.decide), .pass),
    Route(.post, "/queue/back", .act(.decide), .back), Route(.get, "/results", .session, .results),
    Route(.get, "/files", .session, .files), Route(.get, "/download", .session, .download),
    Route(.post, "/report", .act(.enter), .report),
    Route(.get, "/sheets", .session, .sheets), Route(.get, "/sheets/*", .session, .sheet),
    Route(.get, "/pictures/*", .session, .picture),
    Route(.get, "/pictures/*/uncovered", .act(.seeHandwriting), .uncovered),
    Route(.get, "/audit", .session, .audit), Route(.get, "/audit/verify", .session, .verify),
    Route(.get, "/boxes/*/contact", .session, .contact), Route(.get, "/contact/*", .session, .contactPicture),
    Route(.get, "/contact/*/box", .session, .contactBox), Route(.post, "/recheck", .act(.recheck), .draw),
    Route(.get, "/recheck/*", .act(.recheck), .recheck), Route(.post, "/recheck/*", .act(.recheck), .readAgain),
    Route(.post, "/recheck/*/compare", .act(.recheck), .compare),
    Route(.get, "/coding", .act(.decide), .coding), Route(.post, "/coding", .act(.decide), .code),
    Route(.post, "/coding/cut", .act(.decide), .cut), Route(.get, "/coding/line", .act(.decide), .line),
  ]

  /// The route of a request, with what stands for its `*`; nil where there is none.
  static func find(_ method: Asked.Method, _ path: String) -> (route: Route, name: String)? {
    let parts = parts(of: path)
    for route in all where route.method == method && route.path.count == parts.count {
      let isMeant = zip(route.path, parts).allSatisfy { $0 == "*" && !$1.isEmpty || $0 == $1 }
      if isMeant { return (route, zip(route.path, parts).first { $0.0 == "*" }?.1 ?? "") }
    }
    return nil
  }

  private static func parts(of path: String) -> [String] {
    path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
  }
}
