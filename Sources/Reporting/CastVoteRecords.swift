public import Ballots
public import Counting

/// A count as cast vote records in the common data format of NIST SP 1500-103 (version 1.0, JSON), which election-audit
/// tools read. docs/formats.md says what of a survey becomes what of an election.
///
/// A line is made when it is asked for, and each ballot is one: a large count is never one text in memory. The same
/// count gives the same bytes. Persons and their reasons are no part of it, nor are serials beyond those in the ballots'
/// ids.
public struct CastVoteRecords: Sequence {
  private let election: SurveyedElection
  private let forms: [String: Form]
  private let ballots: [Ballot]
  private let pages: BallotPages
  private let generated: String

  /// The records of a count: of the forms and pages that the tally was made of. `generated` is the moment that the file
  /// bears, ISO 8601 with zone (`2026-11-26T15:09:00+07:00`).
  public init(survey: Survey, forms: [Form], pages: [AssembledPage], tally: Tally, generated: String) {
    let byID = Dictionary(forms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let found = BallotPages(pages)
    var election = SurveyedElection(survey, forms: forms, countedUnits: tally.units)
    for ballot in tally.ballots {
      guard let form = ballot.form.flatMap({ byID[$0] }) else { continue }
      election.add(Ballot.answers(on: found[ballot], of: form), of: form.id)
    }
    self.forms = byID
    self.pages = found
    self.generated = generated
    ballots = tally.ballots
    self.election = election
  }

  /// The lines in order, each with its end: what holds for all ballots, each ballot, the end.
  public func makeIterator() -> AnyIterator<String> {
    var next = -1
    return AnyIterator {
      defer { next += 1 }
      switch next {
      case -1: return head + "\n"
      case ballots.count: return "]}\n"
      case ballots.indices: return record(next).line + (next + 1 < ballots.count ? ",\n" : "\n")
      default: return nil
      }
    }
  }

  /// The report up to its records: they come last, so that they can be written one by one.
  private var head: String {
    let report = JSONValue.object(
      "CVR.CastVoteRecordReport",
      [
        "Election": [election.json], "GeneratedDate": .text(generated), "GpUnit": election.areas,
        "ReportGeneratingDeviceIds": [.text(CastVoteRecord.device)],
        "ReportingDevice": [
          .object("CVR.ReportingDevice", ["@id": .text(CastVoteRecord.device), "Application": "KiemPhieu"])
        ],
        "Version": "1.0.0",
      ])
    return report.line.dropLast() + ",\"CVR\":["
  }

  private func record(_ index: Int) -> JSONValue {
    let ballot = ballots[index]
    return CastVoteRecord(
      ballot, form: ballot.form.flatMap { forms[$0] }, pages: pages[ballot], election: election,
      snapshot: "snapshot-\(index + 1)"
    ).json
  }
}
