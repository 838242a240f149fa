internal import Ballots
internal import Raster

/// How one voter fills in one page: which boxes, with what, and what goes wrong. Nothing is drawn yet.
struct BallotMarking: Sendable {
  /// One thing that is put on the paper.
  struct Layer: Sendable {
    enum Role: Sendable, Hashable {
      /// Chooses an option.
      case choice(Int)
      /// Takes the choice of an option back.
      case cancellation(Int)
      /// Means nothing.
      case stray
    }
    var role: Role
    var strokes: [Stroke]
    var pen: Pen
    /// Correction fluid over this area instead of ink, mm.
    var fluid: PaperRect?
    /// False for the part of a line down a column that passes this question: the line is drawn once, as a whole.
    var isDrawn = true
  }

  /// One question as planned.
  struct Item: Sendable {
    let question: Question
    var event: AnswerEvent
    var style: MarkStyle?
    var intended: QuestionTruth.Intention
    var acceptable: [String]
    var states: [BoxTruth.State]
    var layers: [Layer] = []
  }

  let pen: Pen
  private(set) var items: [Item] = []

  /// Fills in a page with one plain answer a question: the option at the given position, or none.
  init(_ page: FormPage, choices: [Int?], by voter: Voter, _ random: inout SeededRandom) {
    pen = voter.pen
    let marker = Marker(pen: pen, hand: voter.hand, boxes: page.questions.flatMap(\.options))
    let questions = page.questions.filter { !$0.options.isEmpty }
    items = zip(questions, choices).map { question, choice in
      Self.item(question, choice == nil ? .blank : .normal, voter.style, marker, choosing: choice, &random)
    }
  }

  /// Fills in a page as the voters of a severity do.
  init(_ page: FormPage, habits: VoterHabits, _ random: inout SeededRandom) {
    let voter = Voter(habits, &random)
    let (hand, usualStyle) = (voter.hand, voter.style)
    pen = voter.pen
    var column = ColumnLine(page, chance: habits.columnLine, &random)
    let boxes = page.questions.flatMap(\.options)
    for question in page.questions where !question.options.isEmpty {
      var own = random.branch()
      let style = own.chance(0.85) ? usualStyle : own.pick(habits.styles)
      if let line = column.take(question) {
        items.append(line)
        continue
      }
      let event = question.options.count > 1 ? own.pick(habits.events) : .normal
      items.append(Self.item(question, event, style, Marker(pen: pen, hand: hand, boxes: boxes), &own))
    }
    if let line = column.drawn(pen, hand, &random), let index = items.firstIndex(where: { $0.event == .columnLine }) {
      items[index].layers.append(line)
      for index in items.indices { items[index].addPassing(line) }
    }
  }

  /// What all answers of a page share.
  private struct Marker {
    let pen: Pen
    let hand: Hand
    let boxes: [Option]
  }

