internal import ArgumentParser
internal import Canvass
internal import Codecs
internal import Counting
internal import Foundation
internal import Journal
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// `export`: a sealed archive of a box, which `verify` and `merge` take.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Đóng gói có niêm phong một hòm. / A sealed archive of a box.",
    discussion: """
      kiemphieu export SURVEY U01-H2 --key khoa-phuong --by "Nguyễn Văn An" --out U01-H2.zip
      Chữ viết tay được che; --unmasked LÝ-DO để gửi ảnh gốc. / Handwriting is covered; --unmasked REASON sends the scans.
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Hòm, ví dụ U01-H2. / Box, e.g. U01-H2.")
  var box: String

  @ArgumentParser.Option(name: .long, help: "Tệp khóa riêng (kiemphieu key new). / Private key file.")
  var key: String

  @OptionGroup var actor: ActorOptions

  @ArgumentParser.Option(name: .long, help: "Tệp gói; mặc định <hòm>.zip. / Archive file; default <box>.zip.")
  var out: String?

  @ArgumentParser.Option(name: .long, help: "Lý do gửi ảnh gốc, không che. / Why the scans go along unmasked.")
  var unmasked: String?

  @OptionGroup var jobs: JobsOption
  @OptionGroup var common: CommonOptions

  private struct Receipt: Encodable {
    let file: String
    let sha256: String
    let fingerprint: String
    let masked: Int
    let withheld: Int
  }

  func run() async throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let forms = try context.forms(language)
    let opening = try OpeningID(box: box, in: context.survey, language)
    let person = try actor.person(for: .export, in: context, language)
    let why = try unmasked.map { why throws(Problem) in
      try ActorOptions.reason(why, of: "--unmasked", language)
    }
    let officeKey = try key(language)
    let target = URL(fileURLWithPath: out ?? "\(opening.folderName).zip")
    try checkOutside(context.layout, target)
    do {
      let journal = try Journal(existingAt: context.layout.store)
      let count = try current(context, forms, journal, opening)
      let scratch = try TemporaryDirectory()
      let folder = BoxFolder(
        opening: opening, folder: URL(fileURLWithPath: scratch.path).appendingPathComponent("box"), language: language)
      try FileManager.default.createDirectory(at: folder.folder, withIntermediateDirectories: true)
      let pictures: BoxFolder.Pictures =
        why == nil ? .masked(SecondLook(readers: try forms.readers(language), jobs: jobs.count)) : .original
      let contents = try await folder.fill(from: count, journal, forms: forms, pictures: pictures)
      let time = Date.now.formatted(.iso8601)
      let manifest = try SealedArchive.write(
        folder: folder.folder, to: target,
        manifest: ArchiveManifest(
          program: Program.version, survey: count.snapshot.survey.title, opening: opening, madeAt: time,
          head: ArchiveManifest.Head(try journal.head),
          merkleRoot: contents.count.roots[opening] ?? MerkleTree.root(of: []),
          totals: contents.count.totals(of: opening),
          pictures: why.map { .original(by: person.name, why: $0) } ?? .masked, withheld: contents.withheld,
          masked: contents.masked),
        key: officeKey)
      let hash = try manifest.sha256()
      try journal.record(
        Export(
          opening: opening, manifest: hash, key: officeKey.publicKey.line, whyUnmasked: why, person: person.name,
          role: person.role,
          time: time))
      withExtendedLifetime(scratch) {}
      try tell(count, contents, officeKey.publicKey, target, hash, opening)
    } catch let error as JournalError {
      throw Problem(error, context.layout, language)
    } catch let error as ArchiveError {
      throw Problem(error, target.path, language)
    } catch let error as ScanError {
      throw Problem(
        Phrase(
          "\(target.path): không tạo được ảnh hoặc thư mục tạm. Kiểm tra chỗ trống trong thư mục tạm rồi chạy lại.",
          "\(target.path): pictures or a temporary folder could not be made (\(error)). Check the room there and run again."
        ).text(in: language))
    }
  }

  /// An archive among the survey's own files would be a scan, a form or minutes of the next count.
  private func checkOutside(_ layout: SurveyLayout, _ target: URL) throws(Problem) {
    let place = target.deletingLastPathComponent().resolvingSymlinksInPath().path + "/"
    let own = [
      layout.scans, layout.forms, layout.minutes, layout.pictures, layout.records, layout.results, layout.closingSheets,
    ]
    guard let folder = own.first(where: { place.hasPrefix($0.resolvingSymlinksInPath().path + "/") }) else { return }
    let name = folder.lastPathComponent
    throw Problem(
      Phrase(
        "\(target.path): nằm trong thư mục \(name)/ của khảo sát; gói ở đó sẽ bị coi là tệp của khảo sát. Chọn chỗ khác bằng --out.",
        "\(target.path): lies in the survey's own folder \(name)/, where it would be taken for one of its files. Choose another place with --out."
      ).text(in: common.language))
  }

  private func key(_ language: Language) throws(Problem) -> OfficeKey {
    do throws(OfficeKeyError) {
      return try OfficeKey(contentsOf: key)
    } catch {
      throw Problem(error, language)
    }
  }

  /// The count, provided that it is that of the folder as it is: what is sealed must be what was counted.
  private func current(
    _ context: SurveyContext, _ forms: LoadedForms, _ journal: Journal, _ opening: OpeningID
  ) throws -> SurveyCount {
    let language = common.language
    let look = FolderLook(context, absent: try journal.absentFiles())
    guard let remembered = try journal.snapshot(), remembered == look.snapshot else {
      throw Problem(
        Phrase(
          "\(survey): thư mục đã thay đổi sau lần kiểm phiếu gần nhất. Chạy `kiemphieu count` trước.",
          "\(survey): the folder has changed since the last count. Run `kiemphieu count` first."
        ).text(in: language))
    }
    let count = try SurveyCount(context, remembered, forms: forms, journal: journal)
    guard count.tally.openings[opening] != nil || count.minutes.minutes.contains(where: { $0.opening == opening })
    else {
      throw Problem(
        Phrase(
          "\(box): chưa có bản quét hay biên bản của hòm này.", "\(box): nothing was scanned or minuted for this box."
        ).text(in: language))
    }
    guard count.unread.isEmpty else {
      throw Problem(
        Phrase(
          "\(survey): còn \(count.unread.count) tệp chưa đọc. Chạy `kiemphieu count` trước.",
          "\(survey): \(count.unread.count) files are not read yet. Run `kiemphieu count` first."
        ).text(in: language))
    }
    return count
  }

  private func tell(
    _ count: SurveyCount, _ contents: BoxFolder.Contents, _ key: OfficePublicKey, _ target: URL, _ hash: String,
    _ opening: OpeningID
  ) throws {
    if common.json {
      try Console.json(
        Receipt(
          file: target.path, sha256: hash, fingerprint: key.fingerprint, masked: contents.masked.count,
          withheld: contents.withheld.count))
    } else if !common.quiet {
      Console.print(
        Phrase(
          "\(target.path): đã niêm phong bằng khóa \(key.fingerprint). Ảnh đã che: \(contents.masked.count), ảnh không gửi: \(contents.withheld.count).",
          "\(target.path): sealed with the key \(key.fingerprint). Masked pictures: \(contents.masked.count), pictures kept back: \(contents.withheld.count)."
        ).text(in: common.language))
    }
    // By itself a box may count otherwise than among others, when one sheet lies in two of them.
    if count.totals(of: opening) != contents.count.totals(of: opening) {
      Console.error(
        Phrase(
          "\(box): đếm riêng hòm này khác với đếm trong cả cuộc khảo sát, vì có tờ trùng với tờ của hòm khác.",
          "\(box): counted by itself this box differs from the count of the survey, since sheets repeat those of other boxes."
        ).text(in: common.language))
    }
    if count.closings.closed(opening) == nil {
      Console.error(
        Phrase("\(box): hòm này chưa chốt.", "\(box): this box is not closed.").text(in: common.language))
    }
  }
}
