internal import ArgumentParser
internal import Canvass
internal import Foundation
internal import Wording

/// The command line: the one place where all rooms meet.
@main
struct KiemPhieu: CommandGroup {
  static let version = Program.version

  static let configuration = CommandConfiguration(
    commandName: "kiemphieu",
    abstract: "Kiểm phiếu khảo sát từ bản quét. / Counts scanned survey ballots and proves the count.",
    version: version,
    subcommands: [
      CountCommand.self, ReadCommand.self, ReconcileCommand.self, ReviewCommand.self, CloseCommand.self,
      ReopenCommand.self, MinutesCommand.self, FormCommand.self, SheetCommand.self, ReportCommand.self,
      RecheckCommand.self, CodeCommand.self, UnitsCommand.self, VerifyCommand.self, ExportCommand.self,
      MergeCommand.self,
      KeyCommand.self, PurgeCommand.self, ServeCommand.self, ServePasswordCommand.self, ReadPagesCommand.self,
    ])

  /// Parses and runs; every way out has one of the five exit statuses.
  static func main() async {
    // A reader that goes away (`| head`) ends the printing, not the work.
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow any more is an error like a full disk, and not the end.
    signal(SIGXFSZ, SIG_IGN)
    let status: ExitStatus
    do {
      try await perform()
      status = .inOrder
    } catch let done as ExitStatus {
      status = done
    } catch let problem as Problem {
      Console.error(problem.sentence)
      status = problem.status
    } catch {
      let language = CommonOptions.languageBeforeParsing(CommandLine.arguments)
      Console.error(
        Phrase(
          "Chương trình gặp lỗi ngoài dự kiến (\(error)). Những gì đã đọc vẫn được giữ; hãy chạy lại, nếu vẫn lỗi thì báo cho người phát triển.",
          "The program met an unexpected fault (\(error)). What was read is kept; run again, and report it if it stays."
        ).text(in: language))
      status = .fault
    }
    Foundation.exit(status.rawValue)
  }

  private static func perform() async throws {
    do {
      var command: any ParsableCommand
      do {
        command = try parseAsRoot()
      } catch  where exitCode(for: error) != .success {
        throw Problem(usage: error, CommonOptions.languageBeforeParsing(CommandLine.arguments))
      }
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch  where !(error is ExitStatus) && !(error is Problem) && exitCode(for: error) == .success {
      // Help and version arrive as errors too.
      Console.print(fullMessage(for: error))
    }
  }
}
