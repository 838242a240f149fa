import Counting
import Foundation
import Journal
import Testing

/// `export`, `verify` of archives, `merge`.
@Suite("archives")
struct ArchiveCommandTests {
  private static let by = ["--by", "Nguyễn Văn An"]

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.start(arguments).wait(timeout: 180)
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome { try Program.start(arguments).wait(timeout: 180) }

  /// A counted survey, a key, and a folder for archives.
  private struct Office {
    let survey: SurveyCopy
    let scratch: Scratch
    var key: String { scratch.url.appendingPathComponent("khoa").path }
    var publicKey: String { key + ".pub" }

    init() throws {
      survey = try SurveyCopy.counted()
      scratch = try Scratch()
      let outcome = try Program.run("key", "new", "--out", key, "--name", "UBND xã Cà Ná")
      try #require(outcome.status == 0, "\(outcome.errors)")
    }

    func archive(_ name: String) -> String { scratch.url.appendingPathComponent(name).path }

    func export(_ box: String, to name: String, _ more: String...) throws -> Program.Outcome {
      try Program.start(
        ["export", survey.path, box, "--key", key, "--out", archive(name)] + ArchiveCommandTests.by + more
      ).wait(timeout: 180)
    }
  }

  /// A survey of a district that has nothing of its own.
  private func district(_ scratch: Scratch, _ yaml: String = "title: Toàn huyện\nform: phuong-8-cau\n") throws -> URL {
    let folder = scratch.url.appendingPathComponent("huyen")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(yaml.utf8).write(to: folder.appendingPathComponent("survey.yaml"))
    return folder
  }

  private func text(_ folder: URL, _ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  @Test func whatIsSealedVerifiesByItself() throws {
    let office = try Office()
    let outcome = try office.export("U05-H1", to: "m.zip")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("chưa chốt"))
    let untrusted = try run("verify", office.archive("m.zip"))
    #expect(untrusted.status == 0, "\(untrusted.output)\(untrusted.errors)")
    #expect(untrusted.output.contains("chưa đối chiếu"))
    let trusted = try run("verify", office.archive("m.zip"), "--key", office.publicKey, "--json")
    #expect(trusted.status == 0)
    struct Report: Decodable {
      struct Box: Decodable {
        let box: String
        let root: String
      }
      struct Signer: Decodable {
        let name: String
        let isTrusted: Bool
      }
      let signer: Signer
      let boxes: [Box]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(trusted.output.utf8))
    #expect(report.signer.isTrusted && report.signer.name == "UBND xã Cà Ná")
    #expect(report.boxes.map(\.box) == ["U05-H1"])
    // The same root as in the survey's own results.
    #expect(try office.survey.table("boxes").rows("unit", "U05").first?["root"] == report.boxes.first?.root)
    // That an archive was written is an entry; nothing else changed.
    #expect(try run("verify", office.survey.path).status == 0)
  }

