public import Counting
internal import Wording

/// The minutes of an opening as they were entered, as a document to be signed: numbers in words beside them, dotted lines
/// where nothing was entered.
public struct MinutesDocument: Sendable {
  private let minutes: OpeningMinutes
  private let survey: String
  private let unit: SurveyUnit

  /// The document of minutes; `survey` is its title.
  public init(_ minutes: OpeningMinutes, survey: String, unit: SurveyUnit) {
    self.minutes = minutes
    self.survey = survey
    self.unit = unit
  }

  /// The document as a PDF file: A4, laid out as decree 30/2020/NĐ-CP has it.
  public func pdf() throws(PrintingError) -> [UInt8] {
    let typesetter = try Typesetter()
    let title = "\(DocumentText.openingTitle.text) \(minutes.opening.folderName)"
    return try PDFDocument(title: title, pages: pages(typesetter)).bytes(typesetter)
  }

  /// The pages as values.
  func pages(_ typesetter: Typesetter) -> [PrintedPage] {
    var flow = DocumentFlow(typesetter)
    DocumentHeader(
      agency: unit.name,
      number: minutes.minutesNumber.map { DocumentText.documentNumber.filled(["number": $0]) }
        ?? DocumentText.minutesNumberToFill.text,
      placeAndDate: minutes.startedAt.map { DocumentText.placeAndDate.filled(ClosingSheet.dateParts($0.day)) }
        ?? DocumentText.dateToFill.text
    ).add(to: &flow)
    flow.title(DocumentText.openingTitle.text, about: survey)
    flow.item(DocumentText.minutesTime.filled(["start": time(minutes.startedAt), "place": filled(minutes.place)]))
    flow.item(
      DocumentText.minutesBox.filled([
        "box": minutes.opening.box, "opening": String(minutes.opening.opening), "unit": unit.name,
      ]))
    addAttendance(to: &flow)
    addCondition(to: &flow)
    addNumbers(to: &flow)
    addHandOver(to: &flow)
    flow.heading(DocumentText.openingRemarksHeading.text)
    flow.toFill(DocumentText.linesToFill.text)
    flow.item(DocumentText.minutesEnd.filled(["end": time(minutes.endedAt)]))
    flow.space(3)
    let signatories = minutes.participants.map {
      SignatureBlocks.Signatory(capacity: Self.role($0.role), title: $0.title, name: Wording.oneLine($0.name))
    }
    if !signatories.isEmpty {
      let blocks = SignatureBlocks(signatories: signatories)
      flow.keep(blocks.firstHeight(in: flow))
      blocks.add(to: &flow)
    }
    return flow.finished()
  }

  private func addAttendance(to flow: inout DocumentFlow) {
    flow.heading(DocumentText.openingAttendanceHeading.text)
    for participant in minutes.participants {
      let parts = [participant.name, participant.title, participant.org].compactMap(\.self).filter { !$0.isEmpty }
      flow.item(Wording.oneLine("\(parts.joined(separator: ", ")): \(Self.role(participant.role))"))
    }
    if minutes.participants.isEmpty { flow.item(DocumentText.gap.text) }
  }

  private func addCondition(to flow: inout DocumentFlow) {
    flow.heading(DocumentText.openingConditionHeading.text)
    flow.item(DocumentText.minutesLock.filled(["state": Self.state(minutes.lockState)]))
    flow.item(
      DocumentText.minutesSeal.filled([
        "state": Self.state(minutes.sealState), "expected": filled(minutes.sealExpected),
        "found": filled(minutes.sealFound),
      ]))
    if let incident = minutes.incident {
      flow.item(
        DocumentText.minutesIncident.filled([
          "what": filled(incident.description), "to": filled(incident.reportedTo), "at": time(incident.reportedAt),
          "decision": filled(incident.decision),
        ]))
    }
  }

  private func addNumbers(to flow: inout DocumentFlow) {
    flow.heading(DocumentText.openingFiguresHeading.text)
    let words =
      minutes.ballotsInBoxWords.map(Wording.oneLine) ?? minutes.ballotsInBox.map { VietnameseNumber.words($0) }
      ?? DocumentText.gap.text
    flow.item(DocumentText.minutesInBox.filled(["count": number(minutes.ballotsInBox), "words": words]))
    let rows: [(DocumentText, Int?)] = [
      (.figureReceived, minutes.ballotsReceived), (.figureIssued, minutes.ballotsIssued),
      (.figureUnused, minutes.ballotsUnused), (.figureSpoiledUnissued, minutes.ballotsSpoiledUnissued),
      (.figureSpoiledReturned, minutes.ballotsSpoiledReturned), (.figureForeign, minutes.foreignItems),
      (.minutesValid, minutes.handValid), (.minutesInvalid, minutes.handInvalid), (.minutesBlank, minutes.handBlank),
      (.figureListed, minutes.respondentListCount),
    ]
    for (what, count) in rows {
      if let count { flow.item("\(what.text): \(number(count))") }
    }
    if !minutes.bundles.isEmpty {
      let bundles = minutes.bundles.map { "\(Wording.oneLine($0.number)): \(number($0.count))" }
      flow.item(DocumentText.minutesBundles.filled(["bundles": bundles.joined(separator: "; ")]))
    }
  }

  private func addHandOver(to flow: inout DocumentFlow) {
    flow.heading(DocumentText.openingHandOverHeading.text)
    flow.item(
      DocumentText.minutesHandOver.filled([
        "count": number(minutes.handOver?.count), "person": filled(minutes.handOver?.person),
        "org": filled(minutes.handOver?.org), "at": time(minutes.handOver?.at),
      ]))
    flow.item(
      DocumentText.minutesKey.filled([
        "person": filled(minutes.key?.person), "org": filled(minutes.key?.org), "at": time(minutes.key?.at),
      ]))
  }

  // MARK: Words

  private func filled(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return DocumentText.gap.text }
    return Wording.oneLine(text)
  }

  private func number(_ count: Int?) -> String { count.map { Wording(.vi).number($0) } ?? DocumentText.gap.text }

  private func time(_ moment: Moment?) -> String {
    guard let moment else { return DocumentText.gap.text }
    return DocumentText.hourAndDay.filled([
      "hour": String(moment.hour), "minute": String(moment.minute), "date": Wording(.vi).date(moment.day),
    ])
  }

  /// What a role is called; one that the list does not know stands as it was written.
  private static func role(_ role: String) -> String { Wording(.vi).role(role) }

  private static func state(_ condition: OpeningMinutes.Condition?) -> String {
    condition.map { Wording(.vi).condition($0.rawValue) } ?? DocumentText.gap.text
  }
}
