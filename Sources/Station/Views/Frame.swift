internal import Ballots
internal import Counting
internal import Wording

/// What every page shows around its content.
struct Frame: Sendable {
  /// A place to go to.
  struct Link: Sendable {
    var label: String
    var path: String
    var isHere: Bool
  }

  /// `vi` or `en`, as HTML calls them.
  var language: String
  /// Title of the page.
  var title: String
  /// Title of the survey.
  var survey: String
  /// Where to go to; empty for who is not signed in.
  var links: [Link]
  /// The other language, and where the same page stands in it.
  var otherLanguage: String
  var otherLanguagePath: String
  /// Name and role of who is signed in.
  var visitor: String?
  /// Sent back by every form.
  var formToken: String
  /// What was just done, or why it was not.
  var notice: String?
  /// All words of the station, by name.
  var words: [String: String]

  /// The frame of a page at a path; `visitor` is nil where nobody is signed in.
  init(
    _ title: String, survey: String, path: String, query: [String: String] = [:], visitor: Visitor?, formToken: String,
    notice: String? = nil, _ wording: Wording
  ) {
    language = wording.language.rawValue
    self.title = title
    self.survey = survey
    self.visitor = visitor.map { visitor in
      visitor.role.map { "\(visitor.name) · \(wording.label($0))" } ?? visitor.name
    }
    self.formToken = formToken
    self.notice = notice
    otherLanguage = wording.text(.otherLanguage)
    otherLanguagePath =
      "/language?to=\(wording.language == .vi ? "en" : "vi")&path="
      + Address.escaped(path + (query.isEmpty ? "" : "?" + Address.query(query)))
    words = Self.words(wording)
    links = []
    guard let visitor else { return }
    var places: [(StationWord, String)] = [(.boxes, "/")]
    if visitor.may(.decide) { places.append((.decide, "/queue")) }
    places += [(.results, "/results"), (.files, "/files"), (.sheets, "/sheets"), (.audit, "/audit")]
    links = places.map { word, place in
      let isHere = place == "/" ? path == "/" || path == "/open" || path.hasPrefix("/boxes/") : path.hasPrefix(place)
      return Link(label: wording.text(word), path: place, isHere: isHere)
    }
  }

  /// All words of the station, by name.
  static func words(_ wording: Wording) -> [String: String] {
    Dictionary(uniqueKeysWithValues: StationWord.allCases.map { ($0.rawValue, wording.text($0)) })
  }
}

/// Addresses of the station's pages.
enum Address {
  /// A text as a part of an address: everything but letters, digits and a few signs is escaped.
  static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }

  /// What stands behind the question mark.
  static func query(_ fields: [String: String]) -> String {
    fields.sorted { $0.key < $1.key }.map { "\(escaped($0.key))=\(escaped($0.value))" }.joined(separator: "&")
  }

  static func box(_ name: String) -> String { "/boxes/\(escaped(name))" }
  static func contact(_ box: String) -> String { "\(self.box(box))/contact" }
  static func recheck(_ drawing: String) -> String { "/recheck/\(escaped(drawing))" }
  static func line(_ crop: String) -> String { "/coding/line?crop=\(escaped(crop))" }
  static func minutes(_ name: String) -> String { "\(box(name))/minutes" }
  static func download(_ path: String) -> String { "/download?file=\(escaped(path))" }
  static func sheet(_ sheet: SheetID) -> String { "/sheets/\(sheet.text)" }
  static func picture(_ sheet: SheetID, isBlind: Bool = false) -> String {
    "/pictures/\(sheet.text)" + (isBlind ? "?blind=yes" : "")
  }
  static func uncovered(_ sheet: SheetID) -> String { "/pictures/\(sheet.text)/uncovered" }
  static func decide(_ sheet: SheetID, question: String? = nil) -> String {
    "/queue?sheet=\(sheet.text)" + (question.map { "&question=\(escaped($0))" } ?? "")
  }
  static func crop(_ id: WaitingItem.ID) -> String {
    picture(id.sheet) + (id.question.map { "?question=\(escaped($0))" } ?? "")
  }
  static func queue(_ filter: WaitingQueue.Filter) -> String {
    let parts = [("reason", filter.reason?.rawValue), ("unit", filter.unit), ("form", filter.form)]
      .compactMap { name, value in value.map { "\(name)=\(escaped($0))" } }
    return parts.isEmpty ? "/queue" : "/queue?" + parts.joined(separator: "&")
  }
}
