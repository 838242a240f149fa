internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import Reporting
internal import SurveyFolder
internal import Wording

/// What is looked at again: the store and the pictures, the boxes by their ink, drawn sheets, written lines.
extension Site {
  func inspect(_ action: Route.Action, _ visitor: Visitor, _ request: Admitted) async throws -> Reply {
    let counted = try await desk.current()
    let wording = request.wording
    switch action {
    case .audit:
      return await page(.audit, AuditView(counted, visitor: visitor, wording), wording.text(.audit), request)
    case .verify:
      // Results that wait to be written would be found to be old; others are looked at as they are.
      await desk.finishIfPending()
      // Off this actor's way: all scans are hashed.
      let context = counted.context
      let view = try await Task.detached {
        // The intake may hold the store for a moment.
        for _ in 0..<Self.triesAtStore {
          if let verification = try? Verification(context, wording.language) {
            return VerifyView(verification, wording)
          }
          try await Task.sleep(for: Self.pauseBetweenTries)
        }
        return VerifyView(try Verification(context, wording.language), wording)
      }.value
      return await page(.verify, view, wording.text(.verify), request)
    case .contact, .contactPicture, .contactBox:
      guard let opening = opening(request.name, in: counted), counted.count.tally.openings[opening] != nil else {
        break
      }
      // Frames and order say what the program made of each mark.
      if counted.count.pages.contains(where: { $0.countedOpening == opening && isBlind($0, to: visitor, in: counted) })
      {
        return await problem(.blindBox, status: 403, request)
      }
      if action == .contact {
        let name = wording.text(.contactOf, ["box": request.name])
        let picture = "/contact/\(Address.escaped(request.name))"
        let view = ContactView(
          picture: picture, sheetPath: "\(picture)/box", name: name, boxPath: Address.box(request.name))
        return await page(.contact, view, name, request)
      }
      if action == .contactBox {
        // A browser says where it was clicked as `x,y`, without a name.
        let place = (request.asked.query.keys.first ?? "").split(separator: ",").compactMap { Int($0) }
        let sheet =
          place.count == 2 ? try pictures.sheet(at: place[0], place[1], ofContactSheetOf: opening, in: counted) : nil
        return .see(sheet.map(Address.sheet) ?? Address.contact(request.name))
      }
      let png = try await pictures.contactSheet(of: opening, in: counted, wording)
      return Reply(type: "image/png", body: png)
    default: break
    }
    return await problem(.notFound, status: 404, request)
  }

  private static let triesAtStore = 5
  private static let pauseBetweenTries = Duration.milliseconds(400)

  // MARK: Drawn sheets

