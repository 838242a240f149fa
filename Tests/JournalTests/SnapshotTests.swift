import Ballots
import Counting
import GRDB
import Journal
import Testing

@Suite struct SnapshotTests {
  private static let survey = Survey(
    title: "Khảo sát", period: Period(id: "2026", from: Day(year: 2026, month: 7, day: 1)), forms: ["phuong-8-cau"],
    units: [SurveyUnit(code: "U01", name: "Phường", allocated: 30)], statedAllocation: 30,
    policy: MarkPolicy(doubleMark: .invalid, minimumConfidence: 0.5, minimumAnswered: 2),
    review: ReviewPolicy(peopleToAgree: 2, people: [Person(name: "An", role: .auditor)], retentionDays: 90),
    index: "sipas")

  private func file(_ name: String, _ number: Int) -> PlacedFile {
    PlacedFile(file: name, sha256: Samples.hash(number))
  }

  private func snapshot(_ files: [PlacedFile], _ minutes: [WrittenMinutes] = []) -> SurveySnapshot {
    SurveySnapshot(survey: Self.survey, files: files, minutes: minutes)
  }

  @Test func nothingYet() throws {
    let store = try TemporaryStore()
    #expect(try store.open().snapshot() == nil)
  }

  @Test func whatChangesIsWrittenAndNothingElse() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    // Two names that look alike are two files.
    let names = ["scans/U01-H1/Hòa.png", "scans/U01-H1/Ho\u{300}a.png", "scans/b.pdf"]
    var files = names.enumerated().map { file($1, $0) }
    files.append(PlacedFile(file: "scans/c.pdf", sha256: "", refusal: Refusal(.noPermission)))
    var minutes = [
      WrittenMinutes(file: "minutes/a.yaml", text: "box_id: H1\n"),
      WrittenMinutes(
        file: "minutes/b.yaml",
        unusable: UnusableMinutes(opening: OpeningID(unit: "U01", box: "H2"), inVietnamese: "hỏng", inEnglish: "bad")),
    ]
    let states: [() -> Void] = [
      {}, { files.removeLast() }, { files[0].sha256 = Samples.hash(77) }, { files.append(self.file("scans/d.pdf", 4)) },
      { files.remove(at: 1) }, { minutes[0] = WrittenMinutes(file: "minutes/a.yaml", text: "box_id: H3\n") },
      { minutes.removeLast() },
    ]
    for change in states {
      change()
      try journal.remember(snapshot(files, minutes))
      #expect(try journal.snapshot() == snapshot(files, minutes))
      let head = try journal.head
      // The same once more, in another order, adds no entry.
      try journal.remember(snapshot(files.reversed(), minutes.reversed()))
      #expect(try journal.head == head)
    }
    #expect(try journal.verifyChain().isWhole)
    #expect(try store.open(.readOnly).snapshot() == snapshot(files, minutes))
  }

  @Test func recordsAreRememberedLikeMinutes() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    func snapshot(_ records: [(String, String)]) -> SurveySnapshot {
      SurveySnapshot(
        survey: Self.survey, files: [], minutes: [], records: records.map { WrittenRecord(file: $0.0, text: $0.1) })
    }
    for records in [
      [("records/a.yaml", "1"), ("records/b.yaml", "2")], [("records/a.yaml", "3"), ("records/b.yaml", "2")],
      [("records/b.yaml", "2")], [],
    ] {
      try journal.remember(snapshot(records))
      #expect(try journal.snapshot() == snapshot(records))
      let head = try journal.head
      try journal.remember(snapshot(records.reversed()))
      #expect(try journal.head == head)
    }
    // The survey, two records, one changed, one gone, the other gone.
    #expect(try journal.head.seq == 6)
    #expect(try journal.verifyChain().isWhole)
  }

  @Test func aSurveysProgrammeIsRemembered() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    let day = Day(year: 2026, month: 7, day: 1)
    var survey = Self.survey
    survey.units = [
      SurveyUnit(code: "A", name: "Xã", validTo: day),
      SurveyUnit(
        code: "B", name: "Phường", kind: "phường", allocated: 1, parent: "C", transactions: 2, validFrom: day,
        predecessors: ["A"], stratum: "I"),
    ]
    survey.workingDays = [.mon, .sat]
    survey.milestones = [Milestone(name: "Hội nghị", before: day, done: day), Milestone(name: "Sơ kết", before: day)]
    survey.touchpoint = .both
    survey.sampleScheme = "binh-dinh-2023"
    for openings in [OpeningSchedule.every(months: 3), .on([day]), nil] {
      survey.period = Period(id: "1", from: day, to: day, deadline: day, openings: openings, asOf: day)
      try journal.remember(SurveySnapshot(survey: survey, files: [], minutes: []))
      #expect(try journal.snapshot()?.survey == survey)
    }
  }

  @Test func otherRulesAreAnotherEntry() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    try journal.remember(snapshot([]))
    var other = Self.survey
    other.review.peopleToAgree = 1
    try journal.remember(SurveySnapshot(survey: other, files: [], minutes: []))
    #expect(try journal.snapshot()?.survey == other)
    #expect(try journal.head.seq == 2)
  }

  @Test func duplicatesAreRememberedOnce() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    let found = FoundDuplicate(
      sha256: Samples.hash(2), location: PageLocation(file: "b.png", page: 1), originalSHA256: Samples.hash(1),
      original: PageLocation(file: "a.png", page: 1))
    try journal.remember([found])
    try journal.remember([found])
    #expect(try journal.duplicates() == [found])
    #expect(try journal.head.seq == 1)
  }

  @Test func closingsAndPurges() throws {
    let store = try TemporaryStore()
    let journal = try store.open()
    let opening = OpeningID(unit: "U01", box: "H1", opening: 2)
    var minutes = OpeningMinutes(file: "minutes/a.yaml", opening: opening)
    minutes.ballotsInBox = 12
    var ballots = BallotCounts()
    ballots.valid = 12
    let closing = Closing(
      opening: opening,
      act: .close(
        ClosedBox(
          ballots: ballots, pages: PageCounts(), root: Samples.hash(5), minutes: minutes,
          causes: ["C03": "máy kéo tờ hai lần"], rule: DecisionRule(peopleToAgree: 1, mostAskedFor: 2))),
      person: "Nguyễn Văn An", role: .adjudicator, time: "2026-10-08T09:00:00Z", why: "")
    let head = try journal.record(closing)
    let reopening = Closing(
      opening: opening, act: .reopen, person: "Nguyễn Văn An", role: nil, time: "2026-10-09T09:00:00Z", why: "sót tờ")
    try journal.record(reopening)
    #expect(try journal.closings() == [closing, reopening])
    #expect(try journal.entry(closing: opening) == head)
    #expect(try journal.entry(closing: OpeningID(unit: "U01", box: "H1")) == nil)
    let purge = Purge(
      openings: [opening], files: [file("scans/U01-H1/a.png", 1)], besides: [file("pictures/U01-H1/1-1.png", 2)],
      person: "An", role: nil,
      time: "2027-01-01T00:00:00Z", why: "hết hạn")
    try journal.record(purge)
    #expect(try journal.purges() == [purge])
    #expect(try journal.absentFiles() == purge.files)
    try journal.record(purge)
    #expect(try journal.absentFiles() == purge.files)
    #expect(try journal.verifyChain().isWhole)
  }

  /// By which rule was decided is told by the rules that stood before the decision, not by those of today.
  @Test func howManyPeopleWereAskedFor() throws {
    func survey(_ people: Int) -> SurveySnapshot {
      var snapshot = snapshot([])
      snapshot.survey.review.peopleToAgree = people
      return snapshot
    }
    let store = try TemporaryStore()
    let journal = try store.open()
    let files: Set = [Samples.hash(1)]
    try journal.record(Samples.decision(.page(.accept)))
    #expect(try journal.mostPeopleAskedFor(decisionsOn: files) == nil)
    try journal.remember(survey(2))
    try journal.record(Samples.decision(.page(.accept), sha256: Samples.hash(2)))
    try journal.remember(survey(1))
    #expect(try journal.mostPeopleAskedFor(decisionsOn: files) == nil)
    try journal.record(Samples.decision(.page(.accept)))
    #expect(try journal.mostPeopleAskedFor(decisionsOn: files) == 1)
    #expect(try journal.mostPeopleAskedFor(decisionsOn: [Samples.hash(2)]) == 2)
    #expect(try journal.mostPeopleAskedFor(decisionsOn: [Samples.hash(1), Samples.hash(2)]) == 2)
  }

  /// A store of the first version is read as it is, and written on as one of this version.
  @Test func anOlderStore() throws {
    let store = try TemporaryStore()
    try store.open().remember(Samples.form)
    try store.raw { try $0.execute(sql: "PRAGMA user_version = 1") }
    #expect(try store.open(.readOnly).snapshot() == nil)
    try store.open().remember(snapshot([]))
    #expect(try store.raw { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 2)
    #expect(try store.open(.readOnly).verifyChain().isWhole)
  }
}
