internal import Foundation

/// How a fact is spelt in an entry: JSON with sorted keys, so that one fact has one spelling and anyone can read it.
enum Body {
  /// The JSON of a fact. Numbers keep every bit; those that JSON lacks are spelt as words.
  static func encode(_ fact: some Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return try encoder.encode(fact)
    } catch {
      // All facts are trees of texts and numbers with keys of their own: there is nothing in them that JSON refuses.
      preconditionFailure("a fact without JSON: \(error)")
    }
  }

  /// The fact that was spelt.
  static func decode<T: Decodable>(_ type: T.Type, from body: Data) throws -> T {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: body)
  }
}
