internal import Ballots
internal import Codecs
internal import Foundation

/// What a reader process is told: first the forms, then again and again for which pages it is asked.
enum ReaderRequest: Codable {
  case prepare([FormSource])
  /// Pages of a file by index, in order; those that it has not are left out.
  case read(path: String, pages: Range<Int>)
  /// The pixels of a page of a file by index, into a new file of this path. No forms are needed.
  case decode(path: String, page: Int, into: String)
  /// The same with all that a file says of the page. No forms are needed.
  case show(path: String, page: Int, into: String)
}

/// What lies in a file of pixels: nothing but the rows of a `GrayImage` or of a `BitImage`.
struct PixelFile: Codable {
  var width: Int
  var height: Int
  /// Packed, one bit a pixel.
  var isBilevel: Bool

  /// How long the file must be, bytes; nil for what is no size of a picture.
  var byteCount: Int? {
    guard width > 0, height > 0 else { return nil }
    let (bytes, overflow) = (isBilevel ? (width - 1) / 8 + 1 : width).multipliedReportingOverflow(by: height)
    return overflow ? nil : bytes
  }
}

/// What a reader process answers.
enum ReaderReply: Codable {
  /// The forms are ready.
  case prepared
  /// A form cannot be used.
  case unprepared(FormPreparation.Failure)
  /// The file is open and announces so many pages.
  case opened(pageCount: Int)
  /// The file cannot be opened.
  case refused(Refusal)
  /// A page was read: each ballot on it.
  case page(index: Int, [PageReading])
  /// A page cannot be decoded.
  case undecodable(index: Int, Refusal)
  /// A page's pixels are in the file that was asked for.
  case decoded(PixelFile)
  /// So are this page's, of a file that announces so many.
  case shown(PixelFile, pageCount: Int, dpi: Double?, isRendered: Bool, words: [PrintedWord])
  /// All that was asked for is answered.
  case done
}

/// How messages are spelt: eight bytes that say how long the message is, then its JSON.
enum ReaderFrame {
  static let headerLength = 8
  /// A page's reading has some tens of kilobytes; more than this is no message.
  static let longest = 1 << 26

  static func encode(_ message: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let body = try encoder.encode(message)
    var frame = Data()
    for shift in stride(from: 56, through: 0, by: -8) { frame.append(UInt8(truncatingIfNeeded: body.count >> shift)) }
    return frame + body
  }

  /// The length of the body after a header; nil where it is no header.
  static func length(_ header: Data) -> Int? {
    guard header.count == headerLength else { return nil }
    let length = header.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return length <= UInt64(longest) ? Int(length) : nil
  }

  static func decode<T: Decodable>(_ type: T.Type, _ body: Data) throws -> T {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: body)
  }
}
