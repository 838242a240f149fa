import Ballots
import Codecs
import Foundation
import Raster
import SurveyFolder
import Testing

extension SampleForm {
  /// Forms whose options are bare cells of a ruled table, each with how it is found.
  enum Table: String, CaseIterable, Sendable {
    /// 12 rows of cells of 12.5 x 8.5 mm, fiducials.
    case large = "bang-12-cau"
    /// 14 rows of cells of 10 x 7.2 mm between thin rules, neither fiducials nor codes.
    case plain = "bang-14-dong"
  }

  /// A form of a table, without its codes: the painter prints none.
  static func table(_ table: Table) throws -> SampleForm { try #require(tables[table]).get() }

  private static let tables = Dictionary(
    uniqueKeysWithValues: Table.allCases.map { table in
      (
        table,
        Result {
          let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Forms")
          var file = try FormImport.read(folder.appendingPathComponent("\(table.rawValue).json"))
          file.form.pages[0].barcodes = []
          let picture = try ScanFile(path: try #require(file.blankPages.first).path).page(0).image.grayscale
          return try SampleForm(file.form, blank: Sheet(picture, size: file.form.pageSize))
        }
      )
    })
}

extension Sheet {
  /// Prints of two versions differ by moved pieces: a rectangle's picture put elsewhere (its top left corner), and what
  /// was there gone.
  func moving(_ pieces: [(from: PaperRect, to: PaperPoint)]) -> Sheet {
    let (sx, sy) = (Double(picture.width) / size.width, Double(picture.height) / size.height)
    var result = picture
    func each(_ rect: PaperRect, _ body: (Int, Int) -> Void) {
      for y in max(0, Int(rect.y * sy))..<min(picture.height, Int(rect.maxY * sy)) {
        for x in max(0, Int(rect.x * sx))..<min(picture.width, Int(rect.maxX * sx)) { body(x, y) }
      }
    }
    for piece in pieces { each(piece.from) { result[$0, $1] = 255 } }
    for piece in pieces {
      let (dx, dy) = (Int((piece.to.x - piece.from.x) * sx), Int((piece.to.y - piece.from.y) * sy))
      each(piece.from) { x, y in
        if (0..<picture.width).contains(x + dx), (0..<picture.height).contains(y + dy) {
          result[x + dx, y + dy] = picture[x, y]
        }
      }
    }
    return Sheet(result, size: size)
  }
}
