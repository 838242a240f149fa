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

  /// The scanned copies among sheets in natural order, by their first sheet.
  static func copies(of sheets: [Sheet]) -> [Copy] {
    var pairing = Pairing(sheets)
    pairing.placeKnown()
    pairing.placeUnknown()
    return pairing.copies.sorted { ($0.sheets.min() ?? 0) < ($1.sheets.min() ?? 0) }
  }

  private init(_ sheets: [Sheet]) {
    self.sheets = sheets
    copyOfSheet = Array(repeating: nil, count: sheets.count)
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
    if sheets[position].measured != nil {
      // Every further bearer of a serial on a one-page form is a copy of its own.
      for copy in form.pages.count == 1 ? known.prefix(1) : known.suffix(Self.searchDepth) {
        guard let present = copies[copy].pages[page] else {
          put(position, into: copy, page: page)
          return
        }
        if sheets[present].measured == nil {
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
    if let current = open, copies[current].key == nil, copies[current].lastPage < page {
      put(position, into: current, page: page)
    } else {
      start(position, page: page, key: nil, form: form)
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
