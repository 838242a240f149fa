internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Pages
internal import SurveyFolder
internal import Wording

/// `form print`: the ballots of a survey's units, each with a code of its own, one PDF file a unit.
struct FormPrintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print", abstract: "In phiếu cho các đơn vị. / Print the ballots of a survey's units.")

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @ArgumentParser.Option(
    name: .long, help: "Mẫu phiếu, khi khảo sát có nhiều mẫu. / Form, where the survey has several.")
  var form: String?

  @ArgumentParser.Option(name: .long, help: "Chỉ in cho đơn vị này. / Print for this unit only.")
  var unit: String?

  @ArgumentParser.Option(
    name: .long, help: "Chỉ in cho hòm này của đơn vị; mã phiếu ghi cả hòm. / Print for this box: the codes name it.")
  var box: String?

  @ArgumentParser.Option(
    name: .long, help: "Số phiếu mỗi đơn vị. / Ballots for each unit (default: as allocated).", transform: Self.copies)
  var copies: Int?

  @ArgumentParser.Option(
    name: .long, help: "Thư mục ghi tệp PDF. / Folder for the PDF files (default: ballots/ in the survey).")
  var out: String?

  @OptionGroup var common: CommonOptions

  /// As many as a unit can want; more is a slip of the hand.
  private static let mostCopies = 10_000

  private static func copies(_ text: String) throws -> Int {
    guard let copies = Int(text), (1...mostCopies).contains(copies) else { throw ValidationError("1 – \(mostCopies)") }
    return copies
  }

  /// What was printed.
  private struct Report: Encodable {
    let unit: String
    let file: String
    let ballots: Int
  }

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    if let box { try OpeningID.checkCode(box, language) }
    let layout = try layout(context)
    let units = try units(context, layout)
    let folder = out.map { URL(fileURLWithPath: $0) } ?? context.layout.folder.appendingPathComponent("ballots")
    let files = ResultFiles(folder: folder, language: language)
    // All is known to be printable before anything is printed.
    for (unit, _) in units {
      try printing { () throws(PrintingError) in try layout.check(unit, box: box) }
      let file = folder.appendingPathComponent(name(unit, layout))
      guard !FileManager.default.fileExists(atPath: file.path) else {
        throw Problem(
          Phrase(
            "\(file.path): đã có tệp này, không ghi đè. Mỗi lần in, phiếu mang mã khác; chọn thư mục khác bằng --out, hoặc xóa tệp nếu chưa đem in.",
            "\(file.path): exists already and is left alone. Ballots bear other codes each time; choose another folder with --out, or delete the file if it was not printed."
          ).text(in: language))
      }
    }
    try files.prepare()
    var tokens = BallotTokens()
    var random = SystemRandomNumberGenerator()
    var reports: [Report] = []
    for (unit, count) in units {
      let sheets = (0..<count).map { _ in BallotLayout.Sheet(unit: unit, box: box, token: tokens.next(using: &random)) }
      let pdf = try printing { () throws(PrintingError) in try layout.pdf(of: sheets) }
      let name = name(unit, layout)
      try files.write(Data(pdf), to: name)
      reports.append(Report(unit: unit.code, file: folder.appendingPathComponent(name).path, ballots: count))
      if !common.quiet, !common.json {
        let file = folder.appendingPathComponent(name).path
        Console.print(Phrase("\(file): \(count) phiếu", "\(file): \(count) ballots").text(in: language))
      }
    }
    if common.json { try Console.json(reports) }
  }

  private func name(_ unit: SurveyUnit, _ layout: BallotLayout) -> String {
    "\(layout.form.id)-\(([unit.code] + [box].compactMap(\.self)).joined(separator: "-")).pdf"
  }

  private func printing<T>(_ body: () throws(PrintingError) -> T) throws(Problem) -> T {
    do throws(PrintingError) {
      return try body()
    } catch {
      throw Problem(error, common.language)
    }
  }

  /// The units to print for and how many ballots each gets. A form without tokens is printed once, to be copied.
  private func units(
    _ context: SurveyContext, _ layout: BallotLayout
  ) throws(Problem) -> [(unit: SurveyUnit, count: Int)] {
    let language = common.language
    let units = context.survey.units.filter { unit == nil || $0.code == unit }
    guard !units.isEmpty else {
      throw Problem(
        (unit.map {
          Phrase("\($0): không có đơn vị này trong survey.yaml.", "\($0): survey.yaml lists no such unit.")
        }
          ?? Phrase(
            "survey.yaml chưa có danh sách đơn vị (units), nên chưa biết in phiếu cho ai.",
            "survey.yaml lists no units: there is nobody to print ballots for."
          )).text(in: language))
    }
    return try units.map { unit throws(Problem) in
      if !layout.hasToken { return (unit, 1) }
      guard let count = copies ?? unit.allocated, (1...Self.mostCopies).contains(count) else {
        throw Problem(
          Phrase(
            "\(unit.code): chưa biết in bao nhiêu phiếu. Ghi số phiếu phân bổ (allocated) trong survey.yaml, hoặc dùng --copies.",
            "\(unit.code): how many ballots? Give the unit its `allocated` in survey.yaml, or use --copies."
          ).text(in: language))
      }
      return (unit, count)
    }
  }

  /// The layout of the form, which must be the one that reading goes by.
  private func layout(_ context: SurveyContext) throws(Problem) -> BallotLayout {
    let language = common.language
    guard let id = form ?? (context.survey.forms.count == 1 ? context.survey.forms.first : nil) else {
      throw Problem(
        Phrase(
          "Khảo sát có nhiều mẫu phiếu; chọn một bằng --form: \(context.survey.forms.joined(separator: ", ")).",
          "The survey has several forms; choose one with --form: \(context.survey.forms.joined(separator: ", "))."
        ).text(in: language))
    }
    let (form, outline) = try source(of: id, context)
    guard let outline else {
      throw Problem(
        Phrase(
          "Mẫu \(form.id) không được tạo bằng `kiemphieu form new` nên không có \(FormOutlineFile.fileName) để in; hãy in tệp phiếu trắng của mẫu.",
          "Form \(form.id) was not made by `kiemphieu form new` and has no \(FormOutlineFile.fileName) to print from; print its blank."
        ).text(in: language))
    }
    let layout = try printing { () throws(PrintingError) in try BallotLayout(outline) }
    guard layout.form.agrees(with: form, within: Self.sameLength) else {
      throw Problem(
        Phrase(
          "Mẫu \(form.id): \(FormOutlineFile.fileName) và form.yaml không còn khớp nhau; phiếu in ra sẽ không đọc được. Tạo lại mẫu bằng `kiemphieu form new`.",
          "Form \(form.id): \(FormOutlineFile.fileName) and form.yaml do not agree any more; the ballots could not be read. Make the form anew with `kiemphieu form new`."
        ).text(in: language))
    }
    return layout
  }

  /// The form that reading goes by, and the outline beside it, if there is one.
  private func source(of id: String, _ context: SurveyContext) throws(Problem) -> (form: Form, FormOutline?) {
    do throws(FolderError) {
      let library = FormLibrary(survey: context.layout, templates: LoadedForms.templateFolders)
      let place = try library.find(id)
      let form = try FormImport.read(place).form
      let isFile = ["json", "yaml", "yml"].contains(place.pathExtension.lowercased())
      let folder = isFile ? place.deletingLastPathComponent() : place
      let outline = folder.appendingPathComponent(FormOutlineFile.fileName)
      guard FileManager.default.fileExists(atPath: outline.path) else { return (form, nil) }
      return (form, try FormOutlineFile.read(outline))
    } catch {
      throw Problem(error, common.language)
    }
  }

  /// Between the print and what reading goes by, mm: a tenth of what a scanner's scale is off by.
  private static let sameLength = 0.05
}
