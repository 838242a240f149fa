internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import Pipeline
internal import SurveyFolder

/// What lies in a survey's folder of the pictures of some boxes: the scans, wherever a copy of them lies, handwriting that
/// was cut from them, and masked pictures that came with a box of another office.
struct OverduePictures {
  /// The boxes.
  let openings: [OpeningID]
  /// Scans that stand for pages of the count.
  private(set) var counted: [PlacedFile] = []
  /// Masked pictures, cut handwriting, and copies of scans that were never counted.
  private(set) var besides: [PlacedFile] = []
  /// Copies in boxes whose pictures stay.
  private(set) var left: [PlacedFile] = []
  /// Copies that came after the last count, whether they go or stay.
  private(set) var uncounted: [PlacedFile] = []

  /// What is to be deleted.
  var all: [PlacedFile] { counted + besides }

  /// Looks for the pictures of boxes: `counted` is the survey as it was counted last, `now` a look at the folder, in which
  /// absent files may stand as well.
  init(of openings: [OpeningID], counted before: SurveySnapshot?, now: SurveySnapshot, in context: SurveyContext) {
    self.openings = openings
    let wanted = Set(openings)
    let hashes = Set(Self.scans(of: wanted, in: before).map(\.sha256))
    let known = Dictionary(
      (before?.files ?? []).map { (Array($0.file.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    for (file, opening) in now.scans where hashes.contains(file.sha256) {
      let place = context.layout.folder.appendingPathComponent(file.file)
      guard FileManager.default.fileExists(atPath: place.path) else { continue }
      let isCounted = known[Array(file.file.utf8)]?.sha256 == file.sha256
      if !isCounted { uncounted.append(file) }
      if let opening, !wanted.contains(opening) {
        left.append(file)
      } else if isCounted {
        counted.append(file)
      } else {
        besides.append(file)
      }
    }
    let folders = Set(openings.flatMap { ["pictures/\($0.folderName)/", "coding/\(WrittenAreas.folder(of: $0))/"] })
    let pictures = [context.layout.pictures, context.layout.coding].flatMap { context.layout.list($0).files }
    for picture in pictures
    where folders.contains(where: { picture.hasPrefix($0) }) {
      let digest = try? FileDigest(path: context.layout.folder.appendingPathComponent(picture).path)
      besides.append(PlacedFile(file: picture, sha256: digest?.sha256 ?? ""))
    }
  }

  /// A scan of boxes that lies where it was counted and is another picture now.
  static func altered(of openings: [OpeningID], counted: SurveySnapshot?, now: SurveySnapshot) -> String? {
    let there = Dictionary(now.files.map { (Array($0.file.utf8), $0.sha256) }, uniquingKeysWith: { first, _ in first })
    return scans(of: Set(openings), in: counted).first { file in
      there[Array(file.file.utf8)].map { $0 != file.sha256 } ?? false
    }?.file
  }

  private static func scans(of openings: Set<OpeningID>, in snapshot: SurveySnapshot?) -> [PlacedFile] {
    (snapshot?.scans ?? []).filter { $0.opening.map(openings.contains) == true && !$0.file.sha256.isEmpty }.map(\.file)
  }
}
