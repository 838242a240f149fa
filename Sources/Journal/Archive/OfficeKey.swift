// An office's key: Ed25519 (RFC 8032). The private half is PKCS #8 in PEM (RFC 8410, RFC 7468), which other programs
// read, too; lines before it say whose it is. The public half is one line of text, to be read out, printed or sent.

internal import Crypto
internal import CryptoExtras
internal import Foundation

/// Why a key cannot be made or used.
public enum OfficeKeyError: Error, Hashable, Sendable {
  /// There is a file of this name already; it is left alone.
  case exists(path: String)
  /// The file holds no key of the kind that this program makes.
  case notAKey(path: String)
  /// Others than its owner may read the private key.
  case readableByOthers(path: String)
  /// The name is empty, too long, or does not fit into a line.
  case unfitName
  /// The system does not open or write the file.
  case system(path: String, errno: Int32)

  init(_ error: ArchiveError) {
    self =
      switch error {
      case .exists(let path), .notWritten(let path, EEXIST): .exists(path: path)
      case .notRead(let path, let number), .notWritten(let path, let number): .system(path: path, errno: number)
      case .noRoom: .system(path: "", errno: ENOSPC)
      case .unfit, .changed, .notAnArchive: .unfitName
      }
  }
}

/// The private key with which an office seals archives.
public struct OfficeKey: Sendable {
  private static let nameMark = "# Name: "
  private static let begin = "-----BEGIN PRIVATE KEY-----"

  private let key: Curve25519.Signing.PrivateKey
  /// Whose key it is, as whoever made it says.
  public let name: String

  /// A new key. Throws `unfitName`.
  public init(newFor name: String) throws(OfficeKeyError) {
    guard OfficePublicKey.isFit(name) else { throw .unfitName }
    key = Curve25519.Signing.PrivateKey()
    self.name = name
  }

  /// Reads a key from its file. Throws `readableByOthers`, `notAKey`, `system`.
  public init(contentsOf path: String) throws(OfficeKeyError) {
    let (text, mode) = try KeyFile.read(path)
    guard let start = text.range(of: Self.begin)?.lowerBound,
      let key = try? Curve25519.Signing.PrivateKey(
        pemRepresentation: text[start...].trimmingCharacters(in: .whitespacesAndNewlines))
    else { throw .notAKey(path: path) }
    guard mode & 0o077 == 0 else { throw .readableByOthers(path: path) }
    let lines = text[..<start].split(whereSeparator: \.isNewline)
    let name = lines.last { $0.hasPrefix(Self.nameMark) }.map { String($0.dropFirst(Self.nameMark.count)) } ?? ""
    guard OfficePublicKey.isFit(name) else { throw .notAKey(path: path) }
    self.key = key
    self.name = name
  }

  /// Where the public half goes when the private one goes to `path`.
  public static func publicPath(for path: String) -> String { path + ".pub" }

  /// Writes the key to a file of its own, which only its owner may read, and the public half's line to ``publicPath(for:)``.
  /// A file that is there is left alone: `exists`, and neither is written.
  public func write(to path: String) throws(OfficeKeyError) {
    let text = """
      # KiemPhieu: khóa riêng để niêm phong gói kiểm phiếu. Giữ kín, không gửi cho ai.
      # KiemPhieu: private key that seals archives. Keep it secret, send it to nobody.
      \(Self.nameMark)\(name)
      \(key.pemRepresentation)

      """
    try KeyFile.create(path, text, mode: 0o600)
    do throws(OfficeKeyError) {
      try KeyFile.create(Self.publicPath(for: path), publicKey.line + "\n", mode: 0o644)
    } catch {
      unlink(path)
      throw error
    }
  }

  /// The public half.
  public var publicKey: OfficePublicKey { OfficePublicKey(key.publicKey, name: name) }

  /// The signature of some bytes, 64 bytes; nil where the system has no random numbers.
  func signature(of bytes: [UInt8]) -> [UInt8]? { (try? key.signature(for: bytes)).map { Array($0) } }
}

/// The public key by which everybody can tell who sealed an archive.
public struct OfficePublicKey: Sendable, Hashable {
  private static let kind = "kiemphieu-ed25519"
  /// Longest name, bytes.
  private static let longestName = 200

  /// DER (SubjectPublicKeyInfo), as `openssl pkey -pubin -outform DER` writes it.
  let der: [UInt8]
  /// Whose key it is, as its owner says.
  public let name: String

  init(_ key: Curve25519.Signing.PublicKey, name: String) {
    der = Array(key.derRepresentation)
    self.name = name
  }

  /// A key by the base64 of its DER; nil when it is none.
  init?(base64: String, name: String) {
    guard Self.isFit(name), let der = Data(base64Encoded: base64),
      let key = try? Curve25519.Signing.PublicKey(derRepresentation: der)
    else { return nil }
    self.init(key, name: name)
  }

  /// A key by its line; nil when it is none.
  public init?(line: String) {
    let parts = line.trimmingCharacters(in: .whitespacesAndNewlines)
      .split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == Self.kind else { return nil }
    self.init(base64: String(parts[1]), name: String(parts[2]))
  }

  /// Reads a key from a file that holds its line. Throws `notAKey`, `system`.
  public init(contentsOf path: String) throws(OfficeKeyError) {
    guard let key = OfficePublicKey(line: try KeyFile.read(path).text) else { throw .notAKey(path: path) }
    self = key
  }

  /// One line of text: kind, base64 of the DER, name.
  public var line: String { "\(Self.kind) \(base64) \(name)" }

  /// What people compare by eye or on the telephone: the first 16 hexadecimal digits of the DER's SHA-256, in fours.
  public var fingerprint: String {
    let digits = SHA256.hash(data: der).hexadecimal.prefix(16)
    return stride(from: 0, to: 16, by: 4).map { String(digits.dropFirst($0).prefix(4)) }.joined(separator: "-")
  }

  var base64: String { Data(der).base64EncodedString() }

  /// Whether the signature is one that this key's owner made of these bytes.
  func isSignature(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(derRepresentation: der) else { return false }
    return key.isValidSignature(signature, for: bytes)
  }

  /// Whether a name fits into the line of a key.
  static func isFit(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= longestName && name == name.trimmingCharacters(in: .whitespacesAndNewlines)
      && !name.contains(where: \.isNewline)
      && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// By the key; names are no part of it.
  public static func == (a: Self, b: Self) -> Bool { a.der == b.der }

  /// By the key, like `==`.
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

/// The small files that keys are kept in.
private enum KeyFile {
  /// A key's file has some hundred bytes.
  private static let longest = 1 << 16

  static func read(_ path: String) throws(OfficeKeyError) -> (text: String, mode: mode_t) {
    let bytes: [UInt8]
    let mode: mode_t
    do throws(ArchiveError) {
      let file = try OpenFile(reading: path)
      bytes = try file.read(at: 0, count: longest + 1)
      mode = try file.status.st_mode
    } catch {
      throw OfficeKeyError(error)
    }
    guard bytes.count <= longest else { throw .notAKey(path: path) }
    return (String(decoding: bytes, as: UTF8.self), mode)
  }

  static func create(_ path: String, _ text: String, mode: mode_t) throws(OfficeKeyError) {
    do throws(ArchiveError) {
      let file = try OpenFile(creating: path, mode: mode)
      try file.write(Array(text.utf8))
      try file.synchronize()
    } catch {
      throw OfficeKeyError(error)
    }
  }
}
