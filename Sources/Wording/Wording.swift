public import Ballots
public import Counting

/// Everything that people read, in one language. The texts stand in the catalogue (`Catalogue/`), both languages side by
/// side; here they are filled in. The tone is that of a colleague: what was seen, and what to do next; never blame.
public struct Wording: Sendable {
  /// The language that is spoken.
  public let language: Language

  /// The wording of a language.
  public init(_ language: Language) { self.language = language }

  /// What happened and what to do about it.
  public struct Advice: Hashable, Sendable {
    /// What was seen, one sentence.
    public var message: String
    /// What to do next, one sentence.
    public var nextAction: String
  }

  // MARK: Reasons

  /// Why a page or an answer waits, and what to do.
  public func advice(_ reason: Reason) -> Advice { advice(Refusal(reason)) }

  /// A reason in the few words for which there is room on a picture.
  public func brief(_ reason: Reason) -> String { Catalogue.brief(reason).text(in: language) }

  /// Why a page or an answer waits, with what was measured, and what to do.
  public func advice(_ refusal: Refusal) -> Advice {
    let entry = Catalogue.entry(refusal.reason)
    var values: [String: String] = [:]
    values["measured"] = refusal.measured.map { number($0, places: Self.places($0)) }
    values["limit"] = refusal.limit.map { number($0, places: Self.places($0)) }
    let isRemark = Catalogue.reasonsOfDecoders.contains(refusal.reason)
    values["subject"] = refusal.subject.flatMap { isRemark ? Catalogue.remark($0, in: language) : Self.oneLine($0) }
    return Advice(message: sentence(entry, values), nextAction: entry.action.text(in: language))
  }

  // MARK: Discrepancies

  /// What disagrees and what to do.
  public func advice(_ discrepancy: Discrepancy) -> Advice {
    let why = discrepancy.parameters[language == .vi ? .whyInVietnamese : .whyInEnglish]
    let entry = Catalogue.entry(discrepancy, isExplained: why != nil)
    var values: [String: String] = [:]
    values["n"] = discrepancy.parameters[.count].map(grouped)
    values["expected"] = discrepancy.parameters[.expected] ?? discrepancy.expected.map { number($0) }
    values["found"] = discrepancy.parameters[.found].map(condition) ?? discrepancy.found.map { number($0) }
    values["expectedNumber"] = discrepancy.expected.map { number($0) }
    values["fields"] = discrepancy.parameters[.fields].map(fields)
    values["date"] = discrepancy.parameters[.date].map(date)
    values["people"] = discrepancy.parameters[.people]
    values["unreadFiles"] = discrepancy.parameters[.unreadFiles].map(grouped)
    values["forms"] = discrepancy.parameters[.forms]
    values["revision"] = discrepancy.parameters[.revision]
    values["rule"] = discrepancy.parameters[.rule]
    values["percent"] = discrepancy.parameters[.percent]
    values["question"] = discrepancy.parameters[.question]
    values["why"] = why.map(Self.oneLine)
    values["row"] = discrepancy.parameters[.row]
    values["box"] = discrepancy.parameters[.box]
    values["milestone"] = discrepancy.parameters[.milestone].map(Self.oneLine)
    values["days"] = discrepancy.parameters[.days].map(dates)
    values["record"] = discrepancy.parameters[.record].map(Self.oneLine)
    values["channel"] = discrepancy.parameters[.channel]
    values["rows"] = discrepancy.parameters[.rows]
    var advice = Advice(message: sentence(entry, values), nextAction: entry.action.text(in: language))
    if values["record"] != nil, let source = Catalogue.byRecord.filled(in: language, values) {
      advice.message += " " + source
    }
    if let hint = values["unreadFiles"].flatMap({ Catalogue.unreadFiles.filled(in: language, ["n": $0]) }) {
      advice.nextAction += " " + hint
    }
    return advice
  }

