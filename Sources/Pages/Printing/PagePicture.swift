internal import Ballots
internal import CPango
internal import Raster

/// A printed page as a grey picture: what a perfect printer and scanner would give.
enum PagePicture {
  /// The page at a resolution; edges of half a dot are grey.
  static func draw(
    _ page: PrintedPage, at resolution: Resolution, _ typesetter: Typesetter
  ) throws(PrintingError) -> GrayImage {
    let scale = resolution.pixelsPerMillimetre
    let width = Int((page.size.width * scale).rounded())
    let height = Int((page.size.height * scale).rounded())
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
      let cairo = cairo_create(surface)
    else { throw .drawing("out of memory") }
    defer {
      cairo_destroy(cairo)
      cairo_surface_destroy(surface)
    }
    cairo_set_source_rgb(cairo, 1, 1, 1)
    cairo_paint(cairo)
    cairo_scale(cairo, scale / Typesetter.pointsPerMillimetre, scale / Typesetter.pointsPerMillimetre)
    PageDrawing(cairo: cairo, typesetter: typesetter).draw(page)
    cairo_surface_flush(surface)
    let status = cairo_status(cairo)
    guard status == CAIRO_STATUS_SUCCESS, let bytes = cairo_image_surface_get_data(surface) else {
      throw .drawing(String(cString: cairo_status_to_string(status)))
    }
    let stride = Int(cairo_image_surface_get_stride(surface))
    var image = GrayImage(width: width, height: height)
    for y in 0..<height {
      let row = UnsafeMutableRawPointer(bytes + y * stride).assumingMemoryBound(to: UInt32.self)
      // All colours are grey: one of the three channels will do.
      for x in 0..<width { image.pixels[y * width + x] = UInt8(truncatingIfNeeded: row[x]) }
    }
    return image
  }
}
