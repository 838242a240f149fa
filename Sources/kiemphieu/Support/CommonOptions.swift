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
    guard let language = Language(rawValue: text) else { throw ValidationError("vi, en") }
    return language
  }

  /// As asked for, else as `LANG` says, else Vietnamese.
  var language: Language {
    lang ?? Self.languageOfSystem
  }

  private static var languageOfSystem: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = [environment["LC_ALL"], environment["LANG"]].compactMap { $0 }.first { !$0.isEmpty } ?? ""
    return locale.hasPrefix("en") ? .en : .vi
  }

  var wording: Wording { Wording(language) }

  /// The language in which to say that the command line could not be understood.
  static func languageBeforeParsing(_ arguments: [String]) -> Language {
    let asked = arguments.enumerated().lazy.compactMap { index, argument -> Language? in
      if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst("--lang=".count))) }
      guard argument == "--lang", index + 1 < arguments.count else { return nil }
      return Language(rawValue: arguments[index + 1])
    }
    return asked.first ?? languageOfSystem
  }
}

/// How many pages are read at once.
struct JobsOption: ParsableArguments {
  @Option(
    name: .long, help: "Số trang đọc cùng lúc. / Pages read at once (default: all processors).", transform: Self.jobs)
  var jobs: Int?

  private static func jobs(_ text: String) throws -> Int {
    guard let jobs = Int(text), jobs >= 1 else { throw ValidationError("1, 2, 3, …") }
    return jobs
  }

  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}
