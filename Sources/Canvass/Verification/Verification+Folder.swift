internal import Counting
internal import Foundation
internal import Journal
internal import Pipeline
internal import SurveyFolder
internal import Wording

/// What lies in the survey's folder, held against what was counted.
extension Verification {
  /// What lies in the folder otherwise than it was counted.
  func unrecorded(_ now: SurveySnapshot, _ counted: SurveySnapshot) -> [Finding] {
    var findings: [Finding] = []
    if now.survey != counted.survey {
      findings.append(
        finding(
          .rules, "survey.yaml",
          Phrase(
            "đã sửa sau lần kiểm phiếu gần nhất; chạy `kiemphieu reconcile`",
            "was changed after the last count; run `kiemphieu reconcile`"), altered: false))
    }
    let before = Dictionary(counted.minutes.map { (Array($0.file.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    let there = Set(now.minutes.map { Array($0.file.utf8) })
    let changed =
      now.minutes.filter { before[Array($0.file.utf8)] != $0 }
      + counted.minutes.filter { !there.contains(Array($0.file.utf8)) }
    for minutes in changed {
      findings.append(
        finding(
          .minutes, Wording.oneLine(minutes.file),
          Phrase(
            "biên bản đã sửa, thêm hoặc bỏ sau lần kiểm phiếu gần nhất; chạy `kiemphieu reconcile`",
            "these minutes came, changed or went after the last count; run `kiemphieu reconcile`"), altered: false))
    }
    findings += changedRecords(now, counted).map { file in
      finding(
        .minutes, Wording.oneLine(file),
        Phrase(
          "giấy tờ này đã sửa, thêm hoặc bỏ sau lần kiểm phiếu gần nhất; chạy `kiemphieu reconcile`",
          "this record came, changed or went after the last count; run `kiemphieu reconcile`"), altered: false)
    }
    return findings + misplaced(now, counted)
  }

  /// Records that came, changed or went.
  private func changedRecords(_ now: SurveySnapshot, _ counted: SurveySnapshot) -> [String] {
    let there = Set(now.records.map { Array($0.file.utf8) })
    return now.records.filter { !counted.records.contains($0) }.map(\.file)
      + counted.records.map(\.file).filter { !there.contains(Array($0.utf8)) }
  }

  /// Scans that lie elsewhere than where they were counted: moved, copied, or exchanged with another, which the next count
  /// would take for that other one.
  private func misplaced(_ now: SurveySnapshot, _ counted: SurveySnapshot) -> [Finding] {
    let before = Dictionary(counted.files.map { (Array($0.file.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(now.files.map { Array($0.file.utf8) })
    let present = Set(now.files.map(\.sha256))
    let homes = Dictionary(counted.files.map { ($0.sha256, $0.file) }, uniquingKeysWith: { first, _ in first })
    var findings: [Finding] = []
    for file in now.files where before[Array(file.file.utf8)]?.sha256 != file.sha256 {
      guard let home = homes[file.sha256], !file.sha256.isEmpty else { continue }
      let (name, other) = (Wording.oneLine(file.file), Wording.oneLine(home))
      if before[Array(file.file.utf8)] != nil {
        findings.append(
          finding(
            .movedPicture, name,
            Phrase(
              "tệp này nay là ảnh của \(other): ảnh đã bị đổi chỗ cho nhau hoặc chép đè",
              "now holds the picture of \(other): pictures were exchanged, or one was written over")))
      } else if after.contains(Array(home.utf8)) {
        findings.append(
          finding(
            .extraPicture, name,
            Phrase(
              "bản sao của \(other), thêm vào sau lần kiểm phiếu gần nhất; bỏ bản sao đi, hoặc chạy `kiemphieu count`",
              "a copy of \(other) that came after the last count; take it away, or run `kiemphieu count`"),
            altered: false))
      }
    }
    for file in counted.files where !after.contains(Array(file.file.utf8)) && present.contains(file.sha256) {
      findings.append(
        finding(
          .movedPicture, Wording.oneLine(file.file),
          Phrase(
            "ảnh này đã đổi tên hoặc chuyển chỗ sau lần kiểm phiếu gần nhất; chạy `kiemphieu count`",
            "the picture was renamed or moved after the last count; run `kiemphieu count`"), altered: false))
    }
    return findings
  }

  /// Pictures that were deleted when their time was over and lie in their places again.
  func returnedPictures(_ context: SurveyContext, _ journal: Journal) throws(JournalError) -> [Finding] {
    let purged = try journal.purges().flatMap { $0.files + ($0.besides ?? []) }
    var seen: Set<[UInt8]> = []
    return purged.filter {
      seen.insert(Array($0.file.utf8)).inserted
        // Another scan of that name is no deleted one.
        && (try? FileDigest(path: context.layout.folder.appendingPathComponent($0.file).path).sha256) == $0.sha256
    }.map {
      finding(
        .extraPicture, Wording.oneLine($0.file),
        Phrase(
          "ảnh đã xóa khi hết thời hạn lưu nay lại có ở đây; chạy lại `kiemphieu purge`",
          "was deleted when its time was over and is here again; run `kiemphieu purge` again"), altered: false)
    }
  }

  /// Masked pictures that came with other offices' boxes: altered, gone, or more than came. An archive's own pictures are
  /// held against its manifest.
  func receivedPictures(_ context: SurveyContext, _ journal: Journal) throws(JournalError) -> [Finding] {
    guard try journal.extract() == nil else { return [] }
    let received = try journal.merges().flatMap { $0.pictures ?? [] }
    let purged = Set(try journal.purges().flatMap { $0.besides ?? [] }.map { Array($0.file.utf8) })
    let there = context.layout.list(context.layout.pictures).files
    let present = Set(there.map { Array($0.utf8) })
    var findings: [Finding] = []
    for picture in received {
      guard present.contains(Array(picture.file.utf8)) else {
        guard !purged.contains(Array(picture.file.utf8)) else { continue }
        findings.append(
          finding(
            .missingPicture, Wording.oneLine(picture.file),
            Phrase("ảnh nhận kèm gói nay không còn", "a picture that came in an archive is gone")))
        continue
      }
      let path = context.layout.folder.appendingPathComponent(picture.file).path
      guard (try? FileDigest(path: path).sha256) != picture.sha256 else { continue }
      findings.append(
        finding(
          .missingPicture, Wording.oneLine(picture.file),
          Phrase(
            "không còn là ảnh nhận kèm gói: đã bị thay đổi hoặc bị thay",
            "is no longer the picture that came in an archive: altered or replaced")))
    }
    // Archives that older programs took in name no pictures.
    guard try journal.merges().allSatisfy({ $0.pictures != nil }) else { return findings }
    let known = Set(received.map { Array($0.file.utf8) })
    return findings
      + there.filter { !known.contains(Array($0.utf8)) }.map {
        finding(
          .extraPicture, Wording.oneLine($0),
          Phrase("không thuộc gói nào đã nhận", "came with no archive that was taken in"))
      }
  }

  /// Pictures that were read and are gone or changed, and files that were never read.
  func pictures(_ look: FolderLook, _ count: SurveyCount, _ journal: Journal) throws(JournalError) -> [Finding] {
    let present = Set(look.snapshot.files.map(\.sha256))
    let files = Set(look.snapshot.files.map { Array($0.file.utf8) })
    var findings: [Finding] = []
    var altered: Set<[UInt8]> = []
    // A file of which nothing could be read may go: scanning it again is what people are asked to do.
    let read = try journal.files().filter { $0.value.failure == nil }
    let gone = read.values.filter { !present.contains($0.sha256) }
    for file in gone.sorted(by: { ($0.name ?? "", $0.sha256) < ($1.name ?? "", $1.sha256) }) {
      let short = "sha256 \(file.sha256.prefix(16))"
      guard let name = file.name else {
        findings.append(
          finding(
            .missingPicture, short,
            Phrase("ảnh đã đọc nay không còn hoặc đã bị thay đổi", "a picture that was read is gone or was altered")))
        continue
      }
      let isAltered = files.contains(Array(name.utf8))
      if isAltered { altered.insert(Array(name.utf8)) }
      findings.append(
        finding(
          .missingPicture, Wording.oneLine(name),
          isAltered
            ? Phrase(
              "tệp này không còn là ảnh đã đọc (\(short)): đã bị thay đổi hoặc bị thay",
              "is no longer the picture that was read (\(short)): altered or replaced")
            : Phrase(
              "ảnh đã đọc từ tệp này (\(short)) nay không còn", "the picture that was read from it (\(short)) is gone"))
      )
    }
    let counted = Set(count.snapshot.files.map(\.sha256))
    let new = look.snapshot.files.filter { !$0.sha256.isEmpty && !counted.contains($0.sha256) }.map(\.file)
    findings += (count.unread + new).filter { !altered.contains(Array($0.utf8)) }.map {
      finding(
        .unreadPicture, Wording.oneLine($0),
        Phrase("chưa đọc; chạy `kiemphieu count`", "not read yet; run `kiemphieu count`"),
        altered: false)
    }
    return findings
  }
}
