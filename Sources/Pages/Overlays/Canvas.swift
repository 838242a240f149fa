// Cairo for pictures: lines, grey pictures and words on a picture of colours, and its PNG.

internal import CPango
internal import Raster

/// A picture could not be drawn.
public struct DrawingError: Error, Sendable, Hashable {
  /// Cairo's word for it, e.g. `out of memory`.
  public let why: String
}

/// A picture of colours that is drawn on. A class because it owns cairo's memory; it stays within one task.
final class Canvas {
  let width: Int
  let height: Int
  private let surface: OpaquePointer
  private let context: OpaquePointer

  /// A canvas of one colour.
  init(width: Int, height: Int, ground: Colour = .white) throws(DrawingError) {
    self.width = width
    self.height = height
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
      let context = cairo_create(surface)
    else { throw DrawingError(why: "out of memory") }
    self.surface = surface
    self.context = context
    let status = cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS else { throw DrawingError(why: Self.words(status)) }
    fill(PictureRect(x: 0, y: 0, width: Double(width), height: Double(height)), ground)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Fills a rectangle.
  func fill(_ rect: PictureRect, _ colour: Colour) {
    choose(colour)
    cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
    cairo_fill(context)
  }

  /// Draws a closed line through points.
  func outline(_ corners: [PicturePoint], _ colour: Colour, width: Double) {
    guard let first = corners.first else { return }
    choose(colour)
    cairo_set_line_width(context, width)
    cairo_move_to(context, first.x, first.y)
    for corner in corners.dropFirst() { cairo_line_to(context, corner.x, corner.y) }
    cairo_close_path(context)
    cairo_stroke(context)
  }

  /// What `body` draws shows inside the rectangle only.
  func clipped(to rect: PictureRect, _ body: () throws(DrawingError) -> Void) throws(DrawingError) {
    cairo_save(context)
    defer { cairo_restore(context) }
    cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
    cairo_clip(context)
    try body()
  }

  /// Draws a grey picture, each of its points moved by `map`, which is affine.
  func draw(_ image: GrayImage, by map: (PicturePoint) -> PicturePoint) throws(DrawingError) {
    guard image.width > 0, image.height > 0 else { return }
    guard let source = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(image.width), Int32(image.height)) else {
      throw DrawingError(why: "out of memory")
    }
    defer { cairo_surface_destroy(source) }
    guard let bytes = cairo_image_surface_get_data(source) else {
      throw DrawingError(why: Self.words(cairo_surface_status(source)))
    }
    let stride = Int(cairo_image_surface_get_stride(source))
    cairo_surface_flush(source)
    for y in 0..<image.height {
      let row = UnsafeMutableRawPointer(bytes + y * stride).assumingMemoryBound(to: UInt32.self)
      for x in 0..<image.width { row[x] = UInt32(image.pixels[y * image.width + x]) * 0x0001_0101 }
    }
    cairo_surface_mark_dirty(source)
    let origin = map(PicturePoint(x: 0, y: 0))
    let right = map(PicturePoint(x: 1, y: 0))
    let below = map(PicturePoint(x: 0, y: 1))
    var matrix = cairo_matrix_t(
      xx: right.x - origin.x, yx: right.y - origin.y, xy: below.x - origin.x, yy: below.y - origin.y, x0: origin.x,
      y0: origin.y)
    cairo_save(context)
    cairo_transform(context, &matrix)
    cairo_set_source_surface(context, source, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_GOOD)
    cairo_rectangle(context, 0, 0, Double(image.width), Double(image.height))
    cairo_fill(context)
    cairo_restore(context)
  }

  /// How words are written.
  struct Lettering {
    /// Height of the letters, px.
    var size: Double
    var isBold = false
    var colour = Colour.black
    /// Painted below the words.
    var ground: Colour?
    /// Lines are broken at this width, px, also within a word that is too long.
    var width: Double?
  }

  /// Writes words, their top left at a point; gives the room they take, px.
  @discardableResult
  func write(_ text: String, at place: PicturePoint, _ lettering: Lettering) -> (width: Double, height: Double) {
    cairo_select_font_face(
      context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
      lettering.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, lettering.size)
    var font = cairo_font_extents_t()
    cairo_font_extents(context, &font)
    let lines = text.split(separator: "\n").flatMap { broken(String($0), at: lettering.width ?? .infinity) }
    let width = lines.map(advance).max() ?? 0
    let height = font.height * Double(lines.count)
    if let ground = lettering.ground {
      fill(PictureRect(x: place.x - 1, y: place.y, width: width + 2, height: height), ground)
    }
    choose(lettering.colour)
    for (index, line) in lines.enumerated() {
      cairo_move_to(context, place.x, place.y + font.ascent + font.height * Double(index))
      cairo_show_text(context, line)
    }
    return (width, height)
  }

  /// A text in lines no wider than this: broken between words, and within a word that is too long for a line.
  private func broken(_ text: String, at width: Double) -> [String] {
    guard advance(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if advance(longer) <= width {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for letter in word {
        if !line.isEmpty, advance(line + String(letter)) > width {
          lines.append(line)
          line = ""
        }
        line.append(letter)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// How far the pen moves for a text, px.
  private func advance(_ text: String) -> Double {
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, text, &extents)
    return extents.x_advance
  }

  /// The picture as a PNG file's bytes.
  func png() throws(DrawingError) -> [UInt8] {
    cairo_surface_flush(surface)
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
    // A drawing step that failed made the context fail from there on.
    let drawn = cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS, drawn == CAIRO_STATUS_SUCCESS else {
      throw DrawingError(why: Self.words(status == CAIRO_STATUS_SUCCESS ? drawn : status))
    }
    return bytes
  }

  /// Red, green and blue of a pixel within the canvas.
  func pixel(_ x: Int, _ y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    cairo_surface_flush(surface)
    guard let bytes = cairo_image_surface_get_data(surface) else { return (0, 0, 0) }
    let row = UnsafeMutableRawPointer(bytes + y * Int(cairo_image_surface_get_stride(surface)))
    let value = row.assumingMemoryBound(to: UInt32.self)[x]
    return (
      UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)
    )
  }

  private func choose(_ colour: Colour) {
    cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, colour.alpha)
  }

  private static func words(_ status: cairo_status_t) -> String { String(cString: cairo_status_to_string(status)) }
}
