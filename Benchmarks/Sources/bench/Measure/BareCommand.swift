internal import ArgumentParser
internal import CBareDecode
internal import Foundation

/// `bench bare`: decodes the files of a folder one after another, and nothing else. It is measured from outside, as
/// `kiemphieu read` is.
struct BareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "bare", shouldDisplay: false)

  @Option var format: CorpusFormat
  @Argument var folder: String

  func run() throws {
    let decode = decoder
    for file in try FileList.sorted(URL(fileURLWithPath: folder)) where decode(file.path) == 0 {
      throw BenchError("\(file.lastPathComponent): cannot be decoded")
    }
  }

  private var decoder: (String) -> Int {
    switch format {
    case .fax200, .fax300: { bare_decode_tiff($0) }
    case .pngNoisy300, .pngWhite300: { bare_decode_png($0) }
    case .jpegGray300, .jpegColour300, .pdf300: { bare_decode_jpeg($0) }
    }
  }
}
