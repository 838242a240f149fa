import Counting
import Foundation
import Journal
import Testing

/// What the station acknowledged stands, however it ends.
struct StationKillTests {
  @Test("A station that is killed has every decision that it acknowledged, and goes on")
  func decisionsStand() async throws {
    let survey = try SurveyCopy.counted()
    var decided: [String] = []
    let station = try await RunningStation(survey.path)
    let token = try await station.signIn(as: "Lê Thị Mai")
    for _ in 0..<6 {
      let page = try await station.get("/queue")
      guard let sheet = page.field("sheet"), let question = page.field("question") else { break }
      let reply = try await station.post(
        "/queue/decide",
        [
          "token": token, "sheet": sheet, "question": question, "answer": question.isEmpty ? "invalid" : "blank",
          "why": "nhìn rõ",
        ])
      try #require(reply.status == 200)
      decided.append("\(sheet) \(question)")
    }
    // One more is on its way.
    let page = try await station.get("/queue")
    async let last = station.post(
      "/queue/decide",
      [
        "token": token, "sheet": page.field("sheet") ?? "", "question": page.field("question") ?? "",
        "answer": "blank", "why": "nhìn rõ",
      ])
    station.program.kill(withDescendants: true)
    _ = try? await last
    try #require(decided.count == 6)
    let store = try Journal(at: survey.file("kiemphieu.db"), access: .readOnly)
    let stands = try store.decisions().map { decision in
      switch decision.subject {
      case .answer(let question, _): "\(decision.sha256)-\(decision.page)-\(decision.slot) \(question)"
      case .page: "\(decision.sha256)-\(decision.page)-\(decision.slot) "
      }
    }
    #expect(Array(stands.prefix(6)) == decided)
    #expect(try Program.run("reconcile", survey.path, "--quiet").status <= 1)
    #expect(try Program.run("verify", survey.path, "--quiet").status <= 1)
    let again = try await RunningStation(survey.path)
    _ = try await again.signIn(as: "Lê Thị Mai")
    let next = try await again.get("/queue")
    #expect(!decided.contains("\(next.field("sheet") ?? "") \(next.field("question") ?? "")"))
  }

  @Test("A station that is killed in the middle of files has every file that it acknowledged, whole, and no half one")
  func filesStand() async throws {
    let survey = try SurveyCopy.fresh()
    let folder = survey.file("scans/U05-H1")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let contents = try Dictionary(
      uniqueKeysWithValues: files.map { ($0, try Data(contentsOf: folder.appendingPathComponent($0))) })
    try FileManager.default.removeItem(at: folder)
    let station = try await RunningStation(survey.path)
    let token = try await station.signIn(as: "Lê Thị Mai")
    var taken: [String] = []
    for name in files.dropLast(3) {
      let data = try #require(contents[name])
      let reply = try await station.send(data, as: name, to: "/boxes/U05-H1/scans", token: token)
      try #require(reply.status == 200)
      taken.append(name)
    }
    let large = Data(repeating: 7, count: 40 << 20)
    async let last = station.send(large, as: "lon.pdf", to: "/boxes/U05-H1/scans", token: token)
    station.program.kill(withDescendants: true)
    let isAcknowledged = (try? await last)?.status == 200
    let there = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
    #expect(Set(there).subtracting(["lon.pdf"]) == Set(taken))
    for name in taken { #expect(try Data(contentsOf: folder.appendingPathComponent(name)) == contents[name]) }
    if isAcknowledged || there.contains("lon.pdf") {
      #expect(try Data(contentsOf: folder.appendingPathComponent("lon.pdf")) == large)
    }
    // The next one clears away what was half written.
    let again = try await RunningStation(survey.path)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(".incoming") }.isEmpty)
    again.program.terminate()
    #expect(try again.program.wait(timeout: 60).status == 0)
  }

  @Test("There is one station of a survey, and it serves this PC only unless others can be kept out")
  func stationIsAlone() async throws {
    let survey = try SurveyCopy.counted()
    let station = try await RunningStation(survey.path)
    let second = try Program.run("serve", survey.path, "--port", "0")
    #expect(second.status == 2 && second.errorLines.count == 1)
    station.program.terminate()
    #expect(try station.program.wait(timeout: 60).status == 0)
    let open = try Program.run("serve", survey.path, "--address", "0.0.0.0")
    #expect(open.status == 2 && open.errors.contains("--certificate"))
    let nobody = try Program.run(
      "serve", survey.path, "--address", "0.0.0.0", "--certificate", "a.pem", "--key", "b.pem")
    #expect(nobody.status == 2 && nobody.errors.contains("station.yaml"))
  }
}
