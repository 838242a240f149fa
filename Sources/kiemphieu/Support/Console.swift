internal import Foundation
internal import Wording

/// Standard output and standard error, whole lines at a time.
enum Console {
  static func print(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: .standardOutput) }
  /// One line, also when the name of a file or a person in it holds a line break.
  static func error(_ text: String) { write(Wording.oneLine(text) + "\n", to: .standardError) }

  /// A closed pipe (`| head`) is no reason to fail.
  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }

  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
