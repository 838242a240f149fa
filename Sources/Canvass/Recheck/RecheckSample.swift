public import Ballots
public import Counting
internal import Journal
internal import Pipeline
public import SurveyFolder

/// The sheets that were drawn for a recheck, with the questions of each.
public struct RecheckSample {
  /// The sheets with their questions, group by group.
  public let worksheet: [(page: AssembledPage, questions: [Question])]
  /// Every question with the answer that was counted.
  public let questions: [RecheckWorksheet.Drawn]

  /// The drawn sheets as `file#page`.
  public var names: [String] { worksheet.map { SheetName($0.page.location).text } }

  /// The sheets of some strata.
  public init(_ strata: [RecheckPopulation.Stratum], forms: [Form]) {
    let known = Dictionary(
      forms.flatMap { form in form.pages.map { (FormPageID(form: form.id, page: $0.number), $0.questions) } },
      uniquingKeysWith: { first, _ in first })
    var worksheet: [(page: AssembledPage, questions: [Question])] = []
    var questions: [RecheckWorksheet.Drawn] = []
    for stratum in strata {
      for page in stratum.sheets {
        let asked = known[FormPageID(form: page.form ?? "", page: page.formPage ?? 0)] ?? []
        // Answers that were counted are answers to the form's questions.
        let pairs = page.answers.compactMap { answer in
          asked.first { $0.id == answer.question }.map { ($0, answer.answer) }
        }
        worksheet.append((page, pairs.map(\.0)))
        questions += pairs.map { question, counted in
          RecheckWorksheet.Drawn(
            sheet: (page.location, SheetName(page.location).text), question: question, group: stratum.name,
            counted: counted)
        }
      }
    }
    self.worksheet = worksheet
    self.questions = questions
  }
}

extension RecheckPopulation {
  /// Its sheets in the order in which a seed draws them.
  public func order(seed: String) -> RecheckOrder {
    order(by: Drawing(seed: seed) { Array(FileDigest(of: $0.utf8).sha256.utf8) })
  }

  /// What the sheets are and how they were counted, in 64 digits.
  public var root: String { MerkleTree.root(of: sheets) }
}
