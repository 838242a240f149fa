/// Random names of ballots: they lead to no person and tell no order, and no two ballots of a print run have the same.
public struct BallotTokens: Sendable {
  /// Letters and digits that people do not confuse: without 0, 1, I and O.
  private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
  /// 32 to the sixth: a thousand million names.
  static let length = 6

  private var drawn: Set<String> = []

  /// No names drawn yet.
  public init() {}

  /// A name that was not drawn before.
  public mutating func next(using random: inout some RandomNumberGenerator) -> String {
    while true {
      var token = ""
      for _ in 0..<Self.length {
        token.append(Self.alphabet[Int(random.next(upperBound: UInt(Self.alphabet.count)))])
      }
      if drawn.insert(token).inserted { return token }
    }
  }
}
