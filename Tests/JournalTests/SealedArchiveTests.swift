import Counting
import Foundation
import Testing

@testable import Journal

@Suite("Sealed archives")
struct SealedArchiveTests {
  // MARK: What is sealed comes out

  @Test func comesOutAsItWentIn() throws {
    let office = try Office()
    let written = try office.seal()
    #expect(written.files.map(\.path) == Office.files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(written.signer.name == "UBND phường Vạn Phúc")
    let opened = try #require(try office.open())
    #expect(opened.manifest == written)
    #expect(opened.signer == office.key.publicKey)
    #expect(try Office.contents(of: opened.folder) == Office.files)
    opened.remove()
    #expect(try office.leftovers.isEmpty)
  }

  @Test func theSameContentsGiveTheSameBytes() throws {
    let office = try Office()
    try office.seal()
    let first = try office.bytes
    try FileManager.default.removeItem(at: office.archive)
    let other = try Office(key: office.key)
    for path in Office.files.keys {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1), .posixPermissions: 0o600],
        ofItemAtPath: other.folder.appendingPathComponent(path).path)
    }
    try other.seal()
    #expect(try other.bytes == first)
  }

  @Test func nothingIsOverwrittenAndNoHalfStays() throws {
    let office = try Office()
    try Data("giữ".utf8).write(to: office.archive)
    #expect(throws: ArchiveError.exists(path: office.archive.path)) { try office.seal() }
    #expect(try office.bytes == Array("giữ".utf8))
    try FileManager.default.removeItem(at: office.archive)
    try FileManager.default.createSymbolicLink(
      at: office.folder.appendingPathComponent("scans/link.png"), withDestinationURL: office.archive)
    #expect(throws: ArchiveError.unfit(.notAFile(path: "scans/link.png"))) { try office.seal() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: office.scratch.path).sorted() == ["khao-sat", "mo"])
  }

  @Test func namesThatCannotBeUnpackedEverywhereAreNotPacked() throws {
    for (name, finding) in [
      ("a\\b.png", ArchiveFinding.unsafeName(path: "a\\b.png")), ("hai\ndòng.png", .unsafeName(path: "hai\ndòng.png")),
      ("SURVEY.yaml", .repeated(path: "survey.yaml")), ("Manifest.JSON", .unsafeName(path: "Manifest.JSON")),
    ] {
      let office = try Office()
      try Data().write(to: office.folder.appendingPathComponent(name))
      #expect(throws: ArchiveError.unfit(finding)) { try office.seal() }
    }
  }

  // MARK: What was altered is found

  /// Every one of 1,000 random changes of one byte is found, or changes nothing that anybody gets to see.
  @Test func oneByteChanged() throws {
    let office = try Office()
    let manifest = try office.seal()
    let whole = try office.bytes
    var random = Dice(seed: 20_261_121)
    var (found, harmless) = (0, 0)
    var kinds: [String: Int] = [:]
    for _ in 0..<1_000 {
      var bytes = whole
      let place = random.next(below: bytes.count)
      bytes[place] ^= UInt8(1 + random.next(below: 255))
      switch try office.opening(of: bytes) {
      case .refused(let findings):
        #expect(!findings.isEmpty)
        found += 1
        for finding in findings { kinds[String(describing: finding).prefix { $0 != "(" }.description, default: 0] += 1 }
      case .sound(let opened):
        harmless += 1
        #expect(opened.manifest == manifest, "byte \(place)")
        #expect(try Office.contents(of: opened.folder) == Office.files, "byte \(place)")
        opened.remove()
      }
    }
    #expect(try office.leftovers.isEmpty)
    // Times, rights and versions in the container; most bytes are contents.
    #expect(found > 800)
    print("1,000 bytes changed: \(found) found, \(harmless) harmless;", kinds.sorted { $0.key < $1.key })
  }

  @Test func everyTruncationIsRefused() throws {
    let office = try Office()
    try office.seal()
    let whole = try office.bytes
    for length in 0..<whole.count {
      guard case .refused(let findings) = try office.opening(of: Array(whole.prefix(length))) else {
        Issue.record("\(length) of \(whole.count) bytes")
        continue
      }
      #expect(findings.count == 1)
      guard case .notAnArchive? = findings.first else {
        Issue.record("\(findings)")
        continue
      }
    }
    print("\(whole.count) truncations refused")
  }

  @Test func whatIsAddedIsFound() throws {
    let office = try Office()
    try office.seal()
    let whole = try office.bytes
    for bytes in [whole + [0], whole + whole, [0] + whole, Array("MZ".utf8) + whole, [], Array("%PDF".utf8)] {
      guard case .refused(let findings) = try office.opening(of: bytes), case .notAnArchive? = findings.first else {
        Issue.record("\(bytes.count) bytes")
        continue
      }
      #expect(findings.count == 1)
    }
  }

  @Test(
    arguments: [
      ("altered", [.altered(path: "minutes/U01-H1.yaml")]),
      ("missing", [.missing(path: "minutes/U01-H1.yaml")]),
      ("extra", [.extra(path: "scans/U01-H1/them.png")]),
      ("twice", [.repeated(path: "survey.yaml")]),
      ("upwards", [.unsafeName(path: "../ngoai.txt")]),
      ("absolute", [.unsafeName(path: "/tmp/ngoai.txt")]),
      ("longer", [.tooLarge(path: "survey.yaml", bytes: 1 << 18, limit: 20), .unread(0)]),
    ] as [(String, [ArchiveFinding])])
  func onlyTheSealedFiles(_ change: String, _ expected: [ArchiveFinding]) throws {
    let office = try Office()
    var manifest = try office.seal()
    var files = manifest.files.map { ($0.path, Office.files[$0.path] ?? []) }
    func place(of path: String) throws -> Int { try #require(files.firstIndex { $0.0 == path }) }
    switch change {
    case "altered": files[try place(of: "minutes/U01-H1.yaml")].1[3] ^= 1
    case "missing": files.remove(at: try place(of: "minutes/U01-H1.yaml"))
    case "extra": files.append(("scans/U01-H1/them.png", [1]))
    case "twice": files.append(("survey.yaml", Office.files["survey.yaml"] ?? []))
    case "upwards": files.append(("../ngoai.txt", [1]))
    case "absolute": files.append(("/tmp/ngoai.txt", [1]))
    default:
      // A bomb: small in the archive, announced small, and without end when unpacked.
      manifest.files[try place(of: "survey.yaml")].size = 20
      files = files.filter { $0.0 != "survey.yaml" } + [("survey.yaml", [UInt8](repeating: 0, count: 1 << 20))]
    }
    guard case .refused(let findings) = try office.opening(of: try office.forge(manifest, files)) else {
      Issue.record("\(change) was taken")
      return
    }
    #expect(Set(findings) == Set(expected.filter { $0 != .unread(0) }), "\(findings)")
    #expect(try office.leftovers.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: "/tmp/ngoai.txt"))
  }

  @Test func namesInTheManifestAreLookedAtBeforeAnythingIsUnpacked() throws {
    let office = try Office()
    let sealed = try office.seal()
    let hash = String(repeating: "0", count: 64)
    for (paths, expected) in [
      (["../x"], [ArchiveFinding.unsafeName(path: "../x")]), (["/x"], [.unsafeName(path: "/x")]),
      (["a//x"], [.unsafeName(path: "a//x")]), (["a\\x"], [.unsafeName(path: "a\\x")]),
      (["./x"], [.unsafeName(path: "./x")]), (["x/"], [.unsafeName(path: "x/")]), ([""], [.unsafeName(path: "")]),
      (["a\u{0}x"], [.unsafeName(path: "a\u{0}x")]), (["a\u{7}x"], [.unsafeName(path: "a\u{7}x")]),
      (["manifest.sig"], [.unsafeName(path: "manifest.sig")]),
      ([String(repeating: "n", count: 256)], [.unsafeName(path: String(repeating: "n", count: 256))]),
      (["x", "x"], [.repeated(path: "x")]), (["é", "e\u{301}"], [.repeated(path: "e\u{301}")]),
      (["Scan/a", "scan/b"], [.repeated(path: "scan/b")]), (["x", "x/y"], [.repeated(path: "x/y")]),
      (["x/y", "x"], [.repeated(path: "x")]),
    ] {
      var manifest = sealed
      manifest.files = paths.map { ArchiveManifest.File(path: $0, size: 0, sha256: hash) }
      guard case .refused(let findings) = try office.opening(of: try office.forge(manifest, [])) else {
        Issue.record("\(paths)")
        continue
      }
      #expect(findings == expected)
    }
  }

  @Test func moreThanTheLimitsIsRefusedBeforeItIsUnpacked() throws {
    let office = try Office()
    let manifest = try office.seal()
    let total = manifest.files.reduce(0) { $0 + $1.size }
    let largest = try #require(manifest.files.max { $0.size < $1.size })
    for (limits, expected) in [
      (ArchiveLimits(members: 2), ArchiveFinding.notAnArchive(detail: "")),
      (
        ArchiveLimits(memberBytes: largest.size - 1),
        .tooLarge(path: largest.path, bytes: largest.size, limit: largest.size - 1)
      ),
      (ArchiveLimits(totalBytes: total - 1), .tooLarge(path: nil, bytes: total, limit: total - 1)),
    ] {
      guard case .refused(let findings) = try office.opening(of: try office.bytes, limits: limits) else {
        Issue.record("\(expected)")
        continue
      }
      if limits.members == 2, case .notAnArchive? = findings.first { continue }
      #expect(findings == [expected])
    }
    var boasting = manifest
    boasting.files = [ArchiveManifest.File(path: "x", size: 1 << 62, sha256: String(repeating: "0", count: 64))]
    let huge = ArchiveLimits(memberBytes: .max, totalBytes: .max)
    #expect(throws: ArchiveError.self) { try office.opening(of: try office.forge(boasting, []), limits: huge) }
    #expect(try office.leftovers.isEmpty)
  }

  // MARK: Who sealed it

  @Test func anotherKeyIsNamed() throws {
    let office = try Office()
    try office.seal()
    let stranger = try OfficeKey(newFor: "UBND phường khác")
    guard case .refused(let findings) = try office.opening(of: try office.bytes, trusted: [stranger.publicKey]) else {
      Issue.record("a stranger's archive was taken")
      return
    }
    #expect(findings == [.signedByAnotherKey(fingerprint: office.key.publicKey.fingerprint)])
    let known = try office.opening(of: try office.bytes, trusted: [stranger.publicKey, office.key.publicKey])
    guard case .sound(let opened) = known else {
      Issue.record("\(known)")
      return
    }
    opened.remove()
  }

  @Test func aSignatureOfAnotherManifestIsNone() throws {
    let office = try Office()
    let manifest = try office.seal()
    let files = manifest.files.map { ($0.path, Office.files[$0.path] ?? []) }
    var other = manifest
    other.totals["found"] = 471
    // The manifest is changed after it was signed; signed by a key that is not the one it names; not signed at all.
    let stranger = try OfficeKey(newFor: "UBND phường khác")
    let sealed = try manifest.encoded()
    for (bytes, signature, expected) in [
      (try other.encoded(), office.key.signature(of: sealed) ?? [], ArchiveFinding.signatureInvalid),
      (sealed, stranger.signature(of: sealed) ?? [], .signatureInvalid), (sealed, [], .signatureInvalid),
      (sealed, [UInt8](repeating: 0, count: 65), .tooLarge(path: "manifest.sig", bytes: 65, limit: 64)),
      (Array("{}".utf8), [UInt8](repeating: 0, count: 64), .manifestUnreadable(detail: "")),
      (Array(#"{"schema": "kiemphieu.archive/2"}"#.utf8), [1], .unsupportedSchema("kiemphieu.archive/2")),
    ] {
      let archive = try office.pack(
        [(SealedArchive.manifestName, bytes), (SealedArchive.signatureName, signature)] + files)
      guard case .refused(let findings) = try office.opening(of: archive) else {
        Issue.record("\(expected)")
        continue
      }
      if case .manifestUnreadable = expected, case .manifestUnreadable? = findings.first { continue }
      #expect(findings == [expected])
    }
    for files in [[], files, [(SealedArchive.signatureName, [1]), (SealedArchive.manifestName, sealed)]] {
      guard case .refused([.notSigned]) = try office.opening(of: try office.pack(files)) else {
        Issue.record("\(files.map(\.0))")
        continue
      }
    }
  }

  // MARK: What other programs would show

  /// A directory that shows other names, kinds or places than were read.
  @Test func theDirectoryIsHeldAgainstWhatWasRead() throws {
    let office = try Office()
    try office.seal()
    let whole = try office.bytes
    let name = Array("survey.yaml".utf8)
    let entry = try #require(whole.indices.last { whole[$0...].starts(with: name) }) - 46
    #expect(whole[entry...].starts(with: [0x50, 0x4B, 1, 2]))
    for (offset, value) in [(46, UInt8(ascii: "S")), (41, 0xA1), (8, 1), (24, 0xFF), (42, 0xFF)] {
      var bytes = whole
      bytes[entry + offset] = value
      guard case .refused(let findings) = try office.opening(of: bytes) else {
        Issue.record("byte \(offset) of the entry")
        continue
      }
      #expect(findings.count == 1)
    }
  }

  @Test func anEncryptedMemberIsRefused() throws {
    let office = try Office()
    try office.seal()
    var bytes = try office.bytes
    let name = Array("survey.yaml".utf8)
    let header =
      try #require(
        bytes.indices.first { bytes[$0...].starts(with: name) && bytes[($0 - 30)...].starts(with: [0x50, 0x4B, 3, 4]) })
      - 30
    bytes[header + 6] |= 1
    guard case .refused(let findings) = try office.opening(of: bytes) else {
      Issue.record("taken")
      return
    }
    #expect(findings == [.encrypted(path: "survey.yaml")])
  }
}

@Suite("Keys")
struct OfficeKeyTests {
  @Test func aKeyComesBackFromItsFile() throws {
    let store = try TemporaryStore()
    let path = store.folder.appendingPathComponent("khoa.pem").path
    let key = try OfficeKey(newFor: "UBND phường Vạn Phúc")
    try key.write(to: path)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let again = try OfficeKey(contentsOf: path)
    #expect(again.name == key.name)
    #expect(again.publicKey == key.publicKey)
    let signature = try #require(again.signature(of: [1, 2, 3]))
    #expect(key.publicKey.isSignature(signature, of: [1, 2, 3]))
    #expect(!key.publicKey.isSignature(signature, of: [1, 2, 4]))
    #expect(throws: OfficeKeyError.exists(path: path)) { try key.write(to: path) }
    #expect(try OfficeKey(contentsOf: path).publicKey == key.publicKey)
    #expect(try OfficePublicKey(contentsOf: path + ".pub") == key.publicKey)
  }

  @Test func neitherHalfIsWrittenWhereOneIs() throws {
    let store = try TemporaryStore()
    let path = store.folder.appendingPathComponent("khoa.pem").path
    try Data("giữ".utf8).write(to: URL(fileURLWithPath: path + ".pub"))
    #expect(throws: OfficeKeyError.exists(path: path + ".pub")) { try OfficeKey(newFor: "A").write(to: path) }
    #expect(try store.content == ["khoa.pem.pub"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + ".pub")) == Data("giữ".utf8))
  }

  @Test func thePublicLine() throws {
    let key = try OfficeKey(newFor: "Sở Nội vụ").publicKey
    let read = try #require(OfficePublicKey(line: key.line + "\n"))
    #expect(read == key && read.name == "Sở Nội vụ")
    #expect(key.fingerprint.wholeMatch(of: /[0-9a-f]{4}(-[0-9a-f]{4}){3}/) != nil)
    for line in ["", "kiemphieu-ed25519", key.line.replacingOccurrences(of: "kiemphieu", with: "ssh"), "a b c"] {
      #expect(OfficePublicKey(line: line) == nil)
    }
    for name in ["", " a", "a\nb", "a\u{2028}b", String(repeating: "a", count: 201)] {
      #expect(throws: OfficeKeyError.unfitName) { try OfficeKey(newFor: name) }
    }
    // RFC 8410, section 10.1: a public key and, by OpenSSL, the SHA-256 of its DER.
    let known = try #require(
      OfficePublicKey(base64: "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=", name: "RFC"))
    #expect(known.fingerprint == "a1e9-1560-54e0-4fac")
  }

  @Test func aKeyThatOthersMayReadIsRefused() throws {
    let store = try TemporaryStore()
    let path = store.folder.appendingPathComponent("khoa.pem").path
    try OfficeKey(newFor: "A").write(to: path)
    for mode in [0o640, 0o604, 0o644, 0o660] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      #expect(throws: OfficeKeyError.readableByOthers(path: path)) { try OfficeKey(contentsOf: path) }
    }
  }

  @Test func whatIsNoKey() throws {
    let store = try TemporaryStore()
    let path = store.folder.appendingPathComponent("khoa.pem").path
    let pem = "-----BEGIN PRIVATE KEY-----\n"
    for text in ["", "khóa", pem, "# Name: A\n\(pem)AAAA\n-----END PRIVATE KEY-----\n"] {
      try Data(text.utf8).write(to: store.folder.appendingPathComponent("khoa.pem"))
      #expect(throws: OfficeKeyError.notAKey(path: path)) { try OfficeKey(contentsOf: path) }
      #expect(throws: OfficeKeyError.notAKey(path: path)) { try OfficePublicKey(contentsOf: path) }
    }
    let missing = path + "x"
    #expect(throws: OfficeKeyError.system(path: missing, errno: ENOENT)) { try OfficeKey(contentsOf: missing) }
  }
}

