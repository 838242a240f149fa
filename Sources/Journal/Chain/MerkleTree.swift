internal import Ballots
public import Counting
internal import Crypto
internal import Foundation

/// A Merkle tree over the sheets of a box, built as in RFC 6962 §2.1: leaves and nodes are hashed with different first
/// bytes, so that no node passes for a leaf. Its root says in 64 digits what every sheet is: change one picture, one
/// status or one answer, add or drop a sheet, and the root is another.
public enum MerkleTree {
  /// The root over the pages of one opening, 64 lower-case hexadecimal digits. It does not depend on file names or on
  /// the order of the pages.
  public static func root(of pages: [AssembledPage]) -> String {
    root(ofLeaves: pages.map(leaf).sorted()).hexadecimal
  }

  /// The root over leaves in their order.
  static func root(ofLeaves leaves: [String]) -> Data {
    var level = leaves.map { Data(SHA256.hash(data: Data([0]) + Data($0.utf8))) }
    guard !level.isEmpty else { return Data(SHA256.hash(data: Data())) }
    // Pairing from the left and handing an odd last node up gives the tree of RFC 6962, whose left part is the largest
    // power of two.
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: 2).map { index in
        index + 1 < level.count ? Data(SHA256.hash(data: Data([1]) + level[index] + level[index + 1])) : level[index]
      }
    }
    return level[0]
  }

  /// What is said of one page: the picture, what became of it, whose it is, and each answer; a line each, and no text
  /// from outside that could hold a line break of its own.
  private static func leaf(_ page: AssembledPage) -> String {
    func spelt(_ text: String?) -> String {
      (text ?? "").unicodeScalars.map { $0.value < 0x20 || $0 == "\\" ? "\\\($0.value);" : String($0) }.joined()
    }
    let head = [
      page.sha256, String(page.location.page), String(page.location.slot), page.status.rawValue, spelt(page.unit),
      spelt(page.box), spelt(page.serial), spelt(page.form), page.formPage.map { String($0) } ?? "",
    ]
    let answers = page.answers.flatMap { [spelt($0.question), spelt($0.answer.text)] }
    return (head + answers).joined(separator: "\n")
  }
}
