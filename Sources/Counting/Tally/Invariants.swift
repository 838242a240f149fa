internal import Ballots

/// A sum that must always hold and does not: a fault of the program, never of the people.
public struct InvariantViolation: Hashable, Sendable {
  /// The equation of docs/rules.md, e.g. `E8`.
  public var equation: String
  /// What it is about: an opening, a form, a question.
  public var subject: String
  /// The sum as it must be.
  public var expected: Int
  /// The sum as it is.
  public var found: Int
}

extension Tally {
  /// Checks the invariants (docs/rules.md) in every opening, unit and the whole (E4, E6, E8, E9).
  public func violations() -> [InvariantViolation] {
    var result = orderedOpenings.flatMap { opening in
      openings[opening]?.violations(of: "\(opening.unit)-\(opening.box)-\(opening.opening)") ?? []
    }
    for code in units { result += unit(code).violations(of: code) }
    result += whole.violations(of: "")
    let listed = BallotCounts(ballots.map(\.standing))
    if listed != whole.ballots {
      result.append(
        InvariantViolation(equation: "E6", subject: "", expected: listed.found, found: whole.ballots.found))
    }
    return result
  }
}

extension TallySection {
  /// The sums of this section that do not hold.
  func violations(of subject: String) -> [InvariantViolation] {
    var result: [InvariantViolation] = []
    func check(_ equation: String, _ subject: String, _ expected: Int, _ found: Int) {
      if expected != found {
        result.append(InvariantViolation(equation: equation, subject: subject, expected: expected, found: found))
      }
    }
    check(
      "E4", subject, pages.pages,
      pages.ballotPages + pages.duplicates + pages.blank + pages.headers + pages.otherDocuments + pages.unreadFiles)
    check("E6", subject, ballots.found, forms.reduce(0) { $0 + $1.ballots.found })
    for form in forms {
      let name = "\(subject) \(form.form ?? "?")"
      check(
        "E6", name, form.ballots.found - form.ballots.stray - form.ballots.foreign,
        form.ballots.valid + form.ballots.partlyValid + form.ballots.invalid + form.ballots.blank
          + form.ballots.waiting)
      for question in form.questions {
        check("E8", "\(name) \(question.question)", form.ballots.countedOver, question.total)
        if question.kind != .multi {
          check("E9", "\(name) \(question.question)", question.answered, question.counts.reduce(0, +))
        }
      }
    }
    return result
  }
}

extension BallotCounts {
  /// The counts of ballots with these standings.
  init(_ standings: [Ballot.Standing]) {
    self.init()
    for standing in standings { add(standing) }
  }
}
