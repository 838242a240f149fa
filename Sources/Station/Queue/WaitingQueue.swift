internal import Ballots
internal import Counting

/// What waits for people, handed out so that two never have the same item. Made once for a count; what it takes to find
/// the next item does not depend on how many wait.
///
/// Each item stands in the lists of the eight filters that it passes (its reason, unit and form, or any). A list keeps the
/// places of its items in the queue's order, and in groups by who has said a word already those that still wait: who said
/// one is passed by, and the first of all others is the least of a few numbers. An item that somebody has before him or her
/// is lent for a while; the loan ends with a decision, with another item, or by itself. Times are counted from the start
/// of the station.
struct WaitingQueue: Sendable {
  /// What somebody wants to see; nil: any.
  struct Filter: Hashable, Sendable {
    /// Why it waits.
    var reason: Reason?
    /// The unit's code.
    var unit: String?
    /// The form's id.
    var form: String?

    /// A filter; nothing given lets everything through.
    init(reason: Reason? = nil, unit: String? = nil, form: String? = nil) {
      self.reason = reason
      self.unit = unit
      self.form = form
    }

    func admits(_ item: WaitingItem) -> Bool {
      (reason ?? item.reason) == item.reason && (unit ?? item.unit) == item.unit && (form ?? item.form) == item.form
    }

    /// The filters that an item passes.
    fileprivate static func all(of item: WaitingItem) -> Set<Filter> {
      var filters: Set<Filter> = []
      for reason in [nil, item.reason] {
        for unit in [nil, item.unit] {
          for form in [nil, item.form] { filters.insert(Filter(reason: reason, unit: unit, form: form)) }
        }
      }
      return filters
    }
  }

  /// Why somebody cannot have an item.
  enum Refusal: Error, Hashable, Sendable {
    /// Another person has it before him or her.
    case lent(to: PersonName)
    /// It does not wait, or no longer.
    case notWaiting
    /// The same person said a word already: another one is needed.
    case ownVoice
  }

  /// How long an item is lent; each look at it begins anew.
  static let loan = Duration.seconds(5 * 60)
  /// Items to which a person can go back.
  static let mostSteps = 200

  private struct List {
    /// Places in the queue, in order.
    var places: [Int] = []
    /// What still waits, by who has said a word: positions in `places`.
    var waiting: [Set<PersonName>: PositionSet] = [:]

    func position(of place: Int) -> Int? {
      var (low, high) = (0, places.count)
      while low < high {
        let middle = (low + high) / 2
        if places[middle] < place { low = middle + 1 } else { high = middle }
      }
      return low < places.count && places[low] == place ? low : nil
    }
  }

  private struct Loan {
    var person: PersonName
    var until: Duration
  }

  private struct Cursor: Hashable {
    var person: PersonName
    var filter: Filter
  }

  private var items: [WaitingItem] = []
  private var isWaiting: [Bool]
  private var places: [WaitingItem.ID: Int] = [:]
  private var lists: [Filter: List] = [:]
  private var loans: [Int: Loan] = [:]
  private var held: [PersonName: Int] = [:]
  private var cursors: [Cursor: Int] = [:]
  private var steps: [PersonName: [Int]] = [:]
  /// Decided items to which somebody went back.
  private var reopened: Set<Int> = []

  /// A queue of items in their order; of items that are one and the same the first stands for all.
  init(_ all: [WaitingItem]) {
    for item in all where places[item.id] == nil {
      let place = items.count
      places[item.id] = place
      items.append(item)
      for filter in Filter.all(of: item) { lists[filter, default: List()].places.append(place) }
    }
    isWaiting = Array(repeating: true, count: items.count)
    for filter in lists.keys {
      guard let places = lists[filter]?.places else { continue }
      var waiting: [Set<PersonName>: PositionSet] = [:]
      for (position, place) in places.enumerated() {
        waiting[items[place].voices, default: PositionSet(capacity: places.count)].insert(position)
      }
      lists[filter]?.waiting = waiting
    }
  }

