import Ballots
import Foundation
import Pages
import SurveyFolder

/// The forms that ship with the project and were made of an outline.
enum PrintedTemplates {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Templates")

  static let ids = ["cong-chuc-co-anh", "ho-gia-dinh", "mot-cua-5-tieu-chi", "nhanh-3-muc", "phuong-8-cau-cu"]

  static func outline(_ id: String) throws -> FormOutline {
    try FormOutlineFile.read(folder.appendingPathComponent("\(id)/outline.yaml"))
  }

  static func form(_ id: String) throws -> PrintedForm { try PrintedForm(outline(id), token: "7KQ2MX") }
}
