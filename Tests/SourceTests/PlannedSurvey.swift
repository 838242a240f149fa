import Ballots
import Counting
import Foundation
import Raster
import Reporting
import SurveyFolder
import Testing
import Wording

/// The survey of a plan, as `fixtures/nguon-…` tells it: read as a folder is read, with ballots made up instead of scans.
struct PlannedSurvey {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let templates = package.appendingPathComponent("Templates")

  var survey: Survey
  var plan: ReportPlan
  let definition: IndexDefinition
  let forms: [Form]
  /// Minutes that lie in the fixture; others are made of the boxes.
  var minutes: [OpeningMinutes]
  var records: [SurveyRecord]

  init(_ name: String) throws {
    let layout = SurveyLayout(folder: Self.package.appendingPathComponent("fixtures/\(name)"))
    let file = try SurveyFile.read(in: layout.folder)
    try #require(file.notes.isEmpty)
    survey = file.survey
    forms = try FormLibrary(survey: layout, templates: [Self.templates]).read(survey.forms).map(\.form)
    let report = try ReportFile.read(in: layout, survey: survey, forms: forms)
    (plan, definition) = (report.plan, report.definition)
    let folder = MinutesFolder.read(in: layout, survey: survey)
    try #require(folder.problems.isEmpty && folder.notes.isEmpty)
    minutes = folder.minutes
    let written = RecordsFolder(RecordsListing(layout).written, survey: survey)
    try #require(written.problems.isEmpty && written.notes.isEmpty)
    records = written.records
  }

  /// What came of an opening.
  struct Box {
    var opening: OpeningID
    var day: Day
    var ballots: Int

    init(_ unit: String, _ box: String = "H1", opening: Int = 1, on day: Day, ballots: Int) {
      self.opening = OpeningID(unit: unit, box: box, opening: opening)
      self.day = day
      self.ballots = ballots
    }
  }

  /// Counts boxes whose ballots a seed fills in, and reports.
  func counted(_ boxes: [Box], seed: UInt64 = 1, procedures: CodedProcedures = CodedProcedures()) -> Outcome {
    var voters = Voters(forms: forms, seed: seed)
    let inputs = boxes.flatMap { voters.inputs($0) }
    let pages = Assembly(forms: forms, units: Set(survey.units.map(\.code)), policy: survey.policy).assemble(inputs)
    let tally = Tally(pages: pages, forms: forms)
    let known = Set(minutes.map(\.opening))
    let minutes = minutes + boxes.filter { !known.contains($0.opening) }.map { Self.minutes($0, survey) }
    let report = SurveyReport(
      survey, plan: plan, definition: definition, forms: forms, pages: pages, tally: tally, minutes: minutes,
      closings: ClosingBook(), procedures: procedures)
    return Outcome(
      voters: voters, report: report,
      discrepancies: Reconciliation(
        survey: survey, pages: pages, tally: tally, minutes: minutes, records: RecordBook(records)
      ).discrepancies())
  }

  /// Minutes in which everything is in order.
  private static func minutes(_ box: Box, _ survey: Survey) -> OpeningMinutes {
    var minutes = OpeningMinutes(file: "minutes/\(box.opening.folderName).yaml", opening: box.opening)
    minutes.minutesID = "BB-\(box.opening.folderName)"
    minutes.periodID = survey.period.id
    minutes.place = survey.unit(box.opening.unit)?.name
    minutes.startedAt = Moment(day: box.day, hour: 8, minute: 0)
    minutes.endedAt = Moment(day: box.day, hour: 9, minute: 0)
    minutes.participants = [
      .init(name: "Lê Thị Hoa", role: "truong_bo_phan", signed: true),
      .init(name: "Phạm Thị Cúc", role: "chung_kien", signed: true),
    ]
    minutes.lockState = .intact
    minutes.sealState = .intact
    minutes.ballotsInBox = box.ballots
    minutes.ballotsInBoxWords = VietnameseNumber.words(box.ballots)
    minutes.respondentListCount = box.ballots
    minutes.handOver = .init(person: "Đỗ Văn Dũng", count: box.ballots)
    minutes.key = .init(person: "Trần Văn Bách")
    minutes.signaturesComplete = true
    minutes.preparedBy = "Trần Văn Bách"
    return minutes
  }

