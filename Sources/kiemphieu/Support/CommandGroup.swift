internal import ArgumentParser
internal import Canvass
internal import Wording

/// A command that only has commands below it.
protocol CommandGroup: AsyncParsableCommand {}

extension CommandGroup {
  /// Runs when none of the commands below was named.
  mutating func run() async throws {
    let group = Self.configuration.commandName ?? ""
    let name = group == KiemPhieu.configuration.commandName ? group : "kiemphieu \(group)"
    let shown = Self.configuration.subcommands.filter { $0.configuration.shouldDisplay }
    let below = shown.compactMap { $0.configuration.commandName }.joined(separator: ", ")
    throw Problem(
      Phrase(
        "\(name): chưa nói làm gì; chọn một lệnh: \(below). Xem `\(name) --help`.",
        "\(name): what is to be done? Choose one of: \(below). See `\(name) --help`."
      ).text(in: CommonOptions.languageBeforeParsing(CommandLine.arguments)))
  }
}
