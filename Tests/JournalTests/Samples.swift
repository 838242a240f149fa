import Ballots
import Counting
import Journal
import Raster

/// Facts with something in every field.
enum Samples {
  static let stamp = ReaderStamp(program: "1.0.0", forms: ["f1", "f2"])

  static func hash(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 64 - digits.count) + digits
  }

  static func file(_ number: Int, pages: Int = 1, stamp: ReaderStamp = stamp, failure: Refusal? = nil) -> FileFacts {
    FileFacts(
      sha256: hash(number), byteCount: 1_000 + number, pageCount: pages, stamp: stamp, failure: failure)
  }

  static func page(_ page: Int, slot: Int = 1, serial: String = "000123") -> PageFacts {
    PageFacts(page: page, slot: slot, reading: reading(serial: serial))
  }

  static func fileReading(_ number: Int, pages: Int = 1, stamp: ReaderStamp = stamp) -> FileReading {
    FileReading(
      file: file(number, pages: pages, stamp: stamp),
      pages: (1...pages).map { page($0, serial: "\(number)-\($0)") })
  }

  static let refusal = Refusal(
    .printMismatch, place: PictureRect(x: 1.5, y: 2.25, width: 0.1, height: 3), measured: 1.0 / 3, limit: 0.9,
    subject: "góc trên \"TL\"\n")

  static func reading(serial: String = "000123") -> PageReading {
    PageReading(
      kind: .ballot, refusal: refusal, form: "phuong-8-cau", formPage: 2,
      identity: Identity(unit: "U01", box: "H2", serial: serial, declared: 40, payloads: ["KP|U01|\(serial)", "é/\\"]),
      registration: Registration(
        rotation: .half, skew: -0.123_456_789_012_345, resolution: Resolution(dpi: 203.7),
        transform: Homography(scale: 11.811_023_622, dx: 0.1, dy: -1e-17), outlineMatch: 0.1 + 0.2,
        fiducials: ["TL", "BR"]),
      questions: [
        QuestionReading(
          question: "Q1",
          options: [
            option("5", .marked, nil, 1.0 / 7), option("4", .unclear, .faintMark, 2.0 / 3),
            option("3", .cancelled, .cancelledMark, .leastNormalMagnitude), option("2", .empty, nil, 0),
          ],
          strayInk: .pi)
      ],
      fingerprint: Fingerprint(cells: (0..<768).map { UInt8($0 % 256) }))
  }

  static func option(_ value: String, _ state: MarkState, _ reason: Reason?, _ number: Double) -> OptionReading {
    OptionReading(
      value: value, state: state, confidence: 1 - number, reason: reason,
      mark: MarkMeasurement(
        inkInside: number, coverage: number * 2, inkAround: number * 3, extent: number * 5, contrast: number * 7,
        encirclement: number * 11, outlineMatch: number * 13, shift: number * 17, tint: number * 29,
        isTick: state == .marked),
      place: PictureRect(x: number * 19, y: number * 23, width: 40.1, height: 41.3))
  }

  static func decision(_ subject: Decision.Subject, sha256: String = hash(1)) -> Decision {
    Decision(
      sha256: sha256, page: 3, slot: 2, subject: subject, person: "Nguyễn Thị Hòa", time: "2026-05-04T10:00:00+07:00",
      why: "dấu rõ ở ô 4")
  }

  static let form = RememberedForm(
    form: Form(
      id: "phuong-8-cau", code: "F1-A", title: "Phiếu khảo sát", pageSize: .a4,
      pages: [
        FormPage(
          number: 1, fiducials: [Fiducial(id: "TL", kind: .ring, center: PaperPoint(x: 10, y: 10.1), size: 6)],
          questions: [
            Question(
              id: "Q1", text: "Mức độ hài lòng", kind: .scale5,
              options: [
                Option(value: "5", shape: .square, rect: PaperRect(x: 1, y: 2, width: 5, height: 5), label: "5")
              ])
          ])
      ]),
    blanks: [hash(77)])
}
