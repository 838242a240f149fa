import Ballots
import Codecs
import Foundation
import Raster
import Testing

@testable import Pipeline

/// What becomes of a run when a reader process crashes, hangs or talks nonsense. A shell script plays the reader.
@Suite struct IsolationTests {
  /// Hears a request (`$q`; the shell has no other way than byte by byte) or ends with the requests, sends what a reader
  /// would, and counts in its directory how often it was started (`$n`).
  private func script(_ body: String) -> String {
    """
    say() { printf '\\0\\0\\0\\0\\0\\0\\0'; printf "\\\\$(printf %03o ${#1})"; printf %s "$1"; }
    hear() { set -- $(head -c 8 | od -An -tu1); [ "$8" ] || exit; q=$(head -c $(($6 * 65536 + $7 * 256 + $8))); }
    n=$(cat "$0/started" 2>/dev/null || echo 0); n=$((n + 1)); echo $n > "$0/started"
    \(body)
    """
  }

  private func pool(_ body: String, seconds: Double = 10) throws -> ReaderPool {
    try ReaderPool(
      forms: [], program: "/bin/sh", arguments: ["-c", script(body)], limits: DecodingLimits(pageSeconds: seconds))
  }

  private static let prepared = #"say '{"prepared":{}}'"#
  /// One that ends before it was asked never gets ready,
  private static let idle = "hear; \(prepared)"
  /// and one that answers and ends before it was asked for pages is not heard.
  private static let ready = "\(idle); hear"
  private static let three = #"say '{"opened":{"pageCount":3}}'"#
  private static let one = #"say '{"opened":{"pageCount":1}}'"#
  private static func page(_ index: Int) -> String {
    let reading = #"{"kind":"blank","identity":{"payloads":[]},"questions":[]}"#
    return #"say '{"page":{"index":\#(index),"_1":[\#(reading)]}}'"#
  }
  private static let done = #"say '{"done":{}}'; cat >/dev/null"#

  private func reasons(_ pages: ReaderPool.Pages) -> [String] {
    pages.pages.map { "\($0.page) \($0.reading.refusal?.reason.rawValue ?? $0.reading.kind.rawValue)" }
  }

  @Test func pagesComeAsTheyAreRead() throws {
    let body = [Self.ready, Self.three, Self.page(0), Self.page(1), Self.page(2), Self.done]
    var read = 0
    let pages = try pool(body.joined(separator: "\n")).read("x.tif", pages: 0..<8) { read += 1 }
    #expect(reasons(pages) == ["1 blank", "2 blank", "3 blank"])
    #expect(pages.refusal == nil && pages.count == 3 && read == 3)
  }

  /// Nobody knows at first whether the page was to blame: it gets a second try.
  @Test func aCrashCostsOnePage() throws {
    let body = """
      \(Self.ready); \(Self.three)
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
      \(Self.ready); \(Self.three); if [ $n = 1 ]; then \(Self.page(0)); kill -9 $$; fi
      \(Self.page(1)); \(Self.page(2)); \(Self.done)
      """
    #expect(reasons(try pool(body).read("x.tif", pages: 0..<8) {}) == ["1 blank", "2 blank", "3 blank"])
    let idle = "\(Self.idle); if [ $n = 1 ]; then exit 0; fi; \(Self.one); \(Self.page(0)); \(Self.done)"
    #expect(reasons(try pool(idle).read("x.jpg", pages: 0..<8) {}) == ["1 blank"])
  }