  /// What was measured and the limit it was held against, as far as they are known: `Đo được: 0,41 · Giới hạn: 0,60`.
  public func evidence(_ refusal: Refusal) -> String? {
    let parts = [(SummaryLabel.measured, refusal.measured), (.limit, refusal.limit)].compactMap { name, value in
      value.map { "\(label(name)): \(number($0, places: Self.places($0)))" }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// Message, then the detail when everything it names is known, then a full stop.
  private func sentence(_ entry: Catalogue.Entry, _ values: [String: String]) -> String {
    let message =
      entry.message.filled(in: language, values)
      ?? entry.message.filled(in: language, Self.withEllipses(values, for: entry.message.text(in: language)))
      ?? entry.message.text(in: language)
    let detail = entry.detail?.filled(in: language, values).map { " (\($0))" } ?? ""
    return message + detail + "."
  }

  /// The values with `…` for every name in a text that has none.
  static func withEllipses(_ values: [String: String], for text: String) -> [String: String] {
    var result = values
    for piece in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      if let name = piece.split(separator: "}").first.map(String.init), result[name] == nil { result[name] = "…" }
    }
    return result
  }

  // MARK: Labels

  /// What became of a page.
  public func label(_ status: PageStatus) -> String { Catalogue.label(status).text(in: language) }
  /// What a box was judged to hold.
  public func label(_ state: MarkState) -> String { Catalogue.label(state).text(in: language) }
  /// Where a ballot stands.
  public func label(_ standing: Ballot.Standing) -> String { Catalogue.label(standing).text(in: language) }
  /// How grave a discrepancy is.
  public func label(_ severity: Discrepancy.Severity) -> String { Catalogue.label(severity).text(in: language) }
  /// What a person decided about a page.
  public func label(_ decision: Decision.PageDecision) -> String { Catalogue.label(decision).text(in: language) }
  /// What a person may do.
  public func label(_ role: Role) -> String { Catalogue.label(role).text(in: language) }
  /// A label of the summary.
  public func label(_ label: SummaryLabel) -> String { Catalogue.label(label).text(in: language) }

  /// A role in the minutes by its code; the code itself when it is not known.
  public func role(_ code: String) -> String { Catalogue.roles[code]?.text(in: language) ?? code }

  /// An answer for people: the values, or what else it counts as.
  public func label(_ answer: Answer) -> String {
    switch answer {
    case .values(let values): values.joined(separator: ", ")
    case .blank: Catalogue.answerBlank.text(in: language)
    case .overvote: Catalogue.answerOvervote.text(in: language)
    case .review: Catalogue.answerReview.text(in: language)
    }
  }

  /// A field of the minutes by its name in the file; the name itself when it is not known.
  public func minutesField(_ name: String) -> String {
    Catalogue.minutesFields[name]?.text(in: language) ?? name
  }

  private func fields(_ joined: String) -> String {
    joined.split(separator: ",").map { name in
      minutesField(String(name.drop(while: \.isWhitespace)))
    }
    .joined(separator: ", ")
  }

  private func dates(_ joined: String) -> String {
    joined.split(separator: ",").map { date(String($0.drop(while: \.isWhitespace))) }.joined(separator: ", ")
  }

  /// A state of lock or seal by its word in the file; the word itself when it is not known.
  public func condition(_ word: String) -> String {
    Catalogue.conditions[word]?.text(in: language) ?? word
  }

  // MARK: Names

  /// A sheet for people and on the command line: `file#page`, and `file#page.slot` where a page shows several ballots.
  public func name(_ sheet: PageLocation) -> String {
    Self.oneLine("\(sheet.file)#\(sheet.page)" + (sheet.slot > 1 ? ".\(sheet.slot)" : ""))
  }

  /// A text with its line breaks, other control characters and turns of the writing direction shown, so that the name of a
  /// file or a person stays on its line and looks like what it is: `hai\ndòng.png`.
  public static func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case _ where isControl(scalar): "\\u{" + String(scalar.value, radix: 16) + "}"
      default: String(scalar)
      }
    }
    .joined()
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.properties.isBidiControl || scalar == "\u{2028}"
      || scalar == "\u{2029}"
  }

  // MARK: Numbers and dates

  /// A whole number with thousands set apart: `1.234` in Vietnamese, `1,234` in English.
  public func number(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var result = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { result.append(language == .vi ? "." : ",") }
      result.append(digit)
    }
    return value < 0 ? "-" + result : result
  }

  /// A number rounded to some decimal places, half away from zero: `97,5` in Vietnamese, `97.5` in English.
  public func number(_ value: Double, places: Int) -> String {
    guard value.isFinite, abs(value) < Self.largestNumber else { return "…" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded(.toNearestOrAwayFromZero))
    let whole = number(scaled / Int(scale))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + whole }
    let decimals = String(scaled % Int(scale))
    let padding = String(repeating: "0", count: places - decimals.count)
    return sign + whole + (language == .vi ? "," : ".") + padding + decimals
  }

  /// A day as dd/mm/yyyy.
  public func date(_ day: Day) -> String {
    "\(Self.twoDigits(day.day))/\(Self.twoDigits(day.month))/\(day.year)"
  }

  /// A moment as dd/mm/yyyy HH:mm.
  public func date(_ moment: Moment) -> String {
    "\(date(moment.day)) \(Self.twoDigits(moment.hour)):\(Self.twoDigits(moment.minute))"
  }

  /// Numbers from here on are not measured by anybody and do not fit the fixed point arithmetic.
  private static let largestNumber = 1e12

  /// Decimal places in which a measurement is shown: none from 100 on and of whole
  /// numbers (dots, pages), one from 10 on, else two.
  private static func places(_ value: Double) -> Int {
    if abs(value) >= 2, value == value.rounded() { return 0 }
    return abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 2
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

  private func grouped(_ digits: String) -> String { Int(digits).map { number($0) } ?? digits }

  /// An ISO 8601 day for people; any other text as it is.
  private func date(_ iso: String) -> String {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    return parts.count == 3 ? date(Day(year: parts[0], month: parts[1], day: parts[2])) : iso
  }
}
