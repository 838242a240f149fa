internal import ArgumentParser

/// The kinds of files that are measured, as offices scan.
enum CorpusFormat: String, Sendable, CaseIterable, Codable, ExpressibleByArgument {
  case fax200 = "tiff-g4-200"
  case fax300 = "tiff-g4-300"
  case jpegGray300 = "jpeg-grey-300"
  case jpegColour300 = "jpeg-colour-300"
  /// With the sensor's noise, as a scanner without corrections writes it.
  case pngNoisy300 = "png-noisy-300"
  /// With the background clipped to white, as most office scanners deliver it.
  case pngWhite300 = "png-white-300"
  /// The pages of `jpegGray300`, 20 a file.
  case pdf300 = "pdf-jpeg-300"

  /// Pages of one PDF file.
  static let pagesPerPDF = 20

  /// Dots an inch.
  var dpi: Double { self == .fax200 ? 200 : 300 }

  /// Ending of the files' names.
  var suffix: String {
    switch self {
    case .fax200, .fax300: "tif"
    case .jpegGray300, .jpegColour300: "jpg"
    case .pngNoisy300, .pngWhite300: "png"
    case .pdf300: "pdf"
    }
  }

  /// The files of which the bare decoding is measured: of a PDF its pictures as files.
  var bare: CorpusFormat { self == .pdf300 ? .jpegGray300 : self }
}
