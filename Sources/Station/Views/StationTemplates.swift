internal import Foundation
internal import Mustache
internal import Wording

/// The station's pages as templates, read once.
struct StationTemplates: Sendable {
  /// The pages.
  enum Page: String, CaseIterable {
    case login, overview, queue, box, minutes, sheet, sheets, results, files, problem
    case audit, verify, contact, recheck, coding
  }

  /// Parts of pages that are sent alone, too.
  enum Part: String, CaseIterable {
    case live, check
  }

  /// Parts of pages.
  private static let parts =
    ["head", "foot", "discrepancies", "back", "entry", "choices"] + Part.allCases.map(\.rawValue)

  /// Why the pages cannot be shown.
  struct Missing: Error, Hashable {
    /// The file that is not there, or that is no template.
    var file: String
  }

  private let library: MustacheLibrary

  /// The templates of a folder.
  init(in folder: URL) throws(Missing) {
    var templates: [String: MustacheTemplate] = [:]
    for name in Page.allCases.map(\.rawValue) + Self.parts {
      let file = folder.appendingPathComponent("\(name).html")
      guard let text = try? String(contentsOf: file, encoding: .utf8),
        let template = try? MustacheTemplate(string: text)
      else { throw Missing(file: file.path) }
      templates[name] = template
    }
    library = MustacheLibrary(templates: templates)
  }

  /// A page with its content; every text is escaped.
  func html(_ page: Page, _ view: Any, in frame: Frame) -> String {
    let context: [String: Any] = ["frame": frame, "words": frame.words, "view": view]
    return library.render(context, withTemplate: page.rawValue) ?? ""
  }

  /// Style sheet, scripts and icon by name, as they are sent.
  static func files(in folder: URL) -> [String: Reply] {
    let kinds = ["css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"]
    var files: [String: Reply] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
      let file = folder.appendingPathComponent(name)
      guard let type = kinds[file.pathExtension], let data = try? Data(contentsOf: file) else { continue }
      files[name] = Reply(type: type, body: Array(data))
    }
    return files
  }

  /// A part of a page, to take the place of what stands there.
  func html(_ part: Part, _ view: Any, _ wording: Wording) -> String {
    library.render([part.rawValue: view, "words": Frame.words(wording)], withTemplate: part.rawValue) ?? ""
  }
}

/// The page to sign in.
struct LoginView: Sendable {
  var loginLabel: String
  /// What was typed before.
  var login: String
  /// Where the password is to be found; nil where people have their own.
  var hint: String?
  /// Why the last try did not succeed.
  var mistake: String?

  init(areUsersNamed: Bool, login: String = "", mistake: String? = nil, _ wording: Wording) {
    loginLabel = wording.text(areUsersNamed ? .login : .yourName)
    hint = areUsersNamed ? nil : wording.text(.keyHint)
    self.login = login
    self.mistake = mistake
  }
}

/// What went wrong.
struct ProblemView: Sendable {
  var message: String
}
