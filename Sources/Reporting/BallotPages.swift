internal import Ballots
internal import Counting

/// The pages of each ballot among all pages of a count.
struct BallotPages {
  private let pages: [AssembledPage]
  private let places: [Place: Int]

  /// A page's location by the bytes of its file's name: two names may differ in nothing but NFC and NFD.
  private struct Place: Hashable {
    let file: [UInt8]
    let page: Int
    let slot: Int

    init(_ location: PageLocation) {
      file = Array(location.file.utf8)
      (page, slot) = (location.page, location.slot)
    }
  }

  /// An index of these pages.
  init(_ pages: [AssembledPage]) {
    self.pages = pages
    places = Dictionary(
      pages.indices.lazy.filter { pages[$0].isFoundBallot }.map { (Place(pages[$0].location), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The pages on which a ballot stands, in its order.
  subscript(ballot: Ballot) -> [AssembledPage] { ballot.pages.compactMap { places[Place($0)].map { pages[$0] } } }
}
