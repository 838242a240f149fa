internal import Ballots
internal import Canvass
internal import Codecs
internal import Counting
internal import Foundation
internal import Journal
internal import Pages
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// A survey's folder with one box of another survey in it, made to be sealed: rules, forms, that box's minutes, pictures,
/// what the store remembers of it, and its results. It can be counted and verified by itself.
struct BoxFolder {
  /// How pictures go along.
  enum Pictures {
    /// Handwriting covered; by processes that decode scans.
    case masked(SecondLook)
    /// As they were scanned, but no file that holds a page which is no ballot.
    case original
  }

  let opening: OpeningID
  let folder: URL
  let language: Language

  /// What was put in.
  struct Contents {
    let count: SurveyCount
    let masked: [ArchiveManifest.Masked]
    let withheld: [ArchiveManifest.Withheld]
  }

  /// Fills the folder, which must be empty, from a survey's count.
  func fill(
    from count: SurveyCount, _ journal: Journal, forms: LoadedForms, pictures: Pictures
  ) async throws -> Contents {
    var survey = count.snapshot.survey
    survey.forms = try copyForms(of: count)
    try write(SurveyFile.text(of: survey), to: SurveyFile.fileName)
    for minutes in count.minutes.minutes where minutes.opening == opening {
      let text = count.snapshot.minutes.first { $0.file == minutes.file }?.text ?? ""
      try write(text, to: minutes.file)
    }
    let scans = count.snapshot.scans.filter { $0.opening == opening }.map(\.file)
    let pages = count.pages.filter { $0.opening == opening }
    let shown = try await copyPictures(scans, pages, count, forms, pictures, journal)

    let context = try SurveyContext(folder.path, language)
    let copied = try context.forms(language)
    let head = try journal.head
    let closing = try journal.entry(closing: opening)
    let own = try Journal(at: context.layout.store, access: .readWrite)
    let extract = Extract(
      opening: opening, sourceEntries: head.seq, sourceHead: head.hash,
      closingEntry: count.closings.closed(opening) == nil ? nil : closing?.seq,
      closingHash: count.closings.closed(opening) == nil ? nil : closing?.hash, absent: shown.absent)
    let hashes = scans.map(\.sha256).filter { !$0.isEmpty }
    try own.take(try journal.facts(of: hashes, opening: opening), from: .extract(extract))
    let look = FolderLook(context, absent: shown.absent)
    let counted = try SurveyCount(remembering: look, forms: copied, in: own)
    try counted.writeResults(language, holding: own)
    return Contents(count: counted, masked: shown.masked, withheld: shown.withheld)
  }

  // MARK: Forms

