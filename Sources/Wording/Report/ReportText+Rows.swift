internal import Counting

extension ReportText {
  /// The ten rows.
  static func rows(_ annual: AnnualReport, agency: String?) -> [Row] {
    let wording = Wording(.vi)
    let gap = ReportWord.toFill.text
    func inWords(_ count: Int) -> String {
      ReportWord.ballotsInWords.filled(["number": wording.number(count), "words": VietnameseNumber.words(count)])
    }
    let plan = annual.plan.map { plan in
      (plan.date == nil ? ReportWord.planYesUndated : .planYes).filled([
        "number": plan.number, "date": plan.date.map(wording.date) ?? "",
      ])
    }
    let values: [String] = [
      plan ?? gap,
      DocumentText.periodFromTo.filled([
        "from": annual.from.map(wording.date) ?? gap, "to": annual.to.map(wording.date) ?? gap,
      ]),
      method(annual) ?? gap,
      annual.cycle.map { ReportWord.cycle.filled(["months": $0 < 10 ? "0\($0)" : String($0)]) } ?? gap,
      annual.lead ?? gap,
      procedures(annual.procedures) ?? gap,
      collected(annual, inWords), annual.publication ?? gap, wording.number(annual.unitsBelow),
      inWords(annual.collectedBelow),
    ]
    let labels: [ReportWord] = [.row1, .row2, .row3, .row4, .row5, .row6, .row7, .row8, .row9, .row10]
    return zip(labels, values).enumerated().map { Row(number: $0 + 1, label: $1.0.text, value: $1.1) }
  }

  /// The most names of which as many ballots are that row (6) tells.
  private static let mostTied = 5

  /// Row (6): the fields and the procedures of which there are most, and of how many ballots that is known.
  private static func procedures(_ coded: CodedProcedures) -> String? {
    let wording = Wording(.vi)
    let percent = ReportNumbers(measure: .top2)
    let kinds: [(ReportWord, CodedProcedures.Most?)] = [
      (.mostFields, coded.mostFields), (.mostProcedures, coded.mostProcedures),
    ]
    let parts = kinds.compactMap { word, most -> String? in
      guard let most else { return nil }
      let named = most.names.prefix(mostTied).joined(separator: "; ")
      let others = most.names.count - mostTied
      let names =
        others > 0 ? ReportWord.andOthers.filled(["names": named, "count": wording.number(others)]) : named
      // The names with their count, once for all that tie.
      return word.filled([
        "names": names,
        "count": most.names.count > 1
          ? ReportWord.each.filled(["count": wording.number(most.count)]) : wording.number(most.count),
      ])
    }
    guard !parts.isEmpty else { return nil }
    return ReportWord.codedShare.filled([
      "most": parts.joined(separator: "; "), "coded": wording.number(coded.coded),
      "written": wording.number(coded.written), "share": percent.value(coded.share),
    ])
  }

  /// Row (3): what the office says, with the channels where there are several, and when people were asked; channels alone
  /// where the office says nothing.
  private static func method(_ annual: AnnualReport) -> String? {
    var method = annual.method
    if annual.channels.count > 1 {
      let channels = annual.channels.map { ReportWord($0).text }.joined(separator: ", ")
      method =
        method.map { ReportWord.methodAndChannels.filled(["method": $0, "channels": channels]) }
        ?? channels.prefix(1).uppercased() + channels.dropFirst()
    }
    let time: ReportWord
    switch annual.touchpoint {
    case nil: return method
    case .submitting: time = .askedSubmitting
    case .receiving: time = .askedReceiving
    case .both: time = .askedBoth
    }
    return ReportWord.methodAsked.filled(["method": method ?? ReportWord.toFill.text, "time": time.text])
  }

  /// Row (7): all that came, with the channels where there are several.
  private static func collected(_ annual: AnnualReport, _ inWords: (Int) -> String) -> String {
    let ballots = inWords(annual.collected)
    guard annual.channels.count > 1 else { return ballots }
    let channels = annual.channels.map {
      ReportWord.channelCount.filled([
        "channel": ReportWord($0).text, "count": Wording(.vi).number(annual.collectedBy[$0] ?? 0),
      ])
    }
    return ReportWord.collectedByChannel.filled([
      "ballots": ballots, "channels": channels.joined(separator: ", "),
    ])
  }
}
