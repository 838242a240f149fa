// Sets text by Pango: the letters of Vietnamese with their marks, broken into lines, justified.
//
// Nothing depends on the resolution: hinting is off and glyphs are not moved to whole dots, so a text takes the same room
// in a PDF file as in a picture, and lines break at the same words in both.

internal import CPango
internal import Raster

/// Measures texts and draws them. A class because it owns Pango's memory; it stays within one task.
final class Typesetter {
  private let fontMap: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer

  /// Points of 1/72 inch.
  static let pointsPerMillimetre = 72 / 25.4

  /// Throws `fontMissing` where a family of `TypeStyle` is not installed.
  init() throws(PrintingError) {
    guard let fontMap = pango_cairo_font_map_new() else { throw .drawing("out of memory") }
    guard let context = pango_font_map_create_context(fontMap) else {
      g_object_unref(fontMap)
      throw .drawing("out of memory")
    }
    self.fontMap = fontMap
    self.context = context
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    pango_context_set_language(context, pango_language_from_string("vi"))
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    for family in TypeStyle.Family.allCases where !hasFont(family) {
      throw .fontMissing(family: family.rawValue)
    }
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(fontMap)
  }

  /// The room that a text takes, mm.
  struct Measure: Hashable {
    var width: Double
    var height: Double
    /// From the top to the baseline of the first line.
    var baseline: Double
    /// Where ink is.
    var ink: PaperRect
  }

  func measure(_ text: TextBlock) -> Measure {
    let layout = layout(text)
    defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
    var (ink, logical) = (PangoRectangle(), PangoRectangle())
    pango_layout_get_extents(layout, &ink, &logical)
    return Measure(
      width: Self.millimetres(logical.width), height: Self.millimetres(logical.height),
      baseline: Self.millimetres(pango_layout_get_baseline(layout)),
      ink: PaperRect(
        x: Self.millimetres(ink.x), y: Self.millimetres(ink.y), width: Self.millimetres(ink.width),
        height: Self.millimetres(ink.height)))
  }

  /// The lines of a text that fit a height, and the rest; nil for what is empty. Only texts that start a paragraph at
  /// their beginning are split: the rest is set without indent.
  func split(_ text: TextBlock, at height: Double) -> (first: TextBlock?, rest: TextBlock?) {
    let layout = layout(text)
    defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
    guard let lines = pango_layout_get_iter(layout) else { return (text, nil) }
    defer { pango_layout_iter_free(lines) }
    var isFirst = true
    repeat {
      var bottom: Int32 = 0
      pango_layout_iter_get_line_yrange(lines, nil, &bottom)
      if Self.millimetres(bottom) > height {
        if isFirst { return (nil, text) }
        return text.split(at: Int(pango_layout_iter_get_index(lines)))
      }
      isFirst = false
    } while pango_layout_iter_next_line(lines) != 0
    return (text, nil)
  }

  /// Draws a text, its top left at a point; `cairo` counts in points.
  func draw(_ text: TextBlock, at place: PaperPoint, on cairo: OpaquePointer) {
    let layout = layout(text)
    defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
    cairo_set_source_rgb(cairo, 0, 0, 0)
    cairo_move_to(cairo, place.x * Self.pointsPerMillimetre, place.y * Self.pointsPerMillimetre)
    pango_cairo_show_layout(cairo, layout)
  }

  /// A layout that the caller lets go. GLib ends the program where memory is out, so there always is one.
  private func layout(_ block: TextBlock) -> OpaquePointer {
    let layout: OpaquePointer = pango_layout_new(context)
    let attributes = pango_attr_list_new()
    var text = ""
    for run in block.runs {
      let start = UInt32(text.utf8.count)
      text += run.text
      let description = Self.description(run.style)
      var parts = [pango_attr_font_desc_new(description)]
      pango_font_description_free(description)
      if run.style.shade > 0 {
        let level = UInt16(run.style.shade * 65535)
        parts.append(pango_attr_foreground_new(level, level, level))
      }
      for part in parts {
        part?.pointee.start_index = start
        part?.pointee.end_index = UInt32(text.utf8.count)
        pango_attr_list_insert(attributes, part)
      }
    }
    pango_layout_set_text(layout, text, Int32(text.utf8.count))
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    pango_layout_set_line_spacing(layout, Float(block.lineSpacing))
    pango_layout_set_indent(layout, Self.units(block.indent))
    if let width = block.width { pango_layout_set_width(layout, Self.units(width)) }
    switch block.alignment {
    case .left: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
    case .center: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
    case .justified: pango_layout_set_justify(layout, 1)
    }
    return layout
  }

  private static func description(_ style: TypeStyle) -> OpaquePointer {
    let description: OpaquePointer = pango_font_description_new()
    pango_font_description_set_family(description, style.family.rawValue)
    pango_font_description_set_size(description, Int32((style.size * Double(PANGO_SCALE)).rounded()))
    pango_font_description_set_weight(description, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_style(description, style.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    return description
  }

  private func hasFont(_ family: TypeStyle.Family) -> Bool {
    let wanted = Self.description(TypeStyle(family: family, size: 12))
    defer { pango_font_description_free(wanted) }
    guard let font = pango_context_load_font(context, wanted) else { return false }
    defer { g_object_unref(font) }
    let found = pango_font_describe(font)
    defer { pango_font_description_free(found) }
    return pango_font_description_get_family(found).map { String(cString: $0) } == family.rawValue
  }

  private static func units(_ millimetres: Double) -> Int32 {
    Int32((millimetres * pointsPerMillimetre * Double(PANGO_SCALE)).rounded())
  }

  private static func millimetres(_ units: Int32) -> Double {
    Double(units) / Double(PANGO_SCALE) / pointsPerMillimetre
  }
}
