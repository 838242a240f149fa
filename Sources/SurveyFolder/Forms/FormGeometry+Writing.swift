internal import Ballots
internal import Foundation
internal import Raster

extension FormGeometry {
  /// A form as `form-geometry/1`, lengths rounded to 0.0001 mm, keys in a fixed order, one box a line. `form_id` is the
  /// form's code, because that is what `{form}` in the payloads stands for; the form's own id follows when it differs.
  public static func text(of file: FormFile) -> String {
    let form = file.form
    var head = ["\"schema\": \(Quoted.always(schema))", "\"form_id\": \(Quoted.always(form.code))"]
    if form.id != form.code { head.append("\"id\": \(Quoted.always(form.id))") }
    head.append("\"title\": \(Quoted.always(form.title))")
    head.append("\"page_size\": \(list([form.pageSize.width, form.pageSize.height]))")
    head.append("\"pages\": [\n" + form.pages.map { page($0, of: file) }.joined(separator: ",\n") + "\n ]")
    if let blank = blank(of: file) { head.append("\"blank\": \(blank)") }
    if let pattern = form.batchHeader {
      head.append("\"batch_header\": {\"symbology\": \"QR\", \"payload\": \(Quoted.always(pattern.text))}")
    }
    return "{\n " + head.joined(separator: ",\n ") + "\n}\n"
  }

  private static func list(_ numbers: [Double]) -> String {
    "[" + numbers.map { PlainNumber.text($0) }.joined(separator: ", ") + "]"
  }

  private static func list(_ rect: PaperRect) -> String { list([rect.x, rect.y, rect.width, rect.height]) }

  private static func blank(of file: FormFile) -> String? {
    var parts: [String] = []
    if let pdf = file.blankPDF { parts.append("\"pdf\": \(Quoted.always(pdf.lastPathComponent))") }
    if !file.blankPages.isEmpty {
      let names = file.blankPages.map { Quoted.always($0.lastPathComponent) }
      parts.append("\"pages\": [\(names.joined(separator: ", "))]")
    }
    if let dpi = file.blankDPI { parts.append("\"dpi\": \(PlainNumber.text(dpi))") }
    return parts.isEmpty ? nil : "{\(parts.joined(separator: ", "))}"
  }

  private static func page(_ page: FormPage, of file: FormFile) -> String {
    func items(_ key: String, _ lines: [String]) -> String {
      lines.isEmpty ? "\"\(key)\": []" : "\"\(key)\": [\n    " + lines.joined(separator: ",\n    ") + "\n   ]"
    }
    let fiducials = page.fiducials.map {
      "{\"id\": \(Quoted.always($0.id)), \"kind\": \"\($0.kind.rawValue)\", "
        + "\"center\": \(list([$0.center.x, $0.center.y])), \"size\": \(PlainNumber.text($0.size))}"
    }
    let barcodes = page.barcodes.map {
      "{\"id\": \(Quoted.always($0.id)), \"symbology\": \"\($0.symbology.rawValue)\", \"rect\": \(list($0.rect)), "
        + "\"payload\": \(Quoted.always($0.payload.text))}"
    }
    let stickers = page.stickers.map {
      let payload = $0.payload.map { ", \"payload\": \(Quoted.always($0.text))" } ?? ""
      return "{\"symbology\": \"\($0.symbology.rawValue)\", \"area\": \(list($0.area))\(payload)}"
    }
    let parts = [
      "\"page\": \(page.number)", items("fiducials", fiducials), items("barcodes", barcodes),
      items("stickers", stickers), items("questions", page.questions.map(question)),
      items("dynamic_text", page.dynamicText.map { "{\"rect\": \(list($0))}" }),
      items("free_text", page.freeText.map { "{\"rect\": \(list($0))}" }),
      items("zones", page.zones.map { "{\"rect\": \(list($0))}" }),
    ]
    return "  {\n   " + parts.joined(separator: ",\n   ") + "\n  }"
  }

  private static func question(_ question: Question) -> String {
    let options = question.options.map { option in
      "{\"value\": \(Quoted.always(option.value)), \"shape\": \"\(option.shape.rawValue)\", "
        + "\"rect\": \(list(option.rect)), \"label\": \(Quoted.always(option.label)), "
        + "\"label_rect\": \(option.labelRect.map { list($0) } ?? "null")}"
    }
    let maximum = question.maximum.map { "\"max\": \($0), " } ?? ""
    return "{\"id\": \(Quoted.always(question.id)), \"text\": \(Quoted.always(question.text)), "
      + "\"kind\": \"\(question.kind.rawValue)\","
      + "\(maximum)\"options\": [\n     " + options.joined(separator: ",\n     ") + "]}"
  }
}
