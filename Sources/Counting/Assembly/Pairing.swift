internal import Ballots

/// Puts the pages of multi-page forms together: by serial where one is printed, else by sequence.
///
/// By sequence, pages belong together while their numbers rise within one folder and header. A page that was not read
/// and says nothing is taken as the page that its neighbour lacks, so an unread back does not become a ballot of its
/// own. A page that could not be read but shows a serial that was read elsewhere belongs to that ballot.
struct Pairing {
  /// Copies of one serial that are searched for a place, the latest ones: bounds the work when a whole print run bears
  /// one serial.
  private static let searchDepth = 16

  private let sheets: [Sheet]
  private var copies: [Copy] = []
  private var copyOfSheet: [Int?]
  private var byKey: [Sheet.Key: [Int]] = [:]
  private var open: Int?
  /// Segments whose pages lie last first, as a scanner leaves them that takes sheets from below.
  private let reversed: Set<Int>

  /// The scanned copies among sheets in natural order, by their first sheet.
  static func copies(of sheets: [Sheet]) -> [Copy] {
    var pairing = Pairing(sheets)
    pairing.placeKnown()
    pairing.partShifted()
    pairing.placeUnknown()
    return pairing.copies.sorted { ($0.sheets.min() ?? 0) < ($1.sheets.min() ?? 0) }
  }

  private init(_ sheets: [Sheet]) {
    self.sheets = sheets
    copyOfSheet = Array(repeating: nil, count: sheets.count)
    reversed = Self.reversedSegments(of: sheets)
  }

  /// Segments in which the pages without a serial run from last to first throughout, with none missing. Read the usual
  /// way, each page would join one of another ballot, and both ends would lack one.
  private static func reversedSegments(of sheets: [Sheet]) -> Set<Int> {
    var result: Set<Int> = []
    for (segment, members) in Dictionary(grouping: sheets, by: \.segment) {
      let plain = members.filter { $0.key == nil && ($0.form?.pages.count ?? 0) > 1 }
      guard let form = plain.first?.form, plain.allSatisfy({ $0.form?.id == form.id && $0.formPage != nil }) else {
        continue
      }
      let order = form.pages.map(\.number).sorted(by: >)
      guard plain.count % order.count == 0,
        zip(plain.indices, plain).allSatisfy({ order[$0 % order.count] == $1.formPage })
      else { continue }
      result.insert(segment)
    }
    return result
  }

  private mutating func placeKnown() {
    for (position, sheet) in sheets.enumerated() {
      guard let form = sheet.form, let page = sheet.formPage ?? Self.onlyPage(of: form) else { continue }
      if let current = open, copies[current].segment != sheet.segment || copies[current].form?.id != form.id {
        open = nil
      }
      if let key = sheet.key {
        placeBySerial(position, page: page, key: key, form: form)
      } else {
        placeBySequence(position, page: page, form: form)
      }
    }
  }

  private mutating func placeBySerial(_ position: Int, page: Int, key: Sheet.Key, form: Form) {
    let known = byKey[key] ?? []
    if sheets[position].isMeasured {
      // Every further bearer of a serial on a one-page form is a copy of its own.
      for copy in form.pages.count == 1 ? known.prefix(1) : known.suffix(Self.searchDepth) {
        guard let present = copies[copy].pages[page] else {
          put(position, into: copy, page: page)
          return
        }
        if !sheets[present].isMeasured {
          copies[copy].extras.append(present)
          put(position, into: copy, page: page)
          return
        }
      }
    } else if let first = known.first {
      if copies[first].pages[page] == nil {
        put(position, into: first, page: page)
      } else {
        copies[first].extras.append(position)
        copyOfSheet[position] = first
      }
      return
    }
    start(position, page: page, key: key, form: form)
  }

