internal import Crypto
internal import CryptoExtras
internal import Foundation

/// A password as it is kept: scrypt (RFC 7914) with a salt of its own, written as one line
/// `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`, salt and hash in base64.
///
/// N = 2^15, r = 8, p = 3 take 32 MiB and some tenths of a second on an office's PC: one of the settings that OWASP's
/// Password Storage Cheat Sheet holds equal, and the one that leaves an old PC room to work.
public struct PasswordHash: Hashable, Sendable {
  /// How dear a guess is.
  struct Cost: Hashable, Sendable {
    /// N as a power of two; memory is 128 · N · r bytes.
    var logRounds: Int
    var blockSize: Int
    var parallelism: Int

    static let standard = Cost(logRounds: 15, blockSize: 8, parallelism: 3)
    /// A line with more would stop the station instead of letting somebody in.
    static let most = Cost(logRounds: 18, blockSize: 16, parallelism: 8)

    var isAcceptable: Bool {
      (1...Self.most.logRounds).contains(logRounds) && (1...Self.most.blockSize).contains(blockSize)
        && (1...Self.most.parallelism).contains(parallelism)
    }
  }

  /// Bytes of a salt and of a hash.
  private static let saltBytes = 16
  private static let hashBytes = 32

  private let cost: Cost
  private let salt: Data
  private let hash: Data

  /// The hash of a new password, with a new salt; nil where the machine has no memory for it.
  public init?(of password: String) {
    self.init(of: password, salt: SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }, cost: .standard)
  }

  init?(of password: String, salt: Data, cost: Cost) {
    guard let hash = Self.derive(password, salt: salt, cost: cost) else { return nil }
    self.cost = cost
    self.salt = salt
    self.hash = hash
  }

  /// A hash as it was written; nil where the line is none.
  public init?(line: String) {
    let parts = line.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "scrypt", let logRounds = Int(parts[1]), let blockSize = Int(parts[2]),
      let parallelism = Int(parts[3]), let salt = Data(base64Encoded: String(parts[4])),
      let hash = Data(base64Encoded: String(parts[5])), salt.count >= Self.saltBytes, hash.count == Self.hashBytes
    else { return nil }
    cost = Cost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism)
    guard cost.isAcceptable else { return nil }
    self.salt = salt
    self.hash = hash
  }

  /// The hash as it is written.
  public var line: String {
    "scrypt$\(cost.logRounds)$\(cost.blockSize)$\(cost.parallelism)$\(salt.base64EncodedString())$\(hash.base64EncodedString())"
  }

  /// Whether this is the hash of a password; takes as long whichever it is.
  public func matches(_ password: String) -> Bool {
    guard let other = Self.derive(password, salt: salt, cost: cost) else { return false }
    return zip(hash, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Keyboards write one password in NFC and in NFD.
  private static func derive(_ password: String, salt: Data, cost: Cost) -> Data? {
    let key = try? KDF.Scrypt.deriveKey(
      from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: hashBytes,
      rounds: 1 << cost.logRounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
    return key?.withUnsafeBytes { Data($0) }
  }
}
