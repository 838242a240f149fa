internal import Counting

/// The programme of a survey: its period, when boxes are opened, and what is due when.
extension SurveyFile {
  static func period(_ field: Field) throws(FolderError) -> Period {
    guard field.isPresent else { return Period() }
    guard field.isMap else { return Period(id: try field.text()) }
    try field.only(["id", "from", "to", "deadline", "openings", "as_of"])
    var period = Period(
      id: try field["id"].optionalText(), from: try field["from"].ifPresent?.day(),
      to: try field["to"].ifPresent?.day(), deadline: try field["deadline"].ifPresent?.day(),
      asOf: try field["as_of"].ifPresent?.day())
    if let from = period.from {
      for (name, day) in [("to", period.to), ("as_of", period.asOf)] {
        guard let day, day < from else { continue }
        throw field[name].error(.reversed(from: try field["from"].text(), to: try field[name].text()))
      }
    }
    if let openings = field["openings"].ifPresent { period.openings = try schedule(openings, in: period, field) }
    return period
  }

  private static func schedule(
    _ openings: Field, in period: Period, _ written: Field
  ) throws(FolderError) -> OpeningSchedule {
    try openings.only(["cycle_months", "on"])
    if let cycle = openings["cycle_months"].ifPresent {
      if openings["on"].isPresent { throw cycle.error(.conflict(with: "on")) }
      let months = try cycle.integer(from: 1)
      guard [1, 3, 6].contains(months) else { throw cycle.wrong(.oneOf(["1", "3", "6"])) }
      // Cycles are counted from a day to a day.
      if period.from == nil { throw written["from"].error(.missing(.day)) }
      if period.to == nil, period.asOf == nil { throw written["to"].error(.missing(.day)) }
      return .every(months: months)
    }
    var days: [Day] = []
    for field in try openings["on"].items(.filledList) {
      let day = try field.day()
      guard period.contains(day) else {
        throw field.error(.notInPeriod(from: period.from?.iso, to: period.to?.iso))
      }
      if let first = days.firstIndex(of: day) {
        throw field.error(.duplicate(value: try field.text(), first: "openings.on[\(first)]"))
      }
      days.append(day)
    }
    return .on(days)
  }

  static func readProgramme(_ root: Field, into survey: inout Survey) throws(FolderError) {
    survey.workingDays = try root["working_days"].ifPresent.map(workingDays)
    survey.milestones = try root["milestones"].each { field throws(FolderError) in
      try field.only(["name", "before", "done"])
      return Milestone(
        name: try field["name"].text(), before: try field["before"].day(), done: try field["done"].ifPresent?.day())
    }
    survey.touchpoint = try root["touchpoint"].ifPresent?.word()
    if let scheme = root["sample_scheme"].ifPresent {
      let id = try scheme.text()
      guard StageScheme.all.contains(where: { $0.id == id }) else {
        throw scheme.wrong(.oneOf(StageScheme.all.map(\.id)))
      }
      survey.sampleScheme = id
    }
  }

  /// `mon-sat`, `sat`, or a list of days.
  private static func workingDays(_ field: Field) throws(FolderError) -> Set<Weekday> {
    if field.isList { return Set(try field.each(.filledList) { day throws(FolderError) in try day.word() }) }
    let ends = try field.text().split(separator: "-", omittingEmptySubsequences: false).map {
      Weekday(rawValue: String($0))
    }
    let week = Weekday.allCases
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
      let start = week.firstIndex(of: first), let end = week.firstIndex(of: last), start <= end
    else { throw field.wrong(.oneOf(["mon-fri", "mon-sat"] + week.map(\.rawValue))) }
    return Set(week[start...end])
  }
}
