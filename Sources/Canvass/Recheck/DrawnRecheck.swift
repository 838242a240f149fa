public import Counting
public import Foundation
public import Journal
internal import Pipeline
internal import Reporting
public import SurveyFolder
public import Wording

/// Sheets that a published seed draws of a count, to be read again (docs/recheck.md).
public struct DrawnRecheck {
  /// How they were drawn.
  public let drawing: RecheckDrawing
  /// The sheets with their questions.
  public let sample: RecheckSample

  /// Draws from a population that holds answers.
  ///
  /// - Parameters:
  ///   - tolerated: answers that may be wrong, 0 up to one less than there are; nil for as many as is usual.
  ///   - wanted: so many answers at least, 1 up to all; nil for just enough.
  ///   - head: the store that the count was made from.
  public init(
    of population: RecheckPopulation, seed: String, tolerating tolerated: Int? = nil, answers wanted: Int? = nil,
    head: ChainHead, forms: LoadedForms
  ) {
    let answers = population.answers
    let tolerated = tolerated ?? min(RecheckPlan.usualTolerance(of: answers), answers - 1)
    let plan = population.plan(tolerating: tolerated)
    let order = population.order(seed: seed)
    let draws = wanted.map { order.draws(holding: $0) } ?? plan.draws()
    sample = RecheckSample(order.sample(draws), forms: forms.forms)
    drawing = RecheckDrawing(
      seed: seed, repeat: Self.command(seed, population.group, tolerated: tolerated, wanted: wanted),
      group: population.group, answers: plan.answers, tolerated: plan.tolerated, count: population.root,
      store: RecheckDrawing.Store(entries: head.seq, head: head.hash),
      strata: zip(population.strata, draws).map {
        RecheckDrawing.Stratum(name: $0.name, sheets: $0.sheets.count, drawn: $1)
      }, drawn: sample.names)
  }

  private static func command(_ seed: String, _ group: RecheckGroup, tolerated: Int, wanted: Int?) -> String {
    let quoted = seed.replacing("'", with: "'\\''")
    var words = ["kiemphieu recheck draw <survey>", "--seed '\(quoted)'", "--group \(group.rawValue)"]
    words.append("--tolerate \(tolerated)")
    if let wanted { words.append("--answers \(wanted)") }
    return words.joined(separator: " ")
  }

  /// Writes drawing and worksheet into the folder of their seed, and says which it is. What somebody filled in is not
  /// written over.
  public func write(in layout: SurveyLayout, _ language: Language) throws -> URL {
    let folder: URL
    do throws(FolderError) {
      folder = try layout.recheck(seed: drawing.seed)
    } catch {
      throw Problem(error, language)
    }
    try Self.refuseFilled(folder.appendingPathComponent(RecheckWorksheet.fileName), language)
    let files = ResultFiles(folder: folder, language: language)
    try files.prepare()
    try files.write(try drawing.encoded(), to: RecheckDrawing.fileName)
    try files.write(lines: Tables.worksheet(sample.worksheet), to: RecheckWorksheet.fileName)
    return folder
  }

  private static func refuseFilled(_ worksheet: URL, _ language: Language) throws(Problem) {
    do throws(FolderError) {
      guard try RecheckWorksheet.read(worksheet, name: worksheet.path).isFilled else { return }
    } catch  where error.problem == .missingFile {
      return
    } catch {
      // Whatever it is, somebody may have worked on it.
    }
    throw Problem(
      Phrase(
        "\(worksheet.path): đã có người điền hoặc sửa, không ghi đè. So với số liệu (kiemphieu recheck compare), hoặc chuyển tệp đi chỗ khác rồi rút lại.",
        "\(worksheet.path): somebody filled it in or changed it, so it is not overwritten. Compare it (kiemphieu recheck compare), or move it away and draw again."
      ).text(in: language))
  }
}

extension SurveyLayout {
  /// The folder of a seed's drawing.
  public func recheck(seed: String) throws(FolderError) -> URL {
    try recheck(seed: seed) { FileDigest(of: $0.utf8).sha256 }
  }
}
