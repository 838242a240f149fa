internal import Ballots
internal import CPango
internal import Raster

/// A printed page as a grey picture: what a perfect printer and scanner would give.
enum PagePicture {
  /// The page at a resolution; edges of half a dot are grey.
  static func draw(
    _ page: PrintedPage, at resolution: Resolution, _ typesetter: Typesetter
  ) throws(PrintingError) -> GrayImage {
    try drawn(page, at: resolution, typesetter) { surface throws(PrintingError) in
      let (width, height) = (Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface)))
      guard let bytes = cairo_image_surface_get_data(surface) else { throw .drawing("no pixels") }
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

  /// The page as a PNG file.
  static func png(
    of page: PrintedPage, at resolution: Resolution, _ typesetter: Typesetter
  ) throws(PrintingError) -> [UInt8] {
    try drawn(page, at: resolution, typesetter) { surface throws(PrintingError) in
      var bytes: [UInt8] = []
      let status = withUnsafeMutablePointer(to: &bytes) { target in
        cairo_surface_write_to_png_stream(
          surface,
          { target, data, count in
            guard let target = target?.assumingMemoryBound(to: [UInt8].self) else { return CAIRO_STATUS_WRITE_ERROR }
            target.pointee.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
            return CAIRO_STATUS_SUCCESS
          }, target)
      }
      guard status == CAIRO_STATUS_SUCCESS else { throw .drawing(String(cString: cairo_status_to_string(status))) }
      return bytes
    }
  }

  private static func drawn<Result>(
    _ page: PrintedPage, at resolution: Resolution, _ typesetter: Typesetter,
    _ look: (OpaquePointer) throws(PrintingError) -> Result
  ) throws(PrintingError) -> Result {
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
    guard status == CAIRO_STATUS_SUCCESS else { throw .drawing(String(cString: cairo_status_to_string(status))) }
    return try look(surface)
  }
}
