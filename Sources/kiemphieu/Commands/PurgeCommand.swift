internal import ArgumentParser
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// `purge`: deletes the pictures of closed boxes when the time for which they are kept is over. What was read from them
/// stays in the store under their hashes, and an entry says who deleted them, when and why: the count can be repeated and
/// verified without them.
struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Xóa ảnh quét khi hết thời hạn lưu, có ghi vết. / Delete scans whose time is over; leaves a trace.",
    discussion: """
      Chỉ xóa ảnh của hòm đã chốt quá số ngày retention_days trong survey.yaml. Không có --yes thì chỉ liệt kê.
      Deletes only scans of boxes closed longer ago than retention_days of survey.yaml. Lists only, without --yes.
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @OptionGroup var actor: ActorOptions

  @Option(name: .long, help: "Lý do. / Why.")
  var why: String

  @Flag(name: .long, help: "Xóa thật. / Really delete.")
  var yes = false

  @OptionGroup var common: CommonOptions

  private struct Receipt: Encodable {
    let deleted: Bool
    let boxes: [String]
    let files: [String]
  }

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let (person, role) = try actor.person(for: .purge, in: context, language)
    let why = try ActorOptions.reason(why, language)
    guard let days = context.survey.review.retentionDays else {
      throw Problem(
        Phrase(
          "survey.yaml: chưa ghi retention_days (số ngày lưu ảnh sau khi chốt hòm), nên không xóa ảnh nào.",
          "survey.yaml: retention_days (days for which pictures are kept after closing) is not set, so nothing is deleted."
        ).text(in: language))
    }
    let openings: [OpeningID]
    let files: [PlacedFile]
    do {
      let journal = try Journal(existingAt: context.layout.store)
      openings = try Self.overdue(journal, days: days)
      files =
        try journal.snapshot()?.scans.filter { scan in
          scan.opening.map(openings.contains) == true && !scan.file.sha256.isEmpty
        }.map(\.file).filter { Self.lies($0, in: context) } ?? []
      if yes, !files.isEmpty {
        // Each picture is what was read, else nothing is deleted: `verify` would lose sight of what was altered.
        try check(files, context)
        // The entry comes first: a run that is cut off between leaves pictures that the next one deletes.
        try journal.record(
          Purge(
            openings: openings, files: files, person: person, role: role, time: Date.now.formatted(.iso8601), why: why))
        try delete(files, context)
      }
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    }
    tell(openings, files)
  }

  /// Openings that were closed longer ago than the pictures are kept.
  private static func overdue(_ journal: Journal, days: Int) throws(JournalError) -> [OpeningID] {
    let book = ClosingBook(try journal.closings())
    let limit = Date.now.addingTimeInterval(-Double(days) * 86_400)
    return book.closedOpenings.filter { opening in
      let time = book.closing(of: opening).flatMap { try? Date($0.time, strategy: .iso8601) }
      return time.map { $0 <= limit } ?? false
    }
  }

  private static func lies(_ file: PlacedFile, in context: SurveyContext) -> Bool {
    FileManager.default.fileExists(atPath: context.layout.folder.appendingPathComponent(file.file).path)
  }

  private func check(_ files: [PlacedFile], _ context: SurveyContext) throws {
    let now = FolderLook(context, absent: []).snapshot.files
    let hashes = Dictionary(now.map { (Array($0.file.utf8), $0.sha256) }, uniquingKeysWith: { first, _ in first })
    for file in files where hashes[Array(file.file.utf8)] != file.sha256 {
      throw Problem(
        Phrase(
          "\(file.file): không còn là ảnh đã đọc, nên chưa xóa ảnh nào. Chạy `kiemphieu verify` trước.",
          "\(file.file): is no longer the picture that was read, so nothing was deleted. Run `kiemphieu verify` first."
        ).text(in: common.language))
    }
  }

  private func delete(_ files: [PlacedFile], _ context: SurveyContext) throws(Problem) {
    for file in files {
      do {
        try FileManager.default.removeItem(at: context.layout.folder.appendingPathComponent(file.file))
      } catch {
        throw Problem(
          Phrase(
            "\(file.file): không xóa được. Kiểm tra quyền của thư mục rồi chạy lại.",
            "\(file.file): could not be deleted. Check the folder's rights and run again."
          ).text(in: common.language))
      }
    }
  }

  private func tell(_ openings: [OpeningID], _ files: [PlacedFile]) {
    if common.json {
      try? Console.json(
        Receipt(deleted: yes, boxes: openings.map(\.folderName), files: files.map(\.file)))
    } else if !common.quiet {
      for file in files { Console.print(Wording.oneLine(file.file)) }
      let count = common.wording.number(files.count)
      Console.print(
        (yes
          ? Phrase(
            "Đã xóa \(count) ảnh; số liệu và dấu vết vẫn giữ trong sổ.",
            "Deleted \(count) pictures; the count and the trace stay in the store.")
          : Phrase(
            "\(count) ảnh đã hết thời hạn lưu; thêm --yes để xóa.",
            "The time of \(count) pictures is over; add --yes to delete them.")).text(in: common.language))
    }
  }
}