/// An office with a box to seal.
private final class Office {
  static let files: [String: [UInt8]] = {
    var random = Dice(seed: 1)
    return [
      "survey.yaml": Array("title: Khảo sát hài lòng phường Vạn Phúc\n".utf8),
      "minutes/U01-H1.yaml": Array(String(repeating: "ballots_in_box: 470\n", count: 40).utf8),
      "kiemphieu.db": (0..<900).map { _ in UInt8(random.next(below: 7)) },
      "results/trống.csv": [],
      // A name as some systems write it, letters and accents apart.
      "scans/U01-H1/qu\u{E9}t phie\u{302}\u{301}u.png": (0..<1_200).map { _ in UInt8(random.next(below: 256)) },
    ]
  }()

  let key: OfficeKey
  let scratch: URL
  var folder: URL { scratch.appendingPathComponent("khao-sat") }
  var archive: URL { scratch.appendingPathComponent("U01-H1.zip") }
  private var opened: URL { scratch.appendingPathComponent("mo") }

  init(key: OfficeKey? = nil) throws {
    self.key = try key ?? OfficeKey(newFor: "UBND phường Vạn Phúc")
    scratch = FileManager.default.temporaryDirectory.appendingPathComponent("archive-\(UUID().uuidString)")
    for (path, bytes) in Self.files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    try FileManager.default.createDirectory(at: opened, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: scratch) }

