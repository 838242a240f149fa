internal import Mustache

/// The text of a template whose tags were checked: each names something of a report, each section is closed.
struct TemplateText {
  private let template: MustacheTemplate

  /// More sections within one another are refused; a report has three kinds.
  private static let deepest = 16

  /// Checks and parses a text; `name` is that of its file in errors.
  init(_ text: String, fields: [String: FieldShape], name: String) throws(ReportError) {
    let tags: [TemplateTag]
    do throws(TemplateTag.Fault) {
      tags = try TemplateTag.all(in: text)
    } catch {
      throw .brokenTag(template: name, tag: error.tag)
    }
    try Self.check(tags, fields: fields, name: name)
    do {
      // The values are escaped already (FieldText).
      template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
    } catch {
      throw .damaged(template: name)
    }
  }

  /// The text with the values in their places.
  func filled(with values: [String: Any]) -> String { template.render(values) }

  /// A section that is open.
  private struct Section {
    var tag: TemplateTag
    /// What is named by `{{.}}`; nil where nothing is.
    var own: FieldShape?
    var fields: [String: FieldShape]
  }

  private static func check(_ tags: [TemplateTag], fields: [String: FieldShape], name: String) throws(ReportError) {
    var open: [Section] = []
    func shape(_ tag: TemplateTag) -> FieldShape? {
      if tag.name == "." { return open.last?.own }
      return open.reversed().lazy.compactMap { $0.fields[tag.name] }.first ?? fields[tag.name]
    }
    for tag in tags {
      switch tag.kind {
      case .remark: break
      case .value:
        guard shape(tag) == .text else { throw unknown(tag, open.map(\.fields) + [fields], name) }
      case .section, .inverted:
        guard let shape = shape(tag) else { throw unknown(tag, open.map(\.fields) + [fields], name) }
        guard open.count < deepest else { throw .brokenSection(template: name, tag: tag.text) }
        var section = Section(tag: tag, own: nil, fields: [:])
        switch shape {
        case _ where tag.kind == .inverted: break
        case .text, .texts: section.own = .text
        case .flag: section.own = open.last?.own
        case .list(let inner): section.fields = inner
        }
        open.append(section)
      case .end:
        guard open.popLast()?.tag.name == tag.name else { throw .brokenSection(template: name, tag: tag.text) }
      }
    }
    if let section = open.last { throw .brokenSection(template: name, tag: section.tag.text) }
  }

  private static func unknown(_ tag: TemplateTag, _ scopes: [[String: FieldShape]], _ name: String) -> ReportError {
    let nearest = scopes.flatMap(\.keys).sorted().first { $0.lowercased() == tag.name.lowercased() && $0 != tag.name }
    return .unknownField(template: name, tag: tag.text, nearest: nearest)
  }
}
