public import Ballots

/// Puts pages together to ballots and says of every page what became of it.
///
/// All pages of a survey (or of one `read`) go in at once, so the result depends neither on how they were spread over
/// runs nor on the order in which they were read. Five steps, each a type of its own or a short function here:
///
/// 1. Pages in natural order; a file whose content was listed before is set aside.
/// 2. Batch headers name unit and box of the pages after them, until the next header or the folder's end.
/// 3. `Pairing` puts the pages of multi-page forms together: scanned copies of ballots.
/// 4. `Repeats` compares copies: the same sheet again, one serial on several sheets, near-identical pictures.
/// 5. Each page gets its status; marks become answers by the survey's policy; decisions of people stand beside them.
public struct Assembly: Sendable {
  private let forms: [String: Form]
  private let units: Set<String>?
  private let policy: MarkPolicy
  private let decisions: DecisionBook

  /// An assembly for these forms. Without a list of units every unit is accepted.
  public init(
    forms: [Form], units: Set<String>? = nil, policy: MarkPolicy = MarkPolicy(),
    decisions: DecisionBook = DecisionBook()
  ) {
    self.forms = Dictionary(forms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.units = units
    self.policy = policy
    self.decisions = decisions
  }

  /// One row for every page, in natural order of file, page and slot.
  ///
  /// The inputs are taken over, and what is known of a page let go once its row is made: all rows and all evidence would be
  /// twice what a large count has to hold.
  public func assemble(_ inputs: consuming [AssembledInput]) -> [AssembledPage] {
    inputs = inputs.inNaturalOrder()
    var pages = inputs.map(startingPage)
    var sheets = sheets(among: inputs, pages: &pages)
    inputs = []
    let copies = Pairing.copies(of: sheets)
    let accepted = Set(
      copies.indices.filter { copy in copies[copy].sheets.contains { pages[sheets[$0].index].decision == .accept } })
    let standings = Repeats.standings(of: copies, sheets: sheets, keptApart: accepted)
    let names = names(of: copies, standings: standings, sheets: sheets, pages: pages)

    for (position, copy) in copies.enumerated() {
      let context = CopyContext(
        copy: copy, standing: standings[position], isAccepted: accepted.contains(position), name: names[position],
        original: standings[position].original.map { firstPage(of: copies[$0], sheets: sheets, pages: pages) },
        first: firstPage(of: copy, sheets: sheets, pages: pages))
      settle(context, sheets: &sheets, pages: &pages)
    }
    linkRepeatedFiles(&pages)
    holdBackOpenDecisions(&pages)
    return pages
  }

  /// The form of a page that a person accepted although it could not be read: certain only when there is one.
  private var onlyForm: Form? { forms.count == 1 ? forms.values.first : nil }

  // MARK: Repeated files

  /// The row of a page before ballots are put together.
  private func startingPage(_ input: AssembledInput) -> AssembledPage {
    let read = input.evidence
    var page = AssembledPage(
      location: input.location, sha256: input.identity.sha256, opening: input.opening, status: .reject,
      form: read?.form, formPage: read?.formPage, unit: read?.identity.unit, box: read?.identity.box,
      serial: read?.identity.serial, pose: read?.pose, answers: [], decision: decisions.page(of: input))
    switch input.content {
    case .undecodable(let refusal): page.refusal = refusal
    case .read(let read):
      page.refusal = read.refusal
      switch read.kind {
      case .blank: page.status = .blank
      case .header: page.status = .header
      case .foreign: page.status = .foreign
      case .ballot, .rejected: page.status = .reject
      }
      if page.refusal == nil { page.refusal = Self.usualReason(of: read.kind).map { Refusal($0) } }
    }
    return page
  }

  private static func usualReason(of kind: PageReading.Kind) -> Reason? {
    switch kind {
    case .blank: .blankPage
    case .header: .batchHeader
    case .foreign: .notABallot
    case .rejected: .outlinesMissing
    case .ballot: nil
    }
  }

  /// Which page of those with the same picture is the one that counts: the first that lies in the folder of the box
  /// which its own code names, so that a copy put elsewhere takes nothing from it; else the first.
  private func originals(among inputs: [AssembledInput]) -> [PictureKey: Int] {
    var originals: [PictureKey: (index: Int, isAtHome: Bool)] = [:]
    for (index, input) in inputs.enumerated() {
      let identity = input.evidence?.identity
      let isAtHome =
        identity?.unit != nil && identity?.unit == input.opening?.unit
        && (identity?.box == nil || identity?.box == input.opening?.box)
      let picture = PictureKey(input)
      if let known = originals[picture], known.isAtHome || !isAtHome { continue }
      originals[picture] = (index, isAtHome)
    }
    return originals.mapValues(\.index)
  }

  // MARK: Headers

  /// The pages that stand for ballot paper, each with the header that holds for it. Pages of repeated files, and those
  /// of which a person said that they are no ballot or a duplicate, are settled here.
  private func sheets(among inputs: [AssembledInput], pages: inout [AssembledPage]) -> [Sheet] {
    let originals = originals(among: inputs)
    var result: [Sheet] = []
    var header: Identity?
    var segment = 0
    for (index, input) in inputs.enumerated() {
      if index > 0, inputs[index - 1].folder != input.folder || inputs[index - 1].opening != input.opening {
        header = nil
        segment += 1
      }
      // What could not be decoded is paper only when a person says what it is.
      let read = input.evidence
      guard read != nil || pages[index].decision != nil else { continue }
      // So is a picture of a few dots.
      guard read?.refusal?.reason != .pictureTooSmall || pages[index].decision != nil else { continue }
      if let read, read.kind == .header, pages[index].decision != .accept {
        if read.beginsBatch {
          header = read.identity
          segment += 1
        }
        continue
      }
      if let known = originals[PictureKey(input)], known != index {
        if read?.kind != .blank {
          let original = inputs[known].location
          pages[index].status = .duplicate
          pages[index].refusal = Refusal(.duplicateSheet, subject: original.file)
          pages[index].original = original
        }
        continue
      }
      switch pages[index].decision {
      case .notABallot:
        pages[index].status = .foreign
        pages[index].refusal = Refusal(.decidedByPerson)
        continue
      case .duplicate:
        pages[index].status = .duplicate
        pages[index].refusal = Refusal(.decidedByPerson)
        pages[index].ballot = Self.name(of: input.location)
        pages[index].sheet = input.location
        continue
      case .accept, .invalid: break
      // Who hands a page on says nothing of it.
      case nil, .review: if read?.kind == .blank || read?.kind == .foreign { continue }
      }
      result.append(
        Sheet(
          index: index, segment: segment,
          form: read?.form.flatMap { forms[$0] } ?? (pages[index].decision == .accept ? onlyForm : nil),
          header: header, content: input.content))
    }
    return result
  }

  // MARK: Names

  private static func name(of location: PageLocation) -> String {
    location.slot == 1
      ? "\(location.file)#\(location.page)" : "\(location.file)#\(location.page).\(location.slot)"
  }

  private func firstPage(of copy: Copy, sheets: [Sheet], pages: [AssembledPage]) -> PageLocation {
    pages[sheets[copy.sheets[0]].index].location
  }

  /// The ids of the ballots: `unit-box-serial` where that names one ballot only, else the place of the first page.
  private func names(
    of copies: [Copy], standings: [CopyStanding], sheets: [Sheet], pages: [AssembledPage]
  ) -> [String] {
    func serialName(_ position: Int) -> String? {
      guard let key = copies[position].key, let unit = key.unit, standings[position] != .serialShared else {
        return nil
      }
      return ([unit, key.box].compactMap { $0 } + [key.serial]).joined(separator: "-")
    }
    var bearers: [String: Int] = [:]
    for position in copies.indices where standings[position].original == nil {
      if let name = serialName(position) { bearers[name, default: 0] += 1 }
    }
    var names = copies.indices.map { position in
      if let name = serialName(position), bearers[name] == 1 { return name }
      return Self.name(of: firstPage(of: copies[position], sheets: sheets, pages: pages))
    }
    for (position, standing) in standings.enumerated() {
      if case .duplicate(let original) = standing { names[position] = names[original] }
    }
    return names
  }

  // MARK: Status of the pages of one copy

  private struct CopyContext {
    var copy: Copy
    var standing: CopyStanding
    var isAccepted: Bool
    var name: String
    var original: PageLocation?
    var first: PageLocation
  }

  private func settle(
    _ context: CopyContext, sheets: inout [Sheet], pages: inout [AssembledPage]
  ) {
    let members = context.copy.sheets.map { sheets[$0] }
    let isInvalid = members.contains { pages[$0.index].decision == .invalid }
    let unit = members.lazy.compactMap(\.identity.unit).first
    let box = members.lazy.compactMap(\.identity.box).first
    let serial = members.lazy.compactMap(\.identity.serial).first
    let formPages = Dictionary(
      context.copy.pages.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })

    for (position, sheet) in zip(context.copy.sheets, members) {
      let form = sheet.form ?? context.copy.form
      var page = pages[sheet.index]
      page.ballot = context.name
      page.sheet = context.first
      page.form = form?.id ?? page.form
      page.formPage = sheet.formPage ?? formPages[position]
      let printed = form?.pages.first { $0.number == page.formPage }
      let assigned = assignment(of: sheet, printed: printed, opening: page.opening)
      // Accepting a page means that it is a ballot of its batch.
      let batch = page.decision == .accept ? page.opening : nil
      page.unit = sheet.identity.unit ?? unit ?? assigned.unit ?? batch?.unit
      page.box = sheet.identity.box ?? box ?? assigned.box ?? batch?.box
      page.serial = sheet.identity.serial ?? serial
      page.answers = answers(of: sheet, printed: printed, page: page)
      page.original = context.original

      let doubt =
        isInvalid
        ? (PageStatus.reject, Refusal(.decidedByPerson))
        : self.doubt(about: page, sheet: sheet, form: form, printed: printed, context: context)
      (page.status, page.refusal) = doubt ?? (.ok, nil)
      // Counted is only what has questions to answer and a unit to count for; else the page goes on waiting.
      if page.decision == .accept, page.status != .duplicate, printed != nil, page.unit != nil {
        (page.status, page.refusal) = (.ok, Refusal(.decidedByPerson))
      }
      if isInvalid { page.decision = .invalid }
      pages[sheet.index] = page
    }
    for position in context.copy.sheets { sheets[position].letGo() }
  }

