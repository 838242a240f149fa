import Ballots
import Crypto
import Foundation
import Testing

@testable import Counting
@testable import Journal

@Suite struct MerkleTests {
  /// The definition of RFC 6962 §2.1, as it stands there.
  private func defined(_ leaves: [String]) -> Data {
    if leaves.isEmpty { return Data(SHA256.hash(data: Data())) }
    if leaves.count == 1 { return Data(SHA256.hash(data: Data([0]) + Data(leaves[0].utf8))) }
    var left = 1
    while left * 2 < leaves.count { left *= 2 }
    return Data(
      SHA256.hash(data: Data([1]) + defined(Array(leaves[..<left])) + defined(Array(leaves[left...]))))
  }

  @Test func asDefined() {
    for count in 0...40 {
      let leaves = (0..<count).map { "tờ \($0)" }
      #expect(MerkleTree.root(ofLeaves: leaves) == defined(leaves))
    }
  }

  private func page(_ number: Int) -> AssembledPage {
    AssembledPage(
      location: PageLocation(file: "scans/U01-H1/scan\(number).png", page: 1),
      sha256: Samples.hash(number), opening: OpeningID(unit: "U01", box: "H1"), status: .ok, unit: "U01", box: "H1",
      serial: "\(number)",
      answers: [JudgedAnswer(question: "Q1", answer: .values(["5"]), confidence: 1)])
  }

  @Test func everythingThatCountsChangesTheRoot() {
    let pages = (1...5).map(page)
    let root = MerkleTree.root(of: pages)
    let changes: [(inout AssembledPage) -> Void] = [
      { $0.sha256 = Samples.hash(99) }, { $0.location.page = 2 }, { $0.location.slot = 2 }, { $0.status = .review },
      { $0.unit = "U02" }, { $0.box = "H2" }, { $0.serial = nil }, { $0.form = "f" }, { $0.formPage = 2 },
      { $0.answers[0].answer = .blank }, { $0.answers[0].question = "Q2" }, { $0.answers = [] },
      { $0.unit = "U01\nH1" },
    ]
    var roots: Set<String> = [root]
    for change in changes {
      var changed = pages
      change(&changed[2])
      #expect(roots.insert(MerkleTree.root(of: changed)).inserted)
    }
    #expect(roots.insert(MerkleTree.root(of: Array(pages.dropLast()))).inserted)
    #expect(roots.insert(MerkleTree.root(of: pages + [pages[0]])).inserted)
  }

  @Test func namesAndOrderDoNot() {
    let pages = (1...5).map(page)
    var renamed = Array(pages.reversed())
    renamed[1].location.file = "scans/U01-H1/anh.png"
    renamed[1].answers[0].confidence = 0.5
    #expect(MerkleTree.root(of: renamed) == MerkleTree.root(of: pages))
  }
}
