internal import Foundation

/// Values as lines of JSON, one each.
struct JSONLines<Value: Encodable> {
  private let values: [Value]

  init(_ values: [Value]) { self.values = values }

  /// Writes the file whole, its folder made when it is missing.
  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try values.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try lines.joined().write(toFile: path, atomically: true, encoding: .utf8)
  }
}