  @Test func aCrashAtTheLastPageEndsThePiece() throws {
    let body = """
      \(Self.ready); \(Self.three); if [ $n = 1 ]; then \(Self.page(0)); \(Self.page(1)); fi; exit 1
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
    let pages = try pool("\(Self.ready); \(Self.three); \(talk)").read("x.tif", pages: 0..<8) {}
    #expect(pages.count == 3 && pages.refusal == nil)
    #expect(pages.pages.map(\.page) == [1, 2, 3])
    #expect(pages.pages.contains { $0.reading.refusal?.reason == .readerFailed })
  }

  /// After a crash the file is gone, or no process starts any more: what was read stays.
  @Test func whatWasReadStays() throws {
    let gone = #"say '{"refused":{"_0":{"reason":"file-vanished"}}}'"#
    let vanished = """
      \(Self.ready); if [ $n -gt 1 ]; then \(gone); cat >/dev/null; fi; \(Self.three); \(Self.page(0)); exit 1
      """
    #expect(
      reasons(try pool(vanished).read("x.tif", pages: 0..<8) {}) == ["1 blank", "2 file-vanished", "3 file-vanished"])
    let last = "if [ $n -gt 1 ]; then exit 1; fi; \(Self.ready); \(Self.three); \(Self.page(0)); exit 1"
    #expect(
      reasons(try pool(last).read("x.tif", pages: 0..<8) {}) == ["1 blank", "2 reader-failed", "3 reader-failed"])
  }

  @Test func aHangIsGivenUp() throws {
    let body =
      "\(Self.ready); \(Self.three); if [ $n = 1 ]; then sleep 60; fi; \(Self.page(1)); \(Self.page(2)); \(Self.done)"
    let pages = try pool(body, seconds: 1).read("x.tif", pages: 0..<8) {}
    #expect(reasons(pages) == ["1 time-limit", "2 blank", "3 blank"])
  }

  @Test(arguments: ["exit 1", "kill -9 $$", #"say '{"page":{"index":0}}'"#, "printf garbage-that-is-no-message"])
  func aFileThatKillsItsReaderIsRefused(_ end: String) throws {
    let pages = try pool("\(Self.ready); \(end)").read("x.tif", pages: 0..<8) {}
    #expect(pages.refusal?.reason == .readerFailed)
    #expect(pages.pages.isEmpty)
  }

  @Test func aFileOfOnePageIsRefusedAsAWhole() throws {
    let crash = try pool("\(Self.ready); \(Self.one); exit 1").read("x.jpg", pages: 0..<8) {}
    #expect(crash.refusal?.reason == .readerFailed && crash.pages.isEmpty)
    let refusal = #"say '{"undecodable":{"index":0,"_1":{"reason":"damaged-file"}}}'"#
    let damaged = try pool("\(Self.ready); \(Self.one); \(refusal); \(Self.done)").read("x.jpg", pages: 0..<8) {}
    #expect(damaged.refusal?.reason == .damagedFile && damaged.pages.isEmpty)
  }

  @Test func oneReaderServesManyFiles() throws {
    let body = "\(Self.ready); while true; do \(Self.one); \(Self.page(0)); say '{\"done\":{}}'; done"
    let pool = try pool(body)
    for _ in 0..<3 { #expect(reasons(pool.read("x.jpg", pages: 0..<8) {}) == ["1 blank"]) }
  }

  // MARK: Pixels

  /// Waits for the request and puts pixels where it asks for them, or does something else with that place.
  private static func picture(_ reply: String, _ put: String = #"printf 'abcdef' > "$t""#) -> String {
    #"hear; t=$(echo "$q" | sed 's/.*"into":"//; s/".*//; s/\\//g'); \#(put); say '{"decoded":{"_0":\#(reply)}}'"#
  }

  private static let size = #"{"width":3,"height":2,"isBilevel":false}"#
  private static let undecodable = #"hear; say '{"undecodable":{"index":0,"_1":{"reason":"damaged-file"}}}'"#

  private func decode(_ body: String, _ pages: [Int], seconds: Double = 10) throws -> [PageImage?] {
    var images: [PageImage?] = []
    try pool("\(Self.idle)\n\(body)", seconds: seconds).decode("x.tif", pages: pages) {
      images.append($0)
    }
    return images
  }

  private static let abcdef = PageImage.gray(GrayImage(width: 3, height: 2, pixels: Array("abcdef".utf8)))

  @Test func pixelsComeFromAReader() throws {
    let bits = #"{"width":9,"height":3,"isBilevel":true}"#
    let images = try decode(
      [Self.picture(Self.size), Self.undecodable, Self.picture(bits), "cat >/dev/null"].joined(separator: "\n"),
      [0, 4, 2])
    #expect(
      images == [Self.abcdef, nil, .bits(BitImage(width: 9, height: 3, bytes: Array("abcdef".utf8)))])
  }

  /// What a reader puts there that is not the picture it announced is none, and never more than that.
  @Test(arguments: [
    (#"{"width":3,"height":3,"isBilevel":false}"#, #"printf abcdef > "$t""#),
    (#"{"width":3,"height":1,"isBilevel":false}"#, #"printf abcdef > "$t""#),
    (#"{"width":-3,"height":-2,"isBilevel":false}"#, #"printf abcdef > "$t""#),
    (#"{"width":0,"height":0,"isBilevel":false}"#, #": > "$t""#),
    (#"{"width":4611686018427387904,"height":4,"isBilevel":false}"#, #": > "$t""#),
    (#"{"width":9223372036854775807,"height":1,"isBilevel":true}"#, #": > "$t""#),
    (size, ":"), (size, #"mkfifo "$t""#), (size, #"mkdir "$t""#),
    (size, #"printf abcdef > "$0/other"; ln -s "$0/other" "$t""#),
  ])
  func pixelsThatAreNotAsAnnounced(_ reply: String, _ put: String) throws {
    #expect(try decode(Self.picture(reply, put) + "; cat >/dev/null", [0]) == [nil])
  }

  @Test func aCrashWhileDecodingCostsOnePage() throws {
    let body = """
      if [ $n = 1 ]; then \(Self.picture(Self.size)); hear; kill -SEGV $$; fi
      if [ $n = 2 ]; then hear; kill -SEGV $$; fi
      \(Self.picture(Self.size)); cat >/dev/null
      """
    #expect(try decode(body, [0, 1, 2]) == [Self.abcdef, nil, Self.abcdef])
    let once = "if [ $n = 1 ]; then hear; exit 1; fi; \(Self.picture(Self.size)); cat >/dev/null"
    #expect(try decode(once, [0]) == [Self.abcdef])
    let hangs = "if [ $n = 1 ]; then hear; sleep 60; fi; \(Self.picture(Self.size)); cat >/dev/null"
    #expect(try decode(hangs, [0, 1], seconds: 1) == [nil, Self.abcdef])
    #expect(try decode("hear; \(Self.done)", [0]) == [nil])
    let last = "if [ $n = 1 ]; then hear; fi; exit 1"
    #expect(try decode(last, [0, 1]) == [nil, nil])
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
    // By the time of the second request, the one for the file, it is hashed.
    let body = """
      \(Self.ready); \(Self.one); \(change) '\(file.path)'; \(Self.page(0)); \(Self.done)
      """
    var files: [ScannedFile] = []
    try await ScanRun(readers: pool(body), jobs: 1).read([Scan(path: file.path, name: "a.png")]) { files.append($0) }
    #expect(files.map(\.outcome) == [.refused(Refusal(.fileChanged))])
    #expect(files.map(\.sha256) == [""])
  }
}