  @Test func picturesAreMaskedUnlessAskedForWithAReason() throws {
    let office = try Office()
    #expect(try office.export("U01-H2", to: "m.zip").status == 0)
    #expect(try office.export("U01-H2", to: "none.zip", "--unmasked", " ").status == 2)
    #expect(try office.export("U01-H2", to: "o.zip", "--unmasked", "thanh tra yêu cầu").status == 0)
    // The manifest is stored as it is, before everything else.
    struct Manifest: Decodable {
      struct File: Decodable { let path: String }
      struct Withheld: Decodable { let why: String }
      let files: [File]
      let withheld: [Withheld]
    }
    func manifest(_ name: String) throws -> Manifest {
      let data = try Data(contentsOf: URL(fileURLWithPath: office.archive(name)))
      let start = try #require(data.range(of: Data("{\n".utf8))).lowerBound
      let end = try #require(data.range(of: Data("\n}\n".utf8))).upperBound
      return try JSONDecoder().decode(Manifest.self, from: data[start..<end])
    }
    func names(_ name: String) throws -> [String] { try manifest(name).files.map(\.path) }
    let masked = try names("m.zip")
    #expect(!masked.contains { $0.hasPrefix("scans/") })
    #expect(masked.contains { $0.hasPrefix("pictures/U01-H2/") })
    let original = try names("o.zip")
    #expect(original.contains("scans/U01-H2/scan02148.jpg"))
    // A page of this file is no ballot: neither the file nor a picture of that page is handed on.
    let foreign = try office.survey.table("sheets").rows.filter { $0["status"] == "foreign" }
    let file = try #require(foreign.first?["file"])
    #expect(!original.contains(file))
    let pages = try office.survey.table("sheets").rows.count { $0["file"]?.hasPrefix("scans/U01-H2/") == true }
    #expect(masked.count { $0.hasPrefix("pictures/") } == pages - foreign.count)
    #expect(try manifest("m.zip").withheld.map(\.why) == foreign.map { _ in "foreign" })
    for name in ["m.zip", "o.zip"] { #expect(try run("verify", office.archive(name)).status == 0) }
  }

  @Test func archivesAreMerged() throws {
    let office = try Office()
    #expect(try office.export("U05-H1", to: "a.zip").status == 0)
    #expect(try office.export("U01-H2", to: "b.zip", "--unmasked", "cả huyện kiểm lại").status == 0)
    let district = try district(office.scratch)
    let archives = [office.archive("a.zip"), office.archive("b.zip")]
    // Nobody's seal is taken on trust.
    #expect(try run(["merge", district.path] + archives + Self.by).status == 2)
    let outcome = try run(["merge", district.path] + archives + Self.by + ["--key", office.publicKey])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try text(district, "results/tally.csv") == office.survey.text("results/tally.csv"))
    let boxes = Table(try text(district, "results/boxes.csv"))
    #expect(boxes.rows.map { $0["root"] } == (try office.survey.table("boxes").rows.map { $0["root"] }))
    #expect(try run("verify", district.path).status == 0)
    // Counting again reads what came as scans with this program, and leaves the rest as it was read.
    #expect(try run("count", district.path, "--quiet").status == 1)
    #expect(try text(district, "results/tally.csv") == office.survey.text("results/tally.csv"))
    #expect(try run("verify", district.path).status == 0)

    // None twice: neither the same archive nor another one of the same box.
    let again = try run(["merge", district.path, archives[0]] + Self.by + ["--key", office.publicKey])
    #expect(again.status == 2 && again.errors.contains("đã nhận rồi"))
    #expect(try office.export("U05-H1", to: "c.zip").status == 0)
    let other = try run(["merge", district.path, office.archive("c.zip")] + Self.by + ["--key", office.publicKey])
    #expect(other.status == 2 && other.errors.contains("gói khác"))
  }

  @Test func whatIsNotTakenIn() throws {
    let office = try Office()
    #expect(try office.export("U05-H1", to: "a.zip").status == 0)
    let archive = office.archive("a.zip")
    let trust = ["--key", office.publicKey] + Self.by
    // A unit that the survey does not list.
    let listed = try district(
      office.scratch, "title: Toàn huyện\nform: phuong-8-cau\nunits: [{code: U09, name: Xã khác}]\n")
    let unlisted = try run(["merge", listed.path, archive] + trust)
    #expect(unlisted.status == 2 && unlisted.errors.contains("U05"))
    // A box that the survey has scans of.
    let own = try run(["merge", office.survey.path, archive] + trust)
    #expect(own.status == 2 && own.errors.contains("scans/U05-H1/"))
    // Another office's key.
    let key = office.archive("khac")
    #expect(try run("key", "new", "--out", key, "--name", "Nơi khác").status == 0)
    let foreign = try run(["merge", listed.path, archive, "--key", key + ".pub"] + Self.by)
    #expect(foreign.status == 3 && foreign.errors.contains("khóa khác"))
    #expect(!FileManager.default.fileExists(atPath: listed.appendingPathComponent("scans").path))
    // Nor for want of a key.
    #expect(try run(["merge", listed.path, archive] + Self.by).status == 2)
    let there = try FileManager.default.contentsOfDirectory(atPath: listed.path)
    #expect(there == ["survey.yaml"])
  }

  /// A box counted by other rules would count otherwise here, and a closed one differ from its closing for ever.
  @Test(arguments: [
    ("review: {people: 2}", "review.people: 1"), ("marks: {double: invalid}", "marks.double: adjudicate"),
    ("marks: {minimum_confidence: 0.5}", "marks.minimum_confidence: 0.3"),
    ("marks: {minimum_answered: 3}", "marks.minimum_answered: 1"),
  ])
  func aBoxCountedByOtherRules(_ rule: String, _ theirs: String) throws {
    let office = try Office()
    #expect(try office.export("U05-H1", to: "a.zip").status == 0)
    let district = try district(office.scratch, "title: Toàn huyện\nform: phuong-8-cau\n\(rule)\n")
    let outcome = try run(["merge", district.path, office.archive("a.zip"), "--key", office.publicKey] + Self.by)
    #expect(outcome.status == 2 && outcome.errors.contains(theirs), "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: district.path) == ["survey.yaml"])
  }

