public import Ballots
public import Counting

/// What a count rests on besides readings and decisions: the rules, which scan lies where, the minutes and the records. With it the
/// count is a function of the journal alone.
public struct SurveySnapshot: Hashable, Sendable {
  /// The rules.
  public var survey: Survey
  /// The scans, by path.
  public var files: [PlacedFile]
  /// The minutes files, by path.
  public var minutes: [WrittenMinutes]
  /// The office's records beside them, by path.
  public var records: [WrittenRecord]

  /// A snapshot; the order in which files are given does not matter.
  public init(
    survey: Survey, files: [PlacedFile], minutes: [WrittenMinutes], records: [WrittenRecord] = []
  ) {
    self.survey = survey
    self.records = records.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
    self.files = files.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
    self.minutes = minutes.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
  }
}

/// A scan in the survey's folder.
public struct PlacedFile: Hashable, Sendable, Codable {
  /// Path relative to the survey's folder.
  public var file: String
  /// SHA-256 of its contents, lower-case hex; empty when it could not be opened.
  public var sha256: String
  /// Why it could not be opened.
  public var refusal: Refusal?

  /// A scan at its place.
  public init(file: String, sha256: String, refusal: Refusal? = nil) {
    self.file = file
    self.sha256 = sha256
    self.refusal = refusal
  }
}

/// The body of a `folder` entry: what is placed anew, or has another content, and which paths are gone.
struct FolderBody: Codable {
  var placed: [PlacedFile]
  var gone: [String]

  /// What leads from one folder to another; nil when they are the same.
  init?(from before: [PlacedFile], to after: [PlacedFile]) {
    let known = Dictionary(before.map { (PathKey($0.file), $0) }, uniquingKeysWith: { first, _ in first })
    let there = Set(after.map { PathKey($0.file) })
    placed = after.filter { known[PathKey($0.file)] != $0 }
    gone = before.map(\.file).filter { !there.contains(PathKey($0)) }
    if placed.isEmpty && gone.isEmpty { return nil }
  }

  func apply(to files: inout [PathKey: PlacedFile]) {
    for path in gone { files[PathKey(path)] = nil }
    for file in placed { files[PathKey(file.file)] = file }
  }
}

/// A path by its bytes: two spellings that look alike are two files.
struct PathKey: Hashable {
  private let bytes: [UInt8]

  init(_ path: String) { bytes = Array(path.utf8) }
}

/// The body of a `minutes` entry: a file as it is now, or its path alone when it is gone.
struct MinutesBody: Codable {
  var file: String
  var text: String?
  var unusable: UnusableMinutes?
  var isGone: Bool?

  init(_ minutes: WrittenMinutes) {
    file = minutes.file
    text = minutes.text
    unusable = minutes.unusable
  }

  init(gone file: String) {
    self.file = file
    isGone = true
  }

  var minutes: WrittenMinutes? {
    if isGone == true { return nil }
    return text.map { WrittenMinutes(file: file, text: $0) } ?? WrittenMinutes(file: file, unusable: unusable)
  }
}

/// The body of a `record` entry: a file as it is now, or its path alone when it is gone.
struct RecordBody: Codable {
  var file: String
  var text: String?

  var record: WrittenRecord? { text.map { WrittenRecord(file: file, text: $0) } }
}
