internal import Ballots
internal import CProcessShim
public import Codecs
internal import Foundation
internal import Raster
internal import Reading

/// What a reader process does: it gives up its rights, prepares the forms, and reads pages until nobody asks any more.
///
/// Decoders are old C code that meets files from anywhere. In a process of their own they may crash, hang or be taken
/// over, and neither the run nor anything on the disk is touched by it.
public enum ReaderLoop {
  /// Gives up what the system lets a process give up, and becomes this program anew with `arguments`: rights are a
  /// thread's, and a new program has one thread only. Returns where the system starts no program.
  ///
  /// - Parameter scratch: the only directory in which anything can be written from then on.
  public static func confine(scratch: String, thenRun arguments: [String]) {
    setenv("TMPDIR", scratch, 1)
    _ = kp_confine(scratch)
    var vector: [UnsafeMutablePointer<CChar>?] = (["kiemphieu"] + arguments).map { strdup($0) } + [nil]
    execv("/proc/self/exe", &vector)
    vector.forEach { free($0) }
  }

  /// Talks over standard input and output to the process that started this one; returns when that hangs up.
  public static func run(limits: DecodingLimits = DecodingLimits()) {
    endWithParent()
    let channel = Channel(input: STDIN_FILENO, output: STDOUT_FILENO)
    var reader: PageReader?
    /// The file of which a page was decoded last: opening a PDF takes longer than a page of it.
    var looked: (path: String, file: ScanFile)?
    do throws(Channel.Silence) {
      while true {
        switch try channel.receive(ReaderRequest.self) {
        case .prepare(let sources):
          do throws(FormPreparation.Failure) {
            var forms: [PreparedForm] = []
            for source in sources { forms.append(try FormPreparation.prepare(source.form, blanks: source.blanks)) }
            reader = PageReader(forms: forms)
          } catch {
            try channel.send(ReaderReply.unprepared(error))
            continue
          }
          try channel.send(ReaderReply.prepared)
        case .read(let path, let pages):
          guard let reader else { return }
          looked = nil
          try read(path, pages, reader, limits, channel)
        case .decode(let path, let page, let target):
          try channel.send(decode(path, page, into: target, &looked, limits))
        case .show(let path, let page, let target):
          try channel.send(show(path, page, into: target, limits))
        }
      }
    } catch {
      // Nobody asks any more.
    }
  }

  /// Who waits for this process may be killed while a decoder hangs: then nobody else would end it.
  private static func endWithParent() {
    let parent = getppid()
    Thread.detachNewThread {
      while getppid() == parent { sleep(1) }
      _exit(1)
    }
  }

  private static func decode(
    _ path: String, _ page: Int, into target: String, _ looked: inout (path: String, file: ScanFile)?,
    _ limits: DecodingLimits
  ) -> ReaderReply {
    do throws(ScanError) {
      let file: ScanFile
      if let looked, looked.path == path { file = looked.file } else { file = try ScanFile(path: path, limits: limits) }
      looked = (path, file)
      guard (0..<file.pageCount).contains(page) else {
        return .undecodable(index: page, Refusal(.fileVanished, subject: "fewer pages than before"))
      }
      let image = try file.page(page).image
      guard let picture = PixelFile(image, writtenTo: target) else {
        return .undecodable(index: page, Refusal(.readerFailed))
      }
      return .decoded(picture)
    } catch {
      return .undecodable(index: page, error.refusal)
    }
  }

  private static func show(_ path: String, _ page: Int, into target: String, _ limits: DecodingLimits) -> ReaderReply {
    do throws(ScanError) {
      let file = try ScanFile(path: path, limits: limits)
      guard (0..<file.pageCount).contains(page) else {
        return .undecodable(index: page, Refusal(.fileVanished, subject: "fewer pages than before"))
      }
      let decoded = try file.page(page)
      let words = try file.words(page)
      guard let picture = PixelFile(decoded.image, writtenTo: target) else {
        return .undecodable(index: page, Refusal(.readerFailed))
      }
      return .shown(
        picture, pageCount: file.pageCount, dpi: decoded.taggedDPI, isRendered: decoded.isRendered, words: words)
    } catch {
      return .undecodable(index: page, error.refusal)
    }
  }

  private static func read(
    _ path: String, _ pages: Range<Int>, _ reader: PageReader, _ limits: DecodingLimits, _ channel: Channel
  ) throws(Channel.Silence) {
    let file: ScanFile
    do throws(ScanError) {
      file = try ScanFile(path: path, limits: limits)
    } catch {
      return try channel.send(ReaderReply.refused(error.refusal))
    }
    try channel.send(ReaderReply.opened(pageCount: file.pageCount))
    for index in pages.clamped(to: 0..<file.pageCount) {
      let image: PageImage
      do throws(ScanError) {
        image = try file.page(index).image
      } catch {
        try channel.send(ReaderReply.undecodable(index: index, error.refusal))
        continue
      }
      try channel.send(ReaderReply.page(index: index, reader.ballots(on: image)))
    }
    try channel.send(ReaderReply.done)
  }
}
