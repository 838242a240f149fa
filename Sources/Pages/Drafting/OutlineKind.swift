internal import Ballots
internal import Raster

/// Outlines of one shape and size: a form repeats its boxes, and what stands on a page only once is something else.
struct OutlineKind {
  /// Share of an outline that must be printed where there are only a few of its kind.
  static let completenessOfFew = 0.95

  var members: [FoundOutline]

  /// Outlines of the same shape and size together; those that are too few to be boxes are left out.
  static func kinds(of outlines: [FoundOutline]) -> [OutlineKind] {
    var kinds: [OutlineKind] = []
    for outline in outlines.sorted(by: { $0.completeness > $1.completeness }) {
      let known = kinds.firstIndex { kind in
        kind.members.first.map { $0.isRound == outline.isRound && $0.unlike(outline) < OutlineSearch.sameSize } ?? false
      }
      if let known { kinds[known].members.append(outline) } else { kinds.append(OutlineKind(members: [outline])) }
    }
    return kinds.filter(\.isBoxes)
  }

  /// Round ones are more like letters, and those with a lost side more like anything else.
  private var isBoxes: Bool {
    // Two letters that are almost boxes are soon found, four not.
    let least = members.count < OutlineSearch.fewestOpen ? Self.completenessOfFew : 0
    let whole = members.count { $0.missing.isEmpty && $0.completeness >= least }
    if whole >= (members[0].isRound ? 3 : 2) { return true }
    let lost = members.dropFirst().reduce(members[0].missing) { $0.intersection($1.missing) }
    return !members[0].isRound && members.count >= OutlineSearch.fewestOpen && lost.isEmpty
  }

  /// The usual member: sizes are designed, and single ones are measured less well.
  var model: FoundOutline {
    func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    var model = members[0]
    let whole = members.filter(\.missing.isEmpty)
    let measured = whole.isEmpty ? members : whole
    (model.rect.width, model.rect.height) = (middle(measured.map(\.rect.width)), middle(measured.map(\.rect.height)))
    model.line = middle(measured.map(\.line))
    // One kind is round or oval as a whole.
    if model.isRound {
      model.shape = members.count { $0.shape == .ellipse } * 2 > members.count ? .ellipse : .circle
    }
    return model
  }

  /// Whether others stand level with a member, or above or below it: boxes are set in rows or columns. Round ones need
  /// two.
  func isInLine(_ outline: FoundOutline) -> Bool {
    let center = outline.rect.center
    let level = members.count { abs($0.rect.center.y - center.y) < OutlineRows.level * outline.rect.height } - 1
    let plumb = members.count { abs($0.rect.center.x - center.x) < OutlineRows.plumb } - 1
    return max(level, plumb) >= (outline.isRound ? 2 : 1)
  }

  /// The outline with the size and shape of its kind.
  static func evened(_ outline: FoundOutline, kinds: [OutlineKind]) -> FoundOutline {
    let nearest = kinds.map(\.model).filter { $0.isRound == outline.isRound }.min {
      $0.unlike(outline) < $1.unlike(outline)
    }
    guard let nearest, nearest.unlike(outline) < 2 * OutlineSearch.sameSize else { return outline }
    var result = outline
    result.shape = nearest.shape
    result.rect = nearest.rect.centered(at: outline.rect.center)
    return result
  }
}

extension FoundOutline {
  var isRound: Bool { shape != .square }

  /// The larger difference in width or height, mm.
  func unlike(_ other: FoundOutline) -> Double {
    max(abs(rect.width - other.rect.width), abs(rect.height - other.rect.height))
  }
}

extension Rect {
  /// A rectangle of the same size around a place.
  func centered(at center: Point<P>) -> Self {
    Self(x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
  }
}
