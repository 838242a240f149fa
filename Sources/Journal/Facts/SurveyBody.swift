internal import Counting

/// The body of a `survey` entry. Spelt out here, so that what a survey may say later leaves older entries readable:
/// fields that come are optional.
struct SurveyBody: Codable {
  struct Marks: Codable {
    var double: MarkPolicy.DoubleMark
    var minimumConfidence: Double
    var minimumAnswered: Int
  }

  struct Review: Codable {
    var peopleToAgree: Int
    var people: [Person]
    var retentionDays: Int?
  }

  struct Unit: Codable {
    var code: String
    var name: String
    var allocated: Int?
    var parent: String?
    var transactions: Int?
    var kind: String?
    var validFrom: Day?
    var validTo: Day?
    var predecessors: [String]?
    var stratum: String?
  }

  struct Period: Codable {
    var id: String?
    var from: Day?
    var to: Day?
    var deadline: Day?
    var cycleMonths: Int?
    var openingDays: [Day]?
    var asOf: Day?
  }

  /// When what is due.
  struct Programme: Codable {
    var workingDays: [Weekday]?
    var milestones: [Milestone]
    var touchpoint: String?
    var sampleScheme: String?
  }

  var title: String
  var forms: [String]
  var units: [Unit]
  var statedAllocation: Int?
  var period: Period?
  var marks: Marks?
  var review: Review?
  var index: String?
  var programme: Programme?

  init(_ survey: Survey) {
    title = survey.title
    forms = survey.forms
    units = survey.units.map(Unit.init)
    statedAllocation = survey.statedAllocation
    period = Period(survey.period)
    marks = Marks(
      double: survey.policy.doubleMark, minimumConfidence: survey.policy.minimumConfidence,
      minimumAnswered: survey.policy.minimumAnswered)
    review = Review(
      peopleToAgree: survey.review.peopleToAgree, people: survey.review.people,
      retentionDays: survey.review.retentionDays)
    index = survey.index
    programme = Programme(survey)
  }

  var survey: Survey {
    var survey = Survey(
      title: title, forms: forms, units: units.map(\.unit), statedAllocation: statedAllocation, index: index)
    if let period { survey.period = period.period }
    if let programme {
      survey.workingDays = programme.workingDays.map(Set.init)
      survey.milestones = programme.milestones
      survey.touchpoint = programme.touchpoint.flatMap(Touchpoint.init)
      survey.sampleScheme = programme.sampleScheme
    }
    if let marks {
      survey.policy = MarkPolicy(
        doubleMark: marks.double, minimumConfidence: marks.minimumConfidence, minimumAnswered: marks.minimumAnswered)
    }
    if let review {
      survey.review = ReviewPolicy(
        peopleToAgree: review.peopleToAgree, people: review.people, retentionDays: review.retentionDays)
    }
    return survey
  }
}

extension SurveyBody.Unit {
  fileprivate init(_ unit: SurveyUnit) {
    self.init(
      code: unit.code, name: unit.name, allocated: unit.allocated, parent: unit.parent,
      transactions: unit.transactions, kind: unit.kind, validFrom: unit.validFrom, validTo: unit.validTo,
      predecessors: unit.predecessors.isEmpty ? nil : unit.predecessors, stratum: unit.stratum)
  }

  fileprivate var unit: SurveyUnit {
    SurveyUnit(
      code: code, name: name, kind: kind, allocated: allocated, parent: parent, transactions: transactions,
      validFrom: validFrom, validTo: validTo, predecessors: predecessors ?? [], stratum: stratum)
  }
}

extension SurveyBody.Period {
  fileprivate init(_ period: Counting.Period) {
    self.init(id: period.id, from: period.from, to: period.to, deadline: period.deadline, asOf: period.asOf)
    switch period.openings {
    case .every(let months): cycleMonths = months
    case .on(let days): openingDays = days
    case nil: break
    }
  }

  fileprivate var period: Counting.Period {
    Counting.Period(
      id: id, from: from, to: to, deadline: deadline,
      openings: cycleMonths.map { .every(months: $0) } ?? openingDays.map { .on($0) }, asOf: asOf)
  }
}

extension SurveyBody.Programme {
  /// Nil where the survey says nothing of the kind: its entry reads as it always did.
  fileprivate init?(_ survey: Survey) {
    if survey.workingDays == nil, survey.milestones.isEmpty, survey.touchpoint == nil, survey.sampleScheme == nil {
      return nil
    }
    self.init(
      workingDays: survey.workingDays.map { days in Weekday.allCases.filter(days.contains) },
      milestones: survey.milestones, touchpoint: survey.touchpoint?.rawValue, sampleScheme: survey.sampleScheme)
  }
}
