internal import Foundation

/// Where browsers reach the station.
public struct StationPlace: Sendable {
  /// A certificate with its key, PEM files.
  public struct Certificate: Hashable, Sendable {
    /// The certificate and those that vouch for it.
    public var chain: String
    /// The private key.
    public var key: String

    /// From two files.
    public init(chain: String, key: String) {
      self.chain = chain
      self.key = key
    }
  }

  /// Why a station does not begin at an address.
  public enum Objection: Error, Hashable, Sendable {
    /// Other PCs could listen in: a certificate is needed.
    case needsCertificate
    /// Other PCs could come in: users are needed.
    case needsUsers
  }

  /// Addresses that only the same PC reaches.
  public static let ownAddresses = ["127.0.0.1", "::1", "localhost"]

  /// A name or number of the PC.
  public let address: String
  /// 0 for any that is free.
  public let port: Int
  /// Nil: without TLS.
  public let certificate: Certificate?

  /// A place; one that others reach needs a certificate and users of its own.
  public init(address: String, port: Int, certificate: Certificate?, areUsersNamed: Bool) throws(Objection) {
    if !Self.ownAddresses.contains(address.lowercased()) {
      guard certificate != nil else { throw .needsCertificate }
      guard areUsersNamed else { throw .needsUsers }
    }
    self.address = address
    self.port = port
    self.certificate = certificate
  }

  /// The address of the first page, as browsers take it: where every address of the PC is listened to, under its name.
  public func link(port: Int) -> String {
    let isAny = ["0.0.0.0", "::"].contains(address)
    let host = isAny ? Self.ownName : address.contains(":") ? "[\(address)]" : address
    return "\(certificate == nil ? "http" : "https")://\(host):\(port)/"
  }

  /// What the PC calls itself; nothing is asked of a network.
  private static var ownName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
