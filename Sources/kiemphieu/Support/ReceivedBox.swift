internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// A box that came in a sealed archive, on its way into a survey: first ``check(against:)``, then ``take(into:person:role:)``.
/// Every step may be repeated: a run that was cut off is made good by the same command.
struct ReceivedBox {
  let archive: UnpackedArchive
  let context: SurveyContext
  let language: Language

  private var opening: OpeningID { archive.manifest.opening }

  /// Refuses what this survey cannot take in; writes nothing. `journal` is nil where the survey has no store yet.
  func check(against journal: Journal?) throws {
    let hash = try archive.manifest.sha256()
    if let earlier = try journal?.merges().first(where: { $0.opening == opening }) {
      throw earlier.manifest == hash
        ? refusal("gói này đã nhận rồi", "this archive was taken in already")
        : refusal(
          "hòm \(opening.folderName) đã nhận từ một gói khác (\(earlier.person), \(earlier.time))",
          "box \(opening.folderName) was taken in from another archive already (\(earlier.person), \(earlier.time))")
    }
    guard context.survey.units.isEmpty || context.survey.unit(opening.unit) != nil else {
      throw refusal(
        "đơn vị \(opening.unit) không có trong survey.yaml; thêm đơn vị rồi chạy lại",
        "survey.yaml lists no unit \(opening.unit); add it and run again")
    }
    try checkForms()
    let snapshot = try source().snapshot
    try checkRules(snapshot.survey)
    try checkBelonging(snapshot)
    try checkPlace(snapshot, decisions: try journal?.decisions() ?? [])
  }

  /// What the archive's own store remembers.
  private func source() throws -> (journal: Journal, snapshot: SurveySnapshot, extract: Extract) {
    let journal = try Journal(at: SurveyLayout(folder: archive.folder).store, access: .readOnly)
    guard let snapshot = try journal.snapshot(), let extract = try journal.extract() else {
      throw refusal("gói không có sổ của hòm", "the archive has no store of a box")
    }
    return (journal, snapshot, extract)
  }

  /// Takes the box in: its pictures and minutes into the folder, what was read and decided into the journal.
  func take(into journal: Journal, person: String, role: Role?) throws {
    let manifest = archive.manifest
    let hash = try manifest.sha256()
    let (source, snapshot, extract) = try source()
    for file in manifest.files where isCarried(file.path) { try copy(file.path) }
    let files = snapshot.files.map(\.sha256).filter { !$0.isEmpty }
    let merge = Merge(
      opening: opening, manifest: hash, key: archive.signer.line, sourceEntries: extract.sourceEntries,
      sourceHead: extract.sourceHead, root: manifest.merkleRoot, found: manifest.totals["found"] ?? 0,
      absent: extract.absent,
      pictures: manifest.files.filter { $0.path.hasPrefix("pictures/") }.map {
        PlacedFile(file: $0.path, sha256: $0.sha256)
      }, person: person, role: role, time: Date.now.formatted(.iso8601))
    try journal.take(try source.facts(of: files, opening: opening), from: .merge(merge))
  }

  /// An archive brings its own box and nothing else: a trusted office cannot write into another one's box.
  private func checkBelonging(_ snapshot: SurveySnapshot) throws {
    let others =
      snapshot.scans.first { $0.opening != opening }.map(\.file.file)
      ?? MinutesFolder(snapshot.minutes, survey: snapshot.survey).minutes.first { $0.opening != opening }?.file
      ?? archive.manifest.files.first { file in
        file.path.hasPrefix("pictures/") && !file.path.hasPrefix("pictures/\(opening.folderName)/")
      }?.path
    guard let others else { return }
    throw refusal(
      "\(others): không thuộc hòm \(opening.folderName) của gói",
      "\(others): does not belong to the archive's box \(opening.folderName)")
  }

  /// What comes along into the survey's folder; forms, rules and results are the survey's own.
  private func isCarried(_ path: String) -> Bool {
    ["scans/", "minutes/", "pictures/"].contains { path.hasPrefix($0) }
  }

  /// The box was read with forms that this survey uses, too; else its answers would be to other questions.
  private func checkForms() throws {
    let own = Set(try context.forms(language).remembered.map(\.hash))
    let theirs = try SurveyContext(archive.folder.path, language).forms(language).remembered
    guard let other = theirs.first(where: { !own.contains($0.hash) }) else { return }
    throw refusal(
      "mẫu phiếu \(other.form.id) trong gói khác với mẫu của cuộc khảo sát này",
      "the form \(other.form.id) of the archive is not one of this survey")
  }

