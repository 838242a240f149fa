/// Where the pages of a TIFF are: the chain of image file directories, walked without libtiff so that a directory
/// which libtiff refuses hides neither the pages after it nor itself.
struct TIFFDirectories {
  /// One page: its directory's offset in the file, or why the chain breaks there. A broken link stands for at
  /// least one page that is lost.
  enum Entry {
    case directory(Int)
    case broken(ScanError)
  }

  private(set) var pages: [Entry] = []

  /// Walks the chain. Throws when not even a first directory is there, or beyond the limit of pages.
  init(file: FileReader, limits: DecodingLimits) throws(ScanError) {
    var header = ByteView(bytes: try file.read(at: 0, count: 16))
    header.bigEndian = header.has("MM")
    let isBig = header.integer(at: 2, size: 2) == 43
    let offsetSize = isBig ? 8 : 4
    guard let first = header.integer(at: isBig ? 8 : 4, size: offsetSize), first > 0 else {
      throw .damagedFile("TIFF without a directory")
    }
    var reduced: [Entry] = []
    var seen: Set<Int> = []
    var next = first
    while next != 0 {
      guard seen.insert(next).inserted else {
        pages.append(.broken(.damagedFile("the chain of TIFF directories runs in a circle")))
        break
      }
      let directory = try TIFFDirectory(file: file, offset: next, isBig: isBig, bigEndian: header.bigEndian)
      guard let directory else {
        pages.append(.broken(.damagedFile("a TIFF directory at \(next) of \(file.size) bytes is cut off")))
        break
      }
      if directory.isReduced {
        reduced.append(.directory(next))
      } else if directory.isCut {
        pages.append(.broken(.damagedFile("values of a TIFF directory lie beyond the end of the file")))
      } else {
        pages.append(.directory(next))
      }
      guard pages.count + reduced.count <= limits.maxPages else {
        throw .tooManyPages("more than \(limits.maxPages)")
      }
      next = directory.next
    }
    // A file that calls all its pages thumbnails has mislabelled them.
    if pages.isEmpty { pages = reduced }
    if pages.count == 1, case .broken(let error) = pages[0] { throw error }
  }
}

/// The few tags of one directory that decide whether it is a page.
private struct TIFFDirectory {
  /// A thumbnail or a transparency mask of another page.
  var isReduced = false
  /// A value that does not fit into its entry lies beyond the end of the file: the file was cut, be it behind the
  /// last pixel.
  var isCut = false
  /// Offset of the next directory, 0 after the last.
  var next = 0

  /// nil when the directory does not lie wholly within the file.
  init?(file: FileReader, offset: Int, isBig: Bool, bigEndian: Bool) throws(ScanError) {
    let (countSize, entrySize, valueAt, offsetSize) = isBig ? (8, 20, 12, 8) : (2, 12, 8, 4)
    let count = ByteView(bytes: try file.read(at: offset, count: countSize), bigEndian: bigEndian)
    // A directory holds some dozens of tags; 4096 is libtiff's own limit for sanity.
    guard let entries = count.integer(at: 0, size: countSize), entries > 0, entries <= 4096 else { return nil }
    let length = entries * entrySize
    let body = ByteView(
      bytes: try file.read(at: offset + countSize, count: length + offsetSize), bigEndian: bigEndian)
    guard let next = body.integer(at: length, size: offsetSize) else { return nil }
    self.next = next
    let typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]
    for index in 0..<entries {
      let entry = index * entrySize
      guard let tag = body.integer(at: entry, size: 2), let type = body.integer(at: entry + 2, size: 2) else { break }
      // NewSubfileType: bit 0 reduced, bit 2 mask. The old SubfileType: 2 reduced.
      let value = body.integer(at: entry + valueAt, size: type == 3 ? 2 : 4) ?? 0
      if tag == 254 && value & 0b101 != 0 { isReduced = true }
      if tag == 255 && value == 2 { isReduced = true }
      let number = body.integer(at: entry + 4, size: valueAt - 4) ?? 0
      let size = typeSizes.indices.contains(type) ? typeSizes[type] : 0
      let (length, overflow) = number.multipliedReportingOverflow(by: size)
      if overflow || length > offsetSize {
        let start = body.integer(at: entry + valueAt, size: offsetSize) ?? .max
        if overflow || start > file.size || length > file.size - start { isCut = true }
      }
    }
  }
}
