import Ballots
import Counting
import Pages
import Raster
import Reading
import Testing

/// Scans of one sheet, and sheets with the same answers: what the count must tell apart when serials are of no help.
@Suite struct SameSheetTests {
  private func count(_ pages: [SimulatedPage], serial: String?, _ form: ShippedForm) -> [AssembledPage] {
    let reader = PageReader(forms: [form.prepared])
    var questions = SharedQuestions()
    let inputs = pages.enumerated().map { number, page in
      var reading = reader.read(page.image)
      reading.identity = Identity(unit: "U01", box: "H1", serial: serial)
      return AssembledInput(
        location: PageLocation(file: "\(number).png", page: 1), sha256: "\(number)",
        content: .read(PageEvidence(reading, sharing: &questions)))
    }
    return Assembly(forms: [form.form]).assemble(inputs)
  }

  /// The two most alike of 2,760 pairs by one hand: eight slashes with one pen, one scanner, no other ink.
  @Test func ballotsOfOneHandAreTwo() throws {
    let form = try ShippedForm.load()
    let pages = [1, 9].map {
      form.simulator.twin($0, of: 1_530_023_770_543_891_238, severity: .clean, isAlike: true).scan()
    }
    #expect(count(pages, serial: nil, form).map(\.status) == [.ok, .ok])
    #expect(count(pages, serial: "1", form).map(\.reason) == [.serialShared, .serialShared])
  }

  /// Two marks are too few to tell one sheet from two, however alike they are.
  @Test func twoMarksProveNothing() throws {
    let form = try ShippedForm.load()
    let pages = [5, 14].map {
      form.simulator.twin($0, of: 2_421_096_880_552_762_600, severity: .poor, isAlike: true).scan()
    }
    #expect(count(pages, serial: nil, form).map(\.status) == [.ok, .ok])
  }

  /// A sheet of eight marks that was scanned again otherwise waits; with its serial it is a duplicate.
  @Test func sheetScannedAgainIsSeen() throws {
    let form = try ShippedForm.load()
    let pages = form.simulator.twin(0, of: 1_530_023_770_543_891_238, severity: .clean, isAlike: true).scans(2)
    #expect(count(pages, serial: nil, form).map(\.reason) == [nil, .nearDuplicate])
    #expect(count(pages, serial: "1", form).map(\.status) == [.ok, .duplicate])
  }

  @Test func scansOfASheetDifferInAllButTheSheet() throws {
    let form = try ShippedForm.load()
    let scans = form.simulator.sheet(seed: 21, severity: .office).scans(4)
    #expect(scans[0].image == form.page(21, .office).image)
    #expect(Set(scans.map(\.truth.transform)).count == 4)
    #expect(Set(scans.map(\.truth.resolution)).count > 1)
    for scan in scans {
      #expect(scan.truth.serial == scans[0].truth.serial)
      #expect(scan.truth.questions.map(\.intended) == scans[0].truth.questions.map(\.intended))
    }
  }

  @Test func twinsAnswerAlikeAndAreDifferentSheets() throws {
    let form = try ShippedForm.load()
    for isAlike in [false, true] {
      let twins = (0..<3).map { form.simulator.twin($0, of: 7, severity: .clean, isAlike: isAlike).scan().truth }
      #expect(Set(twins.map { $0.questions.map(\.intended) }).count == 1)
      #expect(Set(twins.map(\.serial)).count == 3)
      #expect((Set(twins.flatMap(\.questions).compactMap(\.style)).count == 1) == isAlike)
    }
  }
}
