internal import Crypto
internal import Foundation

/// Who is signed in. A browser holds a secret of 256 bits in its cookie; here stands only its hash. Times are counted from
/// the start of the station, so that nobody is signed out, or in for good, because a clock was set.
struct SessionBook: Sendable {
  /// Somebody who is signed in.
  struct Session: Hashable, Sendable {
    /// The name under which acts are written down.
    var person: String
  }

  /// Without a click for this long one has to sign in again.
  static let idleTime = Duration.seconds(30 * 60)
  /// After this long one has to sign in again in any case.
  static let longestTime = Duration.seconds(12 * 3600)
  /// More at once than an office has people; beyond it the one that was idle longest ends.
  static let most = 200

  private struct Entry {
    var session: Session
    let begun: Duration
    var used: Duration

    func isOver(at now: Duration) -> Bool {
      now - used >= SessionBook.idleTime || now - begun >= SessionBook.longestTime
    }
  }

  private var entries: [Data: Entry] = [:]
  /// Ties the tokens of forms to this run of the station.
  private let key = SymmetricKey(size: .bits256)

  /// Nobody yet.
  init() {}

  /// Signs somebody in.
  /// - Returns: the secret for the browser's cookie.
  mutating func begin(_ person: String, at now: Duration) -> String {
    entries = entries.filter { !$0.value.isOver(at: now) }
    if entries.count >= Self.most, let idlest = entries.min(by: { $0.value.used < $1.value.used })?.key {
      entries[idlest] = nil
    }
    let secret = SymmetricKey(size: .bits256).withUnsafeBytes { Self.hexadecimal($0) }
    entries[Self.hash(secret)] = Entry(session: Session(person: person), begun: now, used: now)
    return secret
  }

  /// Who sent a cookie; nil when its time is over or there was none. What a page asks for by itself is no click.
  mutating func session(_ secret: String, at now: Duration, isClick: Bool = true) -> Session? {
    let hash = Self.hash(secret)
    guard let entry = entries[hash] else { return nil }
    guard !entry.isOver(at: now) else {
      entries[hash] = nil
      return nil
    }
    if isClick { entries[hash]?.used = now }
    return entry.session
  }

  /// Signs somebody out.
  mutating func end(_ secret: String) { entries[Self.hash(secret)] = nil }

  /// Signs out whom it may concern.
  mutating func endAll(where isOut: (Session) -> Bool) { entries = entries.filter { !isOut($0.value.session) } }

  /// What every form of a session sends back (against forms that other sites submit).
  func formToken(of secret: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Data(secret.utf8), using: key).withUnsafeBytes { Self.hexadecimal($0) }
  }

  /// Whether a form came from a page of the same session.
  func isFormToken(_ token: String, of secret: String) -> Bool {
    guard let code = Self.bytes(hexadecimal: token) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(secret.utf8), using: key)
  }

  private static func hash(_ secret: String) -> Data { Data(SHA256.hash(data: Data(secret.utf8))) }

  private static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(hexadecimal text: String) -> Data? {
    let digits = text.utf8.map { $0 }
    guard digits.count == 64 else { return nil }
    var bytes = Data()
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
