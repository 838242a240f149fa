internal import Ballots
internal import Counting
internal import Foundation
internal import Pages

/// What the count makes of two pages that lie in one folder.
enum PairVerdict: Sendable, Hashable {
  /// One sheet: the second is not counted.
  case duplicate
  /// A person must look before the second (or, with one serial on different sheets, either) counts.
  case toPerson
  /// Two ballots.
  case distinct

  /// Counts the two pages alone, as if both codes bore this serial; nil leaves both without one.
  init(_ first: PageReading, _ second: PageReading, _ form: Form, serial: String?) {
    let pair = [Self.input("1", first, serial), Self.input("2", second, serial)]
    let later = Assembly(forms: [form]).assemble(pair)[1]
    if later.status == .duplicate {
      self = .duplicate
    } else if later.reason == .nearDuplicate || later.reason == .serialShared {
      self = .toPerson
    } else {
      self = .distinct
    }
  }

  private static func input(_ name: String, _ reading: PageReading, _ serial: String?) -> AssembledInput {
    var reading = reading
    var questions = SharedQuestions()
    reading.identity = Identity(unit: "U01", box: "H1", serial: serial)
    return AssembledInput(
      location: PageLocation(file: name, page: 1), sha256: name,
      content: .read(PageEvidence(reading, sharing: &questions)))
  }
}

/// Pairs of pages as the count tells them apart.
struct PairTally: Sendable {
  /// Pairs by what they are taken for, without serials and with one serial on both.
  private(set) var withoutSerial: [PairVerdict: Int] = [:]
  private(set) var oneSerial: [PairVerdict: Int] = [:]
  /// How alike the pairs without serials are, where their answers allow that they are one sheet.
  private(set) var likeness: [Double] = []

  var pairs: Int { withoutSerial.values.reduce(0, +) }

  /// Adds a pair; gives what it is taken for without serials.
  @discardableResult
  mutating func add(_ first: PageReading, _ second: PageReading, _ form: Form) -> PairVerdict {
    let verdict = PairVerdict(first, second, form, serial: nil)
    withoutSerial[verdict, default: 0] += 1
    oneSerial[PairVerdict(first, second, form, serial: "1"), default: 0] += 1
    if let value = Resemblance(first, second).likeness { likeness.append(value) }
    return verdict
  }

  static func += (a: inout PairTally, b: PairTally) {
    a.withoutSerial.merge(b.withoutSerial, uniquingKeysWith: +)
    a.oneSerial.merge(b.oneSerial, uniquingKeysWith: +)
    a.likeness += b.likeness
  }

  static let header =
    ["pairs", "duplicate", "to person", "distinct", "one serial: duplicate", "to person", "likeness: of"]
    + percentiles.map { $0 == 0 ? "least" : $0 == 1 ? "most" : "\(Int(100 * $0)) %" }
  private static let percentiles = [0, 0.01, 0.05, 0.5, 0.95, 0.99, 1]

  /// The cells of `header`.
  var cells: [String] {
    let sorted = likeness.sorted()
    let shares = Self.percentiles.map { share in
      sorted.isEmpty ? "-" : String(format: "%.2f", sorted[Int((Double(sorted.count - 1) * share).rounded())])
    }
    return [
      "\(pairs)", "\(withoutSerial[.duplicate] ?? 0)", "\(withoutSerial[.toPerson] ?? 0)",
      "\(withoutSerial[.distinct] ?? 0)", "\(oneSerial[.duplicate] ?? 0)", "\(oneSerial[.toPerson] ?? 0)",
      "\(likeness.count)",
    ] + shares
  }
}
