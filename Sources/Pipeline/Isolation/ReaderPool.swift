public import Ballots
public import Codecs
internal import Foundation
internal import Raster
internal import Synchronization

/// A form with the files of its blank's pictures.
public struct FormSource: Sendable, Hashable, Codable {
  /// The form.
  public var form: Form
  /// One file of one page for each page of the form, or one file for all.
  public var blanks: [String]

  /// A form from its parts.
  public init(form: Form, blanks: [String]) {
    self.form = form
    self.blanks = blanks
  }
}

/// Reader processes that wait for work, at most as many as work at once. One that crashed or hung is replaced; the page
/// at which it did is refused, and no other.
public final class ReaderPool: Sendable {
  /// Why reading cannot begin.
  public enum Failure: Error, Sendable, Hashable {
    /// A form cannot be used.
    case form(FormPreparation.Failure)
    /// The system does not start another process.
    case noProcess
  }

  private let forms: [FormSource]
  private let program: String
  private let arguments: [String]
  let limits: DecodingLimits
  let scratch: TemporaryDirectory
  let idle: Mutex<[ReaderProcess]>

  /// Starts the first reader and waits until the forms are ready in it.
  ///
  /// - Parameters:
  ///   - program: the program that runs ``ReaderLoop``: this one.
  ///   - arguments: what makes it do so; the directory for its temporary files is added as the last one.
  public init(
    forms: [FormSource], program: String = "/proc/self/exe", arguments: [String],
    limits: DecodingLimits = DecodingLimits()
  ) throws(Failure) {
    self.forms = forms
    self.program = program
    self.limits = limits
    // A reader that is gone is an answer, too, and not the end of this process.
    signal(SIGPIPE, SIG_IGN)
    do throws(ScanError) {
      scratch = try TemporaryDirectory()
    } catch {
      throw .noProcess
    }
    self.arguments = arguments + [scratch.path]
    idle = Mutex([])
    let first = try start()
    idle.withLock { $0.append(first) }
  }

  deinit {
    for reader in idle.withLock({ $0 }) { reader.end() }
  }

  func start() throws(Failure) -> ReaderProcess {
    guard let reader = ReaderProcess(program, arguments, bytes: limits.readerBytes) else { throw .noProcess }
    switch reader.answer(to: .prepare(forms), within: limits.pageSeconds) {
    case .success(.prepared): return reader
    case .success(.unprepared(let failure)):
      reader.end()
      throw .form(failure)
    default:
      reader.kill()
      throw .noProcess
    }
  }

  /// Decodes pages of a file by index and hands on each in order, nil where it cannot be decoded. Whatever a reader does,
  /// `show` is called once for each of them; its error ends the look.
  func decode(_ path: String, pages: [Int], _ show: (PageImage?) throws -> Void) throws {
    var left = pages[...]
    /// Whether a reader ended at the first of those that are left: each page gets a second try.
    var hasFailed = false
    look: while !left.isEmpty {
      guard let reader = idle.withLock({ $0.popLast() }) ?? (try? start()) else {
        for _ in left { try show(nil) }
        return
      }
      var isUsable = false
      defer { if isUsable { idle.withLock { $0.append(reader) } } else { reader.kill() } }
      while let page = left.first {
        let target = scratch.path + "/" + UUID().uuidString
        let image: PageImage?
        switch reader.answer(to: .decode(path: path, page: page, into: target), within: limits.pageSeconds) {
        case .success(.decoded(let picture)): image = picture.take(from: target, limit: limits.maxPixels)
        case .success(.undecodable): image = nil
        case .failure(.ended) where !hasFailed:
          hasFailed = true
          continue look
        default:
          hasFailed = false
          left.removeFirst()
          try show(nil)
          continue look
        }
        hasFailed = false
        left.removeFirst()
        try show(image)
      }
      isUsable = true
    }
  }