  private static func item(
    _ question: Question, _ event: AnswerEvent, _ style: MarkStyle, _ marker: Marker, choosing choice: Int? = nil,
    _ random: inout SeededRandom
  ) -> Item {
    let options = question.options
    let (pen, hand) = (marker.pen, marker.hand)
    let chosen = choice ?? Self.choice(of: options.count, &random)
    let other = (chosen + 1 + random.index(below: options.count - 1)) % options.count
    var item = Item(
      question: question, event: event, style: style, intended: .values([options[chosen].value]),
      acceptable: [options[chosen].value], states: options.map { _ in .empty })
    func choose(_ index: Int, _ style: MarkStyle, _ pen: Pen) {
      item.states[index] = .marked
      item.layers.append(
        Layer(role: .choice(index), strokes: hand.strokes(style, for: options[index], &random), pen: pen))
    }
    func cancel(_ index: Int, _ strokes: [Stroke], fluid: PaperRect? = nil) {
      item.states[index] = .cancelled
      item.layers.append(Layer(role: .cancellation(index), strokes: strokes, pen: pen, fluid: fluid))
    }
    /// Two marks as an answer; nil where they are too many for one.
    func both(_ a: Int, _ b: Int) -> [String]? {
      question.allows(marks: 2) ? [a, b].sorted().map { options[$0].value } : nil
    }
    func doubt(_ index: Int, accepting: [String]) {
      item.states[index] = .ambiguous
      item.intended = .ambiguous
      item.acceptable = accepting
    }

    switch event {
    case .normal, .columnLine:
      choose(chosen, style, pen)
      if choice == nil, question.kind == .multi, options.count > 1 {
        var room = (question.maximum ?? options.count) - 1
        for index in options.indices where index != chosen && room > 0 && random.chance(0.25) {
          choose(index, style, pen)
          room -= 1
        }
        let values = options.indices.filter { item.states[$0] == .marked }.map { options[$0].value }
        item.intended = .values(values)
        item.acceptable = [values.joined(separator: "|")]
      }
    case .faint:
      choose(chosen, style, pen.paler(to: random.within(0.25...0.55)))
    case .blank:
      item.style = nil
      item.intended = .blank
      item.acceptable = ["blank"]
    case .overvote:
      choose(chosen, style, pen)
      choose(other, style, pen)
      let both = both(chosen, other)
      item.intended = both.map(QuestionTruth.Intention.values) ?? .overvote
      item.acceptable = [both?.joined(separator: "|") ?? "overvote"]
    case .correctedByCircle:
      choose(other, style, pen)
      cancel(other, hand.cancellingRing(options[other], &random))
      choose(chosen, style, pen)
    case .restored:
      choose(other, .x, pen)
      cancel(other, hand.cancellingRing(options[other], &random))
      choose(chosen, .x, pen)
      let again = hand.cancellingRing(options[chosen], &random) + hand.strokes(.fill, for: options[chosen], &random)
      item.layers.append(Layer(role: .choice(chosen), strokes: again, pen: pen))
    case .correctedByScratch:
      choose(other, style, pen)
      cancel(other, hand.scratch(options[other], &random))
      choose(chosen, style, pen)
    case .correctedByFluid:
      choose(other, style, pen)
      cancel(other, [], fluid: options[other].rect.expanded(by: random.within(0.2...1.4)))
      choose(chosen, style, pen)
    case .hesitation:
      item.layers.append(
        Layer(role: .stray, strokes: hand.strokes(.tinyDot, for: options[other], &random), pen: pen.paler(to: 0.8)))
      choose(chosen, style, pen)
    case .neighbour:
      choose(chosen, style, pen)
      let tail = tail(from: options[chosen], among: marker.boxes, hand, &random)
      item.layers.append(Layer(role: .stray, strokes: [tail], pen: pen))
    case .ambiguousDot:
      item.style = .tinyDot
      choose(chosen, .tinyDot, pen)
      doubt(chosen, accepting: [options[chosen].value, "blank"])
    case .ambiguousBetween:
      item.style = .between
      let next = chosen + 1 < options.count ? chosen + 1 : chosen - 1
      let strokes = hand.between(options[chosen], options[next], &random)
      item.layers.append(Layer(role: .stray, strokes: strokes, pen: pen))
      doubt(chosen, accepting: ["blank"])
      doubt(next, accepting: ["blank"])
    case .ambiguousTwo:
      choose(chosen, .x, pen)
      choose(other, .slash, pen.paler(to: random.within(0.5...0.9)))
      doubt(chosen, accepting: [options[chosen].value, both(chosen, other)?.joined(separator: "|") ?? "overvote"])
      item.states[other] = .ambiguous
    case .ambiguousCancelled:
      choose(chosen, style, pen)
      cancel(chosen, hand.cancellingRing(options[chosen], &random))
      doubt(chosen, accepting: [options[chosen].value, "blank"])
    case .ambiguousOutside:
      item.style = .outside
      choose(chosen, .outside, pen)
      doubt(chosen, accepting: [options[chosen].value, "blank"])
    }
    return item
  }

  /// Most people are content: the first options are chosen more often than the last.
  private static func choice(of count: Int, _ random: inout SeededRandom) -> Int {
    for index in 0..<count where random.chance(0.38) { return index }
    return random.index(below: count)
  }

  /// A stroke that leaves a box and ends in or shortly before the nearest other box.
  private static func tail(
    from option: Option, among boxes: [Option], _ hand: Hand, _ random: inout SeededRandom
  ) -> Stroke {
    let start = option.rect.center
    let others = boxes.map(\.rect).filter { $0.center.distance(to: start) > 1 }
    guard let target = others.min(by: { $0.center.distance(to: start) < $1.center.distance(to: start) }) else {
      return Stroke([start])
    }
    let way = start.distance(to: target.center)
    // Up to a little beyond the neighbour's edge; long ways are seldom gone to the end.
    let beyond = random.within(-0.35...0.3) * target.width
    let reach = min(way - target.width / 2 + beyond, max(14, option.rect.width * 2.5))
    let end = PaperPoint(
      x: start.x + (target.center.x - start.x) / way * reach + random.upTo(0.6),
      y: start.y + (target.center.y - start.y) / way * reach + random.upTo(0.6))
    return Stroke([start, end]).drawn(wobble: hand.wobble * 2, &random)
  }
}

