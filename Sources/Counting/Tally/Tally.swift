public import Ballots

/// The pages of a tally by what they are.
public struct PageCounts: Hashable, Sendable, Codable {
  /// All pages of all files; a file that could not be decoded counts as one.
  public var pages = 0
  /// Pages of ballots that lay in the box, read or not.
  public var ballotPages = 0
  /// D: pages of sheets that were scanned again.
  public var duplicates = 0
  /// Empty pages.
  public var blank = 0
  /// Batch headers.
  public var headers = 0
  /// N: documents that are no ballots.
  public var otherDocuments = 0
  /// Files that could not be decoded: what was on them is not known.
  public var unreadFiles = 0

  /// No pages.
  public init() {}

  mutating func add(_ page: AssembledPage) {
    pages += 1
    switch page.status {
    case .duplicate: duplicates += 1
    case .blank: blank += 1
    case .header: headers += 1
    case .ok, .review, .reject, .stray, .foreign:
      if page.ballot != nil {
        ballotPages += 1
      } else if page.status == .reject {
        unreadFiles += 1
      } else {
        otherDocuments += 1
      }
    }
  }

  mutating func add(_ other: Self) {
    pages += other.pages
    ballotPages += other.ballotPages
    duplicates += other.duplicates
    blank += other.blank
    headers += other.headers
    otherDocuments += other.otherDocuments
    unreadFiles += other.unreadFiles
  }
}

/// The count of one opening, a unit or the whole survey. Provisional while ballots wait: then accepted answers stand in
/// it and what waits has a column of its own (docs/formats.md).
public struct TallySection: Hashable, Sendable, Codable {
  /// Ballots by where they stand.
  public var ballots = BallotCounts()
  /// Pages by what they are.
  public var pages = PageCounts()
  /// One tally for each form, in the order of the survey's forms; last, ballots whose form could not be told.
  public var forms: [FormTally] = []
  /// Ballots with an answer of 1 to 5 to at least one question on a scale of five: the ballots on which measures rest.
  public var ballotsOnScales = 0

  /// Nothing counted.
  public init() {}

  /// Whether no ballot waits and every file could be read: what closing a box requires (E7).
  public var isComplete: Bool { ballots.waiting == 0 && pages.unreadFiles == 0 }

  /// The questions over all forms together. Forms that print the same questions (same id, words, kind and values) are added
  /// up; others stand apart, in the order of the forms.
  public var questions: [QuestionTally] {
    var result: [QuestionTally] = []
    for question in forms.flatMap(\.questions) {
      let same = result.firstIndex {
        $0.asked == question.asked && $0.kind == question.kind && Set($0.values) == Set(question.values)
      }
      if let same { result[same].add(question) } else { result.append(question) }
    }
    return result
  }

  mutating func add(_ other: Self) {
    ballots.add(other.ballots)
    pages.add(other.pages)
    ballotsOnScales += other.ballotsOnScales
    for form in other.forms {
      if let place = forms.firstIndex(where: { $0.form == form.form }) {
        forms[place].add(form)
      } else {
        forms.append(form)
      }
    }
  }
}

/// The count of a survey, by opening, by unit and as a whole. A sum is never stored beside its parts: units and the whole
/// are added up from the openings (E10, E11).
public struct Tally: Sendable {
  /// Every ballot that lay in a box, in the order of its first page.
  public let ballots: [Ballot]
  /// The count of each opening.
  public let openings: [OpeningID: TallySection]

  private let formOrder: [String]

