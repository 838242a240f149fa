import Ballots
import Counting
import Testing
import Wording

@Suite("Reconciliation with the minutes")
struct ReconciliationTests {
  static let survey = Survey(
    title: "Khảo sát 2026",
    period: Period(
      id: "2026", from: Day(year: 2026, month: 10, day: 1), to: Day(year: 2026, month: 11, day: 30)),
    forms: ["coded"], units: [SurveyUnit(code: "U01", name: "Một"), SurveyUnit(code: "U02", name: "Hai")])

  /// Minutes of a box with three ballots in which everything is in order.
  static func minutes(_ change: (inout OpeningMinutes) -> Void = { _ in }) -> OpeningMinutes {
    var minutes = OpeningMinutes(file: "minutes/U01-H1.yaml", opening: Samples.opening)
    minutes.minutesID = "BB-1"
    minutes.periodID = "2026"
    minutes.place = "UBND"
    minutes.startedAt = Moment(day: Day(year: 2026, month: 10, day: 19), hour: 8, minute: 0)
    minutes.endedAt = Moment(day: Day(year: 2026, month: 10, day: 19), hour: 9, minute: 0)
    minutes.participants = [
      .init(name: "Lê Văn Cường", role: "truong_bo_phan", signed: true),
      .init(name: "Nguyễn Văn An", role: "giam_sat_mttq", signed: true),
      .init(name: "Trần Thị Bình", role: "chung_kien", signed: true),
    ]
    minutes.lockState = .intact
    minutes.sealState = .intact
    minutes.sealExpected = "NP-1"
    minutes.sealFound = "NP-1"
    minutes.ballotsInBox = 3
    minutes.foreignItems = 0
    minutes.handOver = .init(person: "Mai", count: 3)
    minutes.key = .init(person: "Hạnh")
    minutes.signaturesComplete = true
    minutes.preparedBy = "Trần Thị Bình"
    change(&minutes)
    return minutes
  }

  static let threeBallots = (1...3).map {
    Samples.page(marks: ["5", "4", String($0)], serial: String($0), hand: $0)
  }

  static func rows(
    _ minutes: [OpeningMinutes], _ readings: [PageReading] = threeBallots, survey: Survey = survey
  ) -> [Discrepancy] {
    let pages = Samples.assembled(readings)
    let tally = Tally(pages: pages, forms: Samples.forms)
    return Reconciliation(survey: survey, pages: pages, tally: tally, minutes: minutes).discrepancies()
  }

  @Test("minutes of another period are named") func otherPeriod() {
    expect([.otherPeriod]) { $0.periodID = "2025" }
    expect([]) { $0.periodID = " 2026 " }
    let row = Self.rows([Self.minutes { $0.periodID = "2025" }])[0]
    #expect(row.parameters[.expected] == "2026" && row.parameters[.found] == "2025")
    #expect(Wording(.vi).advice(row).message.contains("period_id"))
  }

  @Test("minutes that are there and cannot be read are not called missing") func unusableMinutes() {
    let pages = Samples.assembled(Self.threeBallots)
    let rows = Reconciliation(
      survey: Self.survey, pages: pages, tally: Tally(pages: pages, forms: Samples.forms), minutes: [],
      unusable: [
        UnusableMinutes(
          opening: Samples.opening, inVietnamese: "minutes/U01-H1.json: cần số",
          inEnglish: "minutes/U01-H1.json: a number")
      ]
    ).discrepancies()
    #expect(rows.map(\.code) == [.minutesMissing])
    let advice = Wording(.vi).advice(rows[0])
    #expect(advice.message == "Đã có biên bản mở hòm nhưng chưa dùng được (minutes/U01-H1.json: cần số).")
    #expect(!advice.nextAction.contains("minutes new"))
    #expect(Wording(.en).advice(rows[0]).message.contains("a number"))
  }

