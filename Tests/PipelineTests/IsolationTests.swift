import Ballots
import Codecs
import Foundation
import Testing

@testable import Pipeline

/// What becomes of a run when a reader process crashes, hangs or talks nonsense. A shell script plays the reader.
@Suite struct IsolationTests {
  /// Sends what a reader would, and counts in its directory how often it was started (`$n`).
  private func script(_ body: String) -> String {
    """
    say() { printf '\\0\\0\\0\\0\\0\\0\\0'; printf "\\\\$(printf %03o ${#1})"; printf %s "$1"; }
    n=$(cat "$0/started" 2>/dev/null || echo 0); n=$((n + 1)); echo $n > "$0/started"
    \(body)
    """
  }

  private func pool(_ body: String, seconds: Double = 10) throws -> ReaderPool {
    try ReaderPool(
      forms: [], program: "/bin/sh", arguments: ["-c", script(body)], limits: DecodingLimits(pageSeconds: seconds))
  }

  private static let prepared = #"say '{"prepared":{}}'"#
  private static let three = #"say '{"opened":{"pageCount":3}}'"#
  private static let one = #"say '{"opened":{"pageCount":1}}'"#
  private static func page(_ index: Int) -> String {
    let reading = #"{"kind":"blank","identity":{"payloads":[]},"questions":[]}"#
    return #"say '{"page":{"index":\#(index),"_1":\#(reading)}}'"#
  }
  private static let done = #"say '{"done":{}}'; cat >/dev/null"#

  private func reasons(_ pages: ReaderPool.Pages) -> [String] {
    pages.pages.map { "\($0.page) \($0.reading.refusal?.reason.rawValue ?? $0.reading.kind.rawValue)" }
  }

  @Test func pagesComeAsTheyAreRead() throws {
    let body = [Self.prepared, Self.three, Self.page(0), Self.page(1), Self.page(2), Self.done]
    var read = 0
    let pages = try pool(body.joined(separator: "\n")).read("x.tif", pages: 0..<8) { read += 1 }
    #expect(reasons(pages) == ["1 blank", "2 blank", "3 blank"])
    #expect(pages.refusal == nil && pages.count == 3 && read == 3)
  }

  /// Nobody knows at first whether the page was to blame: it gets a second try.
  @Test func aCrashCostsOnePage() throws {
    let body = """
      \(Self.prepared); \(Self.three)
      if [ $n = 1 ]; then \(Self.page(0)); kill -SEGV $$; fi
      if [ $n = 2 ]; then kill -SEGV $$; fi
      \(Self.page(2)); \(Self.done)
      """
    var read = 0
    let pages = try pool(body).read("x.tif", pages: 0..<8) { read += 1 }
    #expect(reasons(pages) == ["1 blank", "2 reader-failed", "3 blank"])
    #expect(read == 3)
  }

  @Test func aReaderThatWasEndedFromElsewhereCostsNothing() throws {
    let body = """
      \(Self.prepared); \(Self.three); if [ $n = 1 ]; then \(Self.page(0)); kill -9 $$; fi
      \(Self.page(1)); \(Self.page(2)); \(Self.done)
      """
    #expect(reasons(try pool(body).read("x.tif", pages: 0..<8) {}) == ["1 blank", "2 blank", "3 blank"])
    let idle = "\(Self.prepared); if [ $n = 1 ]; then exit 0; fi; \(Self.one); \(Self.page(0)); \(Self.done)"
    #expect(reasons(try pool(idle).read("x.jpg", pages: 0..<8) {}) == ["1 blank"])
  }

  @Test func aCrashAtTheLastPageEndsThePiece() throws {
    let body = """
      \(Self.prepared); \(Self.three); if [ $n = 1 ]; then \(Self.page(0)); \(Self.page(1)); fi; exit 1
      """
    let pages = try pool(body).read("x.tif", pages: 0..<8) {}
    #expect(reasons(pages) == ["1 blank", "2 blank", "3 reader-failed"])
  }

  /// Whatever a reader says, each page of the file is there once.
  @Test(arguments: [
    "\(page(0)); \(done)", "\(page(0)); \(page(2)); \(done)", "\(page(0)); \(page(0)); \(done)",
    "\(page(1)); \(done)", "\(page(7)); \(done)", #"say '{"opened":{"pageCount":2}}'"#, "\(done)", prepared,
  ])
  func nonsenseLosesNoPage(_ talk: String) throws {
    let pages = try pool("\(Self.prepared); \(Self.three); \(talk)").read("x.tif", pages: 0..<8) {}
    #expect(pages.count == 3 && pages.refusal == nil)
    #expect(pages.pages.map(\.page) == [1, 2, 3])
    #expect(pages.pages.contains { $0.reading.refusal?.reason == .readerFailed })
  }