  /// A queue of a newer count: what people have before them, and what they can go back to, is as it was.
  init(_ all: [WaitingItem], continuing before: WaitingQueue) {
    self.init(all)
    let kept = Set(before.steps.values.joined()).union(before.held.values)
    for place in kept.sorted() where places[before.items[place].id] == nil {
      // Decided, and so not in the newer count's queue: people may go back to it, or have done so.
      places[before.items[place].id] = items.count
      items.append(before.items[place])
      isWaiting.append(false)
    }
    for (person, place) in before.held {
      guard let now = places[before.items[place].id], let loan = before.loans[place] else { continue }
      held[person] = now
      loans[now] = loan
      if before.reopened.contains(place) { reopened.insert(now) }
    }
    steps = before.steps.mapValues { $0.compactMap { places[before.items[$0].id] } }
  }

  /// How many items wait, whoever may decide them.
  func count(_ filter: Filter = Filter()) -> Int {
    lists[filter]?.waiting.values.reduce(0) { $0 + $1.count } ?? 0
  }

  /// How many items wait for a person: all but those on which he or she said a word already.
  func count(_ filter: Filter = Filter(), for person: PersonName) -> Int {
    lists[filter]?.waiting.reduce(0) { $0 + ($1.key.contains(person) ? 0 : $1.value.count) } ?? 0
  }

  /// Whether an item stands, or stood, in its lists.
  func knows(_ id: WaitingItem.ID) -> Bool {
    places[id].map { lists[Filter()]?.position(of: $0) != nil } ?? false
  }

  /// The reasons for which items wait or waited, in the closed list's order.
  var reasons: [Reason] { Reason.allCases.filter { lists[Filter(reason: $0)] != nil } }
  /// The units of items, by code.
  var units: [String] { Set(lists.keys.compactMap(\.unit)).sorted() }
  /// The forms of items, by id.
  var forms: [String] { Set(lists.keys.compactMap(\.form)).sorted() }

  /// The item that a person has before him or her, else the next one, lent from now on; nil where none is left for this
  /// person.
  mutating func next(for person: PersonName, _ filter: Filter = Filter(), at now: Duration) -> WaitingItem? {
    if let place = held[person], filter.admits(items[place]), (try? lend(place, to: person, at: now)) != nil {
      return items[place]
    }
    let start = cursors[Cursor(person: person, filter: filter)] ?? 0
    guard let place = free(for: person, filter, from: start, at: now) ?? free(for: person, filter, from: 0, at: now),
      (try? lend(place, to: person, at: now)) != nil
    else { return nil }
    return items[place]
  }

  /// What comes after the item that a person has; nil where nothing does. Nothing is lent.
  func following(_ person: PersonName, _ filter: Filter = Filter(), at now: Duration) -> WaitingItem? {
    guard let place = held[person] else { return nil }
    let start = cursors[Cursor(person: person, filter: filter)] ?? 0
    let found =
      free(for: person, filter, from: start, besides: place, at: now)
      ?? free(for: person, filter, from: 0, besides: place, at: now)
    return found.map { items[$0] }
  }

  /// One item, lent to a person from now on.
  mutating func take(_ id: WaitingItem.ID, for person: PersonName, at now: Duration) throws(Refusal)
    -> WaitingItem
  {
    guard let place = places[id] else { throw .notWaiting }
    try lend(place, to: person, at: now)
    return items[place]
  }

  /// An item that a person asked for, lent from now on, also where it does not wait or bears the person's own word: to decide
  /// it anew.
  mutating func reopen(_ item: WaitingItem, for person: PersonName, at now: Duration) throws(Refusal) {
    let place = places[item.id] ?? items.count
    if let loan = loans[place], loan.person != person, loan.until > now { throw .lent(to: loan.person) }
    if place == items.count {
      places[item.id] = place
      items.append(item)
      isWaiting.append(false)
    }
    hold(place, person, at: now)
  }