  private func expect(
    _ codes: [DiscrepancyCode], at place: SourceLocation = #_sourceLocation, _ change: (inout OpeningMinutes) -> Void
  ) {
    #expect(Self.rows([Self.minutes(change)]).map(\.code) == codes, sourceLocation: place)
  }

  private func codes(_ change: (inout OpeningMinutes) -> Void) -> [DiscrepancyCode] {
    Self.rows([Self.minutes(change)]).map(\.code)
  }

  @Test("a box in order has no discrepancy") func inOrder() {
    #expect(Self.rows([Self.minutes()]).isEmpty)
  }

  @Test("fewer or more than minuted: C01, C02") func counts() {
    let fewer = Self.rows([
      Self.minutes {
        $0.ballotsInBox = 5
        $0.handOver?.count = 5
      }
    ])
    #expect(fewer.map(\.code) == [.fewerScanned])
    #expect(fewer.first?.expected == 5)
    #expect(fewer.first?.found == 3)
    #expect(fewer.first?.parameters[.count] == "2")
    let more = Self.rows([
      Self.minutes {
        $0.ballotsInBox = 2
        $0.handOver?.count = 2
      }
    ])
    #expect(more.map(\.code) == [.moreScanned])
  }

  @Test("strays and unlisted units lay in the box; duplicates, blanks, headers and other papers did not")
  func whatCounts() {
    let readings = [
      Samples.page(marks: ["5", "4", "3"], serial: "1"),
      Samples.page(marks: ["5", "4", "3"], unit: "U02", serial: "2"),
      Samples.page(marks: ["5", "4", "3"], unit: "X34", serial: "3"), Samples.blank, Samples.foreign,
      Samples.page(marks: ["5", "4", "3"], serial: "1"), Samples.header(unit: "U01", box: "H1"),
    ]
    let rows = Self.rows([Self.minutes()], readings)
    #expect(rows.map(\.code.rawValue) == ["B02", "B04", "C03", "V08"])
    #expect(rows.allSatisfy { $0.sheets.count == 1 })
    #expect(rows[2].sheets.first?.file == "U01-H1/scan6.png")
  }

  @Test("a repeated serial names every bearer, and each waits: B07, C13") func serials() {
    let readings = [
      Samples.page(marks: ["5", "4", "3"], serial: "1"), Samples.page(marks: ["5", "4", "2"], serial: "1"),
      Samples.page(marks: ["1", "4", "2"], serial: "2"),
    ]
    let rows = Self.rows([Self.minutes()], readings)
    #expect(rows.map(\.code.rawValue) == ["B07", "C13"])
    #expect(rows[0].sheets.count == 2)
    #expect(rows[1].found == 2)
  }

  @Test("blank, incomplete and un-coded ballots: V01, V09; an unreadable code only waits") func sheets() {
    let blank = Self.rows(
      [Self.minutes()], Self.threeBallots.dropLast() + [Samples.page(marks: [nil, nil, nil], serial: "9")])
    #expect(blank.map(\.code.rawValue) == ["V01"])
    let incomplete = Self.rows(
      [Self.minutes()],
      Self.threeBallots.dropLast() + [Samples.page(Samples.twoPages, 2, marks: ["1", "1"], serial: "9")])
    #expect(incomplete.map(\.code.rawValue) == ["C13", "K06", "V09"])
    let unreadable = Self.rows(
      [Self.minutes()], Self.threeBallots.dropLast() + [Samples.page(marks: ["1", "1", "1"], unit: nil, box: nil)])
    #expect(unreadable.map(\.code.rawValue) == ["C13"])
  }

  @Test("near-identical pictures: Q04") func nearIdentical() {
    func plain(_ hand: Int) -> PageReading {
      Samples.page(Samples.plain, marks: ["5", "5", "4"], unit: nil, box: nil, hand: hand)
    }
    var near = plain(1)
    near.questions[0].options[0].mark.inkInside *= 1.01
    #expect(Self.rows([Self.minutes()], [plain(1), plain(2), near]).map(\.code.rawValue) == ["C13", "Q04"])
    #expect(Self.rows([Self.minutes()], [plain(1), plain(2), plain(3)]).isEmpty)
  }