  /// After a crash the file is gone, or no process starts any more: what was read stays.
  @Test func whatWasReadStays() throws {
    let gone = #"say '{"refused":{"_0":{"reason":"file-vanished"}}}'"#
    let vanished = """
      \(Self.prepared); if [ $n -gt 1 ]; then \(gone); cat >/dev/null; fi; \(Self.three); \(Self.page(0)); exit 1
      """
    #expect(
      reasons(try pool(vanished).read("x.tif", pages: 0..<8) {}) == ["1 blank", "2 file-vanished", "3 file-vanished"])
    let last = "if [ $n -gt 1 ]; then exit 1; fi; \(Self.prepared); \(Self.three); \(Self.page(0)); exit 1"
    #expect(
      reasons(try pool(last).read("x.tif", pages: 0..<8) {}) == ["1 blank", "2 reader-failed", "3 reader-failed"])
  }

  @Test func aHangIsGivenUp() throws {
    let body =
      "\(Self.prepared); \(Self.three); if [ $n = 1 ]; then sleep 60; fi; \(Self.page(1)); \(Self.page(2)); \(Self.done)"
    let pages = try pool(body, seconds: 1).read("x.tif", pages: 0..<8) {}
    #expect(reasons(pages) == ["1 time-limit", "2 blank", "3 blank"])
  }

  @Test(arguments: ["exit 1", "kill -9 $$", #"say '{"page":{"index":0}}'"#, "printf garbage-that-is-no-message"])
  func aFileThatKillsItsReaderIsRefused(_ end: String) throws {
    let pages = try pool("\(Self.prepared); \(end)").read("x.tif", pages: 0..<8) {}
    #expect(pages.refusal?.reason == .readerFailed)
    #expect(pages.pages.isEmpty)
  }

  @Test func aFileOfOnePageIsRefusedAsAWhole() throws {
    let crash = try pool("\(Self.prepared); \(Self.one); exit 1").read("x.jpg", pages: 0..<8) {}
    #expect(crash.refusal?.reason == .readerFailed && crash.pages.isEmpty)
    let refusal = #"say '{"undecodable":{"index":0,"_1":{"reason":"damaged-file"}}}'"#
    let damaged = try pool("\(Self.prepared); \(Self.one); \(refusal); \(Self.done)").read("x.jpg", pages: 0..<8) {}
    #expect(damaged.refusal?.reason == .damagedFile && damaged.pages.isEmpty)
  }

  @Test func oneReaderServesManyFiles() throws {
    let body = "\(Self.prepared); while true; do \(Self.one); \(Self.page(0)); say '{\"done\":{}}'; done"
    let pool = try pool(body)
    for _ in 0..<3 { #expect(reasons(pool.read("x.jpg", pages: 0..<8) {}) == ["1 blank"]) }
  }

  @Test func withoutAReaderNothingBegins() {
    #expect(throws: ReaderPool.Failure.noProcess) { try pool("exit 1") }
    #expect(throws: ReaderPool.Failure.noProcess) {
      try ReaderPool(forms: [], program: "/no/such/program", arguments: [])
    }
    let unfit = #"say '{"unprepared":{"_0":{"unfit":{"form":"F"}}}}'; cat >/dev/null"#
    #expect(throws: ReaderPool.Failure.form(.unfit(form: "F"))) { try pool(unfit) }
  }

  /// A reading belongs to the contents that were hashed: a file that is written to meanwhile has none.
  @Test(arguments: ["echo more >>", "rm", "cp /dev/null"])
  func aFileThatChangesWhileItIsRead(_ change: String) async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("change-\(UUID().uuidString).png")
    try Data("contents".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    // The request for forms has 29 bytes; what follows it is the one for the file, which is hashed by then.
    let asked = "head -c 29 >/dev/null; head -c 8 >/dev/null"
    let body = """
      \(Self.prepared); \(asked); \(Self.one); \(change) '\(file.path)'; \(Self.page(0)); \(Self.done)
      """
    var files: [ScannedFile] = []
    try await ScanRun(readers: pool(body), jobs: 1).read([Scan(path: file.path, name: "a.png")]) { files.append($0) }
    #expect(files.map(\.outcome) == [.refused(Refusal(.fileChanged))])
    #expect(files.map(\.sha256) == [""])
  }
}
