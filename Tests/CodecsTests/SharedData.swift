import Foundation
import Raster
import Testing

@testable import Codecs

/// Pictures that lie beside the project and are no part of it. Tests over them pass over them when they are absent.
enum SharedData {
  /// `shared/data` beside the package's own folder.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/data")

  static func exists(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(folder).path)
  }

  /// All regular files below a folder, sorted by path.
  static func files(_ folder: String) -> [String] {
    let start = root.appendingPathComponent(folder)
    guard let walk = FileManager.default.enumerator(at: start, includingPropertiesForKeys: [.isRegularFileKey]) else {
      return []
    }
    return walk.compactMap { $0 as? URL }
      .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
      .map(\.path).sorted()
  }

  static func path(_ name: String) -> String { root.appendingPathComponent(name).path }
}

/// A directory that lives as long as the test holds it.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("codecs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes bytes to a file and gives its path.
  func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let path = path(name)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }
}

/// The error of opening a file or of its first page that fails, nil when all pages decode.
func firstError(_ path: String, limits: DecodingLimits = DecodingLimits()) -> ScanError? {
  do throws(ScanError) {
    let file = try ScanFile(path: path, limits: limits)
    for index in 0..<file.pageCount { _ = try file.page(index) }
    return nil
  } catch {
    return error
  }
}

/// The name of the case, without its detail.
func kind(_ error: ScanError?) -> String {
  guard let error else { return "none" }
  return String("\(error)".prefix { $0 != "(" })
}

/// Every prefix of a file, at `count` places spread over it, must throw.
func expectTruncationsThrow(_ path: String, count: Int = 50) throws {
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  let scratch = try Scratch()
  for step in 0..<count {
    let length = bytes.count * step / count
    let cut = try scratch.write(Array(bytes[0..<length]), "cut")
    #expect(firstError(cut) != nil, "\(path) cut to \(length) of \(bytes.count) bytes")
  }
  let cut = try scratch.write(Array(bytes.dropLast()), "cut")
  #expect(firstError(cut) != nil || bytes.last == 10, "\(path) without its last byte")
}

/// A picture with structure in every direction, so that turns and cuts show.
func samplePage(width: Int, height: Int) -> GrayImage {
  var image = GrayImage(width: width, height: height)
  for y in 0..<height {
    for x in 0..<width { image[x, y] = UInt8(truncatingIfNeeded: x &* 3 &+ y &* 7 &+ (x &* y) / 5) }
  }
  return image
}

func sampleBits(width: Int, height: Int) -> BitImage {
  var image = BitImage(width: width, height: height, bytes: [UInt8](repeating: 0, count: (width + 7) / 8 * height))
  for y in 0..<height {
    for x in 0..<width { image[x, y] = (x &* 5 &+ y &* 3 &+ x &* y / 3) % 7 < 3 }
  }
  return image
}
