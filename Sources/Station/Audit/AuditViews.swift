internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// The auditor's first page: what can be looked at again.
struct AuditView: Sendable {
  /// Somewhere to go.
  struct Place: Sendable {
    var label: String
    var path: String
    var note: String
  }

  var drawings: [Place]
  var mayDraw: Bool
  /// What was decided of scans that are not there any more; nil where nothing was.
  var stray: String?
  var contacts: [Place]
  /// Nil for who may not see handwriting.
  var coding: Place?

  init(_ counted: CountedSurvey, visitor: Visitor, _ wording: Wording) {
    let layout = counted.context.layout
    mayDraw = visitor.may(.recheck)
    let strays = counted.strayDecisions
    stray = strays > 0 ? wording.text(.strayDecisions, ["n": wording.number(strays)]) : nil
    drawings =
      mayDraw
      ? RecheckTable.names(in: layout).map { name in
        // One that cannot be read says why on its page.
        let table = (try? RecheckTable(name, in: layout)) ?? nil
        let note =
          table.map {
            wording.text(.progress, ["done": wording.number($0.done), "all": wording.number($0.table.rows.count)])
          } ?? ""
        let seed = Wording.oneLine(table?.seed ?? name)
        return Place(label: wording.text(.recheckOf, ["seed": seed]), path: Address.recheck(name), note: note)
      } : []
    contacts = counted.count.tally.orderedOpenings.map { opening in
      Place(
        label: opening.folderName, path: Address.contact(opening.folderName),
        note: counted.count.snapshot.survey.unit(opening.unit)?.name ?? "")
    }
    coding =
      visitor.may(.decide)
      ? Place(label: wording.text(.coding), path: "/coding", note: wording.text(.codingHint)) : nil
  }
}

/// What `verify` found.
struct VerifyView: Sendable {
  struct Finding: Sendable {
    var text: String
    var isAlteration: Bool
  }

  var isInOrder: Bool
  var findings: [Finding]
  var head: String?

  init(_ verification: Verification, _ wording: Wording) {
    isInOrder = verification.isInOrder
    findings = verification.findings.map {
      Finding(text: Wording.oneLine("\($0.subject): \($0.message)"), isAlteration: $0.isAlteration)
    }
    head = verification.head.map {
      wording.text(.storeHead, ["seq": wording.number($0.seq), "anchor": Anchor.short($0)])
    }
  }
}

/// The contact sheet of a box.
struct ContactView: Sendable {
  var picture: String
  /// Where a click into the picture leads: the sheet of the box there.
  var sheetPath: String
  var name: String
  var boxPath: String
}

/// The worksheet of a drawing.
struct RecheckTable {
  /// The columns by which an answer is filled in.
  private static let columns = ["file", "page", "slot", "question", "answer"]

  let file: URL
  let table: FilledTable
  /// The seed, as the drawing has it; the folder's name where the drawing is not there.
  let seed: String

  /// Names of the drawings of a survey.
  static func names(in layout: SurveyLayout) -> [String] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: layout.rechecks.path)) ?? []
    return folders.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// A drawing of this name; nil where there is none.
  init?(_ name: String, in layout: SurveyLayout) throws(FolderError) {
    guard Self.names(in: layout).contains(name) else { return nil }
    let (folder, path) = (layout.rechecks.appendingPathComponent(name), "\(layout.rechecks.lastPathComponent)/\(name)")
    file = folder.appendingPathComponent(RecheckWorksheet.fileName)
    table = try FilledTable.read(file, name: "\(path)/\(RecheckWorksheet.fileName)", columns: Self.columns)
    let drawing = try? RecheckDrawing.read(
      folder.appendingPathComponent(RecheckDrawing.fileName), name: "\(path)/\(RecheckDrawing.fileName)")
    seed = drawing?.seed ?? name
  }

  /// Rows that are filled in.
  var done: Int { table.rows.indices.count { !table[$0, "answer"].isEmpty } }
  /// Whether the drawing is there by which it was made.
  var isBesideItsDrawing: Bool {
    FileManager.default.fileExists(
      atPath: file.deletingLastPathComponent().appendingPathComponent(RecheckDrawing.fileName).path)
  }
  /// Whether all are.
  var isDone: Bool { done == table.rows.count }
}

/// A question of a drawn sheet, as somebody sees it who does not know what was counted.
struct RecheckView: Sendable {
  /// A question.
  struct Item: Sendable {
    var row: String
    var sheet: String
    var page: String
    var slot: String
    var question: String
    var heading: String
    var crop: String
    var cropName: String
    var choices: [ItemView.Choice]
    var boxes: [ItemView.Choice]
  }

  var path: String
  var progress: String
  /// Nil where all are read.
  var item: Item?
  /// What the answers show, once all are read; nil before.
  var verdict: String?
  /// Where the verdict is written down.
  var comparePath: String
}

/// A written line that waits for a code.
struct CodingView: Sendable {
  /// A line.
  struct Item: Sendable {
    var row: String
    var crop: String
    var picture: String
    var name: String
  }

  /// A procedure or a field.
  struct Choice: Sendable {
    var value: String
    var label: String
  }

  var progress: String
  var item: Item?
  /// Nothing is there to be coded.
  var isEmpty: Bool
  /// No form has a line to write on.
  var lacksLine: Bool
  /// `procedures.csv` is missing.
  var lacksList: Bool
  /// Lines can be cut.
  var mayCut: Bool
  var procedures: [Choice]
  var fields: [Choice]
  /// The row after this one, for who leaves it for later.
  var next: String
}
