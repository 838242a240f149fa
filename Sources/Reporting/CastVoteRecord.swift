internal import Ballots
internal import Counting

/// One ballot as a cast vote record with a single snapshot: what counts now.
///
/// What the machine had read before a person decided is in the journal and not in a count, so there is no snapshot
/// of it.
struct CastVoteRecord {
  /// Id of the program within the file.
  static let device = "device"

  private let ballot: Ballot
  private let pages: [AssembledPage]
  private let answers: [(contest: Contest, answer: BallotAnswer)]
  private let unit: String?
  private let snapshot: String

  /// The record of a ballot; `snapshot` is an id that no other ballot has.
  init(_ ballot: Ballot, form: Form?, pages: [AssembledPage], election: SurveyedElection, snapshot: String) {
    self.ballot = ballot
    self.pages = pages
    self.snapshot = snapshot
    answers = form.map { Array(zip(election.contests(of: $0.id), Ballot.answers(on: pages, of: $0))) } ?? []
    unit = election.unit(ballot.opening.unit)
  }

  /// The record.
  var json: JSONValue {
    .object(
      "CVR.CVR",
      [
        "BallotImage": .list(pages.map(Self.image)), "BallotSheetId": .text(Self.name(ballot.sheet)),
        "BallotStyleId": ballot.form.map(JSONValue.text), "BallotStyleUnitId": unit.map(JSONValue.text),
        "BatchId": ballot.opening.unit.isEmpty ? nil : .text(ballot.opening.folderName), "CVRSnapshot": [snapshotJSON],
        "CreatingDeviceId": .text(Self.device), "CurrentSnapshotId": .text(snapshot),
        "ElectionId": .text(SurveyedElection.id), "UniqueId": .text(ballot.id),
      ])
  }

  private var snapshotJSON: JSONValue {
    let status: JSONValue? =
      switch ballot.standing {
      case .valid, .partlyValid, .blank: nil
      case .waiting: ["needs-adjudication"]
      case .invalid, .stray, .foreign: ["other"]
      }
    return .object(
      "CVR.CVRSnapshot",
      [
        "@id": .text(snapshot), "CVRContest": .list(answers.map { contest($0.contest, $0.answer) }),
        "OtherStatus": counts ? nil : .text(ballot.standing.rawValue), "Status": status,
        "Type": hasDecisions ? "modified" : "interpreted",
      ])
  }

  /// Whether the ballot is in the tally with what it says, as far as that does not wait.
  private var counts: Bool {
    switch ballot.standing {
    case .valid, .partlyValid, .blank, .waiting: true
    case .invalid, .stray, .foreign: false
    }
  }

  /// Whether a person decided something about it.
  private var hasDecisions: Bool {
    pages.contains { page in page.decision != nil || page.answers.contains { $0.reason == .decidedByPerson } }
  }

  // MARK: Contests

  /// A question of the ballot. Where it counts, votes, undervotes and overvotes add up to the votes that are allowed.
  private func contest(_ contest: Contest, _ answer: BallotAnswer) -> JSONValue {
    var read: [String] = []
    if case .values(let values)? = answer.judged?.answer { read = values }
    let isDecided = answer.judged?.reason == .decidedByPerson
    guard counts else {
      return cast(
        contest, selections: read.map { selection($0, of: contest, .no, status: "invalidated-rules") },
        status: ["invalidated-rules"])
    }
    let allowed = contest.votesAllowed
    switch answer.contribution {
    case .values(let values):
      let undervotes = max(0, allowed - values.count)
      return cast(
        contest, selections: values.map { selection($0, of: contest, .yes, status: isDecided ? "adjudicated" : nil) },
        status: undervotes > 0 ? ["undervoted"] : nil, undervotes: undervotes, overvotes: 0)
    case .blank:
      return cast(contest, status: ["not-indicated", "undervoted"], undervotes: allowed, overvotes: 0)
    case .overvote: return cast(contest, status: ["overvoted"], undervotes: 0, overvotes: allowed)
    case .waiting:
      // Where not even the machine has an answer, each box may be the one.
      let selections =
        read.isEmpty
        ? contest.printed.map { Self.selection(at: $0, of: contest, .unknown, isMarked: false) }
        : read.map { selection($0, of: contest, .unknown, status: isDecided ? "adjudicated" : nil) }
      return cast(contest, selections: selections)
    }
  }

  private func cast(
    _ contest: Contest, selections: [JSONValue] = [], status: JSONValue? = nil, undervotes: Int? = nil,
    overvotes: Int? = nil
  ) -> JSONValue {
    .object(
      "CVR.CVRContest",
      [
        "CVRContestSelection": .list(selections), "ContestId": .text(contest.id),
        "Overvotes": overvotes.map(JSONValue.number), "Status": status, "Undervotes": undervotes.map(JSONValue.number),
      ])
  }

  /// Whether a mark adds to the count.
  private enum Allocation: String {
    case yes, no, unknown
  }

  /// A value that was marked; one that the form does not print has no position on it.
  private func selection(_ value: String, of contest: Contest, _ allocation: Allocation, status: String?) -> JSONValue {
    Self.selection(at: contest.place(of: value), of: contest, allocation, isMarked: true, status: status)
  }

  private static func selection(
    at place: Int?, of contest: Contest, _ allocation: Allocation, isMarked: Bool, status: String? = nil
  ) -> JSONValue {
    let position = JSONValue.object(
      "CVR.SelectionPosition",
      [
        "HasIndication": isMarked ? "yes" : "unknown", "IsAllocable": .text(allocation.rawValue),
        "NumberVotes": .number(isMarked ? 1 : 0), "Status": status.map { [.text($0)] },
      ])
    return .object(
      "CVR.CVRContestSelection",
      [
        "ContestSelectionId": place.map { .text(contest.selection($0)) },
        "OptionPosition": place.flatMap { contest.printed.contains($0) ? .number($0 + 1) : nil },
        "SelectionPosition": [position], "Status": allocation == .unknown ? ["needs-adjudication"] : nil,
      ])
  }

  // MARK: Paper

  /// A sheet as the result files name it.
  private static func name(_ location: PageLocation) -> String {
    location.slot == 1
      ? "\(location.file)#\(location.page)" : "\(location.file)#\(location.page).\(location.slot)"
  }

  /// The scan of a page: where its file lies, from the survey's folder, and what is in the file.
  private static func image(_ page: AssembledPage) -> JSONValue {
    .object(
      "CVR.ImageData",
      [
        "Hash": page.sha256.isEmpty
          ? nil : .object("CVR.Hash", ["Type": "sha-256", "Value": .text(page.sha256)]),
        "Location": .text("file:\(escaped(page.location.file))#page=\(page.location.page)"),
      ])
  }

  /// A path as a part of a URI (RFC 3986): bytes other than letters, digits and what stands for itself in hex.
  private static func escaped(_ path: String) -> String {
    path.utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}
