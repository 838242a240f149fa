internal import Foundation
internal import GRDB

/// The chain's head as it was noted elsewhere, on a closing sheet that people signed: a store that was cut short or
/// written anew as a whole does not hold it any more.
public struct Anchor: Hashable, Sendable {
  /// Fewest digits of the hash that are taken: 64 bits cannot be met by writing another store.
  public static let fewestDigits = 16

  /// Number of the entry, where it was noted.
  public let seq: Int?
  /// The beginning of the entry's hash: 16 to 64 lower-case hexadecimal digits.
  public let digits: String

  /// Reads an anchor as it is printed or typed: `214:3F2A91C077DE10B4`, `No. 214 · 3F2A 91C0 77DE 10B4`, the text of the
  /// closing sheet's QR code, or digits alone. Nil when there are too few digits or anything else.
  public init?(_ text: String) {
    var rest = Substring(text.uppercased()).drop { $0.isWhitespace }
    let word = ["KP1HEAD", "NO.", "SỐ"].first { rest.hasPrefix($0) }
    if let word { rest = rest.dropFirst(word.count).drop { $0.isWhitespace } }
    guard rest.first?.isHexDigit == true else { return nil }
    let number = rest.prefix { $0.isASCII && $0.isNumber }
    let after = rest.dropFirst(number.count)
    if !number.isEmpty, word != nil || Self.endsNumber(after, whole: rest) {
      guard let value = Int(number), value > 0 else { return nil }
      seq = value
      rest = after
    } else {
      seq = nil
    }
    let digits = Self.digits(rest)
    let isHexadecimal = digits.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    guard isHexadecimal, (Self.fewestDigits...64).contains(digits.count) else { return nil }
    self.digits = digits
  }

  /// Whether the entry's number ends before `after`: at a colon or a dot, or at a space when the digits that remain are
  /// enough and all of them together are no hash as it is printed.
  private static func endsNumber(_ after: Substring, whole: Substring) -> Bool {
    switch after.drop(while: { $0.isWhitespace }).first {
    case ":", "·": true
    case _ where after.first?.isWhitespace == true:
      digits(after).count >= fewestDigits && ![fewestDigits, 64].contains(digits(whole).count)
    default: false
    }
  }

  private static func digits(_ text: Substring) -> String {
    text.filter { !$0.isWhitespace && ![":", "·", "-"].contains($0) }.lowercased()
  }

  /// A head as it is noted: `214:3F2A91C077DE10B4`.
  public static func short(_ head: ChainHead) -> String {
    "\(head.seq):\(head.hash.prefix(fewestDigits).uppercased())"
  }
}

extension Journal {
  /// The entry that an anchor names; nil when the store holds none such: it was cut short, or is another store.
  public func entry(at anchor: Anchor) throws(JournalError) -> ChainHead? {
    try connection.reading { db in
      let rows =
        if let seq = anchor.seq {
          try Row.fetchCursor(db, sql: "SELECT seq, hash FROM entry WHERE seq = ?", arguments: [seq])
        } else {
          try Row.fetchCursor(db, sql: "SELECT seq, hash FROM entry ORDER BY seq DESC")
        }
      while let row = try rows.next() {
        let head = ChainHead(seq: try row.value("seq"), bytes: try row.value("hash"))
        if head.hash.hasPrefix(anchor.digits) { return head }
      }
      return nil
    }
  }

  /// Whether an anchor names the store from which this one's box was taken, or the box's closing there.
  public func isOrigin(_ anchor: Anchor) throws(JournalError) -> Bool {
    guard let extract = try extract() else { return false }
    let named = [(extract.sourceEntries, extract.sourceHead), (extract.closingEntry ?? 0, extract.closingHash ?? "")]
    return named.contains { seq, hash in
      (anchor.seq == nil || anchor.seq == seq) && hash.hasPrefix(anchor.digits)
    }
  }
}
