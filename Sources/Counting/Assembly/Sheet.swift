internal import Ballots

/// A page that stands for ballot paper, with what it says about itself and what the header before it says.
struct Sheet {
  /// Position in the ordered input.
  var index: Int
  /// Folder and header under which the page lies; pages are paired by sequence only within one.
  var segment: Int
  /// The form, when the page says it.
  var form: Form?
  /// What the batch header before it says.
  var header: Identity?
  /// What is known of the page until its row is made.
  private var content: AssembledInput.Content?

  /// A sheet as it came from reading.
  init(index: Int, segment: Int, form: Form?, header: Identity?, content: AssembledInput.Content) {
    self.index = index
    self.segment = segment
    self.form = form
    self.header = header
    self.content = content
  }

  /// Lets go what is known of the page.
  mutating func letGo() { content = nil }

  /// What was read of it; nil when its file could not be decoded.
  private var evidence: PageEvidence? { if case .read(let evidence)? = content { evidence } else { nil } }
  /// 1-based page of the form, when known.
  var formPage: Int? { evidence?.formPage }
  /// What the page's own codes say.
  var identity: Identity { evidence?.identity ?? Identity() }
  /// What the voter left on it; nil for a page that was not located and measured.
  var marks: MarkEvidence? { evidence?.marks }
  /// Whether it was located and measured; else it is a page that was not read.
  var isMeasured: Bool { marks != nil }
  /// Why a person must look at a measured page as a whole.
  var refusal: Refusal? { isMeasured ? evidence?.refusal : nil }

  /// Where several sheets could be one only when their identity agrees.
  struct Key: Hashable {
    var form: String
    var unit: String?
    var box: String?
    var serial: String
  }

  /// The identity that a printed serial gives, or nil without form or serial.
  var key: Key? {
    guard let form, let serial = identity.serial else { return nil }
    return Key(
      form: form.id, unit: identity.unit ?? header?.unit, box: identity.box ?? header?.box, serial: serial)
  }
}

/// One scanned copy of a ballot: the pages that were put together.
struct Copy {
  /// Segment of its first page.
  var segment: Int
  /// The form; nil when the only page was not read and says nothing.
  var form: Form?
  /// The identity by which it was put together, when it has a serial.
  var key: Sheet.Key?
  /// Position in the list of sheets by form page.
  var pages: [Int: Int]
  /// Sheets without a place of their own: not read, and read again elsewhere in this copy.
  var extras: [Int] = []

  /// Number of the last page so far, 0 without any.
  var lastPage: Int { pages.keys.max() ?? 0 }

  /// Number of the first page so far.
  var firstPage: Int { pages.keys.min() ?? .max }

  /// Whether a page of the form is lacking.
  var isIncomplete: Bool {
    guard let form else { return false }
    return form.pages.contains { pages[$0.number] == nil }
  }

  /// All its sheets in form page order, then those without a place.
  var sheets: [Int] { pages.sorted { $0.key < $1.key }.map(\.value) + extras }
}
