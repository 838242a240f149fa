internal import Glibc

/// A private directory for the output of a program, removed with all files in it when it is let go.
final class TemporaryDirectory {
  let path: String

  init() throws(ScanError) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((base + "/kiemphieu-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw FileReader.error(errno) }
    path = text(template)
  }

  deinit {
    for name in files { unlink(path + "/" + name) }
    rmdir(path)
  }

  /// The names of the files in it, sorted.
  var files: [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