  @discardableResult
  func seal() throws(ArchiveError) -> ArchiveManifest {
    try SealedArchive.write(
      folder: folder, to: archive,
      manifest: ArchiveManifest(
        program: "0.1.0", survey: "Khảo sát", opening: OpeningID(unit: "U01", box: "H1"),
        madeAt: "2026-11-21T18:00:00+07:00", head: ArchiveManifest.Head(seq: 12, hash: Samples.hash(9)),
        merkleRoot: Samples.hash(3), totals: ["found": 470, "valid": 460],
        pictures: .original(by: "Trần Thị Bình", why: "Thanh tra yêu cầu"),
        withheld: [ArchiveManifest.Withheld(file: Samples.hash(4), page: 2, why: "foreign")],
        masked: [ArchiveManifest.Masked(path: "scans/U01-H1/a.png", of: Samples.hash(5), page: 1)]),
      key: key)
  }

  var bytes: [UInt8] { get throws { Array(try Data(contentsOf: archive)) } }

  func open() throws -> UnpackedArchive? {
    guard case .sound(let opened) = try SealedArchive.open(archive, into: opened) else { return nil }
    return opened
  }

  func opening(
    of bytes: [UInt8], trusted: Set<OfficePublicKey>? = nil, limits: ArchiveLimits = ArchiveLimits()
  ) throws -> ArchiveOpening {
    let file = scratch.appendingPathComponent("khac.zip")
    try Data(bytes).write(to: file)
    return try SealedArchive.open(file, into: opened, trusted: trusted, limits: limits)
  }

