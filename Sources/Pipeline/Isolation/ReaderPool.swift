public import Ballots
public import Codecs
internal import Foundation
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
  private let limits: DecodingLimits
  private let scratch: URL
  private let idle: Mutex<[ReaderProcess]>

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
    scratch = FileManager.default.temporaryDirectory.appendingPathComponent("kiemphieu-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: scratch, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
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
    // What is left of it is in the system's temporary directory.
    try? FileManager.default.removeItem(at: scratch)
  }

  private func start() throws(Failure) -> ReaderProcess {
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
  func read(_ path: String, pages: Range<Int>, pageRead: () -> Void) -> Pages {
    var result = Pages()
    var left = pages
    while true {
      guard let reader = idle.withLock({ $0.popLast() }) ?? (try? start()) else {
        refuse(.readerFailed, at: left, &result)
        return result
      }
      guard let silence = talk(to: reader, about: path, &left, &result, pageRead) else {
        idle.withLock { $0.append(reader) }
        return result
      }
      reader.kill()
      let reason = silence == .late ? Reason.timeLimit : .readerFailed
      guard result.count > 1 else {
        result.pages = []
        result.refusal = Refusal(reason)
        return result
      }
      // The page after the last that was answered is the one at which it happened.
      refuse(reason, at: left.lowerBound..<left.lowerBound + 1, &result)
      pageRead()
      left = (left.lowerBound + 1)..<left.upperBound
      if left.lowerBound >= min(left.upperBound, result.count) { return result }
    }
  }

  private func refuse(_ reason: Reason, at indices: Range<Int>, _ result: inout Pages) {
    if result.count == 0 { result.refusal = Refusal(reason) }
    for index in indices {
      result.pages.append(
        ScannedFile.Page(page: index + 1, reading: PageReading(kind: .rejected, refusal: Refusal(reason))))
    }
  }

  /// Asks for pages and takes the answers, and those answered from `left`; why the reader fell silent, if it did.
  private func talk(
    to reader: ReaderProcess, about path: String, _ left: inout Range<Int>, _ result: inout Pages,
    _ pageRead: () -> Void
  ) -> Channel.Silence? {
    func took(_ index: Int, _ reading: PageReading) {
      result.pages.append(ScannedFile.Page(page: index + 1, reading: reading))
      left = (index + 1)..<max(index + 1, left.upperBound)
      pageRead()
    }
    do throws(Channel.Silence) {
      try reader.channel.send(ReaderRequest.read(path: path, pages: left))
      while true {
        switch try reader.channel.receive(ReaderReply.self, within: limits.pageSeconds) {
        case .opened(let count): result.count = count
        case .refused(let refusal):
          result.refusal = refusal
          return nil
        case .page(let index, let reading): took(index, reading)
        // Of a file whose only page cannot be decoded nothing is known: it is refused as a whole.
        case .undecodable(_, let refusal) where result.count == 1: result.refusal = refusal
        case .undecodable(let index, let refusal): took(index, PageReading(kind: .rejected, refusal: refusal))
        case .done: return nil
        case .prepared, .unprepared: return .ended
        }
      }
    } catch {
      return error
    }
  }
}
