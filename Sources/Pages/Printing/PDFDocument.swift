internal import Ballots
internal import CPango

/// Printed pages as a PDF file: vectors, fonts embedded, text that can be searched. The same pages give the same bytes:
/// the file bears no clock and no random id.
struct PDFDocument {
  var title: String
  var pages: [PrintedPage]

  /// Every file says that it was made then: what was made when stands in its text, where it can be read.
  private static let date = "2000-01-01T00:00:00Z"

  /// The file's bytes.
  func bytes(_ typesetter: Typesetter) throws(PrintingError) -> [UInt8] {
    var bytes: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &bytes) { target -> cairo_status_t in
      let write: cairo_write_func_t = { target, data, count in
        guard let target = target?.assumingMemoryBound(to: [UInt8].self) else { return CAIRO_STATUS_WRITE_ERROR }
        target.pointee.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
      }
      let first = pages.first?.size ?? .a4
      let scale = Typesetter.pointsPerMillimetre
      guard
        let surface = cairo_pdf_surface_create_for_stream(write, target, first.width * scale, first.height * scale),
        let cairo = cairo_create(surface)
      else { return CAIRO_STATUS_NO_MEMORY }
      defer { cairo_surface_destroy(surface) }
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "KiemPhieu")
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, Self.date)
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, Self.date)
      for page in pages {
        cairo_pdf_surface_set_size(surface, page.size.width * scale, page.size.height * scale)
        PageDrawing(cairo: cairo, typesetter: typesetter).draw(page)
        cairo_show_page(cairo)
      }
      let drawn = cairo_status(cairo)
      cairo_destroy(cairo)
      cairo_surface_finish(surface)
      return drawn == CAIRO_STATUS_SUCCESS ? cairo_surface_status(surface) : drawn
    }
    guard status == CAIRO_STATUS_SUCCESS else { throw .drawing(String(cString: cairo_status_to_string(status))) }
    return bytes
  }
}
