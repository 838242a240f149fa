internal import Ballots
internal import Counting
internal import Wording

/// One line for each page or file that could not be read: file, page, why, what to do.
enum Complaints {
  static func lines(_ pages: [AssembledPage], _ wording: Wording) -> [String] {
    pages.compactMap { page in
      guard page.status == .reject, page.decision == nil, let refusal = page.refusal else { return nil }
      let advice = wording.advice(refusal)
      return "\(wording.name(page.location)): \(advice.message) → \(advice.nextAction)"
    }
  }
}