  struct Outcome {
    let voters: Voters
    let report: SurveyReport
    let discrepancies: [Discrepancy]

    var codes: [String] { discrepancies.map(\.code.rawValue) }

    var text: ReportText {
      ReportText(report, from: ReportText.Source(seq: 1, hash: String(repeating: "0a", count: 32), program: "0.1.0"))
    }

    /// The values of the ten rows.
    var rows: [String] { text.rows.map(\.value) }

    /// The report as the page that is handed in.
    func page() throws -> String {
      try ReportDocuments.html(
        text, template: PlannedSurvey.templates.appendingPathComponent("reports/bao-cao.html"))
    }
  }
}

/// People who fill in ballots, the same of one seed. What they said is kept, to be held against what is reported.
struct Voters {
  private let forms: [Form]
  private var random: SeededGenerator
  private var serial = 0
  /// Answers of 1 to 5, and of these 4 or 5, to questions with a scale, by unit.
  private(set) var answered: [String: Int] = [:]
  private(set) var satisfied: [String: Int] = [:]

  init(forms: [Form], seed: UInt64) {
    self.forms = forms
    random = SeededGenerator(seed: seed)
  }

  /// The share of 4 and 5 of all answers, hundredths of a percent, rounded half up.
  func satisfaction(of unit: String? = nil) -> Int {
    let all = unit.map { answered[$0] ?? 0 } ?? answered.values.reduce(0, +)
    let good = unit.map { satisfied[$0] ?? 0 } ?? satisfied.values.reduce(0, +)
    return (good * 20_000 + all) / (2 * all)
  }

  mutating func inputs(_ box: PlannedSurvey.Box) -> [AssembledInput] {
    var questions = SharedQuestions()
    var inputs: [AssembledInput] = []
    for number in 0..<box.ballots {
      serial += 1
      for form in forms.prefix(1) {
        for page in form.pages {
          let reading = reading(page, of: form, box)
          inputs.append(
            AssembledInput(
              location: PageLocation(file: "scans/\(box.opening.folderName)/\(number).tif", page: page.number),
              sha256: "\(box.opening.folderName)/\(number)",
              content: .read(PageEvidence(reading, sharing: &questions)), opening: box.opening))
        }
      }
    }
    return inputs
  }

  private mutating func reading(_ page: FormPage, of form: Form, _ box: PlannedSurvey.Box) -> PageReading {
    var cells = [UInt8](repeating: 0, count: 24 * 32)
    for _ in 0..<60 { cells[number(below: cells.count)] = UInt8(20 + number(below: 200)) }
    return PageReading(
      kind: .ballot, form: form.id, formPage: page.number,
      identity: Identity(unit: box.opening.unit, box: box.opening.box, serial: String(serial)),
      questions: page.questions.map { question(reading: $0, unit: box.opening.unit) },
      fingerprint: Fingerprint(cells: cells))
  }

  private mutating func question(reading question: Question, unit: String) -> QuestionReading {
    let chosen = answer(to: question)
    if question.kind == .scale5, let chosen, let value = Int(chosen), 1...5 ~= value {
      answered[unit, default: 0] += 1
      if value >= 4 { satisfied[unit, default: 0] += 1 }
    }
    let ink = 1 + Double(number(below: 1_000)) / 500
    return QuestionReading(
      question: question.id,
      options: question.options.map { option in
        let isChosen = option.value == chosen
        return OptionReading(
          value: option.value, state: isChosen ? .marked : .empty, confidence: 0.99,
          mark: MarkMeasurement(inkInside: isChosen ? ink : 0), place: PictureRect(x: 0, y: 0, width: 10, height: 10))
      }, strayInk: 0)
  }

  /// Most are content, one in fifty leaves a question empty.
  private mutating func answer(to question: Question) -> String? {
    let dice = number(below: 100)
    if dice < 2 { return nil }
    guard question.kind == .scale5 else { return question.options[number(below: question.options.count)].value }
    return switch dice {
    case ..<45: "5"
    case ..<78: "4"
    case ..<90: "3"
    case ..<96: "2"
    default: "1"
    }
  }

  private mutating func number(below bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
