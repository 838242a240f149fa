internal import Raster
struct PDFSource: PageSource {
  let pageCount = 1
  init(path: String, file: FileReader, limits: DecodingLimits) throws(ScanError) { throw .decoderMissing("soon") }
  func page(_ index: Int) throws(ScanError) -> DecodedPage { throw .decoderMissing("soon") }
}
