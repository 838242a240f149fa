internal import Ballots
internal import Foundation
internal import Pages

struct BoxSample: Sendable, Codable {
  var row: String
  static func all(_ reading: PageReading, _ truth: PageTruth) -> [BoxSample] {
    guard reading.kind == .ballot else { return [] }
    var result: [BoxSample] = []
    for (q, t) in zip(reading.questions, truth.questions) {
      for (o, b) in zip(q.options, t.boxes) {
        let m = o.mark
        result.append(BoxSample(row: "\(truth.seed),\(truth.severity.rawValue),\(t.question),\(o.value),\(t.event.rawValue),\(t.style?.rawValue ?? ""),\(t.isVisible),\(b.state.rawValue),\(o.state.rawValue),\(o.reason?.rawValue ?? ""),\(m.inkInside),\(m.coverage),\(m.inkAround),\(m.extent),\(m.contrast),\(m.encirclement),\(m.outlineMatch),\(m.shift),\(q.strayInk),\(m.tint),\(m.isTick)"))
      }
    }
    return result
  }
}