  /// Counts assembled pages. Pages without an opening are counted under the unit and box that they name.
  public init(pages: [AssembledPage], forms: [Form], policy: MarkPolicy = MarkPolicy()) {
    let byID = Dictionary(forms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    formOrder = forms.map(\.id)
    var sections: [OpeningID: TallySection] = [:]
    // By the bytes of the ids: files named alike in NFC and in NFD hold two ballots.
    var groups: [[UInt8]: [AssembledPage]] = [:]
    var order: [String] = []
    for page in pages {
      sections[page.countedOpening, default: TallySection()].pages.add(page)
      guard page.isFoundBallot, let ballot = page.ballot else { continue }
      let key = Array(ballot.utf8)
      if groups[key] == nil { order.append(ballot) }
      groups[key, default: []].append(page)
    }

    var ballots: [Ballot] = []
    ballots.reserveCapacity(order.count)
    for id in order {
      guard let all = groups[Array(id.utf8)], let first = all.first else { continue }
      let pages = Self.bestPages(all)
      let named = pages.lazy.compactMap(\.form).first ?? (forms.count == 1 ? forms.first?.id : nil)
      let form = named.flatMap { byID[$0] }
      let judgement = BallotJudgement(pages: pages, form: form, minimumAnswered: policy.minimumAnswered)
      let opening = first.countedOpening
      ballots.append(
        Ballot(
          id: id, opening: opening, form: form?.id, sheet: first.sheet ?? first.location,
          pages: pages.map(\.location), standing: judgement.standing))
      sections[opening, default: TallySection()].count(judgement, form: form)
    }
    self.ballots = ballots
    openings = sections.mapValues { $0.ordered(by: forms.map(\.id)) }
  }

  /// The openings in order of unit, box and opening.
  public var orderedOpenings: [OpeningID] { openings.keys.sorted() }

  /// The codes of the units that have openings, in order.
  public var units: [String] { Set(openings.keys.map(\.unit)).sorted() }

  /// The count of a unit: all openings of all its boxes.
  public func unit(_ code: String) -> TallySection { sum { $0.unit == code } }

  /// The count of several units together.
  public func units(_ codes: Set<String>) -> TallySection { sum { codes.contains($0.unit) } }

  /// The count of the whole survey.
  public var whole: TallySection { sum { _ in true } }

  private func sum(where isIncluded: (OpeningID) -> Bool) -> TallySection {
    var result = TallySection()
    for opening in orderedOpenings where isIncluded(opening) {
      if let section = openings[opening] { result.add(section) }
    }
    return result.ordered(by: formOrder)
  }

  /// Of each page of the form the one that was read best: a page that was read again replaces the one that was not.
  private static func bestPages(_ pages: [AssembledPage]) -> [AssembledPage] {
    guard pages.contains(where: { $0.status == .reject && $0.decision != .invalid }) else { return pages }
    return pages.filter { page in
      page.status != .reject || page.decision == .invalid
        || !pages.contains { $0.status != .reject && ($0.formPage == page.formPage || page.formPage == nil) }
    }
  }
}

extension TallySection {
  /// Adds one ballot.
  mutating func count(_ judgement: BallotJudgement, form: Form?) {
    ballots.add(judgement.standing)
    let place: Int
    if let known = forms.firstIndex(where: { $0.form == form?.id }) {
      place = known
    } else {
      forms.append(FormTally(form: form))
      place = forms.count - 1
    }
    forms[place].ballots.add(judgement.standing)
    switch judgement.standing {
    case .valid, .partlyValid, .waiting:
      for (question, contribution) in judgement.contributions.enumerated() {
        forms[place].questions[question].add(contribution)
      }
      let tallies = forms[place].questions
      if zip(tallies, judgement.contributions).contains(where: { $0.isOnScale($1) }) { ballotsOnScales += 1 }
    case .invalid, .blank, .stray, .foreign: break
    }
  }

  /// The same with its forms in this order, unknown ones last.
  func ordered(by ids: [String]) -> Self {
    var result = self
    result.forms.sort { a, b in
      let first = a.form.flatMap { ids.firstIndex(of: $0) } ?? ids.count
      let second = b.form.flatMap { ids.firstIndex(of: $0) } ?? ids.count
      return (first, a.form ?? "") < (second, b.form ?? "")
    }
    return result
  }
}
