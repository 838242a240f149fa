import Foundation
import Testing

/// Real disks that are full or write-protected: small ones in memory, mounted where nobody else sees them.
@Suite("Full and write-protected disks", .enabled(if: MountedDisk.isPossible, "nothing can be mounted here"))
struct MountedDiskTests {
  /// Room for the scans and so many kibibytes more: from none to enough.
  @Test func aFullDisk() throws {
    let known = try SurveyCopy.small()
    #expect(try Program.run("count", known.path, "--quiet").status == 1)
    let expected = try known.results()
    var statuses: Set<Int32> = []
    for room in stride(from: 0, through: 320, by: Effort.isFull ? 16 : 80) {
      let disk = try MountedDisk()
      let outcome = try disk.run(
        """
        mount -t tmpfs -o size=64m tmpfs "$DISK"; cp -R "$SURVEY/." "$DISK"
        used=$(df -k --output=used "$DISK" | tail -n 1); mount -o remount,size=$((used + \(room)))k "$DISK"
        "$KIEMPHIEU" count "$DISK" --quiet 2>"$OUT/errors"; echo $? >"$OUT/status"
        ls -A "$DISK/results" >"$OUT/listing" 2>/dev/null
        mount -o remount,size=64m "$DISK"
        "$KIEMPHIEU" count "$DISK" --quiet 2>/dev/null; echo $? >"$OUT/again"
        "$KIEMPHIEU" verify "$DISK" --quiet; echo $? >"$OUT/verify"
        cp "$DISK"/results/* "$OUT"
        """)
      #expect(outcome == 0)
      let status = try #require(Int32(disk.text("status")))
      statuses.insert(status)
      let lines = disk.text("errors").split(separator: "\n")
      if status != 1 {
        #expect(status == 2, "\(lines)")
        #expect(lines.count == 1 && lines[0].contains("đĩa") && lines[0].contains("chạy lại"), "\(lines)")
      }
      #expect(!disk.text("listing").contains(".new"))
      #expect(disk.text("again") == "1" && disk.text("verify") == "0")
      for (name, data) in expected {
        #expect(disk.text(name) == String(decoding: data, as: UTF8.self).trimmed, "\(name)")
      }
    }
    #expect(statuses == [1, 2])
  }

  /// On a write-protected disk everything can be looked at, and what would write says that it cannot.
  @Test func aWriteProtectedDisk() throws {
    let disk = try MountedDisk()
    let outcome = try disk.run(
      """
      mount -t tmpfs -o size=64m tmpfs "$DISK"; cp -R "$SURVEY/." "$DISK"
      "$KIEMPHIEU" count "$DISK" --quiet 2>/dev/null
      mount -o remount,ro "$DISK"
      for work in count reconcile; do
        "$KIEMPHIEU" $work "$DISK" --quiet 2>"$OUT/$work.errors"; echo $? >"$OUT/$work"
      done
      for look in verify review; do
        "$KIEMPHIEU" $look "$DISK" --quiet 2>"$OUT/$look.errors"; echo $? >"$OUT/$look"
      done
      """)
    #expect(outcome == 0)
    for work in ["count", "reconcile"] {
      #expect(disk.text(work) == "2", "\(work): \(disk.text(work + ".errors"))")
      let lines = disk.text(work + ".errors").split(separator: "\n")
      #expect(lines.count == 1 && lines[0].hasPrefix(disk.path), "\(lines)")
    }
    #expect(disk.text("verify") == "0", "\(disk.text("verify.errors"))")
    #expect(disk.text("review") == "0", "\(disk.text("review.errors"))")
  }
}

/// A place where a script mounts a disk that only it sees.
private final class MountedDisk {
  private let survey: SurveyCopy
  private let disk: Scratch
  private let out: Scratch
  var path: String { disk.url.path }

  static let isPossible: Bool = {
    guard getuid() == 0 else { return false }
    let trial = "d=$(mktemp -d); mount -t tmpfs tmpfs $d; status=$?; umount $d; rmdir $d; exit $status"
    return (try? shell(trial, [:])) == 0
  }()

  init() throws {
    survey = try .small()
    disk = try Scratch()
    out = try Scratch()
  }

  /// Runs a script that finds the disk's place, a survey, the program and a place for what it has to say.
  func run(_ script: String) throws -> Int32 {
    try Self.shell(
      script,
      [
        "DISK": disk.url.path, "SURVEY": survey.path, "KIEMPHIEU": try Program.executable().path, "OUT": out.url.path,
      ])
  }

  /// What the script left in a file.
  func text(_ name: String) -> String { out.text(name).trimmed }

  private static func shell(_ script: String, _ environment: [String: String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "--mount", "sh", "-c", script]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
