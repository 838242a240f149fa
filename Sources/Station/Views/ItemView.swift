internal import Ballots
internal import Canvass
internal import Counting
internal import Mustache
internal import Wording

/// An item of the queue before a person: what was seen, and what it may be.
struct ItemView: Sendable {
  /// What may be decided, as a button.
  struct Choice: Sendable {
    /// As the form sends it: an answer, or a word on the page as a whole.
    var value: String
    /// Empty where the key says as much.
    var label: String
    /// The key of the keyboard, as browsers name it.
    var key: String
    /// As it is shown on the button.
    var shownKey: String
  }

  /// What the machine made of an option.
  struct Seen: Sendable {
    var option: String
    var state: String
    var confidence: String
    /// `empty`, `marked`, `unclear` or `cancelled`.
    var kind: String
  }

  var sheet: String
  var sheetPath: String
  /// Empty for the page as a whole.
  var question: String
  var heading: String
  var name: String
  var unit: String
  var message: String
  var action: String
  var crop: String
  var cropName: String
  var picture: String
  var choices: [Choice]
  /// What keys do here.
  var keys: String
  /// The options of a question that takes several, each to be ticked; empty for any other.
  var boxes: [Choice]
  var seen: [Seen]
  /// Whether another person decided already; what he or she said is not shown.
  var isSecond: Bool
  /// What those wrote who handed it on.
  var notes: [String]
  /// The page with what people wrote by hand; nil for who may not see it.
  var uncovered: String?

  /// An item with its page, the question as printed, its options as read and what was said of it; `question` is nil for the
  /// page as a whole. Where people have to agree each of them looks for himself or herself: a blind look does not tell what was read.
  init(
    _ item: WaitingItem, page: AssembledPage, question: Question?, options: [OptionReading], said: [Decision],
    isBlind: Bool, visitor: Visitor, _ wording: Wording
  ) {
    let refusal = page.waiting.first { $0.question == item.id.question }?.refusal
    let advice = refusal.map { wording.stationAdvice($0) }
    sheet = item.id.sheet.text
    sheetPath = Address.sheet(item.id.sheet)
    self.question = item.id.question ?? ""
    heading = question.map { "\($0.id). \($0.text)" } ?? item.id.question ?? wording.text(.wholePage)
    name = wording.name(item.location)
    unit = item.unit
    message = advice?.message ?? wording.text(.decideAnew)
    action = advice?.action ?? ""
    crop = Address.crop(item.id)
    cropName = wording.text(.crop, ["name": item.id.question ?? name])
    picture = Address.picture(item.id.sheet, isBlind: isBlind)
    choices = question.map { Self.choices(of: $0, wording) } ?? Self.choicesOfPage(wording)
    boxes = question.map { Self.boxes(of: $0) } ?? []
    keys = wording.text(question == nil ? .keysOfSheet : .keys)
    seen = (isBlind ? [] : options).map { option in
      Seen(
        option: question?.options.first { $0.value == option.value }?.label ?? option.value,
        state: wording.label(option.state), confidence: wording.number(option.confidence, places: 2),
        kind: option.state.rawValue)
    }
    isSecond = isBlind && !item.voices.isEmpty && !item.reason.asksForAnotherPerson
    notes = (isBlind ? [] : said).filter(\.subject.isHandedOn).map {
      wording.text(.handedOnBy, ["name": Wording.oneLine($0.person), "why": Wording.oneLine($0.why)])
    }
    uncovered = visitor.may(.seeHandwriting) ? Address.uncovered(item.id.sheet) : nil
  }

  /// The answers to a question in printed order, then what else it may be. Where several may be marked, they are ticked
  /// first and then sent together.
  static func choices(of question: Question, _ wording: Wording) -> [Choice] {
    let several = Choice(value: ticked, label: wording.text(.ticked), key: "g", shownKey: "G")
    return (question.kind == .multi ? [several] : options(of: question)) + [
      Choice(value: Answer.blank.text, label: wording.text(.blank), key: "0", shownKey: "0"),
      Choice(value: Answer.overvote.text, label: wording.text(.several), key: "x", shownKey: "X"),
    ]
  }

