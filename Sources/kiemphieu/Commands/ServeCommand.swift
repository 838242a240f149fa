internal import ArgumentParser
internal import Canvass
internal import Foundation
internal import Station
internal import Wording

/// `serve`: the review station in the browser.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Mở bàn kiểm phiếu trên trình duyệt. / Open the review station in the browser.",
    discussion: """
      Chỉ máy này truy cập được, trừ khi có --address, chứng chỉ TLS và station.yaml với người dùng. Dừng bằng Ctrl+C.
      Only this PC reaches it, unless --address, a TLS certificate and station.yaml with users are given. Ctrl+C stops it.
      """)

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Option(name: .long, help: "Cổng; 0: cổng trống bất kỳ. / Port; 0: any that is free.")
  var port = 8731

  @Option(name: .long, help: "Địa chỉ của máy này. / This PC's address to listen at.")
  var address = "127.0.0.1"

  @Option(name: .long, help: "Chứng chỉ TLS, tệp PEM. / TLS certificate, a PEM file.")
  var certificate: String?

  @Option(name: .long, help: "Khóa của chứng chỉ, tệp PEM. / The certificate's key, a PEM file.")
  var key: String?

  @OptionGroup var jobs: JobsOption
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port: 0–65535") }
    guard (certificate == nil) == (key == nil) else { throw ValidationError("--certificate + --key") }
  }

  func run() async throws {
    let language = common.language
    let pair = certificate.flatMap { chain in key.map { StationPlace.Certificate(chain: chain, key: $0) } }
    let station = try await Station(
      Station.Beginning(folder: survey, jobs: jobs.count, language: language), address: address, port: port,
      certificate: pair)
    do {
      try await station.run { link in
        let words = Phrase("Bàn kiểm phiếu: \(link)", "Review station: \(link)").text(in: language)
        let key = station.key.map { key in
          Phrase("Mật khẩu của lần chạy này: \(key)", "Password of this run: \(key)").text(in: language)
        }
        Console.print(([words] + [key].compactMap { $0 }).joined(separator: "\n"))
      }
    } catch {
      throw Problem(
        Phrase(
          "\(address):\(port): không mở được; có thể chương trình khác đang dùng cổng này. Chọn cổng khác bằng --port.",
          "\(address):\(port): could not be opened; another program may be using the port. Choose another --port."
        ).text(in: language))
    }
  }
}

/// `serve-password`: the hash of a password, for station.yaml.
struct ServePasswordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve-password",
    abstract: "Băm mật khẩu để ghi vào station.yaml. / Hash a password for station.yaml.",
    discussion: "Đọc một dòng từ bàn phím, không hiện chữ. / Reads one line from the keyboard and does not show it.")

  /// Characters of a password at least: NIST SP 800-63B, 5.1.1.1.
  private static let shortest = 8

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let isTerminal = isatty(STDIN_FILENO) == 1
    if isTerminal { Console.error(Phrase("Mật khẩu:", "Password:").text(in: language)) }
    let password = Self.hidden(isTerminal) { readLine() } ?? ""
    guard password.count >= Self.shortest else {
      throw Problem(
        Phrase(
          "Mật khẩu cần ít nhất \(Self.shortest) ký tự.", "A password needs at least \(Self.shortest) characters."
        ).text(in: language))
    }
    guard let hash = PasswordHash(of: password) else {
      throw Problem(
        Phrase("Không đủ bộ nhớ để băm mật khẩu.", "There is no memory to hash the password.").text(in: language))
    }
    Console.print(hash.line)
  }

  /// Does something while the terminal shows nothing of what is typed.
  private static func hidden<T>(_ isTerminal: Bool, _ work: () -> T) -> T {
    var before = termios()
    guard isTerminal, tcgetattr(STDIN_FILENO, &before) == 0 else { return work() }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    return work()
  }
}
