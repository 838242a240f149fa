internal import ArgumentParser
internal import Canvass
internal import Wording

extension Problem {
  /// How the command line was written wrongly: one line, with the command whose help tells more.
  init(usage error: any Error, _ language: Language) {
    let message = KiemPhieu.message(for: error).split(separator: "\n").first.map(String.init) ?? ""
    // The parser says which command it was in only within its full text.
    let command =
      KiemPhieu.fullMessage(for: error).firstMatch(of: /See '(.+) (?:--help|-h)'/).map { String($0.output.1) }
      ?? "kiemphieu"
    let seen = language == .vi ? Self.vietnamese(message) : message
    let end = seen.last.map { ".?!".contains($0) } ?? true ? "" : "."
    self.init(
      Phrase("\(command): \(seen)\(end) Xem `\(command) --help`.", "\(command): \(seen)\(end) See `\(command) --help`.")
        .text(in: language))
  }

  /// The parser's sentences, which it has in English only.
  private static func vietnamese(_ message: String) -> String {
    if let match = message.wholeMatch(of: /Unknown option '(.+?)'\. Did you mean '(.+)'\?/) {
      return "không có tùy chọn \(match.output.1); có phải \(match.output.2)?"
    }
    if let match = message.wholeMatch(of: /Unknown option '(.+)'/) { return "không có tùy chọn \(match.output.1)" }
    if let match = message.wholeMatch(of: /Missing value for '(.+)'/) { return "\(match.output.1) cần một giá trị" }
    if let match = message.wholeMatch(of: /Missing expected argument '(.+)'/) { return "thiếu \(match.output.1)" }
    if let match = message.wholeMatch(of: /Unexpected argument '(.+)'/) { return "thừa “\(match.output.1)”" }
    if let match = message.wholeMatch(of: /\d+ unexpected arguments: (.+)/) { return "thừa \(match.output.1)" }
    if let match = message.wholeMatch(of: /The value '(.*)' is invalid for '(.+?)'(?:: (.+))?/) {
      let expected = match.output.3.map { "; cần \($0)" } ?? ""
      return "“\(match.output.1)” không dùng được cho \(match.output.2)\(expected)"
    }
    return message
  }
}