  /// What is to be ticked of a question that takes several answers.
  static func boxes(of question: Question) -> [Choice] { question.kind == .multi ? options(of: question) : [] }

  /// What a form sends as its answer where boxes were ticked.
  private static let ticked = "ticked"

  /// The answer that a form sent; nil where nothing was chosen. Ticked boxes come as `box-<value>` and are put into the order
  /// in which the question prints them: two people who tick the same must agree.
  static func answer(in fields: [String: String], to question: Question?) -> String? {
    guard let answer = fields["answer"], answer == ticked else {
      return fields["answer"].flatMap { $0.isEmpty ? nil : $0 }
    }
    let values = question?.options.map(\.value).filter { fields["box-\($0)"] != nil } ?? []
    return values.isEmpty ? nil : Answer.values(values).text
  }

  /// Digits that are printed beside the boxes are the keys, whatever their order on the paper; else options are numbered.
  private static func options(of question: Question) -> [Choice] {
    let digits = Set("123456789".map(String.init))
    let labels = question.options.map(\.label)
    let arePrinted = labels.allSatisfy(digits.contains) && Set(labels).count == labels.count
    return question.options.enumerated().map { place, option in
      let key = arePrinted ? option.label : place < 9 ? String(place + 1) : ""
      return Choice(value: option.value, label: option.label == key ? "" : option.label, key: key, shownKey: key)
    }
  }

  private static func choicesOfPage(_ wording: Wording) -> [Choice] {
    // No digits: who answers question after question would say with one of them what becomes of a whole sheet.
    let all: [(Decision.PageDecision, StationWord, key: String)] = [
      (.accept, .accept, "a"), (.duplicate, .duplicate, "d"), (.invalid, .invalid, "i"),
      (.notABallot, .notABallot, "n"),
    ]
    return all.map {
      Choice(value: $0.rawValue, label: wording.text($1), key: $2, shownKey: $2.uppercased())
    }
  }
}

/// The page on which people decide: a filter, and one item.
struct QueueView: Sendable {
  /// A choice of the filter. There is one for each unit: its values are asked for by name, since looking them up in a mirror
  /// takes most of the page's time.
  struct Option: Sendable, MustacheParent {
    var value: String
    var label: String
    var isChosen: Bool

    func child(named name: String) -> Any? {
      switch name {
      case "value": value
      case "label": label
      case "isChosen": isChosen
      default: nil
      }
    }
  }

  var reasons: [Option]
  var units: [Option]
  var forms: [Option]
  /// How many items the filter lets through.
  var waiting: String
  /// The address of the page with this filter.
  var path: String
  var reason: String
  var filterUnit: String
  var form: String
  /// What is before this person; nil where nothing is left.
  var item: ItemView?
  /// The picture that is needed next; nil where none is.
  var nextPicture: String?
  /// Whether the person came from a sheet's page, and goes back there.
  var isFromSheet: Bool
  /// What is said where nothing is.
  var nothing: String

  /// The page of a queue.
  init(
    _ queue: WaitingQueue, _ filter: WaitingQueue.Filter, of person: PersonName, item: ItemView?,
    following: WaitingItem.ID?, isFromSheet: Bool, _ wording: Wording
  ) {
    reasons = queue.reasons.map { reason in
      Option(
        value: reason.rawValue, label: wording.advice(reason).message,
        isChosen: reason == filter.reason)
    }
    units = queue.units.map { Option(value: $0, label: $0, isChosen: $0 == filter.unit) }
    forms = queue.forms.map { Option(value: $0, label: $0, isChosen: $0 == filter.form) }
    let count = wording.number(queue.count(filter))
    waiting = wording.text(.waiting, ["n": wording.number(queue.count(filter, for: person))])
    path = Address.queue(filter)
    reason = filter.reason?.rawValue ?? ""
    filterUnit = filter.unit ?? ""
    form = filter.form ?? ""
    self.item = item
    self.isFromSheet = isFromSheet
    nextPicture = following.flatMap { $0.question == nil ? nil : Address.crop($0) }
    nothing = queue.count(filter) == 0 ? wording.text(.nothingWaits) : wording.text(.nothingForYou, ["n": count])
  }
}