  /// Copies the survey's forms with their blanks; gives the paths by which the copy's survey.yaml calls them.
  private func copyForms(of count: SurveyCount) throws -> [String] {
    let library = FormLibrary(survey: count.context.layout, templates: LoadedForms.templateFolders)
    var names: [String] = []
    for id in count.context.survey.forms {
      let source = try read { () throws(FolderError) in try library.find(id) }
      let file = try read { () throws(FolderError) in try FormImport.read(source) }
      // Blanks lie beside the form or below it, so its folder's name and theirs keep their places.
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder)
      let description = isFolder.boolValue ? source.appendingPathComponent(FormTemplate.fileName) : source
      let base = description.deletingLastPathComponent().standardizedFileURL.path + "/"
      let place = "forms/\(names.count + 1)"
      for part in [description] + file.blankPages + (file.blankPDF.map { [$0] } ?? []) {
        let path = part.standardizedFileURL.path
        guard path.hasPrefix(base) else { continue }
        try copy(part, to: "\(place)/\(path.dropFirst(base.count))")
      }
      names.append("\(place)/\(description.lastPathComponent)")
    }
    return names
  }

  private func read<T>(_ look: () throws(FolderError) -> T) throws(Problem) -> T {
    do throws(FolderError) { return try look() } catch { throw Problem(error, language) }
  }

  // MARK: Pictures

  private struct Shown {
    var masked: [ArchiveManifest.Masked] = []
    var withheld: [ArchiveManifest.Withheld] = []
    var absent: [PlacedFile] = []
  }

  private func copyPictures(
    _ scans: [PlacedFile], _ pages: [AssembledPage], _ count: SurveyCount, _ forms: LoadedForms, _ pictures: Pictures,
    _ journal: Journal
  ) async throws -> Shown {
    var shown = Shown()
    var toMask: [(file: PlacedFile, pages: [AssembledPage])] = []
    for file in scans where !file.sha256.isEmpty {
      let own = pages.filter { Array($0.location.file.utf8) == Array(file.file.utf8) }
      let source = count.context.layout.folder.appendingPathComponent(file.file)
      guard FileManager.default.fileExists(atPath: source.path) else {
        shown.absent.append(file)
        shown.withheld += own.map {
          ArchiveManifest.Withheld(file: file.sha256, page: $0.location.page, why: "purged")
        }
        continue
      }
      if case .original = pictures, !own.contains(where: \.isForeignDocument) {
        try copy(source, to: file.file)
      } else {
        shown.absent.append(file)
        toMask.append((file, own))
      }
    }
    guard !toMask.isEmpty else { return shown }
    guard case .masked(let look) = pictures else {
      // A file with a page that is no ballot is not handed on as it is.
      shown.withheld += toMask.flatMap { file, pages in
        pages.map { ArchiveManifest.Withheld(file: file.sha256, page: $0.location.page, why: $0.status.rawValue) }
      }
      return shown
    }
    try await mask(toMask, count, forms, look, journal, &shown)
    return shown
  }

  private func mask(
    _ files: [(file: PlacedFile, pages: [AssembledPage])], _ count: SurveyCount, _ forms: LoadedForms,
    _ look: SecondLook, _ journal: Journal, _ shown: inout Shown
  ) async throws {
    let readings = Dictionary(
      try journal.readings(of: files.map(\.file.sha256)).map { ($0.file.sha256, $0) },
      uniquingKeysWith: { first, _ in first })
    let byID = Dictionary(forms.forms.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var looks: [SecondLook.Page] = []
    var masks: [(mask: PageMask, name: String, page: AssembledPage)] = []
    for (number, entry) in files.enumerated() {
      let scan = Scan(
        path: count.context.layout.folder.appendingPathComponent(entry.file.file).path, name: entry.file.file)
      for page in entry.pages where page.location.slot == 1 {
        guard !page.isForeignDocument else {
          shown.withheld.append(
            ArchiveManifest.Withheld(file: entry.file.sha256, page: page.location.page, why: page.status.rawValue))
          continue
        }
        let reading = readings[entry.file.sha256]?.pages.first { $0.page == page.location.page }?.reading
        let mask = PageMask(reading, form: reading?.form.flatMap { byID[$0] })
        looks.append(SecondLook.Page(scan: scan, sha256: entry.file.sha256, page: page.location.page))
        masks.append((mask, "pictures/\(opening.folderName)/\(number + 1)-\(page.location.page).png", page))
      }
    }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("pictures/\(opening.folderName)"), withIntermediateDirectories: true)
    let target = folder
    let drawn = try await look.look(at: looks) { [masks] index, scan -> Bool in
      guard let picture = scan.flatMap({ masks[index].mask.masked($0) }) else { return false }
      try PNGWriter.write(picture, to: target.appendingPathComponent(masks[index].name).path)
      return true
    }
    for (index, isDrawn) in drawn.enumerated() {
      let page = masks[index].page
      if isDrawn {
        shown.masked.append(
          ArchiveManifest.Masked(path: masks[index].name, of: page.sha256, page: page.location.page))
      } else {
        shown.withheld.append(
          ArchiveManifest.Withheld(
            file: page.sha256, page: page.location.page, why: page.reason?.rawValue ?? "unreadable"))
      }
    }
  }

  // MARK: Files

  private func copy(_ source: URL, to path: String) throws(Problem) {
    let target = folder.appendingPathComponent(path)
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: source.resolvingSymlinksInPath(), to: target)
    } catch {
      throw unwritten(path, error)
    }
  }

  private func write(_ text: String, to path: String) throws(Problem) {
    let target = folder.appendingPathComponent(path)
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: target)
    } catch {
      throw unwritten(path, error)
    }
  }

  private func unwritten(_ path: String, _ error: any Error) -> Problem {
    let words = SystemFault(error).words
    return Problem(
      Phrase(
        "\(path): không sao được vào thư mục tạm\(words.map { " (\($0.vi))" } ?? ""). Kiểm tra chỗ trống ở đó rồi chạy lại.",
        "\(path): could not be copied to the temporary folder\(words.map { " (\($0.en))" } ?? ""). Check the room there and run again."
      ).text(in: language))
  }
}

extension AssembledPage {
  /// Whether it shows something that is no ballot: a list of respondents, a letter. Such a page is never handed on.
  var isForeignDocument: Bool { status == .foreign && ballot == nil }
}
