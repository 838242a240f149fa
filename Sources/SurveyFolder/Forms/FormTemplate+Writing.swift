internal import Ballots
internal import Foundation
internal import Raster

extension FormTemplate {
  /// A form as `form.yaml`, lengths rounded to 0.0001 mm. Questions whose boxes stand in the same columns share a scale.
  public static func text(of file: FormFile) -> String {
    let form = file.form
    var lines = [
      "# Mẫu phiếu: vị trí in, tính bằng mm từ góc trên bên trái của trang giấy.",
      "format: \(format)", "id: \(Quoted.whereNeeded(form.id))",
    ]
    if form.code != form.id { lines.append("code: \(Quoted.whereNeeded(form.code))  # tên trong mã vạch, mã QR") }
    lines.append("title: \(Quoted.whereNeeded(form.title))")
    let size = form.pageSize
    lines.append("paper: " + (size == .a4 ? "A4" : Written.list([size.width, size.height])))
    if let pattern = form.batchHeader { lines.append("batch_header: \(Quoted.always(pattern.text))  # tờ đầu lô") }
    lines += blank(of: file)
    let scales = SharedScales(form)
    lines += scales.lines
    lines += ["", "pages:"]
    for page in form.pages { lines += Self.page(page, of: file, scales: scales) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func blank(of file: FormFile) -> [String] {
    var parts: [String] = []
    if let pdf = file.blankPDF { parts.append("  pdf: \(Quoted.whereNeeded(pdf.lastPathComponent))") }
    if !file.blankPages.isEmpty {
      let names = file.blankPages.map { Quoted.whereNeeded($0.lastPathComponent) }
      parts.append("  pages: [\(names.joined(separator: ", "))]")
    }
    if let dpi = file.blankDPI { parts.append("  dpi: \(PlainNumber.text(dpi))") }
    return parts.isEmpty
      ? [] : ["", "# Ảnh phiếu trắng: nét in sẵn không phải nét của người trả lời.", "blank:"] + parts
  }

  private static func page(_ page: FormPage, of file: FormFile, scales: SharedScales) -> [String] {
    func section(_ key: String, _ comment: String, _ items: [String]) -> [String] {
      items.isEmpty ? [] : ["    \(key):  # \(comment)"] + items.map { "      - \($0)" }
    }
    var lines = ["  - page: \(page.number)"]
    lines += section(
      "fiducials", "dấu định vị: tâm, cạnh hoặc đường kính",
      page.fiducials.map {
        "{id: \(Quoted.whereNeeded($0.id)), kind: \($0.kind.rawValue), "
          + "center: \(Written.list([$0.center.x, $0.center.y])), size: \(PlainNumber.text($0.size))}"
      })
    lines += section(
      "barcodes", "mã vạch, mã QR: [x, y, rộng, cao]",
      page.barcodes.map {
        "{id: \(Quoted.whereNeeded($0.id)), symbology: \($0.symbology.rawValue), rect: \(Written.list($0.rect)), "
          + "payload: \(Quoted.always($0.payload.text))}"
      })
    lines += section(
      "stickers", "chỗ dán mã bằng tay",
      page.stickers.map {
        let payload = $0.payload.map { ", payload: \(Quoted.always($0.text))" } ?? ""
        return "{symbology: \($0.symbology.rawValue), area: \(Written.list($0.area))\(payload)}"
      })
    if !page.questions.isEmpty {
      lines.append("    questions:  # y: mép trên của hàng ô")
      for question in page.questions { lines += Self.question(question, scales: scales) }
    }
    lines += section("dynamic_text", "chữ in riêng từng tờ: tên đơn vị, số phiếu", page.dynamicText.map(Written.list))
    lines += section("free_text", "chỗ viết ý kiến", page.freeText.map(Written.list))
    lines += section("zones", "chỗ ký, đóng dấu, dán ảnh", page.zones.map(Written.list))
    return lines
  }

  private static func question(_ question: Question, scales: SharedScales) -> [String] {
    var lines = ["      - id: \(Quoted.whereNeeded(question.id))"]
    if !question.text.isEmpty { lines.append("        text: \(Quoted.whereNeeded(question.text))") }
    if let person = question.person { lines.append("        person: \(Quoted.whereNeeded(person))") }
    if let criterion = question.criterion, criterion != question.person {
      lines.append("        criterion: \(Quoted.whereNeeded(criterion))")
    }
    if let maximum = question.maximum { lines.append("        max: \(maximum)  # số ô được đánh nhiều nhất") }
    if let row = scales.row(of: question) {
      lines.append("        scale: \(row.scale)")
      lines.append("        y: \(PlainNumber.text(row.y))")
      if !row.exceptions.isEmpty {
        lines.append("        except:")
        lines += row.exceptions.map { "          - \(Written.explicit($0))" }
      }
      return lines
    }
    let boxes = Written.Boxes(question.options, sharing: [.x, .y])
    lines.append("        kind: \(question.kind.rawValue)")
    lines += boxes.shared.map { "        \($0)" }
    return lines + ["        options:"] + boxes.options.map { "          - \($0)" }
  }
}
