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

  var title: String
  var forms: [String]
  var units: [SurveyUnit]
  var statedAllocation: Int?
  var period: Period?
  var marks: Marks?
  var review: Review?
  var index: String?

  init(_ survey: Survey) {
    title = survey.title
    forms = survey.forms
    units = survey.units
    statedAllocation = survey.statedAllocation
    period = survey.period
    marks = Marks(
      double: survey.policy.doubleMark, minimumConfidence: survey.policy.minimumConfidence,
      minimumAnswered: survey.policy.minimumAnswered)
    review = Review(
      peopleToAgree: survey.review.peopleToAgree, people: survey.review.people,
      retentionDays: survey.review.retentionDays)
    index = survey.index
  }

  var survey: Survey {
    var survey = Survey(title: title, forms: forms, units: units, statedAllocation: statedAllocation, index: index)
    if let period { survey.period = period }
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
