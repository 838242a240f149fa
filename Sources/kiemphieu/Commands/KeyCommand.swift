internal import ArgumentParser
internal import Canvass
internal import Journal
internal import Wording

/// `key`: the key with which an office seals archives.
struct KeyCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Khóa niêm phong gói kiểm phiếu. / The key that seals archives.",
    subcommands: [KeyNewCommand.self, KeyShowCommand.self])
}

/// `key new`: makes a key, and a file with its public half beside it.
struct KeyNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "new", abstract: "Tạo khóa mới. / Make a key.")

  @Option(name: .long, help: "Tệp khóa riêng; khóa công khai vào tệp cùng tên thêm .pub. / File of the private key.")
  var out: String

  @Option(name: .long, help: "Tên cơ quan giữ khóa, ví dụ \"UBND phường …\". / Name of the office.")
  var name: String = "KiemPhieu"

  @OptionGroup var common: CommonOptions

  func run() throws {
    let key: OfficeKey
    do throws(OfficeKeyError) {
      key = try OfficeKey(newFor: name)
      try key.write(to: out)
    } catch {
      throw Problem(error, common.language)
    }
    try KeyReport(key.publicKey, privateFile: out, publicFile: OfficeKey.publicPath(for: out)).print(common)
  }
}

/// `key show`: fingerprint and public line of a key, of its private or its public file.
struct KeyShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Xem dấu vân tay và khóa công khai. / Show fingerprint and public key.")

  @Argument(help: "Tệp khóa riêng hoặc khóa công khai. / File of the private or the public key.")
  var file: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let key: OfficePublicKey
    do throws(OfficeKeyError) {
      key = try Self.publicKey(file)
    } catch {
      throw Problem(error, common.language)
    }
    try KeyReport(key, privateFile: nil, publicFile: nil).print(common)
  }

  private static func publicKey(_ file: String) throws(OfficeKeyError) -> OfficePublicKey {
    do throws(OfficeKeyError) {
      return try OfficePublicKey(contentsOf: file)
    } catch .notAKey {
      return try OfficeKey(contentsOf: file).publicKey
    }
  }
}

/// What is told of a key.
private struct KeyReport: Encodable {
  let name: String
  let fingerprint: String
  let publicKey: String
  let privateFile: String?
  let publicFile: String?

  init(_ key: OfficePublicKey, privateFile: String?, publicFile: String?) {
    name = key.name
    fingerprint = key.fingerprint
    publicKey = key.line
    self.privateFile = privateFile
    self.publicFile = publicFile
  }

  func print(_ common: CommonOptions) throws {
    if common.json { return try Console.json(self) }
    guard !common.quiet else { return }
    var lines = [
      Phrase("Dấu vân tay: \(fingerprint)", "Fingerprint: \(fingerprint)").text(in: common.language), publicKey,
    ]
    if let privateFile, let publicFile {
      lines.append(
        Phrase(
          "Khóa riêng: \(privateFile) (giữ kín, không gửi cho ai). Khóa công khai: \(publicFile) (gửi cho nơi nhận gói, kèm dấu vân tay đọc qua điện thoại hoặc in trên giấy có ký).",
          "Private key: \(privateFile) (keep it secret, send it to nobody). Public key: \(publicFile) (send it to those who receive archives; tell them the fingerprint by telephone or on signed paper)."
        ).text(in: common.language))
    }
    Console.print(lines.joined(separator: "\n"))
  }
}
