import Ballots
import Counting
import Raster
import Reading
import Testing

/// Fiducials of every kind, and what becomes of a page whose fiducials are damaged, gone or forged.
@Suite struct FiducialTests {
  static let choices: [Int?] = [0, 1, 2, 3, nil, 1]
  static let shippedChoices: [Int?] = [0, 1, 2, 3, 4, nil, 2, 0]

  @Test(arguments: Fiducial.Kind.allCases, QuarterTurn.allCases)
  func everyKindIsFound(_ kind: Fiducial.Kind, _ turn: QuarterTurn) throws {
    let sample = try SampleForm.small(kind)
    let scanner = Scanner(dpi: 200, turn: turn, skew: 2.5, border: .init(3), noise: 5)
    let scan = scanner.scan(sample.marked(Self.choices))
    let reading = sample.read(scan.image)
    let registration = try #require(reading.registration, "\(String(describing: reading.refusal))")
    #expect(registration.rotation == turn)
    #expect(registration.fiducials.sorted() == ["BL", "BR", "TL", "TR"])
    #expect((sample.boxErrors(reading, scan).max() ?? .infinity) <= 0.3)
    #expect(sample.answers(reading) == sample.answers(of: Self.choices), "\(sample.doubts(reading))")
  }

  @Test(arguments: Fiducial.Kind.allCases, 0..<4)
  func oneWhitenedOut(_ kind: Fiducial.Kind, _ index: Int) throws {
    let sample = try SampleForm.small(kind)
    var sheet = sample.marked(Self.choices)
    sheet.whiten(.around(sample.page.fiducials[index].center, side: 9))
    sample.expectRead(sheet, Scanner(skew: -1.5, border: .init(3)), Self.choices)
  }

  @Test(arguments: zip(0..<4, [nil, 150.0, nil, 150]))
  func oneWhitenedOutOnTheShippedForm(_ index: Int, _ threshold: Double?) throws {
    let sample = try SampleForm.shipped()
    var sheet = sample.marked(Self.shippedChoices)
    sheet.whiten(.around(sample.page.fiducials[index].center, side: 10))
    sample.expectRead(sheet, Scanner(dpi: 150, skew: 2, border: .init(4), threshold: threshold), Self.shippedChoices)
  }

  @Test(arguments: 0..<4)
  func oneScribbledOver(_ index: Int) throws {
    let sample = try SampleForm.shipped()
    var sheet = sample.marked(Self.shippedChoices)
    let center = sample.page.fiducials[index].center
    let zigzag = (0...14).map {
      center.moved(dx: -6 + 12 * Double($0) / 14, dy: $0 % 2 == 0 ? -5.5 : 5)
    }
    sheet.draw(zigzag, Pen(width: 0.9))
    sample.expectRead(sheet, Scanner(skew: 1), Self.shippedChoices)
  }

  /// One fiducial is gone and something like it lies 10 mm away: the print decides, and the boxes stay in place.
  @Test(arguments: 0..<4, [(10.0, 0.0), (-7, 7)])
  func oneForged(_ index: Int, _ offset: (Double, Double)) throws {
    let sample = try SampleForm.shipped()
    var sheet = sample.marked(Self.shippedChoices)
    var fiducial = sample.page.fiducials[index]
    sheet.whiten(.around(fiducial.center, side: 8))
    fiducial.center = fiducial.center.moved(dx: offset.0, dy: offset.1)
    sheet.print(fiducial)
    let scan = Scanner(border: .init(6)).scan(sheet)
    let reading = sample.read(scan.image)
    if reading.kind == .ballot {
      let worst = sample.boxErrors(reading, scan).max() ?? .infinity
      #expect(worst <= 0.3, "a box is \(worst) mm off")
      sample.expectNothingWrong(reading, Self.shippedChoices)
    } else {
      #expect(reading.kind == .rejected)
      let reason = try #require(reading.refusal?.reason)
      #expect([.printMismatch, .outlinesMissing].contains(reason), "\(reason)")
    }
  }

