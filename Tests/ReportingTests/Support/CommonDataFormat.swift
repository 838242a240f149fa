import Foundation

/// The schema of NIST SP 1500-103 (Schemas/, with its licence), and the program that holds files against one.
enum CommonDataFormat {
  private static let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Schemas/NIST_V0_cast_vote_records.json")

  /// What the schema finds wrong with these files; empty when they are valid.
  static func faults(in texts: [String]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kiemphieu-cvr-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var arguments = ["jsonschema"]
    for (number, text) in texts.enumerated() {
      let file = folder.appendingPathComponent("\(number).json")
      try Data(text.utf8).write(to: file)
      arguments += ["--instance", file.path]
    }
    let output = folder.appendingPathComponent("output")
    try Data().write(to: output)
    let handle = try FileHandle(forWritingTo: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments + [schema.path]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"], uniquingKeysWith: { $1 })
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    try handle.close()
    process.waitUntilExit()
    guard process.terminationStatus != 0 else { return "" }
    return "status \(process.terminationStatus): \(String(decoding: try Data(contentsOf: output), as: UTF8.self))"
  }
}