  /// What an opened archive left behind.
  var leftovers: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: opened.path) } }

  /// An archive of these files, with a manifest of the office's own making that need not fit them.
  func forge(_ manifest: ArchiveManifest, _ files: [(String, [UInt8])]) throws -> [UInt8] {
    let bytes = try manifest.encoded()
    return try pack(
      [(SealedArchive.manifestName, bytes), (SealedArchive.signatureName, key.signature(of: bytes) ?? [])] + files)
  }

  func pack(_ files: [(String, [UInt8])]) throws -> [UInt8] {
    let target = scratch.appendingPathComponent("gia.zip")
    try? FileManager.default.removeItem(at: target)
    do {
      let file = try OpenFile(creating: target.path, mode: 0o600)
      let zip = try ArchiveWriter(descriptor: file.descriptor, path: target.path)
      for (path, bytes) in files {
        try zip.add(path, size: bytes.count, isCompressed: bytes.count < 500)
        try zip.write(bytes)
      }
      try zip.finish()
    }
    return Array(try Data(contentsOf: target))
  }

  /// Every file of a folder by its path, letter by letter as the file system has it.
  static func contents(of folder: URL) throws -> [String: [UInt8]] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var files: [String: [UInt8]] = [:]
    for path in paths {
      let file = folder.appendingPathComponent(path)
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue {
        files[path] = Array(try Data(contentsOf: file))
      }
    }
    return files
  }
}

/// Numbers that look random and are the same each time (SplitMix64).
private struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}

@Suite("The directory of a ZIP")
struct ZIPDirectoryTests {
  /// More members than two bytes can count: the numbers stand in the larger record then.
  @Test func manyMembers() throws {
    let store = try TemporaryStore()
    let path = store.folder.appendingPathComponent("nhieu.zip").path
    let count = 66_000
    do {
      let file = try OpenFile(creating: path, mode: 0o600)
      let zip = try ArchiveWriter(descriptor: file.descriptor, path: path)
      for number in 0..<count { try zip.add("\(number)", size: 0, isCompressed: true) }
      try zip.finish()
    }
    let file = try OpenFile(reading: path)
    let directory = try ZIPDirectory.read(from: file, members: count).get()
    #expect(directory.members.count == count)
    #expect(directory.members.last?.name == Array("65999".utf8))
    #expect(directory.members.first?.position == 0)
    guard case .failure = try ZIPDirectory.read(from: file, members: count - 1) else {
      Issue.record("more members than the limit")
      return
    }
  }
}
