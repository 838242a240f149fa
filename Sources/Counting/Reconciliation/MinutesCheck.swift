/// Checks one opening's minutes by themselves: what is lacking, what does not add up, seal, key, signatures, dates
/// (E1 to E3, E13, E15, E16), and what the office's records say of it otherwise. Nothing is said of numbers that are not there, except of required fields.
public struct MinutesCheck: Sendable {
  private let minutes: OpeningMinutes
  private let period: Period
  private let workingDays: Set<Weekday>
  private let records: OpeningRecords

  /// A check of minutes against the survey's period, the days on which its offices are open, and what the office's records
  /// say of the opening.
  public init(
    _ minutes: OpeningMinutes, period: Period = Period(), workingDays: Set<Weekday> = Weekday.usual,
    records: OpeningRecords = OpeningRecords()
  ) {
    self.minutes = minutes
    self.period = period
    self.workingDays = workingDays
    self.records = records
  }

  /// What disagrees, in the order of the catalogue's groups.
  public func discrepancies() -> [Discrepancy] {
    numbers() + custody() + formalities() + dates()
  }

  private func row(
    _ code: DiscrepancyCode, severity: Discrepancy.Severity? = nil, expected: Int? = nil, found: Int? = nil,
    _ parameters: [Discrepancy.Parameter: String] = [:]
  ) -> Discrepancy {
    Discrepancy(
      code, at: .opening(minutes.opening), severity: severity, expected: expected, found: found,
      parameters: parameters)
  }

  // MARK: Numbers

  private func numbers() -> [Discrepancy] {
    issue() + parts() + words()
  }

  /// E1, E2 and whether the figures of issue are whole.
  private func issue() -> [Discrepancy] {
    var rows: [Discrepancy] = []
    let figures: [(field: String, number: Int?)] = [
      ("ballots_received", minutes.ballotsReceived), ("ballots_issued", minutes.ballotsIssued),
      ("ballots_unused", minutes.ballotsUnused), ("ballots_spoiled_unissued", minutes.ballotsSpoiledUnissued),
      ("ballots_spoiled_returned", minutes.ballotsSpoiledReturned),
    ]
    let lacking = figures.filter { $0.number == nil }.map(\.field)
    if !lacking.isEmpty, lacking.count < figures.count {
      rows.append(row(.issuePartial, [.fields: lacking.joined(separator: ", ")]))
    }
    if let received = minutes.ballotsReceived, let issued = minutes.ballotsIssued,
      let unused = minutes.ballotsUnused, let spoiled = minutes.ballotsSpoiledUnissued,
      received != issued + unused + spoiled
    {
      rows.append(row(.issueSum, expected: received, found: issued + unused + spoiled))
    }
    // Exchanged ballots that are not noted can only make the case worse.
    if let issued = minutes.ballotsIssued, let inBox = minutes.ballotsInBox {
      let mostInBox = issued - (minutes.ballotsSpoiledReturned ?? 0)
      if inBox > mostInBox {
        rows.append(row(.moreThanIssued, expected: mostInBox, found: inBox, [.count: String(inBox - mostInBox)]))
      }
    }
    return rows + issueLog()
  }

  /// The log of ballots handed out, against the minutes' number, else against what lay in the box (E2).
  private func issueLog() -> [Discrepancy] {
    guard let logged = records.issued else { return [] }
    if let issued = minutes.ballotsIssued {
      return logged == issued ? [] : [row(.issueLog, expected: issued, found: logged)]
    }
    let mostInBox = logged - (minutes.ballotsSpoiledReturned ?? 0)
    guard let inBox = minutes.ballotsInBox, inBox > mostInBox else { return [] }
    return [row(.moreThanIssued, expected: mostInBox, found: inBox, [.count: String(inBox - mostInBox)])]
  }

  /// E3 and E13.
  private func parts() -> [Discrepancy] {
    guard let inBox = minutes.ballotsInBox else { return [] }
    var rows: [Discrepancy] = []
    let bundled = minutes.bundles.reduce(0) { $0 + $1.count }
    if !minutes.bundles.isEmpty, bundled != inBox { rows.append(row(.bundleSum, expected: inBox, found: bundled)) }
    let toHandOver = inBox - (minutes.ballotsKept ?? 0)
    if let handed = minutes.handOver?.count, handed != toHandOver {
      rows.append(row(.handOverCount, expected: toHandOver, found: handed))
    } else if let other = records.handedOver.first(where: { $0.count != toHandOver }) {
      rows.append(row(.handOverCount, expected: toHandOver, found: other.count, [.record: other.file]))
    }
    if let listed = minutes.respondentListCount, listed != inBox {
      rows.append(row(.respondentList, expected: inBox, found: listed))
    }
    return rows
  }

  private func words() -> [Discrepancy] {
    guard let inBox = minutes.ballotsInBox, let words = Self.filled(minutes.ballotsInBoxWords) else { return [] }
    let named = VietnameseNumber.value(of: words)
    if named == inBox { return [] }
    return [
      row(
        .wordsDiffer, expected: inBox, found: named,
        [.expected: VietnameseNumber.words(inBox), .found: words])
    ]
  }

  // MARK: Lock, seal, key

  private func custody() -> [Discrepancy] {
    var rows: [Discrepancy] = []
    let isReported = records.isReported || Self.filled(minutes.incident?.reportedTo) != nil
    if let lock = minutes.lockState, lock != .intact, lock != .none {
      rows.append(row(.lockAbnormal, severity: isReported ? .warning : .error, [.found: lock.rawValue]))
    }
    rows += seal()
    if let seal = minutes.sealState, seal != .intact, seal != .none, !isReported {
      rows.append(row(.sealBrokenUnreported, [.found: seal.rawValue]))
    }
    if Self.filled(minutes.key?.person) == nil { rows.append(row(.keyCustody)) }
    return rows
  }

