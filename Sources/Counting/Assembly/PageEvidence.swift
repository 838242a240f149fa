public import Ballots
internal import Foundation

/// What assembly needs to know of a page that was read: a fraction of its reading.
///
/// All pages of a count are held at once, so that each can be compared with all others. A `PageReading` says of every box
/// what was measured and where it lies; that has its place in the store and in pictures for people. Evidence is made of
/// a reading as soon as there is one, and the reading let go.
public struct PageEvidence: Hashable, Sendable {
  /// What the page is.
  let kind: PageReading.Kind
  /// At most one refusal: boxed, since few pages have any and it takes as much room as all else here.
  private let refusals: [Refusal]
  /// The form's id, when known.
  let form: String?
  /// 1-based page of the form, when known.
  let formPage: Int?
  /// What the codes on the page say, without their texts.
  let identity: Identity
  /// How the page lay in the scan, when located.
  let pose: ScanPose?
  /// What the voter left on it; nil unless it is a ballot's page.
  let marks: MarkEvidence?

  /// The evidence in a reading.
  public init(_ reading: PageReading, sharing questions: inout SharedQuestions) {
    kind = reading.kind
    refusals = reading.refusal.map { [$0] } ?? []
    form = reading.form
    formPage = reading.formPage
    identity = Identity(unit: reading.identity.unit, box: reading.identity.box, serial: reading.identity.serial)
    pose = reading.registration?.pose
    marks = reading.kind == .ballot ? MarkEvidence(reading, sharing: &questions) : nil
  }

  /// Why it was rejected, or why a person must look at a read page as a whole.
  var refusal: Refusal? { refusals.first }

  /// Whether a batch begins here: a separator lies within one.
  var beginsBatch: Bool { kind == .header && refusal?.reason != .separatorSheet }
}

/// What the voter left on a page: enough to answer its questions and to know the same sheet again.
struct MarkEvidence: Hashable, Sendable {
  /// What was asked, in the page's order.
  private let asked: [AskedQuestion]
  /// What was answered, one entry a question.
  private let questions: [QuestionEvidence]
  /// The boxes that are not empty, in order.
  let strokes: [Stroke]
  /// The small picture of the voter's ink.
  let picture: Fingerprint?
  /// Over everything that was measured: the same only where every number is the same to the last digit.
  let digest: ExactDigest

  /// The evidence in the questions and the picture of a reading.
  init(_ reading: PageReading, sharing shared: inout SharedQuestions) {
    asked = shared.shared(reading.questions.map(AskedQuestion.init))
    questions = reading.questions.map(QuestionEvidence.init)
    strokes = reading.questions.flatMap(\.options).enumerated().filter { $1.state != .empty }.map(Stroke.init)
    picture = reading.fingerprint
    digest = ExactDigest(reading.questions)
  }

  /// How many boxes were read.
  var boxes: Int { asked.reduce(0) { $0 + $1.options } }

  /// The answer to a question of the form; nil when the page was read without it.
  func answer(to question: Question, by policy: MarkPolicy) -> JudgedAnswer? {
    var start = 0
    for (asked, evidence) in zip(asked, questions) {
      let boxes = start..<start + asked.options
      if asked.question == question.id {
        let marked = strokes.filter { $0.isMarked && boxes.contains($0.box) }.map { $0.box - start }
        return policy.answer(to: evidence, asked: asked, marked: marked, of: question)
      }
      start = boxes.upperBound
    }
    return nil
  }

  /// What each box holds, by question.
  var states: [[MarkState]] {
    var start = 0
    var next = strokes[...]
    return asked.map { question in
      var states = [MarkState](repeating: .empty, count: question.options)
      while let stroke = next.first, stroke.box < start + question.options {
        states[stroke.box - start] = stroke.state
        next.removeFirst()
      }
      start += question.options
      return states
    }
  }
}

/// What one box holds that is not empty.
struct Stroke: Hashable, Sendable {
  /// Ink below which a stroke's logarithm would be noise, mm².
  private static let leastInk = 0.05
  /// Share of the box from which ink tells nothing: one filled box is like another.
  private static let filled = 0.75
  /// Measurements have four decimals.
  private static let perUnit = 10_000.0
  private static let mostParts = 2e9

  /// Natural logarithm of its ink in mm².
  let logInk: Double
  private let inkParts: Int32
  private let aroundParts: Int32
  private let extentParts: Int32
  private let ringParts: Int32
  private let place: Int32
  /// What the box was judged to hold.
  let state: MarkState
  /// Whether the box is filled.
  let isFilled: Bool

  /// What an option's box holds; `box` is its place among all boxes of the page.
  init(box: Int, option: OptionReading) {
    // A store may say anything: what is no number is the largest.
    func parts(_ value: Double) -> Int32 {
      Int32(max(-Self.mostParts, min(Self.mostParts, (value * Self.perUnit).rounded())))
    }
    let mark = option.mark
    logInk = log(max(mark.inkInside, Self.leastInk))
    inkParts = parts(mark.inkInside)
    aroundParts = parts(mark.inkAround)
    extentParts = parts(mark.extent)
    ringParts = parts(mark.encirclement)
    place = Int32(box)
    state = option.state
    isFilled = mark.coverage >= Self.filled
  }

  /// Which box: its place among all boxes of the page.
  var box: Int { Int(place) }
  /// Whether the box is surely marked.
  var isMarked: Bool { state == .marked }
  /// Ink inside the box, mm².
  var ink: Double { Double(inkParts) / Self.perUnit }
  /// Ink around the box, mm².
  var around: Double { Double(aroundParts) / Self.perUnit }
  /// Share of the box's side, 0 to 1.
  var extent: Double { Double(extentParts) / Self.perUnit }
  /// How much of a ring lies around the box, 0 to 1.
  var ring: Double { Double(ringParts) / Self.perUnit }
}
