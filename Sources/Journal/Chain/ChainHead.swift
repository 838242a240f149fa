internal import Foundation
internal import GRDB

/// The last entry of the chain. Whoever knows it can tell a store that was cut short or rewritten as a whole.
public struct ChainHead: Hashable, Sendable {
  /// How many entries there are: the number of the last one, 0 when there is none.
  public let seq: Int
  /// The last entry's hash, 64 lower-case hexadecimal digits; zeros when there is no entry.
  public var hash: String { bytes.hexadecimal }

  let bytes: Data

  init(seq: Int, bytes: Data) {
    self.seq = seq
    self.bytes = bytes
  }

  /// Before the first entry.
  static let none = ChainHead(seq: 0, bytes: Data(count: 32))

  static func last(in db: Database) throws -> ChainHead {
    guard let row = try Row.fetchOne(db, sql: "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1") else {
      return .none
    }
    return ChainHead(seq: try row.value("seq"), bytes: try row.value("hash"))
  }
}

extension Sequence where Element == UInt8 {
  /// Lower-case, two digits a byte.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