  @Test("a scanned box without minutes: M00; minutes without scans: C01") func missing() {
    #expect(Self.rows([]).map(\.code) == [.minutesMissing])
    let rows = Self.rows([Self.minutes()], [])
    #expect(rows.map(\.code) == [.fewerScanned])
    #expect(rows.first?.found == 0)
  }

  @Test("seal, lock, key") func custody() {
    expect([.sealNumber]) { $0.sealFound = "NP-2" }
    expect([]) { $0.sealFound = "np - 1" }
    expect([]) {
      $0.sealExpected = nil; $0.sealFound = nil
    }
    expect([.lockAbnormal]) {
      $0.lockState = .init(rawValue: "bat_thuong"); $0.incident = .init(reportedTo: "Chủ tịch")
    }
    expect([.sealBrokenUnreported]) {
      $0.sealState = .init(rawValue: "rach"); $0.incident = .init(description: "rách góc")
    }
    expect([]) {
      $0.sealState = .init(rawValue: "rach"); $0.incident = .init(reportedTo: "Chủ tịch")
    }
    expect([.keyCustody]) { $0.key = nil }
    expect([.keyCustody]) { $0.key?.person = " " }
  }

  @Test("people and signatures") func people() {
    expect([.headAbsent]) { $0.participants[0].role = "khac" }
    expect([]) { $0.participants[0].role = "truong_bo_phan_mot_cua" }
    expect([.witnessMissing]) { $0.participants[1].role = "khac" }
    expect([]) {
      $0.participants[1].role = "khac"
      $0.preparedBy = "Thư ký"
    }
    let unsigned = Self.rows([
      Self.minutes {
        $0.participants[1].signed = false
        $0.signaturesComplete = false
      }
    ])
    #expect(unsigned.map(\.code) == [.signaturesMissing])
    #expect(unsigned.first?.parameters[.people] == "Nguyễn Văn An")
  }

  @Test("required fields: one row names them all") func fields() {
    let rows = Self.rows([
      Self.minutes {
        $0.place = nil
        $0.preparedBy = ""
        $0.foreignItems = nil
        $0.minutesNumber = nil
      }
    ])
    #expect(rows.map(\.code) == [.fieldMissing])
    #expect(rows.first?.parameters[.fields] == "place, prepared_by")
    expect([.fieldMissing]) { $0.participants = [] }
    expect([.fieldMissing]) { $0.ballotsInBox = nil }
  }

  @Test("sums within the minutes: C05 to C08, C12, M06") func sums() {
    func issue(_ received: Int?, _ issued: Int?, _ unused: Int?, _ spoiled: Int?, _ returned: Int?) -> [DiscrepancyCode]
    {
      codes {
        $0.ballotsReceived = received
        $0.ballotsIssued = issued
        $0.ballotsUnused = unused
        $0.ballotsSpoiledUnissued = spoiled
        $0.ballotsSpoiledReturned = returned
      }
    }
    #expect(issue(10, 5, 4, 1, 1).isEmpty)
    #expect(issue(10, 5, 4, 0, 1) == [.issueSum])
    #expect(issue(10, 3, 6, 1, 1) == [.moreThanIssued])
    #expect(issue(nil, 5, nil, nil, nil) == [.issuePartial])
    #expect(Set(issue(nil, 2, nil, nil, nil)) == [.issuePartial, .moreThanIssued])
    expect([.bundleSum]) { $0.bundles = [.init(number: "1", count: 2)] }
    expect([]) { $0.bundles = [.init(number: "1", count: 2), .init(number: "2", count: 1)] }
    expect([.handOverCount]) { $0.handOver?.count = 2 }
    expect([]) {
      $0.handOver?.count = 2; $0.ballotsKept = 1
    }
    expect([]) { $0.handOver?.count = nil }
    expect([.respondentList]) { $0.respondentListCount = 4 }
    expect([]) { $0.respondentListCount = 3 }
  }

