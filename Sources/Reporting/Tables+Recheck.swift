public import Ballots
public import Counting

extension Tables {
  /// `drawn.csv`: the worksheet of a recheck, a row for each question of each drawn sheet. Nothing in it tells what was
  /// counted; the column `answer` is left to be filled in.
  public static func worksheet(_ sheets: [(page: AssembledPage, questions: [Question])]) -> CSV {
    CSV(
      header: ["file", "page", "slot", "form", "unit", "box", "question", "text", "answer"],
      rows: sheets.lazy.flatMap { page, questions in
        questions.map { question in
          [
            page.location.file, String(page.location.page), String(page.location.slot), page.form ?? "",
            page.unit ?? "",
            page.box ?? "", question.id, question.text, "",
          ]
        }
      })
  }

  /// `recheck.csv`: each answer that was read again, beside the one that was counted.
  public static func recheck(_ recheck: Recheck, seed: String, by person: String) -> CSV {
    CSV(
      header: ["seed", "by", "group", "file", "page", "slot", "question", "counted", "read", "agrees"],
      rows: recheck.answers.lazy.map { answer in
        let place = answer.location
        return [
          seed, person, answer.group, place.file, String(place.page), String(place.slot), answer.question,
          answer.counted.text, answer.read.text, answer.agrees ? "yes" : "no",
        ]
      })
  }
}