  /// Leaves the item that a person has for later, or for others: the next one follows it.
  mutating func pass(_ person: PersonName, _ filter: Filter = Filter()) {
    guard let place = held[person] else { return }
    giveBack(person)
    guard let list = lists[filter], let position = list.position(of: place) else { return }
    cursors[Cursor(person: person, filter: filter)] = position + 1
  }

  /// A person decided an item. `waits` says whether another person's word is needed still.
  mutating func decided(_ id: WaitingItem.ID, by person: PersonName, waits: Bool) {
    guard let place = places[id] else { return }
    if held[person] == place { giveBack(person) }
    remove(place)
    isWaiting[place] = waits
    items[place].voices.insert(person)
    if waits { insert(place) }
    steps[person, default: []].append(place)
    if let count = steps[person]?.count, count > Self.mostSteps { steps[person]?.removeFirst() }
  }

  /// The item that a person decided last, to decide it anew; nil where there is none, or somebody else has it now. What was
  /// decided holds until then.
  mutating func back(_ person: PersonName, at now: Duration) -> WaitingItem? {
    while let place = steps[person]?.popLast() {
      if let loan = loans[place], loan.person != person, loan.until > now { continue }
      hold(place, person, at: now)
      return items[place]
    }
    return nil
  }

  // MARK: Loans

  private mutating func lend(_ place: Int, to person: PersonName, at now: Duration) throws(Refusal) {
    let isOwn = held[person] == place
    if let loan = loans[place], loan.person != person, loan.until > now { throw .lent(to: loan.person) }
    guard isWaiting[place] || isOwn && reopened.contains(place) else { throw .notWaiting }
    guard isOwn || !items[place].voices.contains(person) else { throw .ownVoice }
    if !isOwn { giveBack(person) }
    if let before = loans[place]?.person, before != person, held[before] == place { held[before] = nil }
    loans[place] = Loan(person: person, until: now + Self.loan)
    held[person] = place
  }

  /// Lends an item whether it waits or not.
  private mutating func hold(_ place: Int, _ person: PersonName, at now: Duration) {
    giveBack(person)
    if let before = loans[place]?.person, held[before] == place { held[before] = nil }
    loans[place] = Loan(person: person, until: now + Self.loan)
    held[person] = place
    if !isWaiting[place] { reopened.insert(place) }
  }

  private mutating func giveBack(_ person: PersonName) {
    guard let place = held.removeValue(forKey: person) else { return }
    reopened.remove(place)
    if loans[place]?.person == person { loans[place] = nil }
  }

  // MARK: Lists

  /// The first item of a list, from a position on, that waits for this person and is lent to nobody else.
  private func free(
    for person: PersonName, _ filter: Filter, from start: Int, besides held: Int? = nil, at now: Duration
  ) -> Int? {
    guard let list = lists[filter] else { return nil }
    var position = start
    while let found = list.waiting.lazy.compactMap({ voices, set in
      voices.contains(person) ? nil : set.first(from: position)
    }).min() {
      let place = list.places[found]
      let isLent = loans[place].map { $0.person != person && $0.until > now } ?? false
      guard isLent || place == held else { return place }
      position = found + 1
    }
    return nil
  }

  private mutating func remove(_ place: Int) {
    let voices = items[place].voices
    for filter in Filter.all(of: items[place]) {
      guard let position = lists[filter]?.position(of: place) else { continue }
      lists[filter]?.waiting[voices]?.remove(position)
    }
  }

  private mutating func insert(_ place: Int) {
    let item = items[place]
    for filter in Filter.all(of: item) {
      guard let list = lists[filter], let position = list.position(of: place) else { continue }
      lists[filter]?.waiting[item.voices, default: PositionSet(capacity: list.places.count)].insert(position)
    }
  }
}
