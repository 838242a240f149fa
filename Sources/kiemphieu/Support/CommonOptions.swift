internal import ArgumentParser
internal import Foundation
internal import Wording

/// Options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: "Ngôn ngữ / language: vi, en.", transform: Self.language)
  var lang: Language?

  @Flag(name: .long, help: "Chỉ in lỗi. / Print errors only.")
  var quiet = false

  @Flag(name: .long, help: "In kết quả dạng JSON. / Print a machine-readable summary.")
  var json = false

  private static func language(_ text: String) throws -> Language {
    guard let language = Language(rawValue: text) else { throw ValidationError("--lang: vi, en") }
    return language
  }

  /// As asked for, else as `LANG` says, else Vietnamese.
  var language: Language {
    if let lang { return lang }
    let environment = ProcessInfo.processInfo.environment
    let locale = environment["LC_ALL"] ?? environment["LANG"] ?? ""
    return locale.hasPrefix("en") ? .en : .vi
  }

  var wording: Wording { Wording(language) }
}

/// How many pages are read at once.
struct JobsOption: ParsableArguments {
  @Option(name: .long, help: "Số trang đọc cùng lúc. / Pages read at once (default: all processors).")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs: 1 …") }
  }

  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
