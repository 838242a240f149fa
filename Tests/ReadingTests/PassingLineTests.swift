import Ballots
import Foundation
import Raster
import Testing

@testable import Reading

/// A line that passes one question's box and ends in another's is nobody's mark.
@Suite struct PassingLineTests {
  private func reading(_ states: [(MarkState, Reason?)]) -> QuestionReading {
    QuestionReading(
      question: "Q",
      options: states.enumerated().map { index, state in
        OptionReading(
          value: String(index), state: state.0, confidence: 0.9, reason: state.1, mark: MarkMeasurement(),
          place: PictureRect(x: 0, y: 0, width: 1, height: 1))
      }, strayInk: 0)
  }

  /// A stroke 4 mm long through a place, at an angle in degrees.
  private func line(_ x: Double, _ y: Double, _ degrees: Double) -> Line? {
    let (dx, dy) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
    return Line(through: stride(from: -2.0, through: 2, by: 0.1).map { PaperPoint(x: x + $0 * dx, y: y + $0 * dy) })
  }

  private func settled(_ mark: Line?, passing: Line?) -> (MarkState, Reason?) {
    let questions = [reading([(.empty, nil), (.unclear, .straightLine)]), reading([(.marked, nil), (.empty, nil)])]
    let options = PassingLines(questions, [[nil, passing], [mark, nil]]).settled(questions)[1].options
    return (options[0].state, options[0].reason)
  }

  @Test func aPieceOfThePassingLine() {
    #expect(settled(line(100, 100, 30), passing: line(117.32, 110, 30)) == (.unclear, .straightLine))
    #expect(settled(line(100, 100, 30), passing: line(117.32, 110, 33)) == (.unclear, .straightLine))
  }

  @Test func aSlashOfItsOwn() {
    // Beside the line, at another angle, or no line at all.
    #expect(settled(line(100, 104, 30), passing: line(117.32, 110, 30)) == (.marked, nil))
    #expect(settled(line(100, 100, 55), passing: line(117.32, 110, 30)) == (.marked, nil))
    #expect(settled(nil, passing: line(117.32, 110, 30)) == (.marked, nil))
    #expect(settled(line(100, 100, 30), passing: nil) == (.marked, nil))
  }

  /// Strokes of one question are held against each other elsewhere.
  @Test func theSameQuestion() {
    let questions = [reading([(.marked, nil), (.unclear, .straightLine)])]
    let settled = PassingLines(questions, [[line(100, 100, 0), line(110, 100, 0)]]).settled(questions)
    #expect(settled[0].options[0].state == .marked)
  }
}
