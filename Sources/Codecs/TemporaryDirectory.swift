internal import Glibc

/// A private directory for temporary files, removed with all that is in it when it is let go.
///
/// A process that is killed removes nothing. So each directory is locked for as long as its process lives, by a lock
/// that the kernel drops with the process, and whoever makes a directory removes those beside it that nobody holds.
public final class TemporaryDirectory: Sendable {
  /// Where it is; an absolute path wherever the system's `TMPDIR` is one.
  public let path: String
  private let place: String
  private let lock: Int32

  /// Makes one in the system's directory for temporary files.
  public convenience init() throws(ScanError) {
    try self.init(in: getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")
  }

  /// Makes one in a directory.
  init(in place: String) throws(ScanError) {
    self.place = place
    Self.removeAbandoned(in: place)
    while true {
      var template = Array((place + "/" + Self.prefix + "XXXXXX").utf8CString)
      guard mkdtemp(&template) != nil else { throw FileReader.error(errno) }
      let path = text(template)
      // Somebody who tidies up may have taken it for abandoned before it is locked, and removed it: then another one.
      let lock = Self.open(path)
      if lock < 0, errno == ENOENT { continue }
      guard lock >= 0 else { throw FileReader.error(errno) }
      if Self.tryLock(lock) != .held, Self.isSame(lock, path) {
        self.path = path
        self.lock = lock
        return
      }
      close(lock)
    }
  }

  deinit {
    Self.remove(path)
    close(lock)
    // A process that outlived the one that started it by a moment may have written after that was tidied up.
    Self.removeAbandoned(in: place)
  }

  /// The names of the files in it, sorted.
  var files: [String] { Self.names(in: path) }

  private static let prefix = "kiemphieu-"
  /// Six characters follow the prefix, as in `mkdtemp`.
  private static let nameLength = prefix.utf8.count + 6

  /// Removes this user's directories whose processes are gone.
  private static func removeAbandoned(in place: String) {
    for name in names(in: place) where name.hasPrefix(prefix) && name.utf8.count == nameLength {
      let path = place + "/" + name
      let directory = open(path)
      guard directory >= 0 else { continue }
      var status = stat()
      if fstat(directory, &status) == 0, status.st_uid == geteuid(), tryLock(directory) == .taken { remove(path) }
      close(directory)
    }
  }

  private enum Lock {
    case taken, held
    /// The file system locks no directories: nobody can tell who is gone.
    case unknown
  }

  private static func tryLock(_ directory: Int32) -> Lock {
    while flock(directory, LOCK_EX | LOCK_NB) != 0 {
      if errno != EINTR { return errno == EWOULDBLOCK ? .held : .unknown }
    }
    return .taken
  }

  private static func open(_ path: String) -> Int32 {
    Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  /// Whether the path still leads to the directory that was opened.
  private static func isSame(_ directory: Int32, _ path: String) -> Bool {
    var opened = stat()
    var named = stat()
    return fstat(directory, &opened) == 0 && lstat(path, &named) == 0 && opened.st_ino == named.st_ino
  }

  /// Removes a directory with all in it; what is in another's hands meanwhile stays for the next one who tidies up.
  private static func remove(_ path: String) {
    for name in names(in: path) {
      let entry = path + "/" + name
      if unlink(entry) != 0, errno == EISDIR || errno == EPERM { remove(entry) }
    }
    rmdir(path)
  }

  private static func names(in path: String) -> [String] {
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