  /// Unit and box that a page without a code of its own gets: the header's, else the batch's when nothing that should
  /// have been read says whose the page is.
  private func assignment(
    of sheet: Sheet, printed: FormPage?, opening: OpeningID?
  ) -> (unit: String?, box: String?) {
    if let header = sheet.header { return (header.unit, header.box) }
    guard let opening, sheet.refusal == nil, let printed, !printed.carriesUnit else { return (nil, nil) }
    return (opening.unit, opening.box)
  }

  /// Why a page is not simply in order: the first that holds, the gravest first.
  private func doubt(
    about page: AssembledPage, sheet: Sheet, form: Form?, printed: FormPage?, context: CopyContext
  ) -> (PageStatus, Refusal)? {
    if case .duplicate = context.standing {
      return (.duplicate, Refusal(.duplicateSheet, subject: context.original.map(Self.name)))
    }
    guard sheet.isMeasured else { return (.reject, page.refusal ?? Refusal(.outlinesMissing)) }
    if let refusal = sheet.refusal, refusal.reason == .barcodesDisagree { return (.review, refusal) }
    if !context.isAccepted {
      if let unit = page.unit, let units, !units.contains(unit) {
        return (.foreign, Refusal(.unitUnknown, subject: unit))
      }
      if let unit = page.unit, let opening = page.opening, unit != opening.unit {
        return (.stray, Refusal(.unitStray, subject: unit))
      }
      if context.standing == .serialShared { return (.review, Refusal(.serialShared, subject: page.serial)) }
      if case .nearDuplicate = context.standing {
        return (.review, Refusal(.nearDuplicate, subject: context.original.map(Self.name)))
      }
    }
    if let refusal = sheet.refusal { return (.review, refusal) }
    if form == nil { return (.review, Refusal(.formNotGiven, subject: page.form)) }
    if sheet.identity.unit == nil, printed?.carriesUnit == true { return (.review, Refusal(.barcodeUnreadable)) }
    if page.unit == nil, form?.batchHeader != nil || printed?.stickers.isEmpty == false {
      return (.review, Refusal(.headerMissing))
    }
    if context.isAccepted { return nil }
    if context.copy.isIncomplete {
      let missing = context.copy.form?.pages.first { context.copy.pages[$0.number] == nil }
      return (.review, Refusal(.pageMissing, subject: missing.map { String($0.number) }))
    }
    return nil
  }

