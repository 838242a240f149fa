internal import Foundation
internal import Pages
internal import Pipeline

/// Which pages a run has. Page `n` of a seed is the same whatever else the run has and however it is cut into pieces.
struct RunPlan: Sendable {
  let seed: UInt64
  let formCount: Int
  let severities: [Severity]
  let pages: Int
  /// The run ends with the piece in which this many boxes are reached.
  let positions: Int?

  /// Pages of one piece of work: half a minute, so that little is lost when a run is stopped.
  static let pagesPerPiece = 100

  func pageSeed(_ number: Int) -> UInt64 { SeededRandom.seed(seed, number: UInt64(number)) }

  /// The form and the severity of a page follow from its seed.
  func form(of pageSeed: UInt64) -> Int { Int(pageSeed / 16 % UInt64(formCount)) }
  func severity(of pageSeed: UInt64) -> Severity { severities[Int(pageSeed % 16) % severities.count] }

  /// What must be the same for a finished piece to be taken over: the program, the forms and the plan.
  func identity(of catalogue: FormCatalogue) throws -> String {
    let program = try FileDigest(path: "/proc/self/exe").sha256
    let names = severities.map(\.rawValue).joined(separator: ",")
    return "program \(program.prefix(16)) seed \(seed) forms \(catalogue.digests) severities \(names)"
  }
}
