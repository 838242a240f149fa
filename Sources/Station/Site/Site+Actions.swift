internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// What happens on each route.
extension Site {
  /// The reply of an action to who was let in for it.
  func reply(to action: Route.Action, _ request: Admitted) async -> Reply {
    do {
      switch action {
      case .door: return await showDoor(request)
      case .signIn: return await signIn(request)
      case .language: return setLanguage(request)
      case .file:
        if let file = files[request.name] { return file }
        return await problem(.notFound, status: 404, request)
      case .signOut:
        await door.signOut(request.secret)
        var reply = Reply.see("/sign-in")
        // Else the browser's Back would show pages and pictures to whoever comes next.
        reply.headers += [
          ("Set-Cookie", "\(cookie)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"), ("Clear-Site-Data", "\"cache\""),
        ]
        return reply
      default: break
      }
      guard let visitor = request.visitor else { return .see("/sign-in") }
      switch action {
      case .queue: return try await queue(visitor, request)
      case .decide, .pass, .back: return await change(action, visitor, request)
      case .close, .reopen: return try await change(action, box: request.name, visitor, request)
      case .open: return try await openBox(request)
      case .report:
        // Pages are made meanwhile: the report looks at the folder by itself.
        _ = try MadeReport(of: await desk.counted.context.layout.folder.path, request.wording.language)
        await door.note(request.wording.text(.reportMade), for: request.secret)
        return .see("/files")
      case .live, .scan, .minutes, .check, .save, .attach:
        // Pages ask for `live` every moment: the count follows decisions by itself.
        let counted = action == .live ? await desk.counted : try await desk.current()
        guard let opening = opening(request.name, in: counted) else { break }
        return try await enter(action, opening, visitor, request)
      case .audit, .verify, .contact, .contactPicture, .contactBox:
        return try await inspect(action, visitor, request)
      case .draw: return try await draw(request)
      case .recheck, .readAgain, .compare: return try await readAgain(action, visitor, request)
      case .cut: return try await cut(request)
      case .coding, .code, .line: return try await code(action, request)
      default: return try await look(action, visitor, request)
      }
      return await problem(.notFound, status: 404, request)
    } catch let problem as Problem {
      return await self.problem(problem.sentence, status: 503, request)
    } catch {
      return await problem(.fault, status: 500, request)
    }
  }

  // MARK: Looking

  private func look(_ action: Route.Action, _ visitor: Visitor, _ request: Admitted) async throws -> Reply {
    // A picture belongs to a page that was just made: counting anew for it would count after every decision.
    let counted = [.picture, .uncovered].contains(action) ? await desk.counted : try await desk.current()
    let wording = request.wording
    switch action {
    case .overview:
      let view = OverviewView(counted, visitor: visitor, waiting: await desk.waiting.count(), wording)
      return await page(.overview, view, wording.text(.boxes), request)
    case .box:
      guard let opening = opening(request.name, in: counted) else { break }
      let view = BoxView(opening, in: counted, await intake.progress, visitor: visitor, wording)
      return await page(.box, view, "\(wording.text(.box)) \(request.name)", request)
    case .results:
      let unit = request.asked.query["unit"].flatMap { $0.isEmpty ? nil : $0 }
      var history: [PastPeriod] = []
      var mistake: String?
      do throws(Problem) {
        history = try counted.history(wording.language)
      } catch {
        mistake = error.sentence
      }
      let view = ResultsView(
        counted.count.tally, survey: counted.count.snapshot.survey, history: history, mistake: mistake, unit: unit,
        wording)
      return await page(.results, view, wording.text(.results), request)
    case .files:
      let view = FilesView(counted.context.layout, visitor: visitor, wording)
      return await page(.files, view, wording.text(.files), request)
    case .download:
      await desk.finishIfPending()
      let layout = counted.context.layout
      guard let path = request.asked.query["file"], FilesView.paths(layout).contains(path) else { break }
      let file = layout.folder.appendingPathComponent(path)
      return .download(file.path, name: file.lastPathComponent, byteCount: FilesView.byteCount(path, layout))
    case .sheets:
      let view = SearchView(request.asked.query["text"] ?? "", in: counted.index, wording)
      return await page(.sheets, view, wording.text(.sheets), request)
    case .sheet:
      guard let sheet = SheetID(request.name), let found = counted.index.page(sheet) else { break }
      let isClosed = found.opening.flatMap(counted.count.closings.closed) != nil
      let view = SheetView(
        found, decisions: counted.decisions[sheet] ?? [], visitor: visitor, isClosed: isClosed,
        isBlind: isBlind(found, to: visitor, in: counted), wording)
      return await page(.sheet, view, wording.text(.sheet), request)
    case .picture, .uncovered:
      let question = action == .uncovered ? nil : request.asked.query["question"]
      let unmasked = action == .uncovered ? wording.text(.seenBy, ["name": Wording.oneLine(visitor.name)]) : nil
      guard let sheet = SheetID(request.name), let found = counted.index.page(sheet) else { break }
      let mustBeBlind = isBlind(found, to: visitor, in: counted)
      guard
        let picture = try await pictures.png(
          of: sheet, question: question, isBlind: mustBeBlind || request.asked.query["blind"] != nil,
          unmasked: unmasked, in: counted, wording)
      else { break }
      // The browser fetches the next question's picture while people look at this one, and needs it a moment later.
      return Reply(type: "image/png", body: picture.png, keptFor: picture.isOfQuestion ? Self.pictureTime : nil)
    default: break
    }
    return await problem(.notFound, status: 404, request)
  }

