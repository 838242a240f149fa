internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// What happens while a box is opened: its sheets and its minutes come in.
extension Site {
  /// Goes to the page of a box that somebody names.
  /// Its folder is made, so that a scanner can write into it.
  func openBox(_ request: Admitted) async throws -> Reply {
    let asked = request.asked.query
    let (unit, box) = (Self.line(asked["unit"]) ?? "", Self.line(asked["box"]) ?? "")
    let counted = try await desk.current()
    guard let number = Int(asked["opening"] ?? "1"), (1...999).contains(number) else {
      return await problem(.noSuchBox, status: 400, request)
    }
    let name = OpeningID(unit: unit, box: box, opening: number).folderName
    guard let opening = opening(name, in: counted), opening.unit == unit, opening.box == box else {
      return await problem(.noSuchBox, status: 400, request)
    }
    // A scanner writes there only where there is such a folder. Where it cannot be made, an upload says why.
    try? FileManager.default.createDirectory(
      at: counted.context.layout.scans.appendingPathComponent(name), withIntermediateDirectories: true)
    return .see(Address.box(name))
  }

  /// The reply to an action on a box that is being opened.
  func enter(
    _ action: Route.Action, _ opening: OpeningID, _ visitor: Visitor, _ request: Admitted
  ) async throws -> Reply {
    let counted = action == .live ? await desk.counted : try await desk.current()
    let wording = request.wording
    if action == .live {
      let view = LiveView(opening, in: counted, await intake.progress, wording)
      return .page(templates.html(.live, view, wording))
    }
    guard counted.count.closings.closed(opening) == nil else {
      if request.asked.file != nil { return .line(wording.text(.boxIsClosed), status: 409) }
      return await problem(.boxIsClosed, status: 409, request)
    }
    switch action {
    case .scan: return await takeScan(opening, request)
    case .attach: return await takeSignedScan(opening, request)
    case .check:
      let view = MinutesCheckView(
        EnteredMinutes(request.asked.fields), of: opening, survey: counted.count.snapshot.survey, wording)
      return .page(templates.html(.check, view, wording))
    case .save: return try await saveMinutes(opening, visitor, request)
    default: return await showMinutes(opening, try await desk.minutes(of: opening), visitor, request)
    }
  }

  // MARK: Files

  private func takeScan(_ opening: OpeningID, _ request: Admitted) async -> Reply {
    let layout = await desk.counted.context.layout
    let folder = layout.scans.appendingPathComponent(opening.folderName)
    return await take(request, opening, into: folder, named: request.asked.fields["name"] ?? "") { taken in
      if taken.isNew { await intake.noticed("scans/\(opening.folderName)/\(taken.name)") }
    }
  }

  private func takeSignedScan(_ opening: OpeningID, _ request: Admitted) async -> Reply {
    let kind = URL(fileURLWithPath: request.asked.fields["name"] ?? "").pathExtension.lowercased()
    let name = "\(opening.folderName)\(Desk.signedEnding).\(kind)"
    return await take(request, opening, into: await desk.counted.context.layout.minutes, named: name) { _ in }
  }

  private func take(
    _ request: Admitted, _ opening: OpeningID, into folder: URL, named name: String,
    _ done: (Inbox.Taken) async -> Void
  ) async -> Reply {
    let wording = request.wording
    guard let file = request.asked.file else { return .line(wording.text(.notReceived), status: 400) }
    let shown = Wording.oneLine(String(name.prefix(200)))
    do throws(Inbox.Refusal) {
      let taken = try await Inbox(folder).take(
        file, named: name, ifStill: { (try? await desk.current())?.count.closings.closed(opening) == nil })
      await done(taken)
      return .line(wording.text(taken.isNew ? .received : .receivedBefore, ["name": Wording.oneLine(taken.name)]))
    } catch {
      switch error {
      case .name: return .line(wording.text(.badName, ["name": shown]), status: 422)
      case .kind: return .line(wording.text(.badKind, ["name": shown]), status: 422)
      case .tooLarge(let limit):
        return .line(wording.text(.tooLarge, ["name": shown, "n": wording.number(limit)]), status: 413)
      case .closed: return .line(wording.text(.boxIsClosed), status: 409)
      case .empty: return .line(wording.text(.emptyFile, ["name": shown]), status: 422)
      case .incomplete: return .line(wording.text(.incomplete, ["name": shown]), status: 400)
      case .disk(let fault):
        let words = fault.words.map { wording.language == .vi ? $0.vi : $0.en }
        return .line(wording.text(.diskRefused, ["name": shown, "why": words ?? "?"]), status: 507)
      }
    }
  }

  // MARK: Minutes

  private func saveMinutes(_ opening: OpeningID, _ visitor: Visitor, _ request: Admitted) async throws -> Reply {
    let wording = request.wording
    let fields = request.asked.fields
    let entered = EnteredMinutes(fields)
    var standing = try await desk.minutes(of: opening)
    let survey = await desk.counted.count.snapshot.survey
    let check = MinutesCheckView(entered, of: opening, survey: survey, wording)
    let mistake =
      if let mistake = check.mistake {
        mistake
      } else if fields["base"] != String(standing.revision) {
        wording.text(.changedMeanwhile)
      } else if standing.revision > 0, entered.fields["revision_reason"] == nil {
        wording.text(.reasonNeeded)
      } else {
        try await desk.save(entered, of: opening, after: standing.revision, by: visitor.name)
          ? nil : wording.text(.changedMeanwhile)
      } as String?
    if let mistake {
      standing.entered = entered
      await door.note(mistake, for: request.secret)
      return await showMinutes(opening, standing, visitor, request, status: 422)
    }
    let values = ["box": opening.folderName, "n": String(standing.revision + 1)]
    await door.note(wording.text(.saved, values), for: request.secret)
    return .see(Address.box(opening.folderName))
  }

  private func showMinutes(
    _ opening: OpeningID, _ standing: Desk.StandingMinutes, _ visitor: Visitor, _ request: Admitted, status: Int = 200
  ) async -> Reply {
    let survey = await desk.counted.count.snapshot.survey
    var entered = standing.entered
    if entered.fields.isEmpty {
      entered = EnteredMinutes([
        "minutes_id": "BB-\(opening.unit)-\(opening.box)-\(opening.opening)", "period_id": survey.period.id ?? "",
        "prepared_by": visitor.name,
      ])
    }
    let wording = request.wording
    let view = MinutesView(
      opening, unit: survey.unit(opening.unit)?.name ?? opening.unit, entered: entered, base: standing.revision,
      signedScan: standing.signedScan, check: MinutesCheckView(entered, of: opening, survey: survey, wording), wording)
    let title = wording.text(.minutesOf, ["box": opening.folderName])
    return await page(.minutes, view, title, request, status: status)
  }
}