  /// The box was counted by the rules of this survey; by others its ballots would be others, and a closed box would differ
  /// from its closing for ever.
  private func checkRules(_ theirs: Survey) throws {
    let own = context.survey
    let rules: [(name: String, own: String, theirs: String)] = [
      ("review.people", "\(own.review.peopleToAgree)", "\(theirs.review.peopleToAgree)"),
      ("marks.double", own.policy.doubleMark.rawValue, theirs.policy.doubleMark.rawValue),
      ("marks.minimum_confidence", "\(own.policy.minimumConfidence)", "\(theirs.policy.minimumConfidence)"),
      ("marks.minimum_answered", "\(own.policy.minimumAnswered)", "\(theirs.policy.minimumAnswered)"),
    ]
    guard let rule = rules.first(where: { $0.own != $0.theirs }) else { return }
    throw refusal(
      "hòm \(opening.folderName) được kiểm theo \(rule.name): \(rule.theirs), cuộc khảo sát này ghi \(rule.own); thống nhất quy tắc trong survey.yaml rồi làm lại",
      "box \(opening.folderName) was counted with \(rule.name): \(rule.theirs), this survey says \(rule.own); agree on one rule in survey.yaml and do it again"
    )
  }

  /// Nothing of this box is here yet, or what an earlier run of the same archive brought.
  private func checkPlace(_ snapshot: SurveySnapshot, decisions: [Decision]) throws {
    let brought = Dictionary(
      archive.manifest.files.map { (Array($0.path.utf8), $0.sha256) }, uniquingKeysWith: { first, _ in first })
    let look = FolderLook(context, absent: [])
    let scans = look.snapshot.scans.filter { $0.opening == opening }.map(\.file)
    // One picture in two boxes, or one on which somebody decided here: what was decided there would hold here, too.
    let theirs = Set(snapshot.files.map(\.sha256)).subtracting([""])
    let known = look.snapshot.scans.first { $0.opening != opening && theirs.contains($0.file.sha256) }?.file.file
    let decided = decisions.first { theirs.contains($0.sha256) }?.person
    if let there = known ?? decided {
      throw refusal(
        "có ảnh trong gói đã nằm trong cuộc khảo sát này (\(there))",
        "a picture of the archive is in this survey already (\(there))")
    }
    if let other = scans.first(where: { brought[Array($0.file.utf8)] != $0.sha256 }) {
      throw refusal(
        "hòm \(opening.folderName) đã có bản quét trong cuộc khảo sát này (\(other.file))",
        "the survey has scans of box \(opening.folderName) already (\(other.file))")
    }
    let texts = Dictionary(
      snapshot.minutes.map { (Array($0.file.utf8), $0.text) }, uniquingKeysWith: { first, _ in first })
    let minutes = MinutesFolder(look.snapshot.minutes, survey: context.survey).minutes
    for own in minutes where own.opening == opening {
      let text = look.snapshot.minutes.first { $0.file == own.file }?.text
      guard texts[Array(own.file.utf8)] == .some(text) else {
        throw refusal(
          "hòm \(opening.folderName) đã có biên bản trong cuộc khảo sát này (\(own.file))",
          "the survey has minutes of box \(opening.folderName) already (\(own.file))")
      }
    }
  }

  private func copy(_ path: String) throws(Problem) {
    let target = context.layout.folder.appendingPathComponent(path)
    let manager = FileManager.default
    do {
      if manager.fileExists(atPath: target.path) {
        guard manager.contentsEqual(atPath: target.path, andPath: archive.folder.appendingPathComponent(path).path)
        else {
          throw refusal(
            "\(path): trong cuộc khảo sát này đã có tệp khác cùng tên",
            "\(path): the survey has another file of this name")
        }
        return
      }
      try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try manager.copyItem(at: archive.folder.appendingPathComponent(path), to: target)
    } catch let problem as Problem {
      throw problem
    } catch {
      let words = SystemFault(error).words
      throw refusal(
        "\(path): không ghi được\(words.map { " (\($0.vi))" } ?? ""). Kiểm tra dung lượng đĩa và quyền ghi, rồi chạy lại",
        "\(path): could not be written\(words.map { " (\($0.en))" } ?? ""). Check the disk's free space and rights, then run again"
      )
    }
  }

  private func refusal(_ vi: String, _ en: String) -> Problem { Problem(Phrase(vi, en).text(in: language)) }
}
