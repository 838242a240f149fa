internal import Ballots
internal import Raster

/// Who a located page belongs to, from its codes.
///
/// Each printed code is looked for in its own region, cleaned up step by step until it is read. Only texts that fit the
/// form's own pattern count. Two codes are two witnesses: when they name different units or boxes, that is a reason for a
/// person, never a choice.
struct Identifier {
  /// A code's region is cut out with this much around it, mm; then with `wideMargin`.
  static let margin = 3.0
  static let wideMargin = 9.0
  /// A sticker is looked for this far around its area, mm: near at first, then wherever a hand may have put it.
  static let stickerMargins = [6.0, 35.0]
  /// Printed modules are 0.4 to 0.65 mm: the blur is for the middle.
  static let assumedModule = 0.55
  /// At first only so many lines of a QR code's module are looked at, and bars every so many mm.
  static let linesOfModule = 3
  static let barLines = 0.5
  /// Holes in toner up to twice this are closed, mm.
  static let holeRadius = 0.14

  let reader: BarcodeReader

  /// The page's identity, and what speaks against accepting it.
  func identify<Image: LumaGrid>(_ page: LocatedPage, in image: Image) -> (Identity, Refusal?) {
    var witnesses: [[String: String]] = []
    var payloads: [String] = []
    var wrongForm: Refusal?
    let regions = page.prepared.page.barcodes
    let codes =
      regions.map { (payload: $0.payload, texts: read($0, page, image)) }
      + page.prepared.page.stickers.compactMap { sticker in
        sticker.payload.map { (payload: $0, texts: read(sticker, $0, page, image)) }
      }
    for (payload, texts) in codes {
      for text in texts where !payloads.contains(text) { payloads.append(text) }
      guard let text = texts.first(where: { payload.match($0) != nil }), let fields = payload.match(text)
      else { continue }
      if let code = fields["form"], !names(code, page.prepared) {
        wrongForm = Refusal(.barcodesDisagree, subject: text)
        continue
      }
      witnesses.append(fields)
    }
    var identity = Identity(payloads: payloads)
    identity.unit = agreed("unit", witnesses)
    identity.box = agreed("box", witnesses)
    identity.serial = agreed("serial", witnesses)
    if let wrongForm { return (identity, wrongForm) }
    for field in ["unit", "box", "serial"] where Set(witnesses.compactMap { $0[field] }).count > 1 {
      return (identity, Refusal(.barcodesDisagree, subject: payloads.joined(separator: " / ")))
    }
    if !page.rivals.isEmpty, !witnesses.contains(where: { $0["form"] != nil }) {
      let names = page.rivals.union([page.prepared.formID]).sorted().joined(separator: ", ")
      return (identity, Refusal(.formAmbiguous, subject: names))
    }
    if !regions.isEmpty, identity.unit == nil {
      return (identity, Refusal(.barcodeUnreadable, subject: payloads.first))
    }
    return (identity, nil)
  }

  /// Whether a barcode's form code names this page: the form's code, with the page number where it has several pages.
  private func names(_ code: String, _ page: PreparedPage) -> Bool {
    code == page.formCode || code == "\(page.formCode)/\(page.page.number)"
  }

  private func agreed(_ field: String, _ witnesses: [[String: String]]) -> String? {
    let values = Set(witnesses.compactMap { $0[field] })
    return values.count == 1 ? values.first : nil
  }

  private func read<Image: LumaGrid>(_ region: BarcodeRegion, _ page: LocatedPage, _ image: Image) -> [String] {
    read(
      region.symbology, region.payload, at: [Self.margin, Self.wideMargin].map { region.rect.expanded(by: $0) }, page,
      image)
  }

  private func read<Image: LumaGrid>(
    _ sticker: Sticker, _ payload: PayloadPattern, _ page: LocatedPage, _ image: Image
  ) -> [String] {
    read(
      sticker.symbology, payload, at: Self.stickerMargins.map { sticker.area.expanded(by: $0) }, page, image)
  }

