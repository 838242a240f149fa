public import Counting

extension SurveyFile {
  /// A survey as `survey.yaml`, everything in one file: what is read from it is the same survey.
  public static func text(of survey: Survey) -> String {
    var lines = ["title: \(Quoted.always(survey.title))"]
    lines += period(survey.period)
    lines += programme(survey)
    lines.append("forms: \(list(survey.forms))")
    if !survey.units.isEmpty { lines.append("units:") }
    for unit in survey.units {
      let rest = [
        unit.allocated.map { ", allocated: \($0)" }, unit.parent.map { ", parent: \(Quoted.always($0))" },
        unit.transactions.map { ", transactions: \($0)" }, unit.kind.map { ", kind: \(Quoted.always($0))" },
        unit.validFrom.map { ", valid_from: \($0.iso)" }, unit.validTo.map { ", valid_to: \($0.iso)" },
        unit.predecessors.isEmpty ? nil : ", predecessors: \(list(unit.predecessors))",
        unit.stratum.map { ", class: \(Quoted.always($0))" },
      ].compactMap { $0 }.joined()
      lines.append("  - {code: \(Quoted.always(unit.code)), name: \(Quoted.always(unit.name))\(rest)}")
    }
    if let stated = survey.statedAllocation { lines.append("allocated_total: \(stated)") }
    let policy = survey.policy
    lines.append(
      "marks: {double: \(policy.doubleMark.rawValue), minimum_confidence: \(PlainNumber.text(policy.minimumConfidence, places: 12)), "
        + "minimum_answered: \(policy.minimumAnswered)}")
    lines.append("review: {people: \(survey.review.peopleToAgree)}")
    if !survey.review.people.isEmpty { lines.append("people:") }
    for person in survey.review.people {
      lines.append("  - {name: \(Quoted.always(person.name)), role: \(person.role.rawValue)}")
    }
    if let days = survey.review.retentionDays { lines.append("retention_days: \(days)") }
    if let index = survey.index { lines.append("index: \(Quoted.always(index))") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func period(_ period: Period) -> [String] {
    let parts: [(String, String?)] = [
      ("id", period.id.map(Quoted.always)), ("from", period.from?.iso), ("to", period.to?.iso),
      ("deadline", period.deadline?.iso), ("openings", period.openings.map(schedule)), ("as_of", period.asOf?.iso),
    ]
    let written = parts.compactMap { key, value in value.map { "\(key): \($0)" } }
    return written.isEmpty ? [] : ["period: {\(written.joined(separator: ", "))}"]
  }

  private static func schedule(_ openings: OpeningSchedule) -> String {
    switch openings {
    case .every(let months): "{cycle_months: \(months)}"
    case .on(let days): "{on: [\(days.map(\.iso).joined(separator: ", "))]}"
    }
  }

  private static func programme(_ survey: Survey) -> [String] {
    var lines: [String] = []
    if let days = survey.workingDays {
      lines.append("working_days: [\(Weekday.allCases.filter(days.contains).map(\.rawValue).joined(separator: ", "))]")
    }
    if !survey.milestones.isEmpty { lines.append("milestones:") }
    for milestone in survey.milestones {
      let done = milestone.done.map { ", done: \($0.iso)" } ?? ""
      lines.append("  - {name: \(Quoted.always(milestone.name)), before: \(milestone.before.iso)\(done)}")
    }
    if let touchpoint = survey.touchpoint { lines.append("touchpoint: \(touchpoint.rawValue)") }
    if let scheme = survey.sampleScheme { lines.append("sample_scheme: \(Quoted.always(scheme))") }
    return lines
  }

  private static func list(_ texts: [String]) -> String {
    "[\(texts.map(Quoted.always).joined(separator: ", "))]"
  }
}
