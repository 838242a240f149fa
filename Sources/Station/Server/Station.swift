public import Canvass
internal import Foundation
internal import SurveyFolder
public import Wording

/// The review station over a survey's folder.
public struct Station: Sendable {
  /// What is needed to begin.
  public struct Beginning: Sendable {
    /// The survey's folder.
    public var folder: String
    /// Pages that are read at once.
    public var jobs: Int
    /// The language in which problems are told that concern no browser.
    public var language: Language

    /// From its parts.
    public init(folder: String, jobs: Int, language: Language) {
      self.folder = folder
      self.jobs = jobs
      self.language = language
    }
  }

  /// The password of whoever signs in where no users are named; printed once.
  public let key: String?
  private let site: Site
  private let place: StationPlace
  /// Held as long as the station lives.
  private let alone: LockedFile

  /// A station; the store is made where there is none yet.
  public init(
    _ beginning: Beginning, address: String, port: Int, certificate: StationPlace.Certificate?
  ) async throws(Problem) {
    let language = beginning.language
    let context = try SurveyContext(beginning.folder, language)
    // Taken before the file is read: what is written meanwhile is read again.
    let stamp = FileStamp(context.layout.stationFile.path)
    let users = try Self.users(context, language)
    key = users.key
    do throws(StationPlace.Objection) {
      place = try StationPlace(
        address: address, port: port, certificate: certificate, areUsersNamed: users.users.areNamed)
    } catch {
      throw Problem(Self.phrase(error == .needsUsers ? .users : .certificate).text(in: language))
    }
    if let certificate {
      guard (try? certificate.configuration()) != nil else {
        throw Problem(
          "\(certificate.chain), \(certificate.key): " + Self.phrase(.unreadableCertificate).text(in: language))
      }
    }
    try context.beginStore(try context.forms(language), language)
    // Editors put another file in survey.yaml's place; the store stays the same.
    guard let lock = LockedFile(context.layout.store.path) else {
      throw Problem(Self.phrase(.second).text(in: language))
    }
    alone = lock
    for folder in [context.layout.minutes] + Self.folders(in: context.layout.scans) { Inbox.tidy(folder) }
    let desk = try Desk(folder: beginning.folder, language)
    try await desk.takeInWhatChanged()
    let readers = Readers()
    guard
      let pages = LoadedForms.templateFolders.lazy.map({ $0.appendingPathComponent("station") })
        .first(where: { FileManager.default.fileExists(atPath: $0.path) })
    else { throw Problem(Self.phrase(.templates).text(in: language)) }
    let templates: StationTemplates
    do throws(StationTemplates.Missing) {
      templates = try StationTemplates(in: pages)
    } catch {
      throw Problem("\(error.file): " + Self.phrase(.templates).text(in: language))
    }
    site = Site(
      desk: desk, door: Door(users.users, stamp: stamp), intake: Intake(desk, readers, jobs: beginning.jobs, language),
      pictures: Pictures(readers), templates: templates, files: StationTemplates.files(in: pages),
      cookie: "kiemphieu-\(port)", isSecure: certificate != nil)
  }

  /// Serves until it is told to end; `ready` is called with the address of the first page. Then results stand as everything
  /// that was decided makes them.
  public func run(_ ready: @escaping @Sendable (String) -> Void) async throws {
    let intake = site.intake
    let place = place
    let work = Task {
      await site.desk.finishWhatWasLeft()
      await intake.work()
    }
    defer { withExtendedLifetime(alone) {} }
    do {
      try await StationServer(site: site, place: place).run { port in ready(place.link(port: port)) }
    } catch {
      work.cancel()
      throw error
    }
    work.cancel()
    await site.desk.finish()
  }

  private static func users(
    _ context: SurveyContext, _ language: Language
  ) throws(Problem) -> (users: Users, key: String?) {
    if let users = try Users.named(in: context, language) { return (users, nil) }
    let key = OneTimeKey.make()
    guard let users = Users(key: key) else { throw noMemory(language) }
    return (users, key)
  }

  /// Hashes of passwords take memory, so that guessing is dear.
  static func noMemory(_ language: Language) -> Problem { Problem(phrase(.memory).text(in: language)) }

  private static func folders(in folder: URL) -> [URL] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).map(folder.appendingPathComponent)
  }

  private enum Wrong { case second, users, certificate, unreadableCertificate, templates, memory }

  private static func phrase(_ wrong: Wrong) -> Phrase {
    switch wrong {
    case .second:
      Phrase(
        "Bàn kiểm phiếu của khảo sát này đang chạy. Dùng bàn đó, hoặc dừng nó trước.",
        "A review station of this survey is running. Use that one, or stop it first.")
    case .users:
      Phrase(
        "Địa chỉ này máy khác truy cập được: cần station.yaml với người dùng và mật khẩu.",
        "Other PCs reach this address: station.yaml with users and passwords is needed.")
    case .certificate:
      Phrase(
        "Địa chỉ này máy khác truy cập được: cần --certificate và --key (TLS).",
        "Other PCs reach this address: --certificate and --key are needed (TLS).")
    case .unreadableCertificate:
      Phrase(
        "không đọc được chứng chỉ hoặc khóa (PEM). Kiểm tra tên tệp và quyền đọc.",
        "the certificate or its key (PEM) cannot be read. Check the files' names and rights.")
    case .templates:
      Phrase(
        "Thiếu trang của bàn kiểm phiếu (Templates/station). Cài lại chương trình.",
        "The station's pages are missing (Templates/station). Install the program again.")
    case .memory:
      Phrase(
        "Không đủ bộ nhớ để kiểm mật khẩu. Đóng bớt chương trình rồi chạy lại.",
        "There is no memory to check passwords. Close other programs and run again.")
    }
  }
}
