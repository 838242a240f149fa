internal import ArgumentParser
internal import Foundation

/// `bench compare`: two runs side by side.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Prints how two runs differ.")

  @Argument(help: "The run to compare with: a file, or the commit of a run that was kept.")
  var base: String
  @Argument(help: "The run that is compared.")
  var new: String
  @Option(help: "Folder of the results.")
  var folder = ".build/bench"

  func run() throws {
    print(try ComparisonTable(base: try find(base), new: try find(new)).text)
  }

  /// A file, else the kept run of a commit, whose name may be given longer or shorter; the whole run before a short one.
  private func find(_ name: String) throws -> Measurement {
    if FileManager.default.fileExists(atPath: name) { return try read(URL(fileURLWithPath: name)) }
    let folder = URL(fileURLWithPath: folder)
    for ending in ["", "-part"] {
      let file = folder.appendingPathComponent(name + ending + ".json")
      if FileManager.default.fileExists(atPath: file.path) { return try read(file) }
    }
    let files = ((try? FileList.sorted(folder)) ?? []).filter { $0.pathExtension == "json" }
    let alike = files.filter { file in
      let kept = file.deletingPathExtension().lastPathComponent
      return kept.hasPrefix(name) || name.hasPrefix(kept)
    }
    guard alike.count == 1 else {
      let names = (alike.isEmpty ? files : alike).map { $0.deletingPathExtension().lastPathComponent }
      throw BenchError("\(name): not one run of this name; there are \(names.joined(separator: ", "))")
    }
    return try read(alike[0])
  }

  private func read(_ file: URL) throws -> Measurement {
    do {
      return try JSONFile.read(Measurement.self, from: file)
    } catch is DecodingError {
      throw BenchError("\(file.lastPathComponent): no measurement, or one of another version of this program")
    }
  }
}
