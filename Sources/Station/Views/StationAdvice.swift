internal import Ballots
internal import Wording

extension Wording {
  /// What a refusal means and what to do, for somebody who has a browser before him or her.
  func stationAdvice(_ refusal: Refusal) -> (message: String, action: String) {
    let advice = advice(refusal)
    return (advice.message, advice.nextAction.withoutCommands)
  }
}

extension String {
  /// Without the commands that the catalogue names for those who work without the station, and without a sentence's part
  /// that says nothing else.
  var withoutCommands: String {
    replacing(/\s\((?:--|kiemphieu )[^)]*\)/, with: "").replacing(
      /[;.] (?:xem|chạy|see|run) `kiemphieu [^`]*`/, with: "")
  }
}
