import Foundation

/// Part of a JSON file; what is not there is empty.
struct ParsedJSON {
  let value: Any?

  init(_ value: Any?) { self.value = value }

  init(parsing text: String) throws {
    value = try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  subscript(_ name: String) -> ParsedJSON { ParsedJSON((value as? [String: Any])?[name]) }

  var list: [ParsedJSON] { (value as? [Any] ?? []).map(ParsedJSON.init) }
  var text: String? { value as? String }
  var number: Int? { value as? Int }
  var isThere: Bool { value != nil }

  /// The values of fields of this name, wherever they are.
  func all(_ name: String) -> [ParsedJSON] {
    if let members = value as? [String: Any] {
      return members.flatMap { key, inner in
        (key == name ? [ParsedJSON(inner)] : []) + ParsedJSON(inner).all(name)
      }
    }
    return list.flatMap { $0.all(name) }
  }
}
