public import Ballots
public import Raster
internal import Synchronization

/// A form with everything that reading its pages needs, worked out once from its geometry and the pictures of its
/// blank. Shared by all workers.
public struct PreparedForm: Sendable {
  /// The form as given.
  public let form: Form
  /// Its pages, ready to be looked for.
  let pages: [PreparedPage]

  /// Prepares a form.
  ///
  /// - Parameter blanks: one upright picture a page, covering the whole page, at 150 dpi or more.
  /// - Returns: nil when the number of pictures is not the number of pages or a picture is too small to use.
  public init?(form: Form, blanks: [GrayImage]) {
    guard form.pages.count == blanks.count else { return nil }
    var pages: [PreparedPage] = []
    for (page, blank) in zip(form.pages, blanks) {
      guard Double(blank.width) / form.pageSize.width >= PreparedPage.minimumBlankScale else { return nil }
      pages.append(PreparedPage(form: form, page: page, blank: BlankPicture(image: blank, size: form.pageSize)))
    }
    self.form = form
    self.pages = pages
  }
}

/// One page of a form, ready to be looked for in scans.
struct PreparedPage: Sendable {
  /// Blanks coarser than 150 dpi do not show a box outline well enough, px per mm.
  static let minimumBlankScale = 5.8

  let formID: String
  let formCode: String
  let pageSize: PaperSize
  let page: FormPage
  /// Whether the form has no other page.
  let isWholeForm: Bool
  /// Well-textured pieces of print, spread over the page, by which it is recognised and registered.
  let landmarks: [Landmark]
  /// How each question's boxes and the print around them look, in the page's question order.
  let fields: [QuestionField]
  /// The same with wider surroundings, for questions that seem blank.
  let wideFields: WideFields
  /// Where a version with more questions would have boxes.
  let surplus: SurplusRows
  /// The words of the questions, by which versions with other questions are told apart.
  let titles: QuestionTitles
  /// The labels of the options, by which versions with another order are told apart.
  let labels: LabelOrder
  /// The print of the whole page, coarsely, to leave it out of fingerprints.
  let printMap: PrintMap
  /// Where fingerprints look for ink; see `Fingerprint.openPlaces`.
  let openPlaces: [UInt16]
  /// The print for finding the page by it, where it has no fiducials: in rows, and in cells. Else empty.
  let rowProfile: [Float]
  let centredPrint: [Float]

  /// Whether options are cells of a table.
  var hasCells: Bool { page.questions.contains { $0.options.contains { $0.shape == .cell } } }

  init(form: Form, page: FormPage, blank: BlankPicture) {
    formID = form.id
    formCode = form.code
    pageSize = form.pageSize
    self.page = page
    isWholeForm = form.pages.count == 1
    landmarks = Landmark.choose(on: page, of: form.pageSize, in: blank)
    let boxes = page.questions.map { $0.options.map(\.rect) }
    fields = page.questions.indices.map { index in
      QuestionField(
        question: page.questions[index],
        outlines: page.questions[index].options.map { BoxOutline(option: $0, blank: blank) },
        others: boxes.indices.filter { $0 != index }.flatMap { boxes[$0] },
        pageSize: form.pageSize, blank: blank)
    }
    wideFields = WideFields(narrow: fields, pageSize: form.pageSize, blank: blank)
    surplus = SurplusRows(page: page, fields: self.fields, blank: blank, height: form.pageSize.height)
    titles = QuestionTitles(page: page, size: form.pageSize, blank: blank)
    labels = LabelOrder(page: page, blank: blank)
    printMap = PrintMap(blank: blank, size: form.pageSize)
    openPlaces = Fingerprint.openPlaces(on: page, of: form.pageSize, printMap)
    rowProfile = page.fiducials.isEmpty ? Self.rowProfile(blank, form.pageSize) : []
    centredPrint = page.fiducials.isEmpty ? Self.centredPrint(printMap) : []
  }
}

/// The wider fields of a page's questions, each worked out when it is first asked for: most questions are answered.
final class WideFields: Sendable {
  private let narrow: [QuestionField]
  private let pageSize: PaperSize
  private let blank: BlankPicture
  private let made = Mutex<[Int: QuestionField]>([:])

  /// - Parameter narrow: the page's fields with their usual surroundings.
  init(narrow: [QuestionField], pageSize: PaperSize, blank: BlankPicture) {
    self.narrow = narrow
    self.pageSize = pageSize
    self.blank = blank
  }

  /// The wider field of the page's question with this index.
  func field(_ index: Int) -> QuestionField {
    made.withLock { made in
      if let field = made[index] { return field }
      let others = narrow.indices.filter { $0 != index }.flatMap { narrow[$0].question.options.map(\.rect) }
      let field = QuestionField(
        question: narrow[index].question, outlines: narrow[index].outlines, others: others, pageSize: pageSize,
        blank: blank, reach: QuestionField.reachOfBlank)
      made[index] = field
      return field
    }
  }
}

/// Which cells of a coarse grid over the page hold print.
struct PrintMap: Sendable {
  static let pitch = 1.0
  let columns: Int
  let rows: Int
  /// Mean darkness 0 to 1 of the blank in each cell of 1 mm.
  let darkness: [Float]

  /// Samples across and down a cell.
  private static let samples = 4

  init(blank: BlankPicture, size: PaperSize) {
    let (columns, rows) = (Int(size.width / Self.pitch), Int(size.height / Self.pitch))
    let across = columns * Self.samples
    let fine = Self.pitch / Double(Self.samples)
    var darkness = [Float](repeating: 0, count: columns * rows)
    blank.forEachLine(
      xs: (0..<across).map { (Double($0) + 0.5) * fine },
      ys: (0..<rows * Self.samples).map { (Double($0) + 0.5) * fine }
    ) { y, line in
      let first = y / Self.samples * columns
      for x in 0..<across { darkness[first + x / Self.samples] += line[x] }
    }
    (self.columns, self.rows) = (columns, rows)
    self.darkness = darkness.map { $0 / Float(Self.samples * Self.samples) }
  }
}
