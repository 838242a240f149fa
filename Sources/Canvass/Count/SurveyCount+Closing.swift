public import Counting
internal import Journal
internal import SurveyFolder
public import Wording

extension SurveyCount {
  /// What stands against closing a box.
  public func obstacles(to opening: OpeningID, causes: [String: String]) -> [ClosingObstacle] {
    let openings = Dictionary(
      snapshot.scans.map { ($0.file.file, $0.opening) }, uniquingKeysWith: { first, _ in first })
    return ClosingRules(
      pages: pages.filter { $0.opening == opening }, section: tally.openings[opening],
      discrepancies: discrepancies.filter { $0.opening == opening },
      hasMinutes: minutes.minutes.contains { $0.opening == opening }, closing: closings.closing(of: opening)
    ).obstacles(causes: causes, unread: unread.filter { openings[$0] == .some(opening) })
  }

  /// What stands in a box now.
  func box(_ opening: OpeningID, causes: [String: String], journal: Journal) throws(JournalError) -> ClosedBox {
    let section = tally.openings[opening] ?? TallySection()
    let files = Set(pages.filter { $0.countedOpening == opening }.map(\.sha256))
    return ClosedBox(
      ballots: section.ballots, pages: section.pages, root: roots[opening] ?? MerkleTree.root(of: []),
      minutes: minutes.minutes.first { $0.opening == opening }, causes: causes,
      rule: DecisionRule(
        peopleToAgree: snapshot.survey.review.peopleToAgree,
        mostAskedFor: try journal.mostPeopleAskedFor(decisionsOn: files)))
  }

  /// What people should know of the rule under which a closed box's decisions stand; nil where nothing is to be said.
  public func weakenedRule(of opening: OpeningID) -> Phrase? {
    guard let rule = closings.closed(opening)?.rule, let before = rule.formerly else { return nil }
    return Phrase(
      "quy tắc phân xử đã đổi từ \(before) người xuống \(rule.peopleToAgree) người sau khi có quyết định của hòm này; tờ chốt ghi điều đó",
      "the rule for decisions was changed from \(before) people to \(rule.peopleToAgree) after decisions on this box were made; the closing sheet says so"
    )
  }
}

extension ClosingObstacle {
  /// What stands against closing, and what to do.
  public func words(_ wording: Wording) -> String {
    let phrase: Phrase
    switch self {
    case .unknownBox: phrase = Phrase("không có hòm này.", "there is no such box.")
    case .alreadyClosed(let person, let time):
      phrase = Phrase("hòm đã chốt (\(person), \(time)).", "the box is closed already (\(person), \(time)).")
    case .unread(let files):
      phrase = Phrase(
        "còn \(files.count) tệp chưa đọc; chạy `kiemphieu count`.",
        "\(files.count) files are not read yet; run `kiemphieu count`.")
    case .waiting(let count):
      phrase = Phrase(
        "còn \(count) phiếu chờ phân xử; xem `kiemphieu review`.",
        "\(count) ballots wait for a person; see `kiemphieu review`.")
    case .unreadFiles(let count):
      phrase = Phrase(
        "\(count) tệp không đọc được; quét lại, hoặc ghi quyết định (kiemphieu review set --whole not-a-ballot).",
        "files that could not be read: \(count); scan them again, or decide (kiemphieu review set --whole not-a-ballot)."
      )
    case .openDecisions(let count):
      phrase = Phrase(
        "\(count) trang còn chờ người thứ hai hoặc thứ ba; xem `kiemphieu review`.",
        "\(count) pages wait for a second or third person; see `kiemphieu review`.")
    case .unresolved(let row):
      let advice = wording.advice(row)
      return "\(row.code.rawValue) \(advice.message) \(advice.nextAction)"
    case .causeMissing(let row):
      let advice = wording.advice(row)
      let code = row.code.rawValue
      phrase = Phrase(
        "\(code) \(advice.message) Cần ghi nguyên nhân: --cause \(code)=\"…\".",
        "\(code) \(advice.message) The cause has to be noted: --cause \(code)=\"…\".")
    }
    return phrase.text(in: wording.language)
  }
}