  @Test("the hand's classification against the machine's: C09") func hand() {
    expect([]) {
      $0.handValid = 3; $0.handInvalid = 0; $0.handBlank = 0
    }
    let rows = Self.rows([
      Self.minutes {
        $0.handValid = 2; $0.handBlank = 1
      }
    ])
    #expect(rows.map(\.code) == [.handClassification])
    #expect(rows.first?.parameters[.fields] == "hand_valid, hand_blank")
    // A waiting ballot may still become what the hand saw.
    var waiting = Self.threeBallots
    waiting[0].questions[0].options[0].state = .unclear
    #expect(Self.rows([Self.minutes { $0.handValid = 3 }], waiting).map(\.code) == [.waiting])
  }

  @Test("the number in words: M08") func words() {
    expect([]) { $0.ballotsInBoxWords = "ba phiếu" }
    let rows = Self.rows([Self.minutes { $0.ballotsInBoxWords = "ba mươi" }])
    #expect(rows.map(\.code) == [.wordsDiffer])
    #expect(rows.first?.found == 30)
    expect([.wordsDiffer]) { $0.ballotsInBoxWords = "khoảng ba" }
  }

  @Test("dates: M02, P01, P02, M09") func dates() {
    expect([.endBeforeStart]) { $0.endedAt?.hour = 7 }
    let late = Moment(day: Day(year: 2026, month: 12, day: 1), hour: 8, minute: 0)
    expect([.outsidePeriod]) {
      $0.startedAt = late; $0.endedAt = late
    }
    let sunday = Moment(day: Day(year: 2026, month: 10, day: 25), hour: 8, minute: 0)
    expect([.nonWorkingDay]) {
      $0.startedAt = sunday; $0.endedAt = sunday
    }
    var second = Self.minutes {
      $0.ballotsInBox = 0
      $0.handOver?.count = 0
    }
    second.opening.opening = 2
    #expect(Self.rows([Self.minutes(), second]).map(\.code) == [.openingsOverlap])
    second.startedAt?.hour = 10
    second.endedAt?.hour = 11
    #expect(Self.rows([Self.minutes(), second]).isEmpty)
  }

  @Test("allocation: K01, K02, K03, B03") func allocation() {
    func codes(_ first: Int?, _ second: Int?, stated: Int? = nil) -> [String] {
      var survey = Self.survey
      survey.units[0].allocated = first
      survey.units[1].allocated = second
      survey.statedAllocation = stated
      return Self.rows([Self.minutes()], survey: survey).map(\.code.rawValue)
    }
    #expect(codes(3, 0, stated: 3).isEmpty)
    #expect(codes(3, 0, stated: 4) == ["K01"])
    #expect(codes(4, 0) == ["K02"])
    #expect(codes(2, 0) == ["K03"])
    #expect(codes(3, 5) == ["K02"])
    var twice = Self.survey
    twice.units.append(SurveyUnit(code: "U02", name: "Ba"))
    #expect(Self.rows([Self.minutes()], survey: twice).map(\.code) == [.codeOfTwoUnits])
  }

  @Test("one row for each code and place", arguments: UInt64(1)...30) func oneRow(seed: UInt64) {
    struct Key: Hashable {
      var code: DiscrepancyCode
      var place: Discrepancy.Place
    }
    let pages = Assembly(forms: Samples.forms, units: ["U01", "U02"]).assemble(RandomBatch(seed: seed).inputs)
    let tally = Tally(pages: pages, forms: Samples.forms)
    let rows = Reconciliation(survey: Self.survey, pages: pages, tally: tally, minutes: [Self.minutes()])
      .discrepancies()
    #expect(Set(rows.map { Key(code: $0.code, place: $0.place) }).count == rows.count)
    let again = Reconciliation(survey: Self.survey, pages: pages, tally: tally, minutes: [Self.minutes()])
      .discrepancies()
    #expect(rows == again)
  }
}
