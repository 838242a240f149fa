internal import ArgumentParser
internal import Ballots
internal import Canvass
internal import Counting
internal import Foundation
internal import Pages
internal import SurveyFolder
internal import Wording

/// `sheet`: papers that go with the ballots of a box, as PDF files to be printed.
struct SheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "In các tờ kèm theo phiếu: biên bản, tờ đầu lô, tờ ngăn… / Print the papers that go with ballots.",
    discussion: """
      header     tờ đầu lô / batch header
      separator  tờ ngăn giữa hai bó / separator between bundles
      calibration  tờ kiểm tra máy in, máy quét / checks printer and scanner
      minutes    biên bản mở hòm phiếu, kèm tờ số liệu / minutes of an opening
      sealing    biên bản niêm phong / record of a sealing
      handover   biên bản giao nhận / record of a hand-over
      poster     áp phích mời trả lời (cần --address) / poster
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case header, separator, calibration, minutes, sealing, handover, poster
  }

  @Argument(help: "Loại tờ. / Which paper.")
  var kind: Kind

  @Argument(help: "Thư mục khảo sát. / Survey folder.")
  var survey: String

  @Argument(help: "Hòm, ví dụ U01-H2. / Box, e.g. U01-H2; a separator needs none.")
  var box: String?

  @ArgumentParser.Option(
    name: .long, help: "Mẫu phiếu của lô, khi khảo sát có nhiều mẫu. / Form, where the survey has several.")
  var form: String?

  @ArgumentParser.Option(name: .long, help: "Địa chỉ trả lời trực tuyến, cho áp phích. / Address for the poster.")
  var address: String?

  @ArgumentParser.Option(name: .long, help: "Thư mục ghi tệp. / Folder for the file (default: sheets/ in the survey).")
  var out: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let language = common.language
    let context = try SurveyContext(survey, language)
    let pdf: [UInt8]
    let name: String
    do {
      switch kind {
      case .separator:
        (pdf, name) = (try CompanionSheet.separator.pdf(), "\(kind.rawValue).pdf")
      case .calibration:
        (pdf, name) = (try CalibrationSheet().pdf(), "\(kind.rawValue).pdf")
      case .header, .minutes, .sealing, .handover, .poster:
        guard let box else {
          throw Problem(
            Phrase(
              "\(kind.rawValue): chưa nói cho hòm nào; thêm mã hòm, ví dụ U01-H1.",
              "\(kind.rawValue): for which box? Add it, e.g. U01-H1."
            ).text(in: language))
        }
        let opening = try OpeningID(naming: box, in: context.survey, language)
        (pdf, name) = (try drawn(for: opening, context), "\(kind.rawValue)-\(opening.folderName).pdf")
      }
    } catch let error as PrintingError {
      throw Problem(error, language)
    }
    let folder = out.map { URL(fileURLWithPath: $0) } ?? context.layout.folder.appendingPathComponent("sheets")
    let files = ResultFiles(folder: folder, language: language)
    try files.prepare()
    try files.write(Data(pdf), to: name)
    let path = folder.appendingPathComponent(name).path
    if common.json {
      try Console.json(["file": path])
    } else if !common.quiet {
      Console.print(path)
    }
  }

  private func drawn(for opening: OpeningID, _ context: SurveyContext) throws -> [UInt8] {
    let survey = context.survey
    let unit = survey.unit(opening.unit) ?? SurveyUnit(code: opening.unit, name: opening.unit)
    func record(_ kind: BlankRecord.Kind) throws(PrintingError) -> [UInt8] {
      try BlankRecord(kind, survey: survey.title, unit: unit, opening: opening).pdf()
    }
    switch kind {
    case .minutes: return try record(.openingMinutes)
    case .sealing: return try record(.sealing)
    case .handover: return try record(.handOver)
    case .header, .separator, .calibration, .poster:
      let minutes = MinutesFolder.read(in: context.layout, survey: survey).minutes.first { $0.opening == opening }
      let label = CompanionSheet.BoxLabel(
        survey: survey.title, period: survey.period, unit: unit, opening: opening, declared: minutes?.ballotsInBox,
        minutesNumber: minutes?.minutesNumber)
      if kind == .poster { return try CompanionSheet.poster(label, address: try addressGiven()).pdf() }
      return try CompanionSheet.batchHeader(label, payload: try headerText(label, context)).pdf()
    }
  }

  private func addressGiven() throws(Problem) -> String {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://") else {
      throw Problem(
        Phrase(
          "Áp phích cần địa chỉ trả lời trực tuyến: --address https://…",
          "The poster needs the address of the online survey: --address https://…"
        ).text(in: common.language))
    }
    return address
  }

  /// What the header's code says, by the pattern of the form whose ballots follow it.
  private func headerText(_ label: CompanionSheet.BoxLabel, _ context: SurveyContext) throws(Problem) -> String {
    let forms = try context.forms(common.language).forms
    guard let chosen = forms.first(where: { form == nil || $0.id == form }), let pattern = chosen.batchHeader else {
      throw Problem(
        Phrase(
          "\(form ?? forms.map(\.id).joined(separator: ", ")): mẫu phiếu không có `batch_header`, nên máy không nhận ra tờ đầu lô.",
          "\(form ?? forms.map(\.id).joined(separator: ", ")): the form has no `batch_header`: its headers would not be known."
        ).text(in: common.language))
    }
    return pattern.filled(with: [
      "form": chosen.code, "unit": label.unit.code, "box": label.opening.box,
      "declared": label.declared.map { String($0) } ?? PayloadPattern.none,
    ])
  }
}
