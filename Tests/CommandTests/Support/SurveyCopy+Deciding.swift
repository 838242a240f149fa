import Foundation
import Testing

extension SurveyCopy {
  /// Decides everything that waits in a box, as one person sees it.
  func decideAll(in box: String, by person: String = "Nguyễn Văn An") throws {
    struct Item: Decodable {
      let sheet: String
      let question: String?
    }
    let list = try Program.run("review", path, "--json")
    let items = try JSONDecoder().decode([Item].self, from: Data(list.output.utf8))
    for item in items where item.sheet.contains(box) {
      let what = item.question.map { [$0, "blank"] } ?? ["--whole", "not-a-ballot"]
      let outcome = try Program.start(
        ["review", "set", path, item.sheet] + what + ["--by", person, "--why", "xem giấy"]
      ).wait(timeout: 120)
      #expect(outcome.status == 0, "\(item.sheet): \(outcome.errors)")
    }
  }
}
