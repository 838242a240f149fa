/// How a command ends (docs/formats.md). Thrown to end with anything but `inOrder`.
public enum ExitStatus: Int32, Error {
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
