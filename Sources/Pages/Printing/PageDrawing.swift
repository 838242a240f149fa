internal import CPango
internal import Raster

/// Draws the items of a page with cairo. A context's unit is the point.
struct PageDrawing {
  let cairo: OpaquePointer
  let typesetter: Typesetter

  func draw(_ page: PrintedPage) {
    for item in page.items { draw(item) }
  }

  private func draw(_ item: PrintedPage.Item) {
    cairo_set_source_rgb(cairo, 0, 0, 0)
    switch item {
    case .text(let text, let place):
      typesetter.draw(text, at: place, on: cairo)
    case .line(let points, let width):
      guard let first = points.first else { return }
      cairo_move_to(cairo, first.x * scale, first.y * scale)
      for point in points.dropFirst() { cairo_line_to(cairo, point.x * scale, point.y * scale) }
      stroke(width)
    case .fill(let rect, let shade):
      cairo_set_source_rgb(cairo, shade, shade, shade)
      add(rect)
      cairo_fill(cairo)
    case .rectangle(let rect, let lineWidth):
      add(rect.expanded(by: -lineWidth / 2))
      stroke(lineWidth)
    case .ellipse(let rect, let lineWidth):
      let bounds = rect.expanded(by: -(lineWidth ?? 0) / 2)
      cairo_save(cairo)
      cairo_translate(cairo, bounds.center.x * scale, bounds.center.y * scale)
      cairo_scale(cairo, bounds.width / 2 * scale, bounds.height / 2 * scale)
      cairo_new_sub_path(cairo)
      cairo_arc(cairo, 0, 0, 1, 0, 2 * .pi)
      cairo_restore(cairo)
      if let lineWidth { stroke(lineWidth) } else { cairo_fill(cairo) }
    case .symbol(let modules, let rect):
      draw(modules, in: rect)
    }
  }

  /// Runs of dark modules as one path: neighbouring rectangles filled one by one would show hairlines between them.
  private func draw(_ modules: SymbolModules, in rect: PaperRect) {
    let (width, height) = (rect.width / Double(modules.width), rect.height / Double(modules.rows))
    for row in 0..<modules.rows {
      var column = 0
      while column < modules.width {
        let start = column
        while column < modules.width, modules.isDark[row * modules.width + column] { column += 1 }
        if column > start {
          add(
            PaperRect(
              x: rect.x + Double(start) * width, y: rect.y + Double(row) * height,
              width: Double(column - start) * width,
              height: height))
        } else {
          column += 1
        }
      }
    }
    cairo_fill(cairo)
  }

  private var scale: Double { Typesetter.pointsPerMillimetre }

  private func add(_ rect: PaperRect) {
    cairo_rectangle(cairo, rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale)
  }

  private func stroke(_ width: Double) {
    cairo_set_line_width(cairo, width * scale)
    cairo_stroke(cairo)
  }
}