  /// What became of some pages of a file.
  struct Pages {
    /// How many the file announces; 0 where it could not be opened.
    var count = 0
    /// Why the file as a whole cannot be read.
    var refusal: Refusal?
    /// Those that were asked for, as far as the file has them, in order.
    var pages: [ScannedFile.Page] = []
  }

  /// Reads pages of a file by index, as far as it has them. `pageRead` is called after each.
  ///
  /// Whatever a reader does, each of these pages is in the result once, or the file is refused as a whole.
  func read(_ path: String, pages: Range<Int>, pageRead: () -> Void) -> Pages {
    var piece = Piece(left: pages)
    /// The page at which a reader ended before: a reader may have been ended from elsewhere, so each gets a second try.
    var failedBefore: Int?
    while true {
      guard let reader = idle.withLock({ $0.popLast() }) ?? (try? start()) else {
        piece.refuseRest(Refusal(.readerFailed))
        return piece.result
      }
      guard let silence = talk(to: reader, about: path, &piece, pageRead) else {
        idle.withLock { $0.append(reader) }
        return piece.result
      }
      reader.kill()
      let place = piece.left.lowerBound
      if silence == .ended, failedBefore != place {
        failedBefore = place
        continue
      }
      let refusal = Refusal(silence == .late ? .timeLimit : .readerFailed)
      guard piece.result.count > 1 else {
        piece.refuseRest(refusal)
        return piece.result
      }
      piece.take([PageReading(kind: .rejected, refusal: refusal)])
      pageRead()
      if piece.left.isEmpty { return piece.result }
    }
  }

  /// Pages that are being read, in their order: what became of some, and which are left.
  private struct Piece {
    var left: Range<Int>
    var result = Pages()

    /// The file announces so many pages; false where it announced others before, or none.
    mutating func open(_ count: Int) -> Bool {
      guard count > 0, result.count == 0 || result.count == count else { return false }
      result.count = count
      left = left.lowerBound..<max(left.lowerBound, min(left.upperBound, count))
      return true
    }

    /// What became of the next page.
    mutating func take(_ readings: [PageReading]) {
      result.pages += readings.enumerated().map { index, reading in
        ScannedFile.Page(page: left.lowerBound + 1, slot: index + 1, reading: reading)
      }
      left.removeFirst()
    }

    /// Nothing more will be read. Of a file of which nothing, or of whose only page nothing is known, that is all there
    /// is to say.
    mutating func refuseRest(_ refusal: Refusal) {
      guard result.count > 1 else {
        result.refusal = refusal
        return
      }
      while !left.isEmpty { take([PageReading(kind: .rejected, refusal: refusal)]) }
    }
  }

  /// Asks for the pages that are left and takes the answers; why the reader fell silent, if it did. One that answers what
  /// was not asked talks nonsense, and is as good as gone.
  private func talk(
    to reader: ReaderProcess, about path: String, _ piece: inout Piece, _ pageRead: () -> Void
  ) -> Channel.Silence? {
    do throws(Channel.Silence) {
      try reader.channel.send(ReaderRequest.read(path: path, pages: piece.left))
      while true {
        switch try reader.channel.receive(ReaderReply.self, within: limits.pageSeconds) {
        case .opened(let count):
          guard piece.open(count) else { return .ended }
        case .refused(let refusal):
          piece.refuseRest(refusal)
          return nil
        case .page(let index, let readings):
          guard piece.result.count > 0, index == piece.left.first, !readings.isEmpty else { return .ended }
          piece.take(readings)
          pageRead()
        case .undecodable(let index, let refusal):
          guard piece.result.count > 0, index == piece.left.first else { return .ended }
          if piece.result.count == 1 {
            piece.refuseRest(refusal)
          } else {
            piece.take([PageReading(kind: .rejected, refusal: refusal)])
          }
          pageRead()
        case .done:
          let isAnswered = piece.result.count > 0 && piece.left.isEmpty || piece.result.refusal != nil
          return isAnswered ? nil : .ended
        case .prepared, .unprepared, .decoded, .shown: return .ended
        }
      }
    } catch {
      return error
    }
  }
}
