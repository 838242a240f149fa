import Foundation
import Testing

/// Papers of the office in `records/`: they are held against the minutes, and remembered like them.
@Suite struct RecordTests {
  private static let sealing = """
    schema: kiemphieu.record/1
    kind: sealing
    unit_id: U05
    box_id: H1
    sealed_at: 01/07/2026 07:30

    """

  private func survey() throws -> SurveyCopy {
    let survey = try SurveyCopy.counted()
    try FileManager.default.createDirectory(at: survey.file("records"), withIntermediateDirectories: true)
    return survey
  }

  @Test func aRecordChangesTheReconciliation() throws {
    let survey = try survey()
    #expect(!(try survey.codes("U01", "H2")).contains("S04"))
    try survey.write(Self.sealing.utf8, to: "records/niem-phong.yaml")
    // Not taken over yet: somebody has to, and nothing was altered.
    let before = try Program.run("verify", survey.path)
    #expect(before.status == 1 && before.output.contains("records/niem-phong.yaml"), "\(before.output)")
    #expect(try Program.run("reconcile", survey.path).status == 1)
    // One box has a record of its sealing, the other has none.
    #expect(try survey.codes("U01", "H2").contains("S04"))
    #expect(!(try survey.codes("U05", "H1")).contains("S04"))
    #expect(try Program.run("verify", survey.path).status == 0)
    // The journal remembers it: the results are made again without the file.
    try survey.remove("records/niem-phong.yaml")
    let after = try Program.run("verify", survey.path)
    #expect(after.status == 1 && !after.output.contains("results/reconciliation.csv"), "\(after.output)")
    #expect(try Program.run("reconcile", survey.path).status == 1)
    #expect(!(try survey.codes("U01", "H2")).contains("S04"))
  }

  @Test func otherPapersAreLeftAloneAndWrongOnesAreNamed() throws {
    let survey = try survey()
    try survey.write("so: [\n".utf8, to: "records/so-phat-phieu.yaml")
    #expect(try Program.run("verify", survey.path).status == 0)
    try survey.write((Self.sealing + "seal_nr: 5\nopening_seq: 0\n").utf8, to: "records/niem-phong.yaml")
    try survey.write(
      """
      schema: kiemphieu.record/1
      kind: issue
      unit_id: U01
      box_id: H22
      entries: [{day: 06/07/2026, issued: 5}]

      """.utf8, to: "records/so-phat.yaml")
    let outcome = try Program.run("reconcile", survey.path)
    #expect(outcome.errorLines.count { $0.contains("records/niem-phong.yaml") && $0.contains("opening_seq") } == 1)
    // A box that is nobody's: no minutes, no scans.
    #expect(outcome.errorLines.count { $0.contains("records/so-phat.yaml") && $0.contains("U01-H22") } == 1)
  }
}
