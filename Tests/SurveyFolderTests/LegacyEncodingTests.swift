import Counting
import Foundation
import Testing

@testable import SurveyFolder

/// Text of fonts from before Unicode: recognised when it is certain, never guessed, and never seen in right Unicode.
@Suite("Legacy encodings")
struct LegacyEncodingTests {
  /// The Vietnamese letters beyond ASCII, and how both encodings write them.
  private static let letters: [(text: String, tcvn3: String, vni: String)] = [
    ("áàảãạ", "¸µ¶·¹", "aùaøaûaõaï"), ("ăắằẳẵặ", "¨¾»¼½Æ", "aêaéaèaúaüaë"), ("âấầẩẫậ", "©ÊÇÈÉË", "aâaáaàaåaãaä"),
    ("đ", "®", "ñ"), ("éèẻẽẹ", "ÐÌÎÏÑ", "eùeøeûeõeï"), ("êếềểễệ", "ªÕÒÓÔÖ", "eâeáeàeåeãeä"),
    ("íìỉĩị", "Ý×ØÜÞ", "íìæóò"),
    ("óòỏõọ", "ãßáâä", "oùoøoûoõoï"), ("ôốồổỗộ", "«èåæçé", "oâoáoàoåoãoä"), ("ơớờởỡợ", "¬íêëìî", "ôôùôøôûôõôï"),
    ("úùủũụ", "óïñòô", "uùuøuûuõuï"), ("ưứừửữự", "\u{AD}øõö÷ù", "ööùöøöûöõöï"), ("ýỳỷỹỵ", "ýúûüþ", "yùyøyûyõî"),
  ]

  @Test("every letter")
  func alphabet() {
    for (text, tcvn3, vni) in Self.letters {
      #expect(LegacyEncoding.tcvn3.text(of: tcvn3) == text)
      #expect(LegacyEncoding.vni.text(of: vni) == text)
      // Capitals of VNI lie in the places of Western capitals.
      #expect(LegacyEncoding.vni.text(of: vni.uppercased()) == text.uppercased())
    }
    #expect(LegacyEncoding.tcvn3.text(of: "¡¢£¤¥¦§") == "ĂÂÊÔƠƯĐ")
    #expect(LegacyEncoding.tcvn3.text(of: "Ph\u{AD}êng V¹n Phóc, “25” – A1") == "Phường Vạn Phúc, “25” – A1")
    #expect(LegacyEncoding.vni.text(of: "Phöôøng Vaïn Phuùc, “25” – A1") == "Phường Vạn Phúc, “25” – A1")
  }

  /// A text in an encoding; capitals with tones, which TCVN3 lacks, as small letters.
  private static func written(_ text: String, _ encoding: LegacyEncoding) -> String {
    var codes: [Character: String] = [:]
    for (letters, tcvn3, vni) in Self.letters {
      // A letter of VNI is one sign or two.
      var rest = Substring(vni)
      for (place, letter) in letters.enumerated() {
        switch encoding {
        case .tcvn3: codes[letter] = String(Array(tcvn3.unicodeScalars)[place])
        case .vni:
          let length = encoding.text(of: String(rest.prefix(2))).count == 1 ? 2 : 1
          codes[letter] = String(rest.prefix(min(length, rest.count)))
          rest = rest.dropFirst(length)
        }
      }
    }
    return text.map { letter in
      if let code = codes[letter] { return code }
      guard let small = letter.lowercased().first, let code = codes[small] else { return String(letter) }
      return encoding == .vni ? code.uppercased() : code
    }.joined()
  }

  @Test(
    "a list in a legacy encoding is read, as bytes or when a program took them for Western letters",
    arguments: LegacyEncoding.allCases)
  func lists(encoding: LegacyEncoding) throws {
    let western = Self.written(OfficeListTests.allocation(";"), encoding)
    for bytes in [try #require(western.data(using: .windowsCP1252)), Data(western.utf8)] {
      let list = try OfficeListTests.read(bytes)
      #expect(list.units == OfficeListTests.units)
      #expect(list.encoding == encoding)
      #expect(list.statedTotal == 470)
      #expect(
        list.notes == [FolderError(file: "ds.csv", .converted(from: encoding, example: "Bộ phận “Một cửa” huyện"))])
    }
  }

  @Test("right Unicode is never touched, whatever letters it happens to have")
  func unicode() {
    let names = [
      "Xã Cà Ná", "Phú Hà", "Tân An", "Krông Pắk", "Ea H'Leo", "Cư M'gar", "Buôn Đôn", "Kon Plông", "Đắk Lắk",
      "Kông Chro",
      "Nà Hang", "Hồ Chí Minh", "BỘ PHẬN “MỘT CỬA”", "Khu A – 25 m²", "«Xã Nhị Hà»", "Café Xã Bù Đăng", "Lò Gò Xa Mát",
      "Phòng Nội vụ", "Tên đơn vị", "số 5½", "Ý Yên", "Mù Cang Chải", "Bàu Cạn", "Thôn Kà Rôm", "Phan Thiết",
    ]
    for name in names {
      for text in [name, name.uppercased(), name.decomposedStringWithCanonicalMapping] {
        #expect(WrittenWords([text]).finding == .unicode, "\(text)")
      }
    }
    #expect(WrittenWords(names).finding == .unicode)
    #expect(WrittenWords([]).finding == .unicode)
  }

  @Test("what is not certain is refused, with a word of it")
  func uncertain() throws {
    let text = OfficeListTests.allocation(";", title: false)
    let lines = text.split(separator: "\r\n").map(String.init)
    let mixed = ([lines[0]] + lines.dropFirst().map { Self.written($0, .tcvn3) }).joined(separator: "\n")
    #expect(throws: FolderError(file: "ds.csv", line: 2, .mixedEncodings(.tcvn3, example: "phËn"))) {
      try OfficeListTests.read(Data(mixed.utf8))
    }
    // A program dropped the soft hyphens, in whose place ư lies: Phước would become Phớc.
    let lossy = Self.written(text, .tcvn3).replacing("\u{AD}", with: "")
    #expect(throws: FolderError(file: "ds.csv", line: 1, .unclearEncoding(example: "lîng"))) {
      try OfficeListTests.read(Data(lossy.utf8))
    }
    // UTF-8 that was taken for Western letters.
    let twice = String(decoding: text.utf8.map(UInt16.init), as: UTF16.self)
    #expect(throws: FolderError(file: "ds.csv", line: 1, .unclearEncoding(example: "TÃªn"))) {
      try OfficeListTests.read(Data(twice.utf8))
    }
    // Two words are too few.
    #expect(WrittenWords(["X· NhÞ"]).finding == .unclear(example: "X·"))
  }

  @Test("syllables")
  func syllables() {
    for word in ["Phường", "nghiêng", "QUỐC", "quyền", "gì", "giếng", "Ỷ", "khuỷu", "thuở", "xoong", "a", "được"] {
      #expect(VietnameseSyllable.isOne(word), "\(word)")
      #expect(VietnameseSyllable.isOne(word.decomposedStringWithCanonicalMapping), "\(word)")
    }
    for word in ["Phớc", "lợng", "Phuùc", "tôc", "tộcc", "hàc", "fã", "đđ", "", "ngg", "áá", "Đắk"] {
      #expect(!VietnameseSyllable.isOne(word), "\(word)")
    }
  }
}
