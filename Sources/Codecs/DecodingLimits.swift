/// What a scan may ask of this machine. A file beyond a limit is refused before memory is taken for it.
public struct DecodingLimits: Sendable, Equatable {
  /// Most pixels of one page. A3 at 600 dpi with a scanner's margins is 73 million.
  public var maxPixels: Int
  /// Most pages of one file.
  public var maxPages: Int
  /// Most bytes of one file.
  public var maxFileBytes: Int
  /// Longest run of one of poppler's programs, s; it is killed then. Rendering an A3 page takes under 2 s.
  public var programSeconds: Int
  /// Most address space of one of poppler's programs, bytes.
  public var programBytes: Int
  /// Longest time for one page from file to reading, s.
  public var pageSeconds: Double
  /// Most address space of a process that decodes and reads pages, bytes.
  public var readerBytes: Int

  /// Limits that let every ordinary scan pass.
  public init(
    maxPixels: Int = 80_000_000, maxPages: Int = 5000, maxFileBytes: Int = 1 << 30, programSeconds: Int = 30,
    programBytes: Int = 2 << 30, pageSeconds: Double = 90, readerBytes: Int = 4 << 30
  ) {
    self.maxPixels = maxPixels
    self.maxPages = maxPages
    self.maxFileBytes = maxFileBytes
    self.programSeconds = programSeconds
    self.programBytes = programBytes
    self.pageSeconds = pageSeconds
    self.readerBytes = readerBytes
  }

  /// Refuses a picture without pixels or with more than `maxPixels`.
  func check(width: Int, height: Int) throws(ScanError) {
    guard width > 0, height > 0 else { throw .damagedFile("a picture of \(width) x \(height) px") }
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, pixels <= maxPixels else {
      throw .tooLarge("\(width) x \(height) px, at most \(maxPixels) px")
    }
  }
}