  // MARK: Answers

  private func answers(of sheet: Sheet, printed: FormPage?, page: AssembledPage) -> [JudgedAnswer] {
    let decided = decisions.answers(of: page)
    var result: [JudgedAnswer] = []
    for question in printed?.questions ?? [] {
      if let standing = decided[question.id] {
        switch standing {
        case .decided(let answer):
          result.append(
            JudgedAnswer(question: question.id, answer: answer, confidence: 1, reason: .decidedByPerson))
        case .open(let reason):
          result.append(JudgedAnswer(question: question.id, answer: .review, confidence: 0, reason: reason))
        }
      } else if let marks = sheet.marks {
        result.append(
          marks.answer(to: question, by: policy)
            ?? JudgedAnswer(question: question.id, answer: .review, confidence: 0, reason: .outlineUncertain))
      } else if page.decision == .accept {
        // The page was not read and counts all the same: each answer that nobody entered waits.
        result.append(JudgedAnswer(question: question.id, answer: .review, confidence: 0, reason: .notRead))
      }
    }
    return result
  }

  /// A page about which somebody said a word that another person has not confirmed yet waits, whatever it was before.
  private func holdBackOpenDecisions(_ pages: inout [AssembledPage]) {
    for index in pages.indices {
      guard let reason = decisions.openReason(of: pages[index]) else { continue }
      if pages[index].status == .ok { pages[index].status = .review }
      pages[index].refusal = Refusal(reason)
    }
  }

  /// Gives the pages of a repeated file the identity of what they repeat.
  private func linkRepeatedFiles(_ pages: inout [AssembledPage]) {
    var first: [PageLocation: Int] = [:]
    for (index, page) in pages.enumerated() where first[page.location] == nil { first[page.location] = index }
    for index in pages.indices where pages[index].status == .duplicate && pages[index].ballot == nil {
      guard let original = pages[index].original.flatMap({ first[$0] }) else { continue }
      pages[index].ballot = pages[original].ballot
      pages[index].sheet = pages[original].ballot == nil ? nil : pages[index].location
      pages[index].form = pages[original].form
      pages[index].formPage = pages[original].formPage
      pages[index].unit = pages[original].unit
      pages[index].box = pages[original].box
      pages[index].serial = pages[original].serial
      pages[index].answers = pages[original].answers
    }
  }
}

extension CopyStanding {
  /// The copy that this one repeats or resembles.
  var original: Int? {
    switch self {
    case .single, .serialShared: nil
    case .duplicate(let copy), .nearDuplicate(let copy): copy
    }
  }
}

extension FormPage {
  /// Whether a printed code on the page names the unit.
  var carriesUnit: Bool { barcodes.contains { $0.payload.text.contains("{unit") } }
}
