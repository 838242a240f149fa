/// What `pdfinfo` says of a PDF: its pages with size and turn, and whether it is encrypted.
struct PDFOutline {
  /// One page; the size is before the turn.
  struct Page {
    /// Points (1/72 inch), 0 when unknown.
    var width = 0.0
    /// Points, 0 when unknown.
    var height = 0.0
    /// Degrees clockwise.
    var rotation = 0
  }

  private(set) var pages: [Page]
  /// Encrypted, but readable without a password.
  let isEncrypted: Bool

  /// Runs `pdfinfo`. Throws `passwordProtected`, `damagedFile`, `tooManyPages`, `decoderMissing`.
  init(path: String, limits: DecodingLimits) throws(ScanError) {
    let result = try ChildProgram(name: "pdfinfo", limits: limits)
      .run(["-f", "1", "-l", "\(limits.maxPages)", path], maxOutput: 16 << 20)
    guard result.status == 0 else {
      let line = result.messages.split(separator: "\n").last.map(String.init) ?? "status \(result.status)"
      if result.messages.contains("Incorrect password") { throw .passwordProtected("PDF: " + line) }
      throw .damagedFile("PDF: " + line)
    }
    try self.init(pdfinfo: result.output, limits: limits)
  }

  /// Reads what `pdfinfo` printed. Throws `damagedFile`, `tooManyPages`.
  init(pdfinfo output: [UInt8], limits: DecodingLimits) throws(ScanError) {
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    // Titles come first and may hold anything; what follows the last count of pages is pdfinfo's own.
    guard let start = lines.lastIndex(where: { $0.hasPrefix("Pages:") }),
      let count = Int(lines[start].dropFirst(6).filter { $0 != " " }), count > 0
    else { throw .damagedFile("PDF without pages") }
    guard count <= limits.maxPages else { throw .tooManyPages("\(count), at most \(limits.maxPages)") }
    pages = [Page](repeating: Page(), count: count)
    var isEncrypted = false
    for line in lines[start...] {
      let words = line.split(separator: " ")
      if line.hasPrefix("Encrypted:") { isEncrypted = words.dropFirst().first?.hasPrefix("yes") ?? false }
      guard words.count >= 4, words[0] == "Page", let number = Int(words[1]), pages.indices.contains(number - 1) else {
        continue
      }
      switch words[2] {
      case "size:" where words.count >= 6:
        pages[number - 1].width = Double(words[3]) ?? 0
        pages[number - 1].height = Double(words[5]) ?? 0
      case "rot:": pages[number - 1].rotation = Int(words[3]) ?? 0
      default: break
      }
    }
    self.isEncrypted = isEncrypted
  }
}
