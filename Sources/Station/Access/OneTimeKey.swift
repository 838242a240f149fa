/// The password of a station without users: eight groups would be safe to guess at; four that people can type are, since
/// tries are slowed down (``LoginLimit``) and only this PC reaches the station.
enum OneTimeKey {
  /// Without letters and digits that look alike.
  private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")

  /// 16 letters, 79 bits, of the system's random numbers: `abcd-efgh-jkmn-pqrs`.
  static func make() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<4).map { _ in String((0..<4).compactMap { _ in letters.randomElement(using: &random) }) }
      .joined(separator: "-")
  }
}
