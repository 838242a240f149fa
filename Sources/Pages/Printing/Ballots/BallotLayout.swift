// Lays a form out on paper: where everything stands follows from the texts alone.
//
// From top to bottom: title, lines for words, what to do, then the outline's parts as strips (`Composition`), a line for
// words, thanks. The strips take as few pages as they can, then stand as far apart as those pages allow (`BallotFlow`). A
// row of boxes that would lie on a fold of the sheet moves below it. On the back of a sheet boxes fall between those of
// the front, so ink that shows through touches no box.
//
// Lengths are rounded to a thousandth of a millimetre: the form that is written down is exactly the one that is printed.

public import Ballots
internal import Raster

/// A form with a place for everything: what is printed, and what reading must know of it.
public struct BallotLayout: Sendable {
  /// The form as reading needs it.
  public let form: Form
  /// Whether each ballot bears a token of its own; else one may be copied as often as needed.
  public let hasToken: Bool
  /// Ballots that are printed on one sheet of A4.
  public let ballotsOnASheet: Int
  /// What is the same on every sheet, page by page.
  let blanks: [PrintedPage]
  /// Where code and names stand.
  let frame: BallotFrame

  /// Lays an outline out.
  public init(_ outline: FormOutline) throws(PrintingError) {
    hasToken = outline.hasToken
    ballotsOnASheet = outline.paper == .half ? 2 : 1
    frame = BallotFrame(outline.paper)
    (form, blanks) = try Composition(outline, Typesetter()).result()
  }

  /// The code of a sheet, mm: version 2 has 25 modules.
  static let module = 0.6
  static let symbolSide = 25 * module
  /// Characters that version 2 holds at level H, of capital letters, digits and `$%*+-./:`.
  static let payloadLimit = 20

  /// What the code of a batch header says.
  static let headerPayload = PayloadPattern("KPH:{form}:{unit}:{box}:{declared}{check}")

  /// What the codes say: form, unit, box, a token where ballots have one, a check character. Separators are of the
  /// symbols that QR codes pack densely.
  static func payload(hasToken: Bool) -> PayloadPattern {
    PayloadPattern("{form}:{unit}:{box}" + (hasToken ? ":{serial}" : "") + "{check}")
  }

  static func rounded(_ length: Double) -> Double { (length * 1000).rounded() / 1000 }
}
