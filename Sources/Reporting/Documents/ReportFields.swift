internal import Mustache
internal import Wording

/// What a template may name, by name.
indirect enum FieldShape: Hashable, Sendable {
  /// A text; as a section it is there unless the text is empty.
  case text
  /// Whether something is there; a section only.
  case flag
  /// Texts, each of which `{{.}}` is.
  case texts
  /// Things with fields of their own.
  case list([String: FieldShape])
}

/// A field of a template, and where its value comes from.
struct ReportField<Subject>: Sendable {
  let name: String
  let shape: FieldShape
  let value: @Sendable (Subject) -> Any

  static func text(_ name: String, _ get: @escaping @Sendable (Subject) -> String) -> Self {
    Self(name: name, shape: .text) { FieldText(get($0)) }
  }

  static func flag(_ name: String, _ get: @escaping @Sendable (Subject) -> Bool) -> Self {
    Self(name: name, shape: .flag) { get($0) }
  }

  static func texts(_ name: String, _ get: @escaping @Sendable (Subject) -> [String]) -> Self {
    Self(name: name, shape: .texts) { get($0).map { FieldText($0) } }
  }

  static func list<Item>(
    _ name: String, _ fields: [ReportField<Item>], _ get: @escaping @Sendable (Subject) -> [Item]
  ) -> Self {
    Self(name: name, shape: .list(fields.shapes())) { get($0).map { fields.values(of: $0) } }
  }
}

extension Array {
  /// The shapes of fields by their names.
  func shapes<Subject>() -> [String: FieldShape] where Element == ReportField<Subject> {
    Dictionary(map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })
  }

  /// The values of fields by their names.
  func values<Subject>(of subject: Subject) -> [String: Any] where Element == ReportField<Subject> {
    Dictionary(map { ($0.name, $0.value(subject)) }, uniquingKeysWith: { first, _ in first })
  }
}

/// The fields of a report's templates; docs/report-templates.md lists them.
enum ReportFields {
  static let all: [ReportField<ReportText>] =
    [
      .text("authority") { $0.authority }, .text("agency") { $0.agency }, .text("number") { $0.number },
      .text("placeAndDate") { $0.placeAndDate }, .text("about") { $0.about },
      .text("provisional") { $0.provisional }, .texts("figures") { $0.figures },
      .text("indexName") { $0.indexName }, .text("indexValue") { $0.indexValue },
      .text("definition") { $0.definition }, .text("remark") { $0.remark },
      .text("supplement") { $0.supplement }, .texts("checks") { $0.checks },
      .texts("difficulties") { $0.difficulties }, .texts("proposals") { $0.proposals },
      .texts("recipients") { $0.recipients }, .text("capacity") { $0.capacity },
      .text("signerTitle") { $0.signerTitle }, .text("signer") { $0.signer },
      .text("source") { $0.source },
      .list("rows", row) { $0.rows }, .list("scales", scale) { $0.scales },
      .list("criteria", criterion) { $0.criteria }, .list("units", unit) { $0.units },
      .list("choices", choice) { $0.choices },
      .list("channels", channel) { $0.channels }, .text("channelsRemark") { $0.channelsRemark },
    ] + flags

  /// Whether a list has anything in it, for headings.
  private static let flags: [ReportField<ReportText>] = [
    .flag("hasScales") { !$0.scales.isEmpty }, .flag("hasCriteria") { !$0.criteria.isEmpty },
    .flag("hasUnits") { !$0.units.isEmpty }, .flag("hasChoices") { !$0.choices.isEmpty },
    .flag("hasChannels") { !$0.channels.isEmpty },
    .flag("hasChecks") { !$0.checks.isEmpty }, .flag("hasDifficulties") { !$0.difficulties.isEmpty },
    .flag("hasProposals") { !$0.proposals.isEmpty }, .flag("hasRecipients") { !$0.recipients.isEmpty },
  ]

  private static let row: [ReportField<ReportText.Row>] = [
    .text("number") { String($0.number) }, .text("label") { $0.label }, .text("value") { $0.value },
  ]

  private static let scale: [ReportField<ReportText.Scale>] =
    [
      .text("id") { $0.id }, .text("text") { $0.text }, .text("criterion") { $0.criterion },
      .text("answered") { $0.answered }, .text("satisfied") { $0.satisfied },
      .text("dissatisfied") { $0.dissatisfied }, .text("mean") { $0.mean }, .text("interval") { $0.interval },
      .text("blank") { $0.blank }, .text("overvote") { $0.overvote }, .text("waiting") { $0.waiting },
    ]
    // The shares are in the order 5, 4, 3, 2, 1.
    + (1...5).flatMap { level -> [ReportField<ReportText.Scale>] in
      [
        .text("share\(level)") { $0.shares.reversed().dropFirst(level - 1).first ?? "" },
        .text("bar\(level)") { bar($0.hundredths.reversed().dropFirst(level - 1).first ?? 0) },
      ]
    }

  private static let criterion: [ReportField<ReportText.Criterion>] = [
    .text("name") { $0.name }, .text("value") { $0.value },
  ]

  private static let unit: [ReportField<ReportText.Unit>] = [
    .text("code") { $0.code }, .text("name") { $0.name }, .text("allocated") { $0.allocated },
    .text("found") { $0.found }, .text("usable") { $0.usable }, .text("missing") { $0.missing },
    .text("index") { $0.index }, .text("interval") { $0.interval }, .text("place") { $0.place },
  ]

  private static let channel: [ReportField<ReportText.Channel>] = [
    .text("name") { $0.name }, .text("received") { $0.received }, .text("answered") { $0.answered },
    .text("satisfied") { $0.satisfied }, .text("mean") { $0.mean },
  ]

  private static let choice: [ReportField<ReportText.Choice>] = [
    .text("id") { $0.id }, .text("text") { $0.text }, .text("answered") { $0.answered },
    .list("options", option) { $0.options }, .text("unanswered") { $0.unanswered },
  ]

  private static let option: [ReportField<ReportText.Choice.Option>] = [
    .text("label") { $0.label }, .text("count") { $0.count }, .text("share") { $0.share },
    .text("bar") { bar($0.hundredths) },
  ]

  /// A share in hundredths of a percent as a length of CSS: `93.75%`.
  private static func bar(_ hundredths: Int) -> String {
    "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)%"
  }
}

/// A text as it goes into XML and HTML: escaped, without the characters that XML 1.0 cannot have (section 2.2).
///
/// Escaped here and not by Mustache, which goes by letters: one that is composed of `<` and an accent would pass.
struct FieldText: MustacheCustomRenderable, MustacheParent {
  let renderText: String

  init(_ text: String) {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\t", "\n", "\r": escaped.append(" ")
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.append(scalar)
      }
    }
    renderText = String(escaped)
  }

  /// An empty text is no section.
  var isNull: Bool { renderText.isEmpty }

  /// It has no fields: a name within its section is one of those around it.
  func child(named: String) -> Any? { nil }
}
