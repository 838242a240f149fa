/// Which content a file has: its SHA-256, in the 32 bytes that it is and not in the hundred that it takes as a text.
struct FileIdentity: Hashable, Sendable {
  private enum Form: Hashable {
    case digest(UInt64, UInt64, UInt64, UInt64)
    /// Not written as a SHA-256 is; of a file that could not be read, nothing.
    case text(String)
  }

  private static let digits = 16

  private let form: Form

  /// From the lower-case hex.
  init(_ sha256: String) {
    var words: [UInt64] = []
    var rest = Substring(sha256)
    let isDigest =
      sha256.utf8.count == 4 * Self.digits
      && sha256.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
    while isDigest, let word = UInt64(rest.prefix(Self.digits), radix: 16) {
      words.append(word)
      rest.removeFirst(Self.digits)
    }
    form = words.count == 4 ? .digest(words[0], words[1], words[2], words[3]) : .text(sha256)
  }

  /// The lower-case hex.
  var sha256: String {
    switch form {
    case .text(let text): text
    case .digest(let a, let b, let c, let d):
      [a, b, c, d].map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: Self.digits - digits.count) + digits
      }.joined()
    }
  }
}
