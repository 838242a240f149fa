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
  /// The same for finding the page by it, where it has no fiducials: in rows, and in cells. Else empty.
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
        question: page.questions[index], others: boxes.indices.filter { $0 != index }.flatMap { boxes[$0] },
        pageSize: form.pageSize, blank: blank)
    }
    wideFields = WideFields(boxes: boxes, pageSize: form.pageSize, blank: blank)
    surplus = SurplusRows(page: page, fields: self.fields, blank: blank, height: form.pageSize.height)
    titles = QuestionTitles(page: page, size: form.pageSize, blank: blank)
    labels = LabelOrder(page: page, blank: blank)
    printMap = PrintMap(blank: blank, size: form.pageSize)
    rowProfile = page.fiducials.isEmpty ? Self.rowProfile(blank, form.pageSize) : []
    centredPrint = page.fiducials.isEmpty ? Self.centredPrint(printMap) : []
  }
}

/// The wider fields of a page's questions, each worked out when it is first asked for: most questions are answered.
final class WideFields: Sendable {
  private let boxes: [[PaperRect]]
  private let pageSize: PaperSize
  private let blank: BlankPicture
  private let made = Mutex<[Int: QuestionField]>([:])

  init(boxes: [[PaperRect]], pageSize: PaperSize, blank: BlankPicture) {
    self.boxes = boxes
    self.pageSize = pageSize
    self.blank = blank
  }

  /// The wider field of the page's question with this index.
  func field(_ index: Int, of question: Question) -> QuestionField {
    made.withLock { made in
      if let field = made[index] { return field }
      let field = QuestionField(
        question: question, others: boxes.indices.filter { $0 != index }.flatMap { boxes[$0] }, pageSize: pageSize,
        blank: blank, reach: QuestionField.reachOfBlank)
      made[index] = field
      return field
    }
  }
}

/// The picture of a blank page with its scale: darkness can be looked up in mm.
struct BlankPicture: Sendable {
  let image: GrayImage
  /// px per mm across and down.
  let scaleX: Double
  let scaleY: Double

  init(image: GrayImage, size: PaperSize) {
    self.image = image
    scaleX = Double(image.width) / size.width
    scaleY = Double(image.height) / size.height
  }

  /// Darkness 0 (paper) to 1 (ink) at a point of the paper.
  func darkness(x: Double, y: Double) -> Float {
    1 - image.bilinear(x * scaleX, y * scaleY) / 255
  }

  /// Whether anything printed lies within `radius` mm of the point.
  func hasPrint(x: Double, y: Double, radius: Double, threshold: Float = 0.2) -> Bool {
    let x0 = max(0, Int((x - radius) * scaleX))
    let x1 = min(image.width - 1, Int((x + radius) * scaleX))
    let y0 = max(0, Int((y - radius) * scaleY))
    let y1 = min(image.height - 1, Int((y + radius) * scaleY))
    guard x0 <= x1, y0 <= y1 else { return false }
    let limit = UInt8(255 * (1 - threshold))
    for j in y0...y1 {
      for i in x0...x1 where image[i, j] < limit { return true }
    }
    return false
  }
}

/// Which cells of a coarse grid over the page hold print.
struct PrintMap: Sendable {
  static let pitch = 1.0
  let columns: Int
  let rows: Int
  /// Mean darkness 0 to 1 of the blank in each cell of 1 mm.
  let darkness: [Float]

  init(blank: BlankPicture, size: PaperSize) {
    columns = Int(size.width / Self.pitch)
    rows = Int(size.height / Self.pitch)
    var darkness = [Float](repeating: 0, count: columns * rows)
    for r in 0..<rows {
      for c in 0..<columns {
        var sum: Float = 0
        for dy in [0.125, 0.375, 0.625, 0.875] {
          for dx in [0.125, 0.375, 0.625, 0.875] {
            sum += blank.darkness(x: Double(c) + dx, y: Double(r) + dy)
          }
        }
        darkness[r * columns + c] = sum / 16
      }
    }
    self.darkness = darkness
  }
}
