/// Something in the store that is not as it was written.
public struct ChainFault: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The entry's content does not give its hash.
    case altered
    /// The entry does not name the hash of the one before.
    case linkBroken
    /// Entries are missing before this one; the number that should follow.
    case gap(expected: Int)
    /// The entry is whole, but this program cannot read it; what the decoder said.
    case unreadable(detail: String)
    /// The table or one of its guards is missing, altered, or added; its name.
    case schema(object: String)
    /// SQLite finds the file damaged; its words.
    case file(detail: String)
  }

  /// The entry's number; nil when the fault is in the file as a whole.
  public let seq: Int?
  /// What is wrong.
  public let kind: Kind

  /// A fault at an entry, or in the file as a whole.
  public init(seq: Int?, kind: Kind) {
    self.seq = seq
    self.kind = kind
  }
}

/// What a look through the whole chain found.
public struct ChainReport: Hashable, Sendable {
  /// The last entry that could be read.
  public let head: ChainHead
  /// All faults, in the order of the entries; those of the file as a whole first.
  public let faults: [ChainFault]

  /// Nothing was altered, as far as the chain can tell. A store cut short at its end is whole in itself: hold `head`
  /// against one that was noted elsewhere.
  public var isWhole: Bool { faults.isEmpty }
}