  /// Draws sheets by a seed that was thrown, and begins to read them again.
  func draw(_ request: Admitted) async throws -> Reply {
    let counted = try await desk.current()
    let (wording, layout) = (request.wording, counted.context.layout)
    let seed = (request.asked.fields["seed"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
      .precomposedStringWithCanonicalMapping
    let population = RecheckPopulation(counted.count.pages, by: .unit)
    let objection: StationWord? =
      seed.isEmpty || Wording.oneLine(seed) != seed || seed.unicodeScalars.count > Self.longestSeed
      ? .seedNeeded : population.answers == 0 ? .nothingToDraw : nil
    if let objection {
      await door.note(wording.text(objection), for: request.secret)
      return .see("/audit")
    }
    try checkFolder(layout, wording.language)
    do throws(FolderError) {
      let name = try layout.recheck(seed: seed).lastPathComponent
      // One that nobody began to read is drawn of the count as it is now.
      if let table = try RecheckTable(name, in: layout), table.done > 0 {
        await door.note(wording.text(.drawnBefore), for: request.secret)
        return .see(Address.recheck(name))
      }
    } catch  where error.problem == .missingFile {
      // A folder without its worksheet: the station was stopped while it drew.
    } catch {
      throw Problem(error, wording.language)
    }
    let drawn = DrawnRecheck(of: population, seed: seed, head: counted.head, forms: counted.forms)
    let folder = try drawn.write(in: layout, wording.language)
    return .see(Address.recheck(folder.lastPathComponent))
  }

  private static let longestSeed = 100

  /// Whether the survey's folder is still one that is written to: a part may have become a link since the station began.
  private func checkFolder(_ layout: SurveyLayout, _ language: Language) throws(Problem) {
    _ = try SurveyContext(layout.folder.path, language)
  }

  func readAgain(_ action: Route.Action, _ visitor: Visitor, _ request: Admitted) async throws -> Reply {
    let counted = try await desk.current()
    let wording = request.wording
    let found: RecheckTable?
    do throws(FolderError) {
      found = try RecheckTable(request.name, in: counted.context.layout)
    } catch {
      throw Problem(error, wording.language)
    }
    guard let drawing = found else { return await problem(.noRecheck, status: 404, request) }
    let path = Address.recheck(request.name)
    let name = "recheck/\(request.name)/\(RecheckWorksheet.fileName)"
    func result() throws -> RecheckResult {
      do throws(FolderError) {
        return try RecheckResult(
          worksheet: drawing.file, name: name, of: counted.count, forms: counted.forms, by: visitor.name)
      } catch {
        throw Problem(error, wording.language)
      }
    }
    if action == .compare {
      try result().write(in: counted.context.layout, wording.language)
      await door.note(wording.text(.compared), for: request.secret)
      return .see("/files")
    }
    if action == .readAgain {
      let fields = request.asked.fields
      guard let row = Int(fields["row"] ?? ""), let place = Self.question(row, of: drawing.table, in: counted),
        let answer = ItemView.answer(in: fields, to: place.question), Self.isAnswer(answer, to: place.question)
      else { return await problem(.staleForm, status: 400, request) }
      let cell = Worksheets.Cell(
        row: row, values: [("answer", answer)],
        about: [
          ("file", fields["sheet"] ?? ""), ("page", fields["page"] ?? ""), ("slot", fields["slot"] ?? ""),
          ("question", fields["question"] ?? ""),
        ])
      let isKept = try await worksheets.fill(cell, in: drawing.file, forSpreadsheets: false, wording.language)
      await door.note(
        isKept
          ? wording.text(.kept, ["answer": "\(place.question.id) = \(wording.label(Answer(text: answer)))"])
          : wording.text(.readMeanwhile), for: request.secret)
      return .see(path)
    }
    if !drawing.isDone, drawing.isBesideItsDrawing {
      // Told before somebody reads on for nothing.
      do throws(FolderError) {
        try RecheckResult.check(worksheet: drawing.file, name: name, against: counted.count)
      } catch {
        throw Problem(error, wording.language)
      }
    }
    let table = drawing.table
    let row = table.first(from: Int(request.asked.query["row"] ?? "") ?? 0) { row in
      table[row, "answer"].isEmpty && Self.question(row, of: table, in: counted) != nil
    }
    let item = row.flatMap { row in
      Self.question(row, of: table, in: counted).map { place in
        RecheckView.Item(
          row: String(row), sheet: table[row, "file"], page: table[row, "page"], slot: table[row, "slot"],
          question: place.question.id,
          heading: "\(place.question.id). \(place.question.text)",
          crop: Address.crop(WaitingItem.ID(sheet: place.sheet, question: place.question.id)),
          cropName: wording.text(.crop, ["name": place.question.id]),
          choices: ItemView.choices(of: place.question, wording), boxes: ItemView.boxes(of: place.question))
      }
    }
    let view = RecheckView(
      path: path,
      progress: wording.text(
        .progress, ["done": wording.number(drawing.done), "all": wording.number(table.rows.count)]),
      item: item, verdict: drawing.isDone ? try result().text(wording) : nil, comparePath: "\(path)/compare")
    return await page(.recheck, view, wording.text(.recheckOf, ["seed": Wording.oneLine(drawing.seed)]), request)
  }

  /// The sheet and the question of a row of a worksheet; nil where the count has them no more.
  private static func question(
    _ row: Int, of table: FilledTable, in counted: CountedSurvey
  ) -> (sheet: SheetID, question: Question)? {
    guard let number = Int(table[row, "page"]), let slot = Int(table[row, "slot"]) else { return nil }
    let file = table[row, "file"]
    let page = counted.count.pages.first {
      $0.location.page == number && $0.location.slot == slot
        && ($0.location.file == file || CSV.harmless($0.location.file) == file)
    }
    guard let page, !page.sha256.isEmpty, let question = counted.question(table[row, "question"], of: page) else {
      return nil
    }
    return (SheetID(page), question)
  }

  private static func isAnswer(_ text: String, to question: Question) -> Bool {
    switch Answer(text: text) {
    case .blank, .overvote: true
    case .values(let values):
      !values.isEmpty && values.allSatisfy { value in question.options.contains { $0.value == value } }
        && question.allows(marks: values.count)
    case .review: false
    }
  }

  // MARK: Written lines

  /// Cuts the written lines of the count, so that they can be coded.
  func cut(_ request: Admitted) async throws -> Reply {
    let counted = try await desk.current()
    let wording = request.wording
    try checkFolder(counted.context.layout, wording.language)
    let lines = try await pictures.lines(of: counted, wording.language)
    let layout = counted.context.layout
    let rows = try await worksheets.alone { () throws(Problem) in try lines.write(in: layout, wording.language).rows }
    await door.note(
      wording.text(.linesCut, ["n": wording.number(rows), "gone": wording.number(lines.gone)]), for: request.secret)
    return .see("/coding")
  }

  func code(_ action: Route.Action, _ request: Admitted) async throws -> Reply {
    let counted = try await desk.current()
    let (layout, wording) = (counted.context.layout, request.wording)
    let file = layout.coding.appendingPathComponent(CodingWorksheet.fileName)
    let list: ProcedureList?
    do throws(FolderError) {
      list = try ProcedureList.read(in: layout)
    } catch  where error.problem == .missingFile {
      list = nil
    } catch {
      throw Problem(error, wording.language)
    }
    guard FileManager.default.fileExists(atPath: file.path), let list else {
      let hasLine = counted.forms.forms.contains { $0.procedureLine != nil }
      let view = CodingView(
        progress: "", item: nil, isEmpty: true, lacksLine: !hasLine, lacksList: hasLine && list == nil,
        mayCut: hasLine && list != nil,
        procedures: [], fields: [], next: "")
      return await page(.coding, view, wording.text(.coding), request)
    }
    let table: FilledTable
    do throws(FolderError) {
      table = try FilledTable.read(
        file, name: "\(layout.coding.lastPathComponent)/\(file.lastPathComponent)",
        columns: ["crop", "procedure", "field"])
    } catch {
      throw Problem(error, wording.language)
    }
    switch action {
    case .line:
      // Only what the worksheet names: no other file of the folder.
      let crop = request.asked.query["crop"] ?? ""
      guard table.rows.indices.contains(where: { table[$0, "crop"] == crop }), !crop.contains(".."),
        let png = try? Data(contentsOf: layout.coding.appendingPathComponent(crop)), png.starts(with: Self.pngStart)
      else { return await problem(.notFound, status: 404, request) }
      return Reply(type: "image/png", body: Array(png))
    case .code:
      let fields = request.asked.fields
      let procedure = fields["procedure"] ?? ""
      let field = procedure.isEmpty ? fields["field"] ?? "" : ""
      guard let row = Int(fields["row"] ?? ""), table.rows.indices.contains(row), !(procedure + field).isEmpty,
        procedure.isEmpty || list.procedures.contains(where: { $0.code == procedure }),
        field.isEmpty || list.procedures.contains(where: { $0.field == field })
      else { return await problem(.staleForm, status: 400, request) }
      let cell = Worksheets.Cell(
        row: row, values: [("procedure", procedure), ("field", field)], about: [("crop", fields["crop"] ?? "")])
      let isKept = try await worksheets.fill(cell, in: file, forSpreadsheets: true, wording.language)
      await door.note(
        isKept ? wording.text(.kept, ["answer": procedure + field]) : wording.text(.readMeanwhile),
        for: request.secret)
      return .see("/coding?row=\(row + 1)")
    default: break
    }
    func isCoded(_ row: Int) -> Bool { !table[row, "procedure"].isEmpty || !table[row, "field"].isEmpty }
    let row = table.first(from: Int(request.asked.query["row"] ?? "") ?? 0) { !isCoded($0) }
    let done = table.rows.indices.count { isCoded($0) }
    var known: [String] = []
    for field in list.procedures.map(\.field) where !field.isEmpty && !known.contains(field) { known.append(field) }
    let view = CodingView(
      progress: wording.text(.progress, ["done": wording.number(done), "all": wording.number(table.rows.count)]),
      item: row.map { row in
        let crop = table[row, "crop"]
        return CodingView.Item(
          row: String(row), crop: crop, picture: Address.line(crop),
          name: wording.text(.codeRow, ["n": wording.number(row + 1)]))
      }, isEmpty: false, lacksLine: false, lacksList: false, mayCut: true,
      procedures: list.procedures.map { .init(value: $0.code, label: "\($0.code) · \($0.name)") },
      fields: known.map { .init(value: $0, label: $0) }, next: "/coding?row=\((row ?? 0) + 1)")
    return await page(.coding, view, wording.text(.coding), request)
  }

  private static let pngStart: [UInt8] = [0x89, 0x50, 0x4E, 0x47]
}