  /// A fiducial is in its place and another one stands beside it.
  @Test(arguments: 0..<4)
  func oneTooMany(_ index: Int) throws {
    let sample = try SampleForm.shipped()
    var sheet = sample.marked(Self.shippedChoices)
    var fiducial = sample.page.fiducials[index]
    fiducial.center = fiducial.center.moved(dx: fiducial.center.x < 100 ? 10 : -10, dy: 1)
    sheet.print(fiducial)
    sample.expectRead(sheet, Scanner(skew: 1, border: .init(2)), Self.shippedChoices)
  }

  @Test func allGone() throws {
    let sample = try SampleForm.shipped()
    var sheet = sample.marked(Self.shippedChoices)
    for fiducial in sample.page.fiducials { sheet.whiten(.around(fiducial.center, side: 10)) }
    let reading = sample.read(sheet)
    #expect(reading.kind != .ballot)
    #expect(reading.refusal != nil)
    #expect(reading.questions.isEmpty)
  }

  /// Two left on one side: enough to ask, and what is read must be right.
  @Test(arguments: [[0, 1], [1, 2], [0, 2]])
  func twoGone(_ gone: [Int]) throws {
    let sample = try SampleForm.shipped()
    var sheet = sample.marked(Self.shippedChoices)
    for index in gone { sheet.whiten(.around(sample.page.fiducials[index].center, side: 10)) }
    let scan = Scanner(skew: 1).scan(sheet)
    let reading = sample.read(scan.image)
    if reading.kind == .ballot {
      #expect((sample.boxErrors(reading, scan).max() ?? .infinity) <= 0.3)
      sample.expectNothingWrong(reading, Self.shippedChoices)
    } else {
      #expect(reading.refusal != nil)
    }
  }

  /// A later version of the form: the same corner marks, everything else 3 mm lower.
  @Test(arguments: [3.0, -3, 2])
  func anotherVersionOfTheForm(_ offset: Double) throws {
    let sample = try SampleForm.shipped()
    let corners = sample.page.fiducials.map { PaperRect.around($0.center, side: 9) }
    let sheet = sample.marked(Self.shippedChoices).moved(down: offset, except: corners)
    let reading = sample.read(sheet)
    #expect(reading.kind == .rejected, "\(sample.answers(reading).map(\.text))")
    let reason = try #require(reading.refusal?.reason)
    #expect([.printMismatch, .outlinesMissing].contains(reason), "\(reason)")
    #expect(reading.questions.isEmpty)
  }

  /// A print run that slipped a little against its corner marks: the boxes are followed to where they are.
  @Test(arguments: [1.0, -1])
  func printThatSlipped(_ offset: Double) throws {
    let sample = try SampleForm.shipped()
    let corners = sample.page.fiducials.map { PaperRect.around($0.center, side: 9) }
    var scan = Scanner(skew: 1).scan(sample.marked(Self.shippedChoices).moved(down: offset, except: corners))
    let slip = Homography<Paper, Paper>(scale: 1, dy: offset)
    scan = Scan(image: scan.image, map: slip.then(scan.map))
    let reading = sample.read(scan.image)
    #expect((sample.boxErrors(reading, scan).max() ?? .infinity) <= 0.3)
    #expect(sample.answers(reading) == sample.answers(of: Self.shippedChoices), "\(sample.doubts(reading))")
  }

  /// A form without words: its corner marks and outlines are all there is to go by, whichever way up it lies.
  @Test(arguments: Fiducial.Kind.allCases, QuarterTurn.allCases)
  func aFormWithoutWords(_ kind: Fiducial.Kind, _ turn: QuarterTurn) throws {
    let sample = try SampleForm.small(kind, hasWords: false)
    let scan = Scanner(turn: turn, skew: 1.2, border: .init(3)).scan(sample.marked(Self.choices))
    let reading = sample.read(scan.image)
    if reading.kind == .ballot {
      let worst = sample.boxErrors(reading, scan).max() ?? .infinity
      #expect(worst <= 0.3, "a box is \(worst) mm off")
      sample.expectNothingWrong(reading, Self.choices)
    } else {
      Issue.record("\(String(describing: reading.refusal))")
    }
  }