  /// Whether somebody who may decide sees nothing of what was read and said: where people must agree, as long as something of
  /// the sheet waits. Who has said a word may still change it, and is not to lean on another's.
  func isBlind(_ page: AssembledPage, to visitor: Visitor, in counted: CountedSurvey) -> Bool {
    counted.count.snapshot.survey.review.peopleToAgree > 1 && visitor.may(.decide) && !page.waiting.isEmpty
  }

  /// The opening of a name: one that is known, or one of a listed unit for which nothing is there yet.
  func opening(_ name: String, in counted: CountedSurvey) -> OpeningID? {
    let known = Array(counted.count.tally.openings.keys) + counted.count.minutes.minutes.map(\.opening)
    if let found = known.first(where: { $0.folderName == name }) { return found }
    let units = counted.context.listsUnits ? counted.count.snapshot.survey.units : []
    guard let opening = OpeningID(folderName: name, units: units), opening.folderName == name,
      units.isEmpty || units.contains(where: { $0.code == opening.unit }), SurveyUnit.isCode(opening.unit),
      SurveyUnit.isCode(opening.box)
    else { return nil }
    return opening
  }

  // MARK: The queue

  private func queue(_ visitor: Visitor, _ request: Admitted) async throws -> Reply {
    let asked = request.asked.query
    let person = PersonName(visitor.name)
    if let sheet = SheetID(asked["sheet"] ?? "") {
      let id = WaitingItem.ID(sheet: sheet, question: asked["question"].flatMap { $0.isEmpty ? nil : $0 })
      do throws(Desk.Refusal) {
        try await desk.take(id, for: person, at: request.now)
      } catch {
        await door.note(words(error, request.wording), for: request.secret)
      }
      return .see("/queue?from=sheet")
    }
    let filter = Self.filter(asked["reason"], asked["unit"], asked["form"])
    var view: ItemView?
    if let item = try await desk.next(for: person, filter, at: request.now) {
      let counted = await desk.counted
      if let page = counted.index.page(item.id.sheet) {
        let question = item.id.question.flatMap { counted.question($0, of: page) }
        let reading = try counted.reading(of: item.id.sheet)
        let options = reading?.questions.first { $0.question == item.id.question }?.options ?? []
        view = ItemView(
          item, page: page, question: question, options: options, said: await desk.said(of: item.id),
          isBlind: counted.count.snapshot.survey.review.peopleToAgree > 1, visitor: visitor, request.wording)
      }
    }
    let following = await desk.following(person, filter, at: request.now)
    let content = QueueView(
      await desk.waiting, filter, of: person, item: view, following: following?.id,
      isFromSheet: asked["from"] == "sheet", request.wording)
    return await page(.queue, content, request.wording.text(.queue), request)
  }

