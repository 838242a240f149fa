internal import Foundation
internal import Synchronization
internal import Wording

/// Progress of long work on standard error: a bar with rate and remaining time on a terminal, else one line a minute.
/// Silent where asked.
final class Progress: Sendable {
  private struct State {
    var pages = 0
    var files = 0
    var shown: ContinuousClock.Instant
  }

  private let total: Int
  private let language: Language
  private let isShown: Bool
  private let isTerminal: Bool
  private let start: ContinuousClock.Instant
  private let state: Mutex<State>

  /// Progress over a number of files.
  init(files total: Int, language: Language, quiet: Bool) {
    self.total = total
    self.language = language
    isShown = !quiet && total > 0
    isTerminal = isatty(STDERR_FILENO) == 1
    start = .now
    state = Mutex(State(shown: .now))
  }

  /// Pages were read.
  func read(pages: Int) {
    update { $0.pages += pages }
  }

  /// A file was handed on.
  func finishedFile() {
    update { $0.files += 1 }
  }

  /// Takes the bar away.
  func end() {
    if isShown, isTerminal { try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8)) }
  }

  private func update(_ change: (inout State) -> Void) {
    let line: String? = state.withLock { state in
      change(&state)
      guard isShown else { return nil }
      let now = ContinuousClock.now
      guard now - state.shown >= (isTerminal ? .milliseconds(200) : .seconds(60)) else { return nil }
      state.shown = now
      return text(state, elapsed: now - start)
    }
    guard let line else { return }
    try? FileHandle.standardError.write(contentsOf: Data((isTerminal ? "\r\u{1B}[K" + line : line + "\n").utf8))
  }

  private func text(_ state: State, elapsed: Duration) -> String {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let rate = seconds > 0 ? Double(state.pages) / seconds : 0
    let share = Double(state.files) / Double(max(1, total))
    let left = share > 0.02 ? Int(seconds / share * (1 - share)) : nil
    let filled = Int(share * 20)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let wording = Wording(language)
    let speed = wording.number(rate, places: 1)
    let remaining = left.map { " · \($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60)" } ?? ""
    return Phrase(
      "\(bar) \(state.files)/\(total) tệp · \(state.pages) trang · \(speed) trang/giây\(remaining)",
      "\(bar) \(state.files)/\(total) files · \(state.pages) pages · \(speed) pages/s\(remaining)"
    ).text(in: language)
  }
}
