internal import Counting
internal import Foundation
internal import SurveyFolder
internal import Wording

/// The page on which the minutes of a box are entered.
struct MinutesView: Sendable {
  /// A word that may be chosen.
  struct Choice: Sendable {
    var value: String
    var label: String
    var isChosen: Bool
  }

  /// A field to fill in.
  struct Entry: Sendable {
    var name: String
    var label: String
    var value: String
    var isText: Bool
    var isNumber: Bool
    var isFlag: Bool
    var isTicked: Bool
    var choices: [Choice]
    var isRequired: Bool
    /// Whether this is where something is wrong.
    var isWrong: Bool
  }

  /// A row of a list.
  struct Row: Sendable {
    var number: String
    var entries: [Entry]
  }

  /// A list with its rows.
  struct List: Sendable {
    var title: String
    var columns: [String]
    var rows: [Row]
  }

  /// A part of the paper.
  struct Part: Sendable {
    var title: String
    var entries: [Entry]
    var list: List?
  }

  var box: String
  var path: String
  var unit: String
  var parts: [Part]
  /// The revision that is being written.
  var revision: String
  /// The revision that it rests on; 0 where there are none yet.
  var base: String
  /// Why a new revision is written; nil for the first.
  var reason: Entry?
  var signedScan: String?
  var check: MinutesCheckView

  /// The form of an opening with what was entered, or stands in the file.
  init(
    _ opening: OpeningID, unit: String, entered: EnteredMinutes, base: Int, signedScan: String?,
    check: MinutesCheckView, _ wording: Wording
  ) {
    box = opening.folderName
    path = Address.box(opening.folderName)
    self.unit = unit
    self.base = String(base)
    revision = wording.text(.revision, ["n": String(base + 1)])
    self.signedScan = signedScan
    self.check = check
    let wrong = Set(check.mistakes.compactMap(\.field))
    parts = MinutesForm.Part.allCases.map { part in
      Part(
        title: wording.text(Self.title(part)),
        entries: MinutesForm.fields(of: part).map { field in
          Self.entry(
            field.name, field.kind, entered.fields[field.name], label: wording.minutesField(field.name),
            isRequired: field.isRequired, isWrong: wrong.contains(field.name), wording)
        },
        list: MinutesForm.list(of: part).map { Self.list($0, entered, wrong: wrong, wording) })
    }
    reason =
      base == 0
      ? nil
      : Self.entry(
        "revision_reason", .text, nil, label: wording.minutesField("revision_reason"), isRequired: true, isWrong: false,
        wording)
  }

  private static func list(_ name: String, _ entered: EnteredMinutes, wrong: Set<String>, _ wording: Wording) -> List {
    let items = entered.items(name)
    let names = EnteredMinutes.lists[name] ?? []
    let count = max(items.count + MinutesForm.emptyRows, name == "participants" ? MinutesForm.leastRows : 0)
    return List(
      title: wording.minutesField(name), columns: names.map { wording.minutesField("\(name).\($0)") },
      rows: (0..<count).map { place in
        Row(
          number: String(place + 1),
          entries: names.map { field in
            let path = "\(name)[\(place)].\(field)"
            return entry(
              path, MinutesForm.kind(ofItem: field), place < items.count ? items[place][field] : nil,
              label: "\(wording.minutesField("\(name).\(field)")) \(place + 1)", isRequired: false,
              isWrong: wrong.contains(path), wording)
          })
      })
  }

  private static func entry(
    _ name: String, _ kind: MinutesForm.Kind, _ value: String?, label: String, isRequired: Bool, isWrong: Bool,
    _ wording: Wording
  ) -> Entry {
    let words = MinutesForm.words(kind)
    return Entry(
      name: name, label: kind == .moment ? "\(label) (dd/mm/yyyy HH:mm)" : label, value: value ?? "",
      isText: words.isEmpty && kind != .flag, isNumber: kind == .number, isFlag: kind == .flag,
      isTicked: value == "true",
      choices: words.isEmpty
        ? []
        : [Choice(value: "", label: "–", isChosen: value == nil)]
          + words.map { word in
            Choice(
              value: word, label: kind == .role ? wording.role(word) : wording.condition(word), isChosen: word == value)
          },
      isRequired: isRequired, isWrong: isWrong)
  }

  private static func title(_ part: MinutesForm.Part) -> StationWord {
    switch part {
    case .opening: .partOpening
    case .people: .partPeople
    case .custody: .partCustody
    case .numbers: .partNumbers
    case .handOver: .partHandOver
    case .end: .partEnd
    }
  }
}

/// What is to be said of minutes while they are entered.
struct MinutesCheckView: Sendable {
  /// Something that lacks or does not agree.
  struct Row: Sendable {
    var code: String
    var isError: Bool
    var severity: String
    var message: String
    var action: String
  }

  /// Something that cannot be understood.
  struct Mistake: Sendable {
    /// Where it is; nil where no field of the form holds it.
    var field: String?
    var message: String
  }

  /// What cannot be understood; nothing is saved before all of it is.
  var mistakes: [Mistake] = []
  /// The number of ballots in words, to hold against the paper.
  var inWords: String?
  var rows: [Row]
  var isInOrder: Bool

  /// The check of what was entered for an opening.
  init(_ entered: EnteredMinutes, of opening: OpeningID, survey: Survey, _ wording: Wording) {
    rows = []
    inWords = entered.fields["ballots_in_box"].flatMap { Int($0) }.map { number in
      wording.text(.inWords, ["n": wording.number(number), "words": VietnameseNumber.words(number)])
    }
    // A field that cannot be understood is told and left out, so that all of them are told at once.
    var left = entered
    for _ in 0...entered.fields.count {
      do throws(FolderError) {
        rows = try Self.rows(left, of: opening, survey: survey, wording)
        break
      } catch {
        mistakes.append(Mistake(field: error.field, message: Self.sentence(error, wording)))
        guard let field = error.field, left.remove(field) else { break }
      }
    }
    isInOrder = mistakes.isEmpty && rows.isEmpty
  }

  /// What is wrong, in one line; nil where nothing is.
  var mistake: String? { mistakes.isEmpty ? nil : mistakes.map(\.message).joined(separator: " ") }

  private static func rows(
    _ entered: EnteredMinutes, of opening: OpeningID, survey: Survey, _ wording: Wording
  ) throws(FolderError) -> [Row] {
    let text = entered.text(for: opening, unitName: nil, periodID: survey.period.id, revision: 1, scan: nil)
    let file = try MinutesFile.read(text: text, name: opening.folderName, survey: survey)
    return MinutesCheck(file.minutes, period: survey.period, workingDays: survey.workingDays ?? Weekday.usual)
      .discrepancies().map {
        let advice = wording.advice($0)
        return Row(
          code: $0.code.rawValue, isError: $0.severity == .error, severity: wording.label($0.severity),
          message: advice.message, action: advice.nextAction.withoutCommands)
      }
  }

  /// What is wrong with a field, without the file's name and line, which nobody sees here.
  static func sentence(_ error: FolderError, _ wording: Wording) -> String {
    var error = error
    let name = error.field.map { path in
      wording.minutesField(path.replacing(/\[(\d+)\]/, with: ""))
    }
    error.line = nil
    error.field = nil
    error.file = name ?? error.file
    return error.sentence(vietnamese: wording.language == .vi)
  }
}
