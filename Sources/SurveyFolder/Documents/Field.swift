internal import Foundation

/// A field of a document with the way to it: asks for what is expected and complains with file, line and path. A field
/// that is not there, or holds `null`, has no value.
struct Field {
  let file: String
  let path: String
  /// Line of the field, or of what it should be in.
  let line: Int
  let value: Document?

  /// The whole of a file.
  init(file: String, root: Document) {
    self.init(file: file, path: "", line: root.line, value: root)
  }

  private init(file: String, path: String, line: Int, value: Document?) {
    self.file = file
    self.path = path
    self.line = line
    self.value = value
  }

  func error(_ problem: FolderProblem) -> FolderError {
    FolderError(file: file, line: line, field: path.isEmpty ? nil : path, problem)
  }

  func wrong(_ expected: Expectation) -> FolderError {
    guard let value, !value.isNull else { return error(.missing(expected)) }
    return error(.wrong(expected: expected, found: value.summary))
  }

  /// Whether there is a value.
  var isPresent: Bool { value.map { !$0.isNull } ?? false }

  /// The field itself when it holds a value, else nil: `try field["x"].ifPresent?.text()`.
  var ifPresent: Field? { isPresent ? self : nil }

  // MARK: Inside

  private var entries: [Document.Entry] {
    if case .map(let entries)? = value?.content { return entries }
    return []
  }

  /// A named field of a map; without value when this is no map or has none of that name.
  subscript(key: String) -> Field {
    let entry = entries.first { $0.key == key }
    return Field(
      file: file, path: path.isEmpty ? key : "\(path).\(key)", line: entry?.line ?? line, value: entry?.value)
  }

  var isMap: Bool {
    if case .map? = value?.content { return true }
    return false
  }

  var isList: Bool {
    if case .list? = value?.content { return true }
    return false
  }

  /// The names in a map, in the file's order.
  var keys: [String] { entries.map(\.key) }

  /// The same, with the map required.
  func fields() throws(FolderError) -> Field {
    guard isMap else { throw wrong(.fields) }
    return self
  }

  /// The items of a list; empty when there is no value.
  func items(_ expected: Expectation = .list) throws(FolderError) -> [Field] {
    guard isPresent else {
      if expected == .filledList { throw error(.missing(expected)) }
      return []
    }
    guard case .list(let items)? = value?.content, !items.isEmpty || expected != .filledList else {
      throw wrong(expected)
    }
    return items.enumerated().map { index, item in
      Field(file: file, path: "\(path)[\(index)]", line: item.line, value: item)
    }
  }

  /// Each item of a list made into something.
  func each<T>(
    _ expected: Expectation = .list, _ make: (Field) throws(FolderError) -> T
  ) throws(FolderError) -> [T] {
    var result: [T] = []
    for item in try items(expected) { result.append(try make(item)) }
    return result
  }

  /// Fields that are none of `known`, as errors or as notes.
  func unknown(besides known: [String], ignored: Bool) -> [FolderError] {
    entries.filter { !known.contains($0.key) }.map { entry in
      let nearest = NearestName.find(entry.key, among: known)
      return FolderError(
        file: file, line: entry.line, field: path.isEmpty ? entry.key : "\(path).\(entry.key)",
        ignored
          ? .ignoredField(name: entry.key, nearest: nearest) : .unknownField(name: entry.key, nearest: nearest))
    }
  }

  /// Refuses fields that are none of `known`.
  func only(_ known: [String]) throws(FolderError) {
    if let first = try fields().unknown(besides: known, ignored: false).first { throw first }
  }

  // MARK: Scalars

  private var scalar: (text: String, plain: Bool)? {
    guard isPresent, case .scalar(let text, let plain)? = value?.content else { return nil }
    return (text, plain)
  }

  /// Text as written, not empty, NFC; numbers are taken as text too.
  func text() throws(FolderError) -> String {
    guard let text = scalar?.text.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else {
      throw wrong(.text)
    }
    return text.precomposedStringWithCanonicalMapping
  }

  /// The text, or nil when there is none or it is empty.
  func optionalText() throws(FolderError) -> String? {
    guard isPresent else { return nil }
    guard let text = scalar?.text.trimmingCharacters(in: .whitespacesAndNewlines) else { throw wrong(.text) }
    return text.isEmpty ? nil : text.precomposedStringWithCanonicalMapping
  }

  /// A whole number of at least `minimum`.
  func integer(from minimum: Int = .min) throws(FolderError) -> Int {
    let expected = minimum == .min ? Expectation.integer : .integerFrom(minimum)
    guard let scalar, let number = PlainNumber.integer(scalar.text), number >= minimum else { throw wrong(expected) }
    guard scalar.plain else { throw error(.quotedNumber(scalar.text)) }
    return number
  }

  /// A finite number, or nil when the value is none.
  var number: Double? { scalar.flatMap { $0.plain ? PlainNumber.double($0.text) : nil } }

  /// A number within bounds.
  func number(from: Double, to: Double) throws(FolderError) -> Double {
    guard let number, number >= from, number <= to else { throw wrong(.number(from: from, to: to)) }
    return number
  }

  /// `true` or `false`.
  func boolean() throws(FolderError) -> Bool {
    switch scalar?.plain == true ? scalar?.text.lowercased() : nil {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw wrong(.boolean)
    }
  }

  /// A word of a closed list.
  func word<W: RawRepresentable & CaseIterable>(
    _ type: W.Type = W.self
  ) throws(FolderError) -> W where W.RawValue == String {
    guard let text = scalar?.text, let word = W(rawValue: text) else {
      throw wrong(.oneOf(W.allCases.map(\.rawValue)))
    }
    return word
  }
}
