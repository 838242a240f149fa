/// The check character of ISO/IEC 7064, MOD 37-2: any one changed character and any two neighbours that changed places
/// are found. Letters and digits have their usual values; whatever else stands in a code counts as the standard's 37th
/// character, `*`.
enum CheckCharacter {
  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*")
  private static let values = Dictionary(uniqueKeysWithValues: zip(alphabet, alphabet.indices))
  private static let modulus = 37

  /// What stands behind a text.
  static func of(_ text: some StringProtocol) -> Character {
    let sum = text.reduce(0) { sum, character in (sum + (values[character] ?? modulus - 1)) * 2 % modulus }
    return alphabet[(modulus + 1 - sum) % modulus]
  }
}
