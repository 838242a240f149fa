public import Ballots
internal import Foundation
internal import Raster

/// Whether a form can be read at all: everything lies on its page, nothing has two names or two meanings.
public enum FormCheck {
  /// Boxes may touch; they overlap when they share more than this, mm.
  private static let tolerance = 0.01

  /// Every problem of a form, in reading order; `name` is the file's name in the errors. Field paths are those of
  /// `form-geometry/1`.
  public static func problems(of form: Form, name: String) -> [FolderError] {
    var found: [FolderError] = []
    if !Field.isFileName(form.id) {
      found.append(FolderError(file: name, field: "id", .wrong(expected: .name, found: form.id)))
    }
    if let header = form.batchHeader { found += unclosed(header, field: "batch_header", name: name) }
    var questions: [String: String] = [:]
    for (index, page) in form.pages.enumerated() {
      let path = "pages[\(index)]"
      found += places(of: page, path: path, size: form.pageSize).map { place in
        FolderError(
          file: name, field: place, .outsidePage(width: form.pageSize.width, height: form.pageSize.height))
      }
      found += repeated(page.fiducials.map(\.id), path: "\(path).fiducials", key: "id", name: name)
      for (number, code) in page.barcodes.enumerated() {
        found += unclosed(code.payload, field: "\(path).barcodes[\(number)].payload", name: name)
      }
      for (number, sticker) in page.stickers.enumerated() {
        guard let payload = sticker.payload else { continue }
        found += unclosed(payload, field: "\(path).stickers[\(number)].payload", name: name)
      }
      for (number, question) in page.questions.enumerated() {
        let path = "\(path).questions[\(number)]"
        if let first = questions[question.id] {
          found.append(FolderError(file: name, field: "\(path).id", .duplicate(value: question.id, first: first)))
        }
        questions[question.id] = questions[question.id] ?? "\(path).id"
        if question.options.isEmpty {
          found.append(FolderError(file: name, field: "\(path).options", .missing(.filledList)))
        }
        for (place, option) in question.options.enumerated() where isReserved(option.value) {
          found.append(
            FolderError(
              file: name, field: "\(path).options[\(place)].value",
              .wrong(expected: .optionValue, found: option.value)))
        }
        found += repeated(question.options.map(\.value), path: "\(path).options", key: "value", name: name)
      }
      found += overlaps(on: page, path: path, name: name)
    }
    if form.pages.isEmpty { found.append(FolderError(file: name, field: "pages", .missing(.filledList))) }
    if !form.pages.isEmpty, form.pages.allSatisfy(\.questions.isEmpty) {
      found.append(FolderError(file: name, field: "pages[0].questions", .missing(.filledList)))
    }
    return found
  }

  /// Whether a value would be read as something else in `answers.csv`.
  private static func isReserved(_ value: String) -> Bool {
    value.contains("|") || ["blank", "overvote", "review"].contains(value.lowercased())
  }

  private static func unclosed(_ pattern: PayloadPattern, field: String, name: String) -> [FolderError] {
    pattern.isClosed
      ? [] : [FolderError(file: name, field: field, .wrong(expected: .pattern, found: pattern.text))]
  }

  /// The same for a form file, with its blank pictures.
  public static func problems(of file: FormFile, name: String) -> [FolderError] {
    var found = problems(of: file.form, name: name)
    if !file.blankPages.isEmpty, file.blankPages.count != file.form.pages.count {
      found.append(
        FolderError(
          file: name, field: "blank.pages",
          .blankPages(found: file.blankPages.count, pages: file.form.pages.count)))
    }
    for url in file.blankPages + [file.blankPDF].compactMap({ $0 })
    where !FileManager.default.fileExists(atPath: url.path) {
      found.append(FolderError(file: url.lastPathComponent, .missingFile))
    }
    return found
  }

  /// The fields of everything that does not lie on the page.
  private static func places(of page: FormPage, path: String, size: PaperSize) -> [String] {
    func outside(_ rect: PaperRect) -> Bool {
      !(rect.width > 0 && rect.height > 0 && rect.x >= -tolerance && rect.y >= -tolerance
        && rect.maxX <= size.width + tolerance && rect.maxY <= size.height + tolerance)
    }
    var found: [String] = []
    for (index, mark) in page.fiducials.enumerated() {
      let rect = PaperRect(
        x: mark.center.x - mark.size / 2, y: mark.center.y - mark.size / 2, width: mark.size, height: mark.size)
      if outside(rect) { found.append("\(path).fiducials[\(index)]") }
    }
    for (index, code) in page.barcodes.enumerated() where outside(code.rect) {
      found.append("\(path).barcodes[\(index)].rect")
    }
    for (index, question) in page.questions.enumerated() {
      for (number, option) in question.options.enumerated() {
        let path = "\(path).questions[\(index)].options[\(number)]"
        if outside(option.rect) { found.append("\(path).rect") }
        if let label = option.labelRect, outside(label) { found.append("\(path).label_rect") }
      }
    }
    for (key, areas) in [
      ("stickers", page.stickers.map(\.area)), ("free_text", page.freeText), ("zones", page.zones),
    ] {
      for (index, area) in areas.enumerated() where outside(area) { found.append("\(path).\(key)[\(index)]") }
    }
    return found
  }

  private static func repeated(_ values: [String], path: String, key: String, name: String) -> [FolderError] {
    var first: [String: Int] = [:]
    var found: [FolderError] = []
    for (index, value) in values.enumerated() {
      if let other = first[value] {
        found.append(
          FolderError(
            file: name, field: "\(path)[\(index)].\(key)", .duplicate(value: value, first: "\(path)[\(other)].\(key)")))
      } else {
        first[value] = index
      }
    }
    return found
  }

  /// Pairs of boxes that share an area; a sweep from top to bottom.
  private static func overlaps(on page: FormPage, path: String, name: String) -> [FolderError] {
    var boxes: [(rect: PaperRect, field: String)] = []
    for (index, question) in page.questions.enumerated() {
      for (number, option) in question.options.enumerated() {
        boxes.append((option.rect.expanded(by: -tolerance / 2), "\(path).questions[\(index)].options[\(number)].rect"))
      }
    }
    boxes.sort { ($0.rect.y, $0.rect.x) < ($1.rect.y, $1.rect.x) }
    var found: [FolderError] = []
    for (index, box) in boxes.enumerated() {
      for other in boxes[(index + 1)...] {
        guard other.rect.y < box.rect.maxY else { break }
        if other.rect.intersects(box.rect) {
          found.append(FolderError(file: name, field: other.field, .overlaps(box.field)))
        }
      }
    }
    return found
  }
}
