internal import ArgumentParser
internal import Canvass
internal import Codecs
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// `verify`: is anything altered, missing or out of balance, in a survey's folder or in an archive of a box?
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Kiểm tra sổ, ảnh và kết quả có bị thay đổi không. / Is anything altered, missing or out of balance?")

  @Argument(help: "Thư mục khảo sát, hoặc gói của một hòm. / Survey folder, or archive of a box.")
  var survey: String

  @ArgumentParser.Option(
    name: .long,
    help: "Mã sổ đã ghi trong biên bản chốt (nhiều lần). / The store's head as noted on a closing sheet; repeatable.")
  var anchor: [String] = []

  @OptionGroup var trust: TrustOptions
  @OptionGroup var common: CommonOptions

  /// What `--json` prints.
  struct Report: Encodable {
    struct Box: Encodable {
      let box: String
      let state: String
      let root: String
    }
    struct Signer: Encodable {
      let name: String
      let fingerprint: String
      let isTrusted: Bool
    }
    let isAltered: Bool
    let entries: Int?
    let head: String?
    /// Who sealed the archive; nil for a folder.
    let signer: Signer?
    let boxes: [Box]
    let findings: [Verification.Finding]
    /// What is out of balance between count and minutes: no finding of its own, since `reconcile` asks for it.
    let balance: [CountReport.Row]
  }

  func run() throws {
    let language = common.language
    let anchors = try anchor.map { text throws(Problem) in (text, try Self.anchor(text, language)) }
    let trusted = try trust.keys(language)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: survey, isDirectory: &isFolder), !isFolder.boolValue {
      let archive = try OpenedArchive(survey, trusted: trusted, anchors: anchors, language)
      let signer = archive.signer.map {
        Report.Signer(name: $0.name, fingerprint: $0.fingerprint, isTrusted: trusted != nil)
      }
      return try tell(archive.verification, archive.findings, signer)
    }
    let verification = try Verification(try SurveyContext(survey, language), anchors: anchors, language)
    try tell(verification, verification.findings, nil)
  }

  private func tell(
    _ verification: Verification?, _ findings: [Verification.Finding], _ signer: Report.Signer?
  ) throws {
    let language = common.language
    let count = verification?.count
    let told: Set<DiscrepancyCode> = [.changedAfterClosing, .revisedAfterLock]
    let balance = count?.discrepancies.filter { $0.severity == .error && !told.contains($0.code) } ?? []
    let isAltered = findings.contains(where: \.isAlteration)
    if common.json {
      let boxes = (count?.tally.orderedOpenings ?? []).map { opening in
        Report.Box(
          box: opening.folderName, state: count?.closings.closed(opening) == nil ? "open" : "closed",
          root: count?.roots[opening] ?? "")
      }
      try Console.json(
        Report(
          isAltered: isAltered, entries: verification?.head?.seq, head: verification?.head?.hash, signer: signer,
          boxes: boxes, findings: findings, balance: balance.map { CountReport.Row($0, common.wording) }))
    } else {
      for finding in findings {
        Console.print(
          "\(finding.isAlteration ? "✗" : "!") \(Wording.oneLine("\(finding.subject): \(finding.message)"))")
      }
      if !common.quiet {
        for opening in count?.closings.closedOpenings ?? [] {
          guard let notice = count?.weakenedRule(of: opening) else { continue }
          Console.print("· \(opening.folderName): \(notice.text(in: language))")
        }
        conclude(verification, balance, signer, isInOrder: findings.isEmpty)
      }
    }
    if isAltered { throw ExitStatus.altered }
    if !findings.isEmpty { throw ExitStatus.needsPerson }
  }

  private func conclude(
    _ verification: Verification?, _ balance: [Discrepancy], _ signer: Report.Signer?, isInOrder: Bool
  ) {
    for row in balance {
      let place = row.opening?.folderName ?? row.unit ?? survey
      let line = "\(place): \(row.code.rawValue) \(common.wording.advice(row).message)"
      Console.print("· \(Wording.oneLine(line))")
    }
    if let signer {
      Console.print(
        (signer.isTrusted
          ? Phrase(
            "Gói do \(signer.name) niêm phong, đúng khóa đã cho (\(signer.fingerprint)).",
            "Sealed by \(signer.name), with a key that was given (\(signer.fingerprint)).")
          : Phrase(
            "Gói do “\(signer.name)” niêm phong, khóa \(signer.fingerprint): chưa đối chiếu với khóa nào. Hỏi nơi gửi dấu vân tay này, hoặc thêm --key.",
            "Sealed by “\(signer.name)”, key \(signer.fingerprint): held against no key. Ask the sender for this fingerprint, or add --key."
          )).text(in: common.language))
    }
    guard let head = verification?.head else { return }
    let short = Anchor.short(head)
    Console.print(
      Phrase(
        isInOrder
          ? "Không có gì thay đổi. Sổ có \(head.seq) mục, mã sổ \(short)." : "Sổ có \(head.seq) mục, mã sổ \(short).",
        isInOrder
          ? "Nothing was altered. The store has \(head.seq) entries, head \(short)."
          : "The store has \(head.seq) entries, head \(short)."
      ).text(in: common.language))
  }

  private static func anchor(_ text: String, _ language: Language) throws(Problem) -> Anchor {
    guard let anchor = Anchor(text) else {
      throw Problem(
        Phrase(
          "--anchor \(text): cần số mục và ít nhất \(Anchor.fewestDigits) chữ số của mã, như trong biên bản chốt: 214:3F2A91C077DE10B4.",
          "--anchor \(text): the entry's number and at least \(Anchor.fewestDigits) digits of its hash are needed, as on the closing sheet: 214:3F2A91C077DE10B4."
        ).text(in: language))
    }
    return anchor
  }
}
