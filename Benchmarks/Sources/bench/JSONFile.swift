internal import Foundation

/// Values in files of JSON.
enum JSONFile {
  /// Writes a file whole, its folder made when it is missing.
  static func write(_ value: some Encodable, to file: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try (encoder.encode(value) + Data("\n".utf8)).write(to: file, options: .atomic)
  }

  static func read<Value: Decodable>(_ type: Value.Type, from file: URL) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: file))
  }
}
