internal import ArgumentParser
internal import Canvass
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
    /// Copies that stay, since they lie in another box.
    let left: [String]
  }

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    let person = try actor.person(for: .purge, in: context, language)
    let why = try ActorOptions.reason(why, language)
    guard let days = context.survey.review.retentionDays else {
      throw Problem(
        Phrase(
          "survey.yaml: chưa ghi retention_days (số ngày lưu ảnh sau khi chốt hòm), nên không xóa ảnh nào.",
          "survey.yaml: retention_days (days for which pictures are kept after closing) is not set, so nothing is deleted."
        ).text(in: language))
    }
    let pictures: OverduePictures
    let changed: [OpeningID]
    do {
      let journal = try Journal(existingAt: context.layout.store)
      let look = FolderLook(context, absent: try journal.absentFiles())
      let overdue = Self.overdue(ClosingBook(try journal.closings()), days: days)
      let counted = try journal.snapshot()
      // Each picture is what was read, else nothing is deleted: `verify` would lose sight of what was altered.
      if let altered = OverduePictures.altered(of: overdue, counted: counted, now: look.snapshot) {
        throw Problem(
          Phrase(
            "\(altered): không còn là ảnh đã đọc, nên chưa xóa ảnh nào. Chạy `kiemphieu verify` trước.",
            "\(altered): is no longer the picture that was read, so nothing was deleted. Run `kiemphieu verify` first."
          ).text(in: language))
      }
      // A copy that came since makes no other count of the box: it goes, or is named.
      let copies = OverduePictures(of: overdue, counted: counted, now: look.snapshot, in: context).uncounted
      let settled = SurveySnapshot(
        survey: look.snapshot.survey, files: look.snapshot.files.filter { !copies.contains($0) },
        minutes: look.snapshot.minutes, records: look.snapshot.records)
      let count = try SurveyCount(context, settled, forms: forms, journal: journal)
      changed = overdue.filter { opening in
        count.discrepancies.contains { $0.code == .changedAfterClosing && $0.opening == opening }
      }
      pictures = OverduePictures(
        of: overdue.filter { !changed.contains($0) }, counted: counted, now: look.snapshot, in: context)
      if yes, !pictures.all.isEmpty {
        // The entry comes first: a run that is cut off between leaves pictures that the next one deletes.
        try journal.record(
          Purge(
            openings: pictures.openings, files: pictures.counted, besides: pictures.besides, person: person.name,
            role: person.role,
            time: Date.now.formatted(.iso8601), why: why))
        try delete(pictures.all, context)
      }
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    }
    tell(pictures)
    for opening in changed {
      Console.error(
        Phrase(
          "\(opening.folderName): số liệu đã khác khi chốt, nên không xóa ảnh của hòm này. Chạy `kiemphieu verify`, mở lại hòm và chốt lại trước.",
          "\(opening.folderName): counts otherwise than when it was closed, so its pictures stay. Run `kiemphieu verify`; reopen the box and close it again first."
        ).text(in: language))
    }
    for file in pictures.left {
      Console.error(
        Phrase(
          "\(file.file): là bản sao của ảnh hết hạn lưu nhưng nằm ở hòm chưa được xóa, nên chưa xóa. Chuyển đi nếu không thuộc hòm đó.",
          "\(file.file): is a copy of a picture whose time is over, but lies in a box whose time is not, so it stays. Move it away if it is not that box's."
        ).text(in: language))
    }
    if !changed.isEmpty || !pictures.left.isEmpty { throw ExitStatus.needsPerson }
  }

  /// Openings that were closed longer ago than the pictures are kept.
  private static func overdue(_ book: ClosingBook, days: Int) -> [OpeningID] {
    let limit = Date.now.addingTimeInterval(-Double(days) * 86_400)
    return book.closedOpenings.filter { opening in
      let time = book.closing(of: opening).flatMap { try? Date($0.time, strategy: .iso8601) }
      return time.map { $0 <= limit } ?? false
    }
  }

  private func delete(_ files: [PlacedFile], _ context: SurveyContext) throws(Problem) {
    for file in files {
      do {
        try FileManager.default.removeItem(at: context.layout.folder.appendingPathComponent(file.file))
      } catch {
        // That they are deleted is recorded; the next run deletes what is left.
        throw Problem(
          Phrase(
            "\(file.file): không xóa được. Kiểm tra quyền của thư mục rồi chạy lại để xóa nốt; việc xóa đã ghi vào sổ.",
            "\(file.file): could not be deleted. Check the folder's rights and run again to delete the rest; the deletion is recorded."
          ).text(in: common.language), status: .needsPerson)
      }
    }
  }

  private func tell(_ pictures: OverduePictures) {
    let files = pictures.all
    if common.json {
      try? Console.json(
        Receipt(
          deleted: yes, boxes: pictures.openings.map(\.folderName), files: files.map(\.file),
          left: pictures.left.map(\.file)))
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
