// Learns a form from its blank, a scan or a PDF.
//
// Each page goes four steps, each a type of its own:
//   PaperFrame      where the paper lies in the picture: which way up, how sloped, how large; corner marks
//   UprightPage     the page upright and to scale, its print in patches
//   OutlineSearch   boxes, circles and ovals (CellGrid: cells of tables, where there are none)
//   QuestionGroups  which of them belong to one question, and where their labels stand
// Then the pages together get names and values (QuestionWording, ValueProposal). What rests on little is said
// (DraftDoubt); docs/drafting.md says how exact all this is.

public import Ballots
public import Codecs
public import Raster
internal import Reading

/// A form that was learned from its blank, for a person to check.
public struct FormDraft: Sendable {
  /// A page of the blank.
  public struct Page: Sendable {
    /// What the decoder gave.
    public var image: PageImage
    /// The resolution that the file claims, dots an inch.
    public var dpi: Double?
    /// Whether the picture was drawn from a document and so is its page exactly.
    public var isRendered: Bool
    /// The words of its text layer, mm.
    public var words: [PrintedWord]

    /// A page from its parts.
    public init(image: PageImage, dpi: Double? = nil, isRendered: Bool = false, words: [PrintedWord] = []) {
      self.image = image
      self.dpi = dpi
      self.isRendered = isRendered
      self.words = words
    }
  }

  /// What the blank does not say of its form.
  public struct Naming: Sendable {
    /// The form's id.
    public var id: String
    /// What its codes call it.
    public var code: String
    /// Pattern of the codes on ballots; nil for that of ballots that this program prints, looked for but not supposed.
    public var payload: PayloadPattern?
    /// Pattern of the batch header's code.
    public var batchHeader: PayloadPattern?

    /// Names from their parts.
    public init(id: String, code: String, payload: PayloadPattern? = nil, batchHeader: PayloadPattern? = nil) {
      self.id = id
      self.code = code
      self.payload = payload
      self.batchHeader = batchHeader
    }
  }

  /// The coarsest scan that a form is learned from, dots an inch.
  public static let leastDPI = 140
  /// The most pages of a form.
  public static let mostPages = 20
  /// Resolution of ``pictures``, dots an inch.
  public static let dpi = UprightPage.resolution.dpi

  /// The form.
  public let form: Form
  /// The pages upright and to scale, to read by.
  public let pictures: [GrayImage]
  /// What a person should look at.
  public let doubts: [DraftDoubt]

  /// Learns a form from all pages of its blank.
  public init(_ pages: [Page], naming: Naming) throws(DraftingError) {
    guard (1...Self.mostPages).contains(pages.count) else {
      throw .pages(count: pages.count, limit: Self.mostPages)
    }
    var seen: [SeenPage] = []
    for (index, page) in pages.enumerated() { seen.append(try SeenPage(page, number: index + 1, naming: naming)) }
    guard seen.contains(where: { !$0.questions.isEmpty }) else { throw .noBoxes }
    var names = QuestionNames(seen.flatMap(\.questions))
    var doubts = seen.flatMap(\.doubts)
    var formPages: [FormPage] = []
    for (index, page) in seen.enumerated() {
      let questions = page.questions.map { names.named($0) }
      formPages.append(page.formPage(number: index + 1, questions: questions))
    }
    doubts += names.doubts
    if formPages.allSatisfy(\.barcodes.isEmpty) {
      let room = naming.payload.flatMap { payload in
        CodeProposal.emptyRoom(on: seen[0].page, leavingOut: formPages[0].questions.flatMap(\.options).map(\.rect))
          .map { Sticker(area: $0, payload: payload) }
      }
      if let room {
        // Each page bears its code where the first one has room, as far as it has, too.
        for index in formPages.indices {
          let own =
            index == 0
            ? room.area
            : CodeProposal.emptyRoom(
              on: seen[index].page, leavingOut: formPages[index].questions.flatMap(\.options).map(\.rect))
          if let own { formPages[index].stickers = [Sticker(area: own, payload: room.payload)] }
        }
        doubts.append(.codePlaceAssumed)
      } else {
        doubts.append(.noCode)
      }
    }
    form = Form(
      id: naming.id, code: naming.code, title: seen[0].title ?? naming.id, pageSize: seen[0].page.size,
      pages: formPages, batchHeader: naming.batchHeader)
    pictures = seen.map(\.page.image)
    self.doubts = Self.joined(doubts)
  }

  /// Doubts that concern several pages said once.
  private static func joined(_ doubts: [DraftDoubt]) -> [DraftDoubt] {
    var (noText, noMarks): ([Int], [Int]) = ([], [])
    var rest: [DraftDoubt] = []
    for doubt in doubts {
      switch doubt {
      case .noText(let pages): noText += pages
      case .noCornerMarks(let pages): noMarks += pages
      default: rest.append(doubt)
      }
    }
    return (noText.isEmpty ? [] : [.noText(pages: noText)]) + rest
      + (noMarks.isEmpty ? [] : [.noCornerMarks(pages: noMarks)])
  }
}
