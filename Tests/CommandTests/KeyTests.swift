import Foundation
import Testing

/// `key new` and `key show`.
@Suite("Keys")
struct KeyTests {
  @Test func aKeyIsMadeAndShown() throws {
    let scratch = try Scratch()
    let made = try Program.run(
      "key", "new", "--out", "khoa.pem", "--name", "UBND phường Vạn Phúc", "--lang", "en", in: scratch.url)
    #expect(made.status == 0 && made.errors.isEmpty, "\(made.errors)")
    #expect(made.output.contains("khoa.pem.pub"))
    let line = scratch.text("khoa.pem.pub").trimmingCharacters(in: .newlines)
    #expect(line.wholeMatch(of: /kiemphieu-ed25519 [A-Za-z0-9+\/]{59}= UBND phường Vạn Phúc/) != nil)
    let rights = try FileManager.default.attributesOfItem(
      atPath: scratch.url.appendingPathComponent("khoa.pem").path)[.posixPermissions]
    #expect(rights as? Int == 0o600)
    #expect(!made.output.contains("PRIVATE KEY-----"))

    for file in ["khoa.pem", "khoa.pem.pub"] {
      let shown = try Program.run("key", "show", file, "--lang", "en", in: scratch.url)
      #expect(shown.status == 0)
      let lines = shown.output.split(separator: "\n")
      #expect(lines.count == 2 && lines[1] == line)
      #expect(lines.first?.wholeMatch(of: /Fingerprint: [0-9a-f]{4}(-[0-9a-f]{4}){3}/) != nil, "\(shown.output)")
      #expect(made.output.hasPrefix(shown.output))
      let json = try Program.run("key", "show", file, "--json", in: scratch.url)
      let report = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: String]
      #expect(report?["publicKey"] == line && report?["name"] == "UBND phường Vạn Phúc")
    }
    let quiet = try Program.run("key", "show", "khoa.pem", "--quiet", in: scratch.url)
    #expect(quiet.status == 0 && quiet.output.isEmpty)
  }

  /// Whatever is wrong is one line that names the file, and status 2.
  @Test func whatCannotBeDone() throws {
    let scratch = try Scratch()
    #expect(try Program.run("key", "new", "--out", "khoa.pem", in: scratch.url).status == 0)
    let key = scratch.text("khoa.pem")
    #expect(key.contains("-----BEGIN PRIVATE KEY-----"))
    try Data("khóa".utf8).write(to: scratch.url.appendingPathComponent("khac.pem"))
    for arguments in [
      ["new", "--out", "khoa.pem"], ["new", "--out", "khong/co/khoa.pem"], ["new", "--out", "moi.pem", "--name", ""],
      ["new", "--out", "moi.pem", "--name", "hai\ndòng"], ["new"], ["show", "khac.pem"], ["show", "khong-co.pem"],
      ["show", "."], [],
    ] {
      for language in ["vi", "en"] {
        let outcome = try Program.start(
          ["key"] + arguments + (arguments.isEmpty ? [] : ["--lang", language]), in: scratch.url
        ).wait(timeout: 60)
        #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments)")
        #expect(outcome.errorLines.count == 1, "\(arguments): \(outcome.errors)")
      }
    }
    #expect(scratch.text("khoa.pem") == key)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: scratch.url.appendingPathComponent("khoa.pem").path)
    let outcome = try Program.run("key", "show", "khoa.pem", "--lang", "en", in: scratch.url)
    #expect(outcome.status == 2 && outcome.errors.contains("chmod 600"), "\(outcome.errors)")
  }
}