  /// S02 and S04 (E15): the seal that is found is the one that was put on, before.
  private func seal() -> [Discrepancy] {
    var rows: [Discrepancy] = []
    let recorded = records.sealing
    let named: [(number: String?, file: String?)] = [
      (minutes.sealExpected, nil), (recorded?.sealing.number, recorded?.file),
    ]
    if let found = Self.filled(minutes.sealFound) {
      let other = named.first { Self.filled($0.number).map { Self.idKey($0) != Self.idKey(found) } ?? false }
      if let other, let expected = other.number {
        var parameters: [Discrepancy.Parameter: String] = [.expected: expected, .found: found]
        parameters[.record] = other.file
        rows.append(row(.sealNumber, parameters))
      }
    }
    if let recorded, let start = minutes.startedAt, start < recorded.sealing.at {
      rows.append(
        row(.sealingRecordMissing, severity: .error, [.date: recorded.sealing.at.day.iso, .record: recorded.file]))
    } else if records.lacksSealing {
      rows.append(row(.sealingRecordMissing))
    }
    return rows
  }

  /// Seal numbers and ids are compared without spaces and case.
  private static func idKey(_ number: String) -> String {
    String(number.uppercased().filter { !$0.isWhitespace })
  }

  // MARK: Fields, people, signatures

  /// Roles of which one must be held by someone other than the writer of the minutes.
  private static let witnessRoles: Set<String> = ["chung_kien", "giam_sat_mttq", "dai_dien_nguoi_dan"]
  /// How the role of the head of the one-stop shop begins.
  private static let headRole = "truong_bo_phan"
  /// People that an opening needs at least.
  private static let leastParticipants = 2

  private func formalities() -> [Discrepancy] {
    var rows: [Discrepancy] = []
    if let expected = Self.filled(period.id), let found = Self.filled(minutes.periodID),
      Self.idKey(expected) != Self.idKey(found)
    {
      rows.append(row(.otherPeriod, [.expected: expected, .found: found]))
    }
    let missing = missingFields()
    if !missing.isEmpty {
      rows.append(row(.fieldMissing, found: missing.count, [.fields: missing.joined(separator: ", ")]))
    }
    if !minutes.participants.isEmpty {
      if !minutes.participants.contains(where: { $0.role.hasPrefix(Self.headRole) }) { rows.append(row(.headAbsent)) }
      if !minutes.participants.contains(where: isIndependentWitness) { rows.append(row(.witnessMissing)) }
    }
    let unsigned = minutes.participants.filter { !$0.signed }.map(\.name)
    if minutes.signaturesComplete == false || !unsigned.isEmpty {
      rows.append(
        row(
          .signaturesMissing, expected: minutes.participants.isEmpty ? nil : minutes.participants.count,
          found: minutes.participants.isEmpty ? nil : minutes.participants.count - unsigned.count,
          unsigned.isEmpty ? [:] : [.people: unsigned.joined(separator: ", ")]))
    }
    return rows
  }

  private func isIndependentWitness(_ participant: OpeningMinutes.Participant) -> Bool {
    guard Self.witnessRoles.contains(participant.role) else { return false }
    guard let writer = minutes.preparedBy else { return true }
    return PersonName(participant.name) != PersonName(writer)
  }

  /// Names of the required fields that are not filled in. The key has a code of its own (S05).
  private func missingFields() -> [String] {
    var fields: [String] = []
    func require(_ isThere: Bool, _ field: String) { if !isThere { fields.append(field) } }
    require(Self.filled(minutes.minutesID) != nil, "minutes_id")
    require(Self.filled(minutes.periodID) != nil, "period_id")
    require(Self.filled(minutes.place) != nil, "place")
    require(minutes.startedAt != nil, "started_at")
    require(minutes.endedAt != nil, "ended_at")
    require(minutes.participants.count >= Self.leastParticipants, "participants")
    require(minutes.lockState != nil, "lock_state")
    require(minutes.sealState != nil, "seal_state")
    if Self.filled(minutes.sealExpected) != nil { require(Self.filled(minutes.sealFound) != nil, "seal_no_found") }
    if let lock = minutes.lockState, let seal = minutes.sealState,
      ![.intact, .none].contains(lock) || ![.intact, .none].contains(seal)
    {
      require(minutes.incident != nil || records.isReported, "incident")
    }
    require(minutes.ballotsInBox != nil, "ballots_in_box")
    require(minutes.handOver != nil, "handover")
    require(minutes.signaturesComplete != nil, "signatures_complete")
    require(Self.filled(minutes.preparedBy) != nil, "prepared_by")
    return fields
  }

  // MARK: Dates

  private func dates() -> [Discrepancy] {
    var rows: [Discrepancy] = []
    if let start = minutes.startedAt, let end = minutes.endedAt, end < start { rows.append(row(.endBeforeStart)) }
    guard let day = minutes.startedAt?.day else { return rows }
    if !period.contains(day) { rows.append(row(.outsidePeriod, [.date: day.iso])) }
    if !workingDays.contains(day.weekday) { rows.append(row(.nonWorkingDay, [.date: day.iso])) }
    return rows
  }

  /// A text that holds more than spaces, or nil.
  private static func filled(_ text: String?) -> String? {
    text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }
}