/// One line down a column of boxes that stand under each other, for all questions that have a box there.
private struct ColumnLine {
  private var taken: [Option] = []
  private let x: Double?
  private let lastQuestion: Int
  private var seen = 0

  init(_ page: FormPage, chance: Double, _ random: inout SeededRandom) {
    var own = random.branch()
    let first = page.questions.first?.options
    guard own.chance(chance), let first, first.count > 1 else {
      (x, lastQuestion) = (nil, 0)
      return
    }
    x = first[own.index(below: first.count)].rect.center.x
    lastQuestion = max(3, own.index(below: page.questions.count + 1))
  }

  /// The question as the line answers it; nil when the line does not pass its boxes.
  mutating func take(_ question: Question) -> BallotMarking.Item? {
    seen += 1
    guard let x, seen <= lastQuestion,
      let index = question.options.firstIndex(where: { abs($0.rect.center.x - x) < $0.rect.width / 4 })
    else { return nil }
    let option = question.options[index]
    taken.append(option)
    return BallotMarking.Item(
      question: question, event: .columnLine, style: .columnLine, intended: .values([option.value]),
      acceptable: [option.value], states: question.options.indices.map { $0 == index ? .marked : .empty })
  }

  /// The line itself, once.
  func drawn(_ pen: Pen, _ hand: Hand, _ random: inout SeededRandom) -> BallotMarking.Layer? {
    guard let first = taken.first?.rect, let last = taken.last?.rect else { return nil }
    let top = first.center.moved(dx: random.upTo(first.width * 0.3), dy: -first.height * random.within(0.2...0.9))
    let bottom = last.center.moved(dx: random.upTo(last.width * 0.3), dy: last.height * random.within(0.2...0.9))
    return BallotMarking.Layer(
      role: .stray, strokes: [Stroke([top, bottom]).drawn(wobble: hand.wobble * 2, &random)], pen: pen)
  }
}

/// Who fills in: the same for a whole page.
struct Voter: Sendable {
  let pen: Pen
  let hand: Hand
  /// How most answers are marked.
  let style: MarkStyle

  init(_ habits: VoterHabits, _ random: inout SeededRandom) {
    pen = Pen(random.pick(habits.pens), paleness: random.within(habits.paleness), &random)
    hand = Hand(
      wobble: random.within(habits.wobble), overrun: random.within(habits.overrun),
      carelessness: random.within(habits.carelessness))
    style = random.pick(habits.styles)
  }
}

extension BallotMarking.Item {
  /// Notes which part of a line down a column answers this question, so that it is known whether it shows.
  fileprivate mutating func addPassing(_ line: BallotMarking.Layer) {
    guard event == .columnLine, let index = states.firstIndex(of: .marked) else { return }
    let rows = question.options[index].rect
    let points = line.strokes.flatMap { $0.resampled(every: 0.3) }.filter { rows.y <= $0.y && $0.y <= rows.maxY }
    layers.append(
      BallotMarking.Layer(role: .choice(index), strokes: [Stroke(points)], pen: line.pen, isDrawn: false))
  }

  /// Answers that are no error, given which layers show in the picture: what cannot be seen cannot be read.
  func acceptable(visible: [Bool]) -> [String] {
    guard visible.contains(false) else { return acceptable }
    var result = acceptable
    for respectingCancellations in [true, false] {
      var shown = Set<Int>()
      for (layer, isVisible) in zip(layers, visible) where isVisible {
        if case .choice(let index) = layer.role { shown.insert(index) }
      }
      for (layer, isVisible) in zip(layers, visible) where isVisible && respectingCancellations {
        if case .cancellation(let index) = layer.role { shown.remove(index) }
      }
      let values = shown.sorted().map { question.options[$0].value }
      let text =
        values.isEmpty
        ? "blank" : question.allows(marks: values.count) ? values.joined(separator: "|") : "overvote"
      if !result.contains(text) { result.append(text) }
    }
    return result
  }
}
