internal import Counting

/// The body of a `closing` entry. Spelt out here, so that it reads like a sentence and what a closing may say later leaves
/// older entries readable: `{"act":"close","box":"H1","found":…,"opening":1,"person":…,"root":…,"unit":"U01",…}`.
struct ClosingBody: Codable {
  enum Act: String, Codable {
    case close, reopen
  }

  var act: Act
  var unit: String
  var box: String
  var opening: Int
  var person: String
  var role: Role?
  var time: String
  var why: String
  // Of a box that was closed.
  var ballots: BallotCounts?
  var pages: PageCounts?
  var root: String?
  var minutes: OpeningMinutes?
  var causes: [String: String]?
  var rule: DecisionRule?

  init(_ closing: Closing) {
    unit = closing.opening.unit
    box = closing.opening.box
    opening = closing.opening.opening
    person = closing.person
    role = closing.role
    time = closing.time
    why = closing.why
    switch closing.act {
    case .reopen: act = .reopen
    case .close(let closed):
      act = .close
      ballots = closed.ballots
      pages = closed.pages
      root = closed.root
      minutes = closed.minutes
      causes = closed.causes
      rule = closed.rule
    }
  }

  /// The closing; nil when the body closes a box and does not say what stood in it.
  var closing: Closing? {
    let done: Closing.Act
    switch act {
    case .reopen: done = .reopen
    case .close:
      guard let ballots, let pages, let root else { return nil }
      done = .close(
        ClosedBox(
          ballots: ballots, pages: pages, root: root, minutes: minutes, causes: causes ?? [:], rule: rule))
    }
    return Closing(
      opening: OpeningID(unit: unit, box: box, opening: opening), act: done, person: person, role: role, time: time,
      why: why)
  }
}
