internal import Foundation

/// Whether a word can be a syllable of Vietnamese as the language is written: an onset, a rhyme, at most one tone, and
/// only the rising or the heavy tone before a final c, ch, p or t. It tells text in one encoding from the same bytes in
/// another. Names from other languages (`Krông`, `Đắk`) are none; who asks leaves room for them.
enum VietnameseSyllable {
  private static let onsets: Set<String> = Set(
    "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x".split(separator: " ").map(String.init) + [""])

  private static let rhymes: Set<String> = Set(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong \
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ uy uya uych uyn uynh uyên \
    uyêt uyt uyu ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ynh yêm yên yêng yêt yêu
    """.split(separator: " ").map(String.init))

  private static let risingAndHeavy: Set<Unicode.Scalar> = ["\u{301}", "\u{323}"]

  /// Whether the word is one, in capital or small letters, composed or not.
  static func isOne(_ word: String) -> Bool {
    var letters = String.UnicodeScalarView()
    var tone: Unicode.Scalar?
    for scalar in word.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      guard VietnameseName.tones.contains(scalar) else {
        letters.append(scalar)
        continue
      }
      guard tone == nil else { return false }
      tone = scalar
    }
    let plain = String(letters).precomposedStringWithCanonicalMapping
    let isStopped = ["c", "ch", "p", "t"].contains { plain.hasSuffix($0) }
    guard !isStopped || tone.map(risingAndHeavy.contains) == true else { return false }
    return (0...min(3, plain.count)).contains { length in
      onsets.contains(String(plain.prefix(length))) && rhymes.contains(String(plain.dropFirst(length)))
    }
  }
}