  /// Masked pictures of a merged box go like scans when their time is over.
  @Test func maskedPicturesWhoseTimeIsOver() throws {
    let office = try Office()
    try office.survey.decideAll(in: "U05-H1")
    #expect(try run(["close", office.survey.path, "U05-H1"] + Self.by).status == 0)
    #expect(try office.export("U05-H1", to: "a.zip").status == 0)
    let district = try district(office.scratch, "title: Toàn huyện\nform: phuong-8-cau\nretention_days: 0\n")
    #expect(
      try run(["merge", district.path, office.archive("a.zip"), "--key", office.publicKey] + Self.by).status == 0)
    let pictures = district.appendingPathComponent("pictures/U05-H1").path
    let count = try FileManager.default.contentsOfDirectory(atPath: pictures).count
    #expect(count > 0)
    let outcome = try run(["purge", district.path, "--why", "hết thời hạn", "--yes", "--lang", "en"] + Self.by)
    #expect(outcome.status == 0 && outcome.output.contains("Deleted \(count) pictures"), "\(outcome.output)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: pictures).isEmpty)
    #expect(try run("reconcile", district.path, "--quiet").status < 2)
    #expect(try run("verify", district.path).status == 0)
  }

  /// An office whose key is trusted seals a folder with two boxes as one: nothing of it is taken in.
  @Test func anArchiveBringsItsOwnBoxOnly() throws {
    let office = try Office()
    let opening = OpeningID(unit: "U05", box: "H1")
    let root = try #require(try office.survey.table("boxes").rows("unit", "U05").first?["root"])
    let journal = try Journal(existingAt: office.survey.file("kiemphieu.db"))
    try journal.take(
      try journal.facts(of: [], opening: opening),
      from: .extract(
        Extract(
          opening: opening, sourceEntries: 1, sourceHead: "", closingEntry: nil, closingHash: nil, absent: [])))
    let archive = office.archive("a.zip")
    try SealedArchive.write(
      folder: office.survey.folder, to: URL(fileURLWithPath: archive),
      manifest: ArchiveManifest(
        program: "", survey: "", opening: opening, madeAt: "", head: ArchiveManifest.Head(seq: 1, hash: ""),
        merkleRoot: root, totals: [:], pictures: .masked),
      key: OfficeKey(contentsOf: office.key))
    #expect(try run("verify", archive).status == 0)
    let district = try district(office.scratch)
    let outcome = try run(["merge", district.path, archive, "--key", office.publicKey] + Self.by)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("scans/U01-H2/"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: district.appendingPathComponent("scans").path))
  }

  /// What was decided on a picture here must not be overruled by what comes with the same picture.
  @Test func aPictureThatIsHereAlready() throws {
    let office = try Office()
    #expect(try office.export("U05-H1", to: "a.zip", "--unmasked", "thử").status == 0)
    let district = try district(office.scratch)
    let other = district.appendingPathComponent("scans/U05-H7")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    try office.survey.data("scans/U05-H1/scan02115.tif").write(to: other.appendingPathComponent("x.tif"))
    let outcome = try run(["merge", district.path, office.archive("a.zip"), "--key", office.publicKey] + Self.by)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("scans/U05-H7/x.tif"), "\(outcome.errors)")
  }

  /// The pictures that came with a box are its only ones: each is held against what was sealed.
  @Test func picturesOfAMergedBoxAreVerified() throws {
    let office = try Office()
    #expect(try office.export("U05-H1", to: "a.zip").status == 0)
    let district = try district(office.scratch)
    let trust = ["--key", office.publicKey] + Self.by
    #expect(try run(["merge", district.path, office.archive("a.zip")] + trust).status == 0)
    #expect(try run("verify", district.path).status == 0)
    let folder = district.appendingPathComponent("pictures/U05-H1")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let (first, second) = (folder.appendingPathComponent(names[0]), folder.appendingPathComponent(names[1]))
    let kept = try Data(contentsOf: first)
    try Data(contentsOf: second).write(to: first)
    let altered = try run("verify", district.path)
    #expect(altered.status == 3 && altered.output.contains("✗ pictures/U05-H1/\(names[0]): "), "\(altered.output)")
    try FileManager.default.removeItem(at: first)
    #expect(try run("verify", district.path).status == 3)
    try kept.write(to: first)
    try kept.write(to: folder.appendingPathComponent("them.png"))
    let extra = try run("verify", district.path)
    #expect(extra.status == 3 && extra.output.contains("✗ pictures/U05-H1/them.png: "), "\(extra.output)")
  }

  /// A journal beside the store would be played back, and what it names deleted; so nothing is looked at beside the files
  /// that a box consists of.
  @Test func anArchiveWithAFileThatIsNoBoxes() throws {
    let office = try Office()
    try office.survey.write([1, 2, 3], to: "kiemphieu.db-journal")
    let archive = office.archive("a.zip")
    try SealedArchive.write(
      folder: office.survey.folder, to: URL(fileURLWithPath: archive),
      manifest: ArchiveManifest(
        program: "", survey: "", opening: OpeningID(unit: "U05", box: "H1"), madeAt: "",
        head: ArchiveManifest.Head(seq: 1, hash: ""), merkleRoot: "", totals: [:], pictures: .masked),
      key: OfficeKey(contentsOf: office.key))
    let outcome = try run("verify", archive)
    #expect(outcome.status == 3)
    #expect(outcome.output.hasPrefix("✗ kiemphieu.db-journal: "), "\(outcome.output)\(outcome.errors)")
  }

  /// A run that was cut off after it had copied some of the files is made good by the same command.
  @Test func aMergeThatWasCutOff() throws {
    let office = try Office()
    #expect(try office.export("U05-H1", to: "a.zip", "--unmasked", "thử").status == 0)
    let district = try district(office.scratch)
    let scans = district.appendingPathComponent("scans/U05-H1")
    try FileManager.default.createDirectory(at: scans, withIntermediateDirectories: true)
    try office.survey.data("scans/U05-H1/scan02115.tif").write(to: scans.appendingPathComponent("scan02115.tif"))
    let outcome = try run(["merge", district.path, office.archive("a.zip"), "--key", office.publicKey] + Self.by)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let boxes = Table(try text(district, "results/boxes.csv"))
    #expect(
      boxes.rows("unit", "U05").first?["root"] == (try office.survey.table("boxes").rows("unit", "U05").first?["root"]))
  }

  @Test func anOfficeThatSealsWhatItDidNotCount() throws {
    let office = try Office()
    try office.survey.write("mới".utf8, to: "scans/U05-H1/scan09999.jpg")
    let outcome = try office.export("U05-H1", to: "a.zip")
    #expect(outcome.status == 2 && outcome.errors.contains("kiemphieu count"))
    #expect(!FileManager.default.fileExists(atPath: office.archive("a.zip")))
  }

  /// An archive among the scans would be one of them for the next count.
  @Test func anArchiveAmongTheSurveysOwnFiles() throws {
    let office = try Office()
    let link = office.archive("loi-tat")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: office.survey.file("scans/U05-H1").path)
    for place in ["scans/U05-H1", "scans", "minutes", "forms", "pictures/U05-H1", "results"] {
      let outcome = try run(
        ["export", office.survey.path, "U05-H1", "--key", office.key, "--out"]
          + [office.survey.file(place).appendingPathComponent("a.zip").path] + Self.by)
      #expect(outcome.status == 2 && outcome.errors.contains("\(place.prefix { $0 != "/" })/"), "\(outcome.errors)")
    }
    let linked = try run(
      ["export", office.survey.path, "U05-H1", "--key", office.key, "--out", link + "/a.zip"] + Self.by)
    #expect(linked.status == 2 && linked.errors.contains("scans/"), "\(linked.errors)")
    #expect(try office.export("U05-H1", to: "a.zip").status == 0)
    #expect(!(try office.survey.files().contains { $0.hasSuffix(".zip") }))
  }

  @Test func theClosingSheetsHeadIsKnownToTheArchive() throws {
    let office = try Office()
    // The other box has nothing that waits once this one's items are decided; here an anchor of the store is enough.
    let verified = try run("verify", office.survey.path, "--lang", "en")
    let anchor = try #require(verified.output.firstMatch(of: /head (\d+:[0-9A-F]{16})/)).output.1
    #expect(try office.export("U05-H1", to: "a.zip").status == 0)
    #expect(try run("verify", office.archive("a.zip"), "--anchor", String(anchor)).status == 0)
    let other = try run("verify", office.archive("a.zip"), "--anchor", "1:0123456789ABCDEF")
    #expect(other.status == 3)
  }
}
