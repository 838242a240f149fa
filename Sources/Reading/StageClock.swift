internal import Glibc

/// A stage of reading a page, as its time is measured.
public enum ReadingStage: Sendable, CaseIterable {
  /// Finding which form page lies where, from the reduced picture to the fitted boxes.
  case locate
  /// Reading codes.
  case identify
  /// Measuring ink and judging it, fingerprint included.
  case marks
}

/// Adds up the processor time of each stage over all pages of one reader, for measurements of speed. The time is that
/// of the thread that reads; decoding is no part of it.
///
/// Not sendable: one per reader, or per worker.
public final class StageClock {
  private var sums: [ReadingStage: Double] = [:]
  /// The stage that runs, and the thread's processor time at its beginning, s.
  private var running: (stage: ReadingStage, since: Double)?

  /// A clock with nothing on it.
  public init() {}

  /// Processor time of a stage so far, s.
  public func seconds(of stage: ReadingStage) -> Double { sums[stage, default: 0] }

  /// Ends the stage that runs, if any, and begins another.
  func begin(_ stage: ReadingStage) {
    let now = Self.now
    if let running { sums[running.stage, default: 0] += now - running.since }
    running = (stage, now)
  }

  /// Ends the stage that runs.
  func end() {
    if let running { sums[running.stage, default: 0] += Self.now - running.since }
    running = nil
  }

  /// Processor time of this thread, s.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
