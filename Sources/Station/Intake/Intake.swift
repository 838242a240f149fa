internal import Canvass
internal import Foundation
internal import Journal
internal import Pipeline
internal import SurveyFolder
internal import Synchronization
internal import Wording

/// Takes in what browsers send and what a scanner lays into the survey's folder: has it read, remembered and counted, some
/// files at a time, so that what could not be read is known while the stack is still on the table.
actor Intake {
  /// How far it is.
  struct Progress: Hashable, Sendable {
    /// Files that wait or are being read, by folder: `scans/U01-H2`.
    var waiting: [String: Int] = [:]
    /// Files that are done since there was nothing to do.
    var done = 0
    /// Pages read since then.
    var pages = 0
    /// Time since then.
    var elapsed = Duration.zero
    /// Why nothing is read; it is tried again.
    var problem: String?

    /// Files that wait, in all.
    var left: Int { waiting.values.reduce(0, +) }
    /// Pages a minute; nil before there is one.
    var pagesPerMinute: Int? { pages > 0 ? Int(Double(pages) * 60 / max(0.001, elapsed / .seconds(1))) : nil }
    /// Time until nothing waits, as it goes now; nil before a file is done, and where nothing waits.
    var remaining: Duration? { done > 0 && left > 0 ? elapsed * left / done : nil }
  }

  /// How often the folder is looked at for what a scanner laid there.
  static let pause = Duration.seconds(2)
  /// Files that are read before they are counted. A count of many pages takes its time: then more are read before it.
  private static let portions = 16...512
  /// A count should take no longer than this for a portion of the least size.
  private static let countTime = Duration.milliseconds(500)

  private let desk: Desk
  private let readers: Readers
  private let jobs: Int
  private let language: Language
  /// What files that are counted looked like when they were seen first: a scanner may write another one under its name.
  private var seen: [String: FileStamp] = [:]
  /// Sizes of files that came by another way than a browser: one that still grows is not read.
  private var sizes: [String: Int] = [:]
  /// Files that were put into place whole.
  private var arrived: Set<String> = []
  private var waiting: [String] = []
  private var done = 0
  private var begun: ContinuousClock.Instant?
  private var problem: String?
  private var portion = Intake.portions.lowerBound
  private let pages = Mutex(0)
  private let bell: AsyncStream<Void>
  private let ring: AsyncStream<Void>.Continuation

  /// An intake of the survey on a desk; `jobs` pages at once.
  init(_ desk: Desk, _ readers: Readers, jobs: Int, _ language: Language) {
    self.desk = desk
    self.readers = readers
    self.jobs = jobs
    self.language = language
    (bell, ring) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// A file was put into place whole.
  func noticed(_ file: String) {
    arrived.insert(file)
    if !waiting.contains(file) { waiting.append(file) }
    ring.yield()
  }

  /// How far it is.
  var progress: Progress {
    var progress = Progress(done: done, pages: pages.withLock { $0 }, problem: problem)
    progress.elapsed = begun.map { .now - $0 } ?? .zero
    for file in waiting {
      progress.waiting[file.split(separator: "/").dropLast().joined(separator: "/"), default: 0] += 1
    }
    return progress
  }

  /// Works until it is cancelled.
  func work() async {
    let ticks = Task { [ring] in
      while !Task.isCancelled {
        ring.yield()
        try? await Task.sleep(for: Self.pause)
      }
    }
    defer { ticks.cancel() }
    for await _ in bell {
      if Task.isCancelled { return }
      do {
        while try await takePortion(), !Task.isCancelled {}
        problem = nil
      } catch {
        problem = (error as? Problem)?.sentence ?? String(describing: error)
      }
    }
  }

  /// Reads and counts some files; false where nothing is left to do.
  private func takePortion() async throws -> Bool {
    let folder = await desk.counted.context.layout.folder
    let new = try await desk.newScans()
    waiting = (new + (try await overwritten(besides: Set(new), at: folder))).filter { isWhole($0, at: folder) }
    guard !waiting.isEmpty else {
      begun = nil
      return false
    }
    if begun == nil {
      begun = .now
      done = 0
      pages.withLock { $0 = 0 }
    }
    let files = Array(waiting.prefix(portion))
    let counted = await desk.counted
    let reading = ScanReading(
      context: counted.context, stamp: counted.forms.stamp, remembered: try await desk.remembered(),
      readers: try await readers.pool(counted.forms, language), jobs: jobs)
    let placed = try await reading.read(
      files, pageRead: { [self] number in pages.withLock { $0 += number } },
      fileDone: { await self.finished($0.file) },
      save: { [desk] in try await desk.save($0) })
    let start = ContinuousClock.now
    try await desk.takeIn(placed)
    portion = min(
      Self.portions.upperBound,
      max(Self.portions.lowerBound, Int(Double(Self.portions.lowerBound) * ((.now - start) / Self.countTime))))
    arrived.subtract(files)
    for file in files { seen[file] = nil }
    return true
  }

  /// Files whose names are counted, and which are others by now.
  private func overwritten(besides new: Set<String>, at folder: URL) async throws -> [String] {
    let counted = await desk.counted.count.snapshot.files.filter { !new.contains($0.file) }
    let isFirstLook = counted.contains { seen[$0.file] == nil }
    let remembered = isFirstLook ? try await desk.remembered() : [:]
    return counted.filter { placed in
      // What could not be opened is among those that are read anew in any case.
      guard !placed.sha256.isEmpty, let stamp = FileStamp(folder.appendingPathComponent(placed.file).path) else {
        return false
      }
      if let before = seen[placed.file] { return before != stamp }
      // What came while no station ran is told by its size; `kiemphieu count` looks at every byte.
      if let facts = remembered[placed.sha256], facts.byteCount != stamp.byteCount { return true }
      seen[placed.file] = stamp
      return false
    }.map(\.file)
  }

  private func finished(_ file: String) {
    done += 1
    waiting.removeAll { $0 == file }
  }

  /// Whether a file is there whole: a browser's, or one that has not grown since the last look.
  private func isWhole(_ file: String, at folder: URL) -> Bool {
    if arrived.contains(file) { return true }
    var status = stat()
    guard stat(folder.appendingPathComponent(file).path, &status) == 0 else { return false }
    let size = Int(status.st_size)
    defer { sizes[file] = size }
    return sizes[file] == size
  }
}