  private static func filter(_ reason: String?, _ unit: String?, _ form: String?) -> WaitingQueue.Filter {
    func given(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    return WaitingQueue.Filter(
      reason: given(reason).flatMap(Reason.init(rawValue:)), unit: given(unit), form: given(form))
  }

  private func change(_ action: Route.Action, _ visitor: Visitor, _ request: Admitted) async -> Reply {
    let fields = request.asked.fields
    let filter = Self.filter(fields["filter-reason"], fields["filter-unit"], fields["filter-form"])
    let person = PersonName(visitor.name)
    switch action {
    case .pass: await desk.pass(person, filter)
    case .back:
      if await desk.back(person, at: request.now) != nil {
        await door.note(request.wording.text(.undone), for: request.secret)
      }
    default:
      guard Self.line(fields["why"]) != nil else { return await problem(.whyNeeded, status: 400, request) }
      guard let (id, subject, why) = decision(in: fields, of: await desk.counted, request.wording) else {
        return await problem(.staleForm, status: 400, request)
      }
      let notice: String
      do throws(Desk.Refusal) {
        let actor = ActingPerson(name: visitor.name, role: visitor.role)
        try await desk.decide(id, subject, by: actor, why: why, at: request.now)
        notice = request.wording.text(.decided, ["answer": label(subject, request.wording)])
      } catch {
        notice = words(error, request.wording)
      }
      await door.note(notice, for: request.secret)
    }
    if fields["from"] == "sheet", let sheet = SheetID(fields["sheet"] ?? "") { return .see(Address.sheet(sheet)) }
    return .see(Address.queue(filter))
  }

  /// What a form says was decided; nil where it says nothing that could be.
  private func decision(
    in fields: [String: String], of counted: CountedSurvey, _ wording: Wording
  ) -> (id: WaitingItem.ID, subject: Decision.Subject, why: String)? {
    guard let sheet = SheetID(fields["sheet"] ?? ""), let why = Self.line(fields["why"])
    else { return nil }
    let question = fields["question"].flatMap { $0.isEmpty ? nil : $0 }
    let id = WaitingItem.ID(sheet: sheet, question: question)
    let asked = question.flatMap { id in counted.index.page(sheet).flatMap { counted.question(id, of: $0) } }
    guard let answer = ItemView.answer(in: fields, to: asked) else { return nil }
    // Who hands on did not see clearly what the field says beforehand.
    let isFilledIn = Language.allCases.contains { Wording($0).text(.seenInPicture) == why }
    let given = answer == Answer.review.text && isFilledIn ? wording.text(.notSeenClearly) : why
    if let question { return (id, .answer(question: question, Answer(text: answer)), given) }
    return Decision.PageDecision(rawValue: answer).map { (id, .page($0), given) }
  }

  private func label(_ subject: Decision.Subject, _ wording: Wording) -> String {
    switch subject {
    case .answer(let question, .review): "\(question): \(wording.label(Decision.PageDecision.review))"
    case .answer(let question, let answer): "\(question) = \(wording.label(answer))"
    case .page(let word): wording.label(word)
    }
  }

  private func words(_ refusal: Desk.Refusal, _ wording: Wording) -> String {
    switch refusal {
    case .queue(.lent(let person)): wording.text(.someoneHasIt, ["name": Wording.oneLine(person.text)])
    case .queue(.notWaiting): wording.text(.noLongerWaits)
    case .queue(.ownVoice): wording.text(.ownWord)
    case .objection(let objection): objection.words(wording, survey: "")
    case .problem(let problem): problem.sentence
    }
  }

  // MARK: Boxes

  private func change(
    _ action: Route.Action, box: String, _ visitor: Visitor, _ request: Admitted
  ) async throws -> Reply {
    let counted = try await desk.current()
    guard let opening = opening(box, in: counted) else { return await problem(.notFound, status: 404, request) }
    let fields = request.asked.fields
    let person = ActingPerson(name: visitor.name, role: visitor.role)
    if action == .reopen {
      guard let why = Self.line(fields["why"]) else { return await problem(.staleForm, status: 400, request) }
      try await desk.reopen(opening, by: person, why: why)
      await door.note(request.wording.text(.reopened, ["box": box]), for: request.secret)
      return .see(Address.box(box))
    }
    let causes = BoxView.causes(in: fields).compactMapValues { Self.line($0) }
    let outcome = try await desk.close(opening, causes: causes, by: person, why: Self.line(fields["why"]) ?? "")
    let notice =
      switch outcome {
      case .closed(_, let head): request.wording.text(.wasClosed, ["box": box, "anchor": Anchor.short(head)])
      case .refused(let obstacles): obstacles.map { $0.words(request.wording) }.joined(separator: " ")
      }
    await door.note(notice, for: request.secret)
    return .see(Address.box(box))
  }

  /// How long a browser keeps the picture of a question.
  private static let pictureTime = Duration.seconds(300)
  /// Longest reason or note, characters: that of the commands.
  private static let longestLine = 2000

  /// What somebody wrote, as it may be written down: one line, not empty, not too long.
  static func line(_ text: String?) -> String? {
    let line = (text ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
    let first = line.drop(while: \.isWhitespace)
    guard !first.isEmpty, Wording.oneLine(String(first)) == first, first.unicodeScalars.count <= longestLine else {
      return nil
    }
    return String(first)
  }
}
