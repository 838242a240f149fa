internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Pages
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// The sheets of numbers on the pages of a scanned file.
struct FiguresOnScan {
  /// What one sheet says.
  struct Filled {
    let opening: OpeningID
    let minutes: MinutesFile.Filled
  }

  private let scanned: ScannedFile
  private let sheet: FiguresSheet
  private let context: SurveyContext
  private let language: Language

  init(_ scanned: ScannedFile, sheet: FiguresSheet, context: SurveyContext, language: Language) {
    self.scanned = scanned
    self.sheet = sheet
    self.context = context
    self.language = language
  }

  /// What each page says that is a sheet of numbers, or may be one.
  func pages() -> [(page: Int, filled: Result<Filled, Problem>)] {
    switch scanned.outcome {
    case .known: []
    case .refused(let refusal): [(1, .failure(problem(refusal)))]
    case .pages(let pages):
      pages.compactMap { page in
        // The other pages of the minutes are no form; they are for people.
        guard page.reading.kind == .ballot || isNamed(by: page.reading.identity.payloads) else { return nil }
        return (page.page, Result { () throws(Problem) in try filled(page.reading) })
      }
    }
  }

  /// Whether a page that could not be read as the sheet bears its code.
  private func isNamed(by payloads: [String]) -> Bool {
    let patterns = sheet.form.pages.flatMap(\.barcodes).map(\.payload)
    return payloads.contains { text in patterns.contains { $0.match(text)?["form"] == sheet.form.code } }
  }

  private func filled(_ reading: PageReading) throws(Problem) -> Filled {
    if let refusal = reading.refusal { throw problem(refusal) }
    guard reading.kind == .ballot, let unit = reading.identity.unit, let box = reading.identity.box,
      let number = reading.identity.serial.flatMap({ Int($0) }), number > 0
    else { throw problem(Refusal(.barcodeUnreadable)) }
    guard context.survey.units.isEmpty || context.survey.unit(unit) != nil else {
      throw Problem(
        Phrase(
          "\(unit): tờ số liệu của đơn vị không có trong survey.yaml.",
          "\(unit): the sheet is of a unit that survey.yaml does not list."
        ).text(in: language))
    }
    var minutes = MinutesFile.Filled()
    let questions = Dictionary(
      uniqueKeysWithValues: sheet.form.pages.flatMap(\.questions).map { ($0.id, $0) })
    let readings = Dictionary(uniqueKeysWithValues: reading.questions.map { ($0.question, $0) })
    func judged(_ id: String) -> JudgedAnswer {
      guard let question = questions[id], let reading = readings[id] else {
        return JudgedAnswer(question: id, answer: .review, confidence: 0, reason: .notRead)
      }
      return context.survey.policy.answer(to: reading, of: question)
    }
    /// Why a mark is not clear, and what to do.
    func doubt(_ id: String) -> String {
      let why = judged(id).reason.map { Wording(language).advice($0).message + " " } ?? ""
      return why + Phrase("Xem tờ giấy rồi ghi vào đây.", "Look at the paper and write it here.").text(in: language)
    }
    for figure in FiguresSheet.Figure.allCases {
      switch FilledNumber(figure.digits.map { judged($0).answer }) {
      case .none: break
      case .number(let number): minutes.values[figure.rawValue] = String(number)
      case .unclear(let place):
        let digit = Phrase("Chữ số thứ \(place + 1) chưa rõ.", "Digit \(place + 1) is not clear.").text(in: language)
        minutes.doubts[figure.rawValue] = "\(digit) \(doubt(figure.digits[place]))"
      }
    }
    for state in FiguresSheet.State.allCases {
      switch judged(state.rawValue).answer {
      case .values(let values): minutes.values[state.rawValue] = values.first
      case .blank: break
      case .overvote, .review: minutes.doubts[state.rawValue] = doubt(state.rawValue)
      }
    }
    return Filled(opening: OpeningID(unit: unit, box: box, opening: number), minutes: minutes)
  }

  private func problem(_ refusal: Refusal) -> Problem {
    let advice = Wording(language).advice(refusal)
    return Problem("\(advice.message) \(advice.nextAction)", status: .needsPerson)
  }

  /// Writes the minutes file, with the scan beside it, and gives its path.
  func write(_ filled: Filled) throws(Problem) -> String {
    let files = ResultFiles(folder: context.layout.minutes, language: language)
    let name = filled.opening.folderName
    let target = files.folder.appendingPathComponent("\(name).yaml")
    guard !FileManager.default.fileExists(atPath: target.path) else {
      throw Problem(
        Phrase("\(target.path): đã có tệp này, không ghi đè.", "\(target.path): exists already and is left alone.")
          .text(in: language))
    }
    try files.prepare()
    var minutes = filled.minutes
    minutes.scan = MinutesFile.Attachment(path: try keep(named: name, files), sha256: scanned.sha256)
    let text = MinutesFile.blank(
      for: filled.opening, unitName: context.survey.unit(filled.opening.unit)?.name,
      periodID: context.survey.period.id, filled: minutes)
    try files.write(text, to: target.lastPathComponent)
    return target.path
  }

  /// The scan's path in the survey's folder, into which it is copied where it does not lie there yet.
  private func keep(named name: String, _ files: ResultFiles) throws(Problem) -> String {
    let source = URL(fileURLWithPath: scanned.scan.path).standardizedFileURL
    let inside = context.layout.folder.path + "/"
    if source.path.hasPrefix(inside) { return String(source.path.dropFirst(inside.count)) }
    let copy = "\(name).\(source.pathExtension.lowercased())"
    let target = files.folder.appendingPathComponent(copy)
    if !FileManager.default.fileExists(atPath: target.path) {
      do {
        try files.write(Data(contentsOf: source), to: copy)
      } catch let problem as Problem {
        throw problem
      } catch {
        throw Problem(FolderError(file: source.path, .unreadable(SystemFault(error))), language)
      }
    }
    return "minutes/\(copy)"
  }
}
