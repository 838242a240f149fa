import SurveyFolder
import Testing

struct EnteredMinutesTests {
  @Test(
    "Moments as people write them",
    arguments: [
      ("26/10/2026 8h30", "26/10/2026 08:30"), ("26-10-2026 8:30", "26/10/2026 08:30"),
      ("26.10.2026 08:30", "26/10/2026 08:30"), ("8h30 ngày 6/1/2026", "06/01/2026 08:30"),
      ("8 giờ 05 phút, 26/10/2026", "26/10/2026 08:05"), ("26/10/2026 17h", "26/10/2026 17:00"),
      ("26/10/2026 08:30", "26/10/2026 08:30"),
    ])
  func moments(_ typed: String, _ meant: String) {
    for field in ["started_at", "handover.at"] {
      #expect(EnteredMinutes([field: typed]).fields[field] == meant)
    }
    #expect(EnteredMinutes(["place": typed]).fields["place"] == typed)
  }

  /// What may mean two things, or is no moment, stays as it is and is refused later.
  @Test(arguments: [
    "26/10/26 8h30", "10/2026", "hôm qua", "8h", "2026-10-08T08:53", "1/2/2026 8h3", "1/2/2026 8:", "8: 1/2/2026",
  ])
  func others(_ typed: String) {
    #expect(EnteredMinutes(["started_at": typed]).fields["started_at"] == typed)
  }
}