  private mutating func placeBySequence(_ position: Int, page: Int, form: Form) {
    let isReversed = reversed.contains(sheets[position].segment)
    if let current = open, copies[current].key == nil, copies[current].pages[page] == nil,
      isReversed ? copies[current].firstPage > page : copies[current].lastPage < page,
      !disagree(sheets[position], with: current)
    {
      put(position, into: current, page: page)
    } else {
      start(position, page: page, key: nil, form: form)
    }
  }

  /// A ballot without its first page, whole ones, and one without its last, in a row without serials: as well they may be
  /// ballots that lie last page first. Then none of them is put together.
  private mutating func partShifted() {
    let plain = copies.indices.filter { copies[$0].key == nil && (copies[$0].form?.pages.count ?? 0) > 1 }
    var start: Int?
    for (place, copy) in plain.enumerated() {
      let (isWhole, last) = (!copies[copy].isIncomplete, copies[copy].form?.pages.map(\.number).max())
      if let begun = start, copies[plain[begun]].segment != copies[copy].segment { start = nil }
      if isWhole { continue }
      if copies[copy].pages.count == 1, copies[copy].firstPage == last {
        start = place
      } else if let begun = start, copies[copy].lastPage < last ?? 0 {
        for shifted in plain[begun...place] { part(shifted) }
        start = nil
      } else {
        start = nil
      }
    }
  }

  /// Makes each page of a copy a copy of its own.
  private mutating func part(_ copy: Int) {
    for (page, position) in copies[copy].pages.sorted(by: { $0.key < $1.key }).dropFirst() {
      copies[copy].pages[page] = nil
      copies.append(Copy(segment: copies[copy].segment, form: copies[copy].form, pages: [page: position]))
      copyOfSheet[position] = copies.count - 1
    }
  }

  /// Whether the codes of a page and of a copy name different units or boxes: then they are no one ballot.
  private func disagree(_ sheet: Sheet, with copy: Int) -> Bool {
    copies[copy].pages.values.contains { other in
      let (a, b) = (sheet.identity, sheets[other].identity)
      return (a.unit != nil && b.unit != nil && a.unit != b.unit) || (a.box != nil && b.box != nil && a.box != b.box)
    }
  }

  /// Gives pages that say nothing to a neighbour that lacks one, else each a copy of its own.
  private mutating func placeUnknown() {
    for (position, sheet) in sheets.enumerated() where copyOfSheet[position] == nil {
      if let (copy, page) = lackingNeighbour(of: position) {
        put(position, into: copy, page: page)
      } else {
        copies.append(Copy(segment: sheet.segment, form: sheet.form, pages: [:], extras: [position]))
        copyOfSheet[position] = copies.count - 1
      }
    }
  }

  private func lackingNeighbour(of position: Int) -> (copy: Int, page: Int)? {
    let sheet = sheets[position]
    for (neighbour, step) in [(position - 1, 1), (position + 1, -1)] where sheets.indices.contains(neighbour) {
      guard sheets[neighbour].segment == sheet.segment, let copy = copyOfSheet[neighbour], let form = copies[copy].form,
        sheet.form == nil || sheet.form?.id == form.id,
        let present = copies[copy].pages.first(where: { $0.value == neighbour })?.key,
        form.pages.contains(where: { $0.number == present + step }), copies[copy].pages[present + step] == nil,
        sheet.formPage == nil || sheet.formPage == present + step
      else { continue }
      return (copy, present + step)
    }
    return nil
  }

  private mutating func put(_ position: Int, into copy: Int, page: Int) {
    copies[copy].pages[page] = position
    copyOfSheet[position] = copy
    open = copy
  }

  private mutating func start(_ position: Int, page: Int, key: Sheet.Key?, form: Form) {
    copies.append(Copy(segment: sheets[position].segment, form: form, key: key, pages: [page: position]))
    copyOfSheet[position] = copies.count - 1
    open = copies.count - 1
    if let key { byKey[key, default: []].append(copies.count - 1) }
  }

  private static func onlyPage(of form: Form) -> Int? { form.pages.count == 1 ? form.pages.first?.number : nil }
}
