import CArchiveShim
import Foundation

@testable import Counting
@testable import Reporting

/// A workbook as it lies on the disk: the files in its ZIP.
struct WrittenWorkbook {
  enum Fault: Error {
    case noArchive, damaged
  }

  /// What a cell of a sheet says.
  struct Cell: Equatable {
    var formula: String?
    /// A number, or a text that a formula gives.
    var value: String?
    var text: String?
  }

  var bytes: Data
  var parts: [String: String] = [:]
  private var texts: [String] = []

  init(_ workbook: Workbook, made day: Day? = nil) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("workbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("bang-tinh.xlsx")
    try workbook.write(to: file.path, made: day)
    bytes = try Data(contentsOf: file)
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    guard let zip = kp_zip_open(handle.fileDescriptor) else { throw Fault.noArchive }
    defer { kp_zip_reader_free(zip) }
    var member = kp_zip_member()
    while kp_zip_next(zip, &member) == 1 {
      let path = String(cString: member.path)
      var contents: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = kp_zip_read(zip, &buffer, buffer.count)
        guard count >= 0 else { throw Fault.damaged }
        if count == 0 { break }
        contents += buffer.prefix(Int(count))
      }
      parts[path] = String(decoding: contents, as: UTF8.self)
    }
    texts = (parts["xl/sharedStrings.xml"] ?? "").matches(of: /<si><t[^>]*>([^<]*)<\/t><\/si>/).map {
      Self.plain(String($0.output.1))
    }
  }

  /// A sheet's XML, counted from 0.
  func sheet(_ index: Int) -> String { parts["xl/worksheets/sheet\(index + 1).xml"] ?? "" }

  /// The cells of a sheet, by their places.
  func cells(_ index: Int) -> [String: Cell] {
    var cells: [String: Cell] = [:]
    let pattern = /<c r="([A-Z]+[0-9]+)"([^>]*?)(?:\/>|>(?:<f>([^<]*)<\/f>)?(?:<v>([^<]*)<\/v>)?<\/c>)/
    for match in sheet(index).matches(of: pattern) {
      var cell = Cell(formula: match.output.3.map { Self.plain(String($0)) }, value: match.output.4.map(String.init))
      if match.output.2.contains("t=\"s\"") {
        cell.text = cell.value.flatMap { Int($0) }.map { texts[$0] }
        cell.value = nil
      }
      cells[String(match.output.1)] = cell
    }
    return cells
  }

  private static func plain(_ xml: String) -> String {
    xml.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }
}
