internal import Counting
internal import Wording

extension Period {
  /// The period as documents say it; nil when nothing is known of it.
  var words: String? {
    let wording = Wording(.vi)
    switch (from, to) {
    case (let from?, let to?):
      return DocumentText.periodFromTo.filled(["from": wording.date(from), "to": wording.date(to)])
    case (let from?, nil): return DocumentText.periodFrom.filled(["from": wording.date(from)])
    case (nil, let to?): return DocumentText.periodTo.filled(["to": wording.date(to)])
    case (nil, nil): return id
    }
  }
}
