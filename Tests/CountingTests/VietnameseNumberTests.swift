import Counting
import Testing

@Suite("Numbers in Vietnamese words")
struct VietnameseNumberTests {
  @Test(
    "the traps of docs/rules.md",
    arguments: [
      (0, "không"), (1, "một"), (10, "mười"), (11, "mười một"), (15, "mười lăm"), (20, "hai mươi"),
      (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (100, "một trăm"),
      (101, "một trăm linh một"), (105, "một trăm linh năm"), (110, "một trăm mười"), (470, "bốn trăm bảy mươi"),
      (555, "năm trăm năm mươi lăm"), (1005, "một nghìn không trăm linh năm"), (1010, "một nghìn không trăm mười"),
      (2000, "hai nghìn"), (10_021, "mười nghìn không trăm hai mươi mốt"), (1_000_000, "một triệu"),
      (1_000_005, "một triệu không trăm linh năm"), (2_000_000_001, "hai tỷ không trăm linh một"),
    ])
  func words(pair: (Int, String)) {
    #expect(VietnameseNumber.words(pair.0) == pair.1)
    #expect(VietnameseNumber.value(of: pair.1) == pair.0)
  }

  @Test("South") func south() {
    #expect(VietnameseNumber.words(105, region: .south) == "một trăm lẻ năm")
    #expect(VietnameseNumber.words(1005, region: .south) == "một ngàn không trăm lẻ năm")
  }

  @Test(
    "as people write them",
    arguments: [
      ("Bốn trăm bảy mươi phiếu.", 470), ("bằng chữ: hai mươi bốn", 24), ("Hai mươi bốn", 24), ("một trăm lẻ năm", 105),
      ("một ngàn không trăm linh năm", 1005), ("bon tram bay muoi", 470), ("hai nghìn linh năm", 2005),
      ("Ba mươi (phiếu)", 30), ("bẩy mươi mốt tờ", 71), ("một triệu không nghìn không trăm linh năm", 1_000_005),
      ("hai mươi nhăm", 25), ("năm trăm chẵn", 500),
    ])
  func variants(pair: (String, Int)) {
    #expect(VietnameseNumber.value(of: pair.0) == pair.1)
  }

  @Test(
    "what is no number, or may be two",
    arguments: [
      "", "phiếu", "nhiều", "một hai", "một trăm hai", "hai nghìn năm", "mươi trăm", "trăm", "một nghìn triệu",
      "một tỷ tỷ",
    ])
  func refused(words: String) {
    #expect(VietnameseNumber.value(of: words) == nil)
  }

  @Test("every number reads back, in both regions") func roundTrip() {
    for number in Array(0...3200) + [9999, 10_000, 10_005, 123_456, 999_999, 1_001_001, 500_000_000, 7_000_000_024] {
      for region in VietnameseNumber.Region.allCases {
        let words = VietnameseNumber.words(number, region: region)
        #expect(VietnameseNumber.value(of: words) == number, "\(words)")
      }
    }
  }

  @Test("names are the same in either spelling") func names() {
    #expect(VietnameseText.isSameName("Hòa  Thành", "hoà thành"))
    #expect(VietnameseText.isSameName("Thu\u{301}y", "Thúy"))
    #expect(VietnameseText.isSameName("Thuý", "Thúy"))
    #expect(!VietnameseText.isSameName("Hòa", "Hóa"))
    #expect(!VietnameseText.isSameName("Hoa", "Hòa"))
  }
}
