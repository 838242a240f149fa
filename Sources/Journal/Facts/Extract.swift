public import Counting

/// What a store that holds one box of another store says of its origin. Its first entry.
public struct Extract: Hashable, Sendable, Codable {
  /// The opening that was taken out.
  public var opening: OpeningID
  /// Number of entries of the chain from which it was taken.
  public var sourceEntries: Int
  /// Hash of that chain's head, lower-case hex.
  public var sourceHead: String
  /// The entry by which the box was closed there, as a closing sheet names it: number and hash; nil for an open box.
  public var closingEntry: Int?
  /// Its hash, lower-case hex.
  public var closingHash: String?
  /// Scans that did not come along: masked pictures stand for them, or nothing.
  public var absent: [PlacedFile]

  /// An extract from its parts.
  public init(
    opening: OpeningID, sourceEntries: Int, sourceHead: String, closingEntry: Int?, closingHash: String?,
    absent: [PlacedFile]
  ) {
    self.opening = opening
    self.sourceEntries = sourceEntries
    self.sourceHead = sourceHead
    self.closingEntry = closingEntry
    self.closingHash = closingHash
    self.absent = absent
  }
}

/// What a store remembers of one box: enough to count it again.
public struct BoxFacts: Sendable {
  /// The forms with which its pages were read.
  public var forms: [RememberedForm]
  /// The files of its scans with what was read from them.
  public var readings: [FileReading]
  /// What people decided on them, in the order of the decisions.
  public var decisions: [Decision]
  /// The box's closings and reopenings, in their order.
  public var closings: [Closing]
}
