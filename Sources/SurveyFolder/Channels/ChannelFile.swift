public import Ballots
public import Counting
public import Foundation

/// A description of a list of responses that came by another way than paper: which file, and what its columns hold.
///
/// | field | meaning |
/// |---|---|
/// | `format` | `kiemphieu.channel/1` |
/// | `kind` | `online` or `phone` |
/// | `file` | the list beside the description: CSV or XLSX |
/// | `columns` | headings: `time`, `unit` (unless all are of one unit), `id` (may be missing), and `questions` by id |
/// | `unit` | the unit of all responses, in place of a column |
/// | `units`, `answers` | words of the list and the unit's code, the answer's value or `blank` that they mean |
/// | `month_first` | whether `11/6/2026` is the sixth of November; no |
public struct ChannelFile {
  /// The only format so far.
  public static let format = "kiemphieu.channel/1"

  let name: String
  let channel: Channel
  let list: (url: URL, name: String)
  let columns: ChannelColumns
  let fixedUnit: String?
  let unitWords: [String: String]
  let words: [AnswerWords]
  let monthFirst: Bool

  /// The lists that the survey's `channels/` describes, in natural order, and a line for each row that cannot be read.
  /// - Throws: the first problem of a description, or of a list as a whole.
  public static func lists(
    in layout: SurveyLayout, survey: Survey, forms: [Form]
  ) throws(FolderError) -> (lists: [ChannelList], unreadable: [FolderError]) {
    let listing = layout.list(layout.channels)
    var lists: [ChannelList] = []
    var unreadable = listing.notices
    var described: Set<String> = []
    for path in listing.files where [".yaml", ".yml"].contains(where: path.lowercased().hasSuffix) {
      let url = layout.folder.appendingPathComponent(path)
      let root = Field(file: path, root: try Document.read(url, name: path))
      let file = try ChannelFile(root, folder: url.deletingLastPathComponent(), survey: survey, forms: forms)
      let read = try file.read(survey: survey, forms: forms)
      lists.append(read.list)
      described.insert(file.list.name)
      unreadable += read.unreadable
    }
    // An export that nobody described would be missing without a word.
    for path in listing.files where [".csv", ".xlsx", ".xls", ".tsv"].contains(where: path.lowercased().hasSuffix) {
      if !described.contains(path) { unreadable.append(FolderError(file: path, .notDescribed)) }
    }
    return (lists, unreadable)
  }

  init(_ root: Field, folder: URL, survey: Survey, forms: [Form]) throws(FolderError) {
    try root.only(["format", "kind", "file", "columns", "unit", "units", "answers", "month_first"])
    guard try root["format"].text() == Self.format else { throw root["format"].wrong(.oneOf([Self.format])) }
    name = root.file
    let others = Channel.allCases.filter { $0 != .paper }
    let kind = try root["kind"].text()
    guard let channel = others.first(where: { $0.rawValue == kind }) else {
      throw root["kind"].wrong(.oneOf(others.map(\.rawValue)))
    }
    self.channel = channel
    let path = try root["file"].text()
    let url = try root["file"].fileBeside(folder)
    guard FileManager.default.fileExists(atPath: url.path) else { throw root["file"].error(.fileNotFound(path)) }
    list = (url, (root.file.split(separator: "/").dropLast().map(String.init) + [path]).joined(separator: "/"))
    columns = try ChannelColumns(root["columns"], forms: forms)
    if let unit = root["unit"].ifPresent {
      guard columns.unit == nil else { throw unit.error(.conflict(with: "columns.unit")) }
      fixedUnit = try Self.unit(unit, survey)
    } else {
      guard columns.unit != nil else { throw root["columns"]["unit"].error(.missing(.text)) }
      fixedUnit = nil
    }
    var unitWords: [String: String] = [:]
    for key in root["units"].keys { unitWords[VietnameseName.key(key)] = try Self.unit(root["units"][key], survey) }
    self.unitWords = unitWords
    let known = columns.questions.flatMap { $0.question.options.map(\.value) } + [AnswerWords.blank]
    var given: [(words: String, value: String)] = []
    for key in root["answers"].keys {
      let value = try root["answers"][key].text()
      guard known.contains(value) else { throw root["answers"][key].wrong(.oneOf(known.uniqued)) }
      given.append((key, value))
    }
    words = columns.questions.map { AnswerWords($0.question, given: given) }
    monthFirst = try root["month_first"].ifPresent?.boolean() ?? false
  }

  private static func unit(_ field: Field, _ survey: Survey) throws(FolderError) -> String {
    let code = try field.text()
    guard survey.unit(code) != nil else { throw field.wrong(.oneOf(survey.units.map(\.code))) }
    return code
  }
}

/// The headings that a description names.
struct ChannelColumns {
  let time: Field
  let unit: Field?
  let id: Field?
  let questions: [(question: Question, heading: Field)]

  init(_ field: Field, forms: [Form]) throws(FolderError) {
    try field.only(["time", "unit", "id", "questions"])
    guard field["time"].isPresent else { throw field["time"].error(.missing(.text)) }
    time = field["time"]
    unit = field["unit"].ifPresent
    id = field["id"].ifPresent
    let known = forms.flatMap(\.pages).flatMap(\.questions)
    var questions: [(Question, Field)] = []
    for id in try field["questions"].fields().keys {
      guard let question = known.first(where: { $0.id == id }) else {
        throw field["questions"][id].error(
          .unknownField(name: id, nearest: NearestName.find(id, among: known.map(\.id))))
      }
      questions.append((question, field["questions"][id]))
    }
    guard !questions.isEmpty else { throw field["questions"].error(.missing(.fields)) }
    self.questions = questions
  }

  /// All of them, as they are looked for in a list.
  var all: [Field] { [time] + [unit, id].compactMap(\.self) + questions.map(\.heading) }
}

extension [String] {
  /// Each once, in order.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