  /// Without words and the same either way up: nothing says which end is the top, so nothing may be read.
  @Test func aFormThatLooksTheSameEitherWayUp() throws {
    let size = PaperSize(width: 148, height: 210)
    let corners = [(10.0, 10.0), (138, 10), (138, 200), (10, 200)]
    let fiducials = corners.map { x, y in
      Fiducial(id: "\(x) \(y)", kind: .square, center: PaperPoint(x: x, y: y), size: 5)
    }
    let questions = [60.0, 102.5, 145].map { y in
      Question(
        id: "\(y)", text: "", kind: .choice,
        options: [30.0, 71.5, 113].map { x in
          Option(value: "\(x)", shape: .square, rect: PaperRect(x: x, y: y, width: 5, height: 5), label: "")
        })
    }
    var sheet = Sheet(bare: size)
    for fiducial in fiducials { sheet.print(fiducial) }
    for option in questions.flatMap(\.options) { sheet.printOutline(option) }
    let page = FormPage(number: 1, fiducials: fiducials, questions: questions)
    let form = Form(id: "plain", code: "plain", title: "", pageSize: size, pages: [page])
    let sample = try SampleForm(form, blank: sheet)
    for turn in [QuarterTurn.upright, .half] {
      let reading = sample.read(sample.marked([0, 1, 0]), Scanner(turn: turn))
      #expect(reading.questions.isEmpty)
      #expect(reading.refusal?.reason == .formAmbiguous)
    }
  }

  /// The words are this form's, but the boxes stand elsewhere: no box may be read where none is printed.
  @Test func boxesPrintedElsewhere() throws {
    let sample = try SampleForm.shipped()
    var sheet = sample.blank
    for option in sample.questions.flatMap(\.options) {
      sheet.whiten(option.rect.expanded(by: 0.6))
      sheet.printOutline(Option(value: "", shape: .square, rect: option.rect.moved(dx: -4.4, dy: 4.4), label: ""))
    }
    let reading = sample.read(sheet)
    #expect(reading.kind == .rejected)
    #expect(reading.refusal?.reason == .outlinesMissing)
  }

  /// Two forms with the same print that count the boxes differently: nothing on the page says which one it is.
  @Test func formsThatCannotBeToldApart() throws {
    let sample = try SampleForm.shipped()
    var twin = sample.form
    twin.id = "twin"
    for q in twin.pages[0].questions.indices {
      let values = twin.pages[0].questions[q].options.map(\.value)
      for (k, value) in values.reversed().enumerated() { twin.pages[0].questions[q].options[k].value = value }
    }
    let other = try SampleForm(twin, blank: sample.blank)
    for scanner in [Scanner(), Scanner(dpi: 150, skew: 2, border: .init(2), noise: 6)] {
      let reading = sample.read(sample.marked(Self.shippedChoices), scanner, among: [other])
      #expect(reading.kind == .rejected)
      #expect(reading.refusal?.reason == .formAmbiguous)
      #expect(reading.questions.isEmpty)
    }
  }

  /// Of two forms with the same corners each page is read as its own.
  @Test func formsAreToldApart() throws {
    let (squares, rings) = (try SampleForm.small(.square), try SampleForm.small(.ring))
    let shipped = try SampleForm.shipped()
    #expect(shipped.read(shipped.blank, among: [squares, rings]).form == shipped.form.id)
    #expect(shipped.read(squares.blank, among: [squares, rings]).form == squares.form.id)
    #expect(shipped.read(rings.blank, among: [squares, rings]).form == rings.form.id)
  }
}

extension PaperRect {
  fileprivate func moved(dx: Double, dy: Double) -> PaperRect {
    PaperRect(x: x + dx, y: y + dy, width: width, height: height)
  }
}
