public import Counting

extension SurveyFile {
  /// A survey as `survey.yaml`, everything in one file: what is read from it is the same survey.
  public static func text(of survey: Survey) -> String {
    var lines = ["title: \(Quoted.always(survey.title))"]
    lines += period(survey.period)
    lines.append("forms: [\(survey.forms.map(Quoted.always).joined(separator: ", "))]")
    if !survey.units.isEmpty { lines.append("units:") }
    for unit in survey.units {
      let rest = [
        unit.allocated.map { ", allocated: \($0)" }, unit.parent.map { ", parent: \(Quoted.always($0))" },
        unit.transactions.map { ", transactions: \($0)" },
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
      ("deadline", period.deadline?.iso),
    ]
    let written = parts.compactMap { key, value in value.map { "\(key): \($0)" } }
    return written.isEmpty ? [] : ["period: {\(written.joined(separator: ", "))}"]
  }
}
