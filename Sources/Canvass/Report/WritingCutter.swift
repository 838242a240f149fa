internal import Ballots
internal import Counting
internal import Foundation
internal import Journal
internal import Pages
internal import Pipeline
internal import Raster
internal import SurveyFolder

/// Cuts written areas from their scans.
struct WritingCutter {
  let readers: ReaderPool
  let look: SecondLook
  let forms: LoadedForms
  let layout: SurveyLayout

  /// An area with its place in the scan.
  private struct Cut: Sendable {
    let area: WrittenAreas.Area
    let transform: Homography<Paper, Picture>
    let blank: WritingCrop
  }

  /// What an area of a scan turned out to be.
  enum Found: Sendable {
    /// Something is written there: the picture.
    case written(WrittenAreas.Area, GrayImage)
    /// Nothing is.
    case empty
    /// The scan is gone, or is no longer the one that was read.
    case gone
  }

  /// Looks at each area of which the store knows the place, and gives what it found, some at a time: there may be more
  /// pictures than the machine has memory for.
  func cut(_ areas: [WrittenAreas.Area], _ journal: Journal, into take: ([Found]) throws -> Void) async throws {
    let blanks = try blankPages()
    let formOf = Dictionary(forms.forms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var start = 0
    while start < areas.count {
      // Whole pages at a time: their files are decoded once.
      var end = min(areas.count, start + SurveyCount.filesAtATime)
      while end < areas.count, areas[end].page.location == areas[end - 1].page.location { end += 1 }
      let slice = areas[start..<end]
      start = end
      let readings = Dictionary(
        try journal.readings(of: Set(slice.map(\.page.sha256)).sorted(), stamp: forms.stamp)
          .map { ($0.file.sha256, $0) }, uniquingKeysWith: { first, _ in first })
      var lost = 0
      var pages: [(look: SecondLook.Page, cuts: [Cut])] = []
      for area in slice {
        let place = area.page.location
        let reading = readings[area.page.sha256]?.pages.first { $0.page == place.page && $0.slot == place.slot }?
          .reading
        guard let transform = reading?.registration?.transform, let form = area.page.form.flatMap({ formOf[$0] }),
          let blank = blanks[FormPageID(form: form.id, page: area.page.formPage ?? 0)]
        else {
          lost += 1
          continue
        }
        let cut = Cut(
          area: area, transform: transform,
          blank: WritingCrop(
            area.rect, ofBlank: blank, width: form.pageSize.width, height: form.pageSize.height))
        if pages.last?.cuts.last?.area.page.location == place {
          pages[pages.count - 1].cuts.append(cut)
        } else {
          let scan = Scan(path: layout.folder.appendingPathComponent(place.file).path, name: place.file)
          pages.append((SecondLook.Page(scan: scan, sha256: area.page.sha256, page: place.page), [cut]))
        }
      }
      let cuts = pages.map(\.cuts)
      let found = try await look.look(at: pages.map(\.look)) { index, image in
        cuts[index].map { cut in
          guard let image else { return Found.gone }
          let crop = WritingCrop(cut.area.rect, of: image, by: cut.transform)
          return crop.isWritten(beside: cut.blank) ? .written(cut.area, crop.image) : .empty
        }
      }.flatMap(\.self)
      try take(found + Array(repeating: .gone, count: lost))
    }
  }

  /// The blanks of all forms, page by page, decoded by a reader like scans.
  private func blankPages() throws(Refusal) -> [FormPageID: PageImage] {
    var pages: [FormPageID: PageImage] = [:]
    for source in forms.sources {
      var images: [PageImage] = []
      for blank in source.blanks { images += try readers.show(blank, atMost: 64).map(\.image) }
      for (page, image) in zip(source.form.pages, images) {
        pages[FormPageID(form: source.form.id, page: page.number)] = image
      }
    }
    return pages
  }
}
