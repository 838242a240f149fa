/// All records of a survey, by the openings that they are about.
public struct RecordBook: Sendable {
  private let byOpening: [OpeningID: [SurveyRecord]]
  /// The days on which each box's seals were put on.
  private let sealings: [OpeningID: Day]

  /// A book of records, in the order of their files.
  public init(_ records: [SurveyRecord] = []) {
    byOpening = Dictionary(grouping: records, by: \.opening)
    var sealings: [OpeningID: Day] = [:]
    for record in records {
      guard case .sealing(let sealing) = record.content else { continue }
      sealings[record.opening] = min(sealings[record.opening] ?? sealing.at.day, sealing.at.day)
    }
    self.sealings = sealings
  }

  /// When each box was sealed first, where a record says so.
  public var installed: [BoxID: Day] {
    Dictionary(sealings.map { ($0.key.boxID, $0.value) }, uniquingKeysWith: min)
  }

  /// What records say of an opening.
  public func records(of opening: OpeningID) -> OpeningRecords {
    var result = OpeningRecords()
    for record in byOpening[opening] ?? [] {
      switch record.content {
      case .sealing(let sealing):
        // A seal that was renewed: the last one is what must be found.
        if let known = result.sealing, known.sealing.at > sealing.at { continue }
        result.sealing = (record.file, sealing)
      case .issue(let rows): result.issued = (result.issued ?? 0) + rows.reduce(0) { $0 + $1.count }
      case .handOver(let handOver): handOver.count.map { result.handedOver.append((record.file, $0)) }
      case .incident: result.isReported = true
      }
    }
    // An office that keeps no such records lacks none. The seal of a later opening may stand in the minutes before it.
    result.lacksSealing =
      !sealings.isEmpty && !sealings.keys.contains { $0.boxID == opening.boxID && $0.opening <= opening.opening }
    return result
  }
}

/// What records say of one opening.
public struct OpeningRecords: Sendable {
  /// The last sealing before it, and the record's file.
  public var sealing: (file: String, sealing: SurveyRecord.Sealing)?
  /// Whether other boxes have a record of their sealing and this one has none.
  public var lacksSealing = false
  /// Ballots handed to people by the log; nil without one.
  public var issued: Int?
  /// Ballots that were handed on, by each record of it.
  public var handedOver: [(file: String, count: Int)] = []
  /// Whether something abnormal was reported.
  public var isReported = false

  /// No records.
  public init() {}
}
