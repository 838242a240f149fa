import Codecs
import Foundation
import Raster
import Testing

/// A printed PDF file on disk, looked at with the programs that offices have. It lives as long as somebody holds it.
final class PrintedFile {
  let url: URL

  init(_ bytes: [UInt8]) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("kiemphieu-print-\(UUID().uuidString).pdf")
    try Data(bytes).write(to: url)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Standard output of a program that must succeed.
  func output(of program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.standardError
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(program): \(process.terminationStatus)")
    return String(decoding: data, as: UTF8.self)
  }

  /// The text as a reader program finds it, with the spaces of the layout.
  func text() throws -> String { try output(of: "pdftotext", ["-layout", url.path, "-"]) }

  /// The text in one line, words set apart by single spaces.
  func words() throws -> String {
    try output(of: "pdftotext", [url.path, "-"]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Its pages as pictures of 300 dpi.
  func pictures() throws -> [GrayImage] {
    let file = try ScanFile(path: url.path)
    return try (0..<file.pageCount).map { try file.page($0).image.grayscale }
  }

  /// The names of its fonts, and whether each is embedded and maps its glyphs to letters.
  func fonts() throws -> [(name: String, isWhole: Bool)] {
    try output(of: "pdffonts", [url.path]).split(separator: "\n").dropFirst(2).map { line in
      let cells = line.split(separator: " ")
      // name, type (one or two words), encoding, emb, sub, uni, object, generation
      return (String(cells.first ?? ""), cells.suffix(5).prefix(3).map(String.init) == ["yes", "yes", "yes"])
    }
  }

  /// Whether the file keeps to the standard.
  func check() throws -> String { try output(of: "qpdf", ["--check", url.path]) }
}
