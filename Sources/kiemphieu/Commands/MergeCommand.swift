internal import ArgumentParser
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// `merge`: takes sealed archives of other offices into a survey, each verified, none twice, and holds the sums against
/// each other.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Nhận gói của đơn vị khác vào cuộc khảo sát. / Take archives of other offices.",
    discussion: """
      kiemphieu merge SURVEY U01-H2.zip U05-H1.zip --key khoa-phuong.pub --by "Nguyễn Văn An"
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Các gói. / Archives.")
  var archives: [String]

  @OptionGroup var trust: TrustOptions
  @OptionGroup var actor: ActorOptions
  @OptionGroup var common: CommonOptions

  private struct Row: Encodable {
    let archive: String
    let box: String?
    let isMerged: Bool
    let messages: [String]
  }

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let person = try actor.person(for: .merge, in: context, language)
    let trusted = try trust.keys(language)
    try context.refuseNewStoreForOld(language)
    var rows: [Row] = []
    var isAltered = false
    do {
      // A survey that has no store yet gets one with the first archive that is good.
      var store = try Journal(ifAt: context.layout.store)
      for archive in archives {
        do {
          let opened = try OpenedArchive(archive, trusted: trusted, language)
          guard opened.findings.isEmpty, let unpacked = opened.unpacked else {
            isAltered = true
            rows.append(
              Row(
                archive: archive, box: nil, isMerged: false,
                messages: opened.findings.map { "\($0.subject): \($0.message)" }))
            continue
          }
          guard trusted != nil else { throw untrusted(unpacked.signer) }
          let box = ReceivedBox(archive: unpacked, context: context, language: language)
          try box.check(against: store)
          let journal = try store ?? Journal(at: context.layout.store, access: .readWrite)
          store = journal
          try box.take(into: journal, person: person.name, role: person.role)
          rows.append(Row(archive: archive, box: unpacked.manifest.opening.folderName, isMerged: true, messages: []))
        } catch let problem as Problem {
          rows.append(Row(archive: archive, box: nil, isMerged: false, messages: [problem.sentence]))
        }
      }
      let merged = rows.filter(\.isMerged).compactMap(\.box).joined(separator: ", ")
      if let store, !merged.isEmpty {
        let act = RecordedAct(
          what: Phrase("Việc nhận hòm \(merged)", "The merging of box \(merged)"), layout: context.layout,
          language: language)
        rows = try act.finish { try settled(rows, context, store) }
      }
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    }
    if common.json { try Console.json(rows) }
    for row in rows {
      for message in row.messages { Console.error("\(row.archive): \(message)") }
      if row.isMerged, !common.json, !common.quiet {
        Console.print(
          Phrase(
            "\(row.archive): đã nhận hòm \(row.box ?? "").", "\(row.archive): took in box \(row.box ?? "")."
          ).text(in: language))
      }
    }
    if isAltered { throw ExitStatus.altered }
    if rows.allSatisfy({ !$0.isMerged }) { throw ExitStatus.unusable }
    if rows.contains(where: { !$0.messages.isEmpty }) { throw ExitStatus.needsPerson }
  }

  private func untrusted(_ signer: OfficePublicKey) -> Problem {
    Problem(
      Phrase(
        "niêm phong bằng khóa \(signer.fingerprint) (“\(signer.name)”). Hỏi nơi gửi dấu vân tay này, rồi chạy lại với --key TỆP-KHÓA-CÔNG-KHAI.",
        "sealed with the key \(signer.fingerprint) (“\(signer.name)”). Ask the sender for this fingerprint, then run again with --key PUBLIC-KEY-FILE."
      ).text(in: common.language))
  }

  /// Counts the survey with the new boxes, and says where the sums are not those that the archives state.
  private func settled(_ rows: [Row], _ context: SurveyContext, _ journal: Journal) throws -> [Row] {
    let language = common.language
    // The boxes bring folders of scans, by which a survey without a list of units knows them.
    let context = try SurveyContext(survey, language)
    let look = FolderLook(context, absent: try journal.absentFiles())
    let count = try SurveyCount(remembering: look, forms: try context.forms(language), in: journal)
    try count.writeResults(language, holding: journal)
    let merges = try journal.merges()
    return rows.map { row in
      guard row.isMerged, let merge = merges.last(where: { $0.opening.folderName == row.box }) else { return row }
      let found = count.tally.openings[merge.opening]?.ballots.found ?? 0
      var messages = row.messages
      if found != merge.found {
        messages.append(
          Phrase(
            "gói ghi \(merge.found) phiếu, trong cuộc khảo sát này đếm được \(found)",
            "the archive states \(merge.found) ballots, in this survey \(found) are counted"
          ).text(in: language))
      }
      if count.roots[merge.opening] != merge.root {
        messages.append(
          Phrase(
            "trong cuộc khảo sát này có tờ mang trạng thái khác với trong gói (trùng với hòm khác, đơn vị, quy tắc): xem results/sheets.csv",
            "in this survey sheets stand otherwise than in the archive (repeated in another box, units, rules): see results/sheets.csv"
          ).text(in: language))
      }
      return Row(archive: row.archive, box: row.box, isMerged: true, messages: messages)
    }
  }
}
