internal import ArgumentParser
internal import Canvass
internal import Codecs
internal import Counting
internal import Foundation
internal import Journal
internal import SurveyFolder
internal import Wording

/// Which offices' keys are known.
struct TrustOptions: ParsableArguments {
  @Option(
    name: .long,
    help:
      "Tệp khóa công khai của nơi niêm phong gói (nhiều lần). / Public key file of the office that sealed; repeatable.")
  var key: [String] = []

  /// The keys; nil when none was given.
  func keys(_ language: Language) throws(Problem) -> Set<OfficePublicKey>? {
    guard !key.isEmpty else { return nil }
    var keys: Set<OfficePublicKey> = []
    for path in key {
      do throws(OfficeKeyError) {
        keys.insert(try OfficePublicKey(contentsOf: path))
      } catch {
        throw Problem(error, language)
      }
    }
    return keys
  }
}

/// An archive that was unpacked into a directory of its own and looked through like a survey's folder. The directory goes
/// with the object.
final class OpenedArchive {
  private let scratch: TemporaryDirectory
  /// What is in it; nil when it was refused.
  let unpacked: UnpackedArchive?
  /// What a look through its folder found; nil when it was refused.
  let verification: Verification?
  /// Everything that is wrong with it.
  let findings: [Verification.Finding]

  /// Who sealed it.
  var signer: OfficePublicKey? { unpacked?.signer }

  init(
    _ path: String, trusted: Set<OfficePublicKey>?, anchors: [(text: String, anchor: Anchor)] = [], _ language: Language
  ) throws {
    do throws(ScanError) {
      scratch = try TemporaryDirectory()
    } catch {
      throw Problem(
        Phrase(
          "\(path): không tạo được thư mục tạm để mở gói. Kiểm tra chỗ trống trong thư mục tạm rồi chạy lại.",
          "\(path): no temporary folder can be made to unpack it. Check the room there and run again."
        ).text(in: language))
    }
    let opening: ArchiveOpening
    do throws(ArchiveError) {
      opening = try SealedArchive.open(
        URL(fileURLWithPath: path), into: URL(fileURLWithPath: scratch.path), trusted: trusted)
    } catch {
      throw Problem(error, path, language)
    }
    switch opening {
    case .refused(let faults):
      unpacked = nil
      verification = nil
      let name = URL(fileURLWithPath: path).lastPathComponent
      findings = faults.map {
        Verification.Finding(
          kind: .archive, subject: name, message: $0.words.text(in: language), isAlteration: true)
      }
    case .sound(let archive):
      let strangers = Self.strangers(archive)
      guard strangers.isEmpty else {
        archive.remove()
        unpacked = nil
        verification = nil
        findings = strangers.map {
          Verification.Finding(
            kind: .archive, subject: Wording.oneLine($0),
            message: Phrase("tệp này không thuộc gói của một hòm", "this is no file of a box's archive").text(
              in: language),
            isAlteration: true)
        }
        return
      }
      let verification = try Verification(SurveyContext(archive.folder.path, language), anchors: anchors, language)
      unpacked = archive
      self.verification = verification
      findings = verification.findings + Self.contradictions(archive.manifest, verification, language)
    }
  }

  /// Files that a box does not consist of. Nothing is looked at beside them: a rollback journal next to the store, for
  /// one, would be played back.
  private static func strangers(_ archive: UnpackedArchive) -> [String] {
    let layout = SurveyLayout(folder: archive.folder)
    let files = [layout.surveyFile, layout.store].map(\.lastPathComponent)
    let folders = [layout.forms, layout.scans, layout.minutes, layout.pictures, layout.results].map {
      $0.lastPathComponent + "/"
    }
    return archive.manifest.files.map(\.path).filter { path in
      !files.contains(path) && !folders.contains(where: path.hasPrefix)
    }
  }

  /// Where the manifest says otherwise than what was packed.
  private static func contradictions(
    _ manifest: ArchiveManifest, _ verification: Verification, _ language: Language
  ) -> [Verification.Finding] {
    guard let count = verification.count else { return [] }
    let opening = manifest.opening
    var faults: [Phrase] = []
    let packed = Set(manifest.files.map { Array($0.path.utf8) })
    for picture in manifest.masked.map(\.path)
    where !picture.hasPrefix("pictures/") || !packed.contains(Array(picture.utf8)) {
      let name = Wording.oneLine(picture)
      faults.append(Phrase("không có ảnh đã che \(name)", "the masked picture \(name) is not there"))
    }
    if count.roots[opening] ?? MerkleTree.root(of: []) != manifest.merkleRoot {
      faults.append(
        Phrase("mã gốc Merkle khác với nội dung của gói", "the Merkle root is not that of what is in the archive"))
    }
    let totals = count.totals(of: opening)
    for (name, stated) in manifest.totals.sorted(by: { $0.key < $1.key }) where totals[name] != stated {
      faults.append(
        Phrase(
          "số liệu \(name) ghi \(stated), đếm lại \(totals[name] ?? 0)",
          "\(name) is stated as \(stated) and counted as \(totals[name] ?? 0)"))
    }
    return faults.map {
      Verification.Finding(
        kind: .archive, subject: SealedArchive.manifestName, message: $0.text(in: language), isAlteration: true)
    }
  }
}

extension SurveyCount {
  /// The sums of a box that an archive states.
  func totals(of opening: OpeningID) -> [String: Int] {
    let section = tally.openings[opening] ?? TallySection()
    let ballots = section.ballots
    return [
      "found": ballots.found, "valid": ballots.valid, "partly_valid": ballots.partlyValid, "blank": ballots.blank,
      "invalid": ballots.invalid, "waiting": ballots.waiting, "stray": ballots.stray, "foreign": ballots.foreign,
      "pages": section.pages.pages, "duplicate_pages": section.pages.duplicates,
    ]
  }
}
