internal import Foundation

/// A value on its way to a JSON text, for formats whose objects are many and are written once.
enum JSONValue: Encodable {
  case text(String)
  case number(Int)
  case list([JSONValue])
  case object([String: JSONValue])

  /// An object of a common data format: its `@type`, and of these fields those that have a value.
  static func object(_ type: String, _ fields: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    var members: [String: JSONValue] = ["@type": .text(type)]
    for (name, value) in fields { members[name] = value }
    return .object(members)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .list(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }

  /// The JSON in one line, fields in order of their names: one value has one spelling.
  var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    } catch {
      // A tree of texts and whole numbers: there is nothing in it that JSON refuses.
      preconditionFailure("a value without JSON: \(error)")
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  init(stringLiteral value: String) { self = .text(value) }

  init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
}