  private func read<Image: LumaGrid>(
    _ symbology: BarcodeRegion.Symbology, _ payload: PayloadPattern, at places: [PaperRect], _ page: LocatedPage,
    _ image: Image
  ) -> [String] {
    func texts(_ codes: [BarcodeReader.Code]) -> [String]? {
      let texts = codes.filter { $0.symbology == symbology }.map(\.text)
      return texts.contains { payload.match($0) != nil } ? texts : nil
    }
    let scale = page.registration.resolution.pixelsPerMillimetre
    let sigma = 0.3 * Self.assumedModule * scale
    let radius = max(1, Int((Self.holeRadius * scale).rounded()))
    let all = BarcodeReader.ScanLines()
    let few = Self.fewLines(symbology, page.registration)
    var last: [String] = []
    for place in places {
      let crop = cut(place, page, image)
      for (step, lines) in [
        (BarcodeFilter.otsu, few), (BarcodeFilter.otsu, all), ({ BarcodeFilter.gaussian($0, sigma: sigma) }, all),
        (BarcodeFilter.median, all), ({ BarcodeFilter.closed($0, radius: radius) }, all),
      ]
        as [((GrayImage) -> GrayImage, BarcodeReader.ScanLines)]
      {
        let codes = reader.read(step(crop), along: lines)
        if let found = texts(codes) { return found }
        if last.isEmpty { last = codes.map(\.text) }
      }
    }
    return last
  }

  /// The lines that are enough for a clean code: some through each module of a QR code; for bars only lines across them,
  /// and not many.
  private static func fewLines(
    _ symbology: BarcodeRegion.Symbology, _ registration: Registration
  ) -> BarcodeReader.ScanLines {
    let scale = registration.resolution.pixelsPerMillimetre
    switch symbology {
    case .qr:
      let step = max(1, Int(assumedModule * scale) / linesOfModule)
      return BarcodeReader.ScanLines(rows: step, columns: step)
    case .code128:
      let step = max(1, Int(barLines * scale))
      let isUpright = registration.rotation == .upright || registration.rotation == .half
      return BarcodeReader.ScanLines(rows: isUpright ? step : 0, columns: isUpright ? 0 : step)
    }
  }

  /// The upright bounds of a paper rectangle, as a grey picture.
  private func cut<Image: LumaGrid>(_ rect: PaperRect, _ page: LocatedPage, _ image: Image) -> GrayImage {
    let corners = rect.corners.map { page.warp($0) }
    let x0 = max(0, Int(corners.map(\.x).min() ?? 0))
    let x1 = min(image.width, Int((corners.map(\.x).max() ?? 0).rounded(.up)))
    let y0 = max(0, Int(corners.map(\.y).min() ?? 0))
    let y1 = min(image.height, Int((corners.map(\.y).max() ?? 0).rounded(.up)))
    guard x1 > x0, y1 > y0 else { return GrayImage(width: 0, height: 0, pixels: []) }
    let window = Patch(image, x: x0, y: y0, width: x1 - x0, height: y1 - y0)
    return GrayImage(width: window.width, height: window.height, pixels: window.luma)
  }

  /// The texts on a page that was not located: the last resort. The large code of a batch header shows best on the small
  /// picture, where folds and grain are gone; a ballot's code needs the full one.
  func wholePage(_ page: PageImage, _ overview: Overview) -> [String] {
    let small = overview.image
    let attempts: [() -> [BarcodeReader.Code]] = [
      { reader.read(small) },
      { reader.read(BarcodeFilter.otsu(small)) },
      { reader.read(BarcodeFilter.otsu(BarcodeFilter.gaussian(small, sigma: 1))) },
      { reader.read(page.grayscale, along: BarcodeReader.ScanLines(rows: 2, columns: 2)) },
      { reader.read(BarcodeFilter.otsu(page.grayscale)) },
    ]
    for attempt in attempts {
      let codes = attempt()
      if codes.contains(where: { $0.symbology == .qr }) { return codes.map(\.text) }
    }
    return []
  }
}
