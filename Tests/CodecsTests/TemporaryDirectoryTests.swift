import Foundation
import Testing

@testable import Codecs

@Suite struct TemporaryDirectoryTests {
  private func names(_ place: Scratch) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: place.url.path))
  }

  @Test func nothingIsLeft() throws {
    let place = try Scratch()
    do {
      let directory = try TemporaryDirectory(in: place.url.path)
      try FileManager.default.createDirectory(atPath: directory.path + "/a/b", withIntermediateDirectories: true)
      try Data([1]).write(to: URL(fileURLWithPath: directory.path + "/a/b/c"))
      #expect(try withExtendedLifetime(directory) { _ in try names(place).count } == 1)
    }
    #expect(try names(place).isEmpty)
  }

  /// What a killed process left goes; what a living one holds stays, and so does what has another name.
  @Test func whatNobodyHoldsIsRemoved() throws {
    let place = try Scratch()
    let held = try TemporaryDirectory(in: place.url.path)
    for name in ["kiemphieu-Ab3dEf/x", "kiemphieu-results", "khác"] {
      try FileManager.default.createDirectory(
        at: place.url.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try Data([1]).write(to: place.url.appendingPathComponent("kiemphieu-Ab3dEf/x/y"))
    try FileManager.default.createSymbolicLink(
      at: place.url.appendingPathComponent("kiemphieu-Zz9999"),
      withDestinationURL: place.url.appendingPathComponent("kiemphieu-results"))
    let other = try TemporaryDirectory(in: place.url.path)
    let own = [held, other].map { URL(fileURLWithPath: $0.path).lastPathComponent }
    #expect(try names(place) == Set(own + ["kiemphieu-results", "kiemphieu-Zz9999", "khác"]))
  }

  /// Nobody who tidies up takes one away that is just being made.
  @Test func manyAtOnce() throws {
    let place = try Scratch()
    let path = place.url.path
    DispatchQueue.concurrentPerform(iterations: 400) { _ in
      do {
        let directory = try TemporaryDirectory(in: path)
        try withExtendedLifetime(directory) { try Data([1]).write(to: URL(fileURLWithPath: $0.path + "/a")) }
      } catch {
        Issue.record("\(error)")
      }
    }
    #expect(try names(place).isEmpty)
  }

  @Test func aPlaceThatIsNotThere() throws {
    let place = try Scratch()
    #expect(throws: ScanError.self) { try TemporaryDirectory(in: place.path("nowhere")) }
  }
}
