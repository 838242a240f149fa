internal import Foundation

/// Where it was measured.
struct Machine: Codable {
  let processor: String
  let processors: Int
  /// GiB.
  let memory: Double
  let system: String

  static var this: Machine {
    let info = ProcessInfo.processInfo
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let name = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
    return Machine(
      processor: name.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown",
      processors: info.activeProcessorCount,
      memory: (Double(info.physicalMemory) / Double(1 << 30) * 10).rounded() / 10,
      system: info.operatingSystemVersionString)
  }
}
