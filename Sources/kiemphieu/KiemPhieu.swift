internal import ArgumentParser
internal import Foundation
internal import Wording

/// The command line: the one place where all rooms meet.
@main
struct KiemPhieu: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "kiemphieu",
    abstract: "Kiểm phiếu khảo sát từ bản quét. / Counts scanned survey ballots and proves the count.",
    version: version,
    subcommands: [
      CountCommand.self, ReadCommand.self, ReconcileCommand.self, ReviewCommand.self, MinutesCommand.self,
      FormCommand.self, VerifyCommand.self,
    ])

  /// Parses and runs; every way out has one of the five exit statuses.
  static func main() async {
    let status: ExitStatus
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      status = .inOrder
    } catch let done as ExitStatus {
      status = done
    } catch let problem as Problem {
      Console.error(problem.sentence)
      status = problem.status
    } catch {
      // Help and version are no errors; anything else at this point is how the command was written.
      let isRequest = exitCode(for: error) == .success
      let text = fullMessage(for: error)
      if isRequest { Console.print(text) } else { Console.error(text) }
      status = isRequest ? .inOrder : .unusable
    }
    Foundation.exit(status.rawValue)
  }
}

/// How a command ends (docs/formats.md). Thrown to end with anything but `inOrder`.
enum ExitStatus: Int32, Error {
  /// All in order.
  case inOrder = 0
  /// Done, but something needs a person.
  case needsPerson = 1
  /// Nothing could be done: the command, the survey or a form is wrong.
  case unusable = 2
  /// `verify` found an alteration.
  case altered = 3
  /// A fault of the program.
  case fault = 70
}
