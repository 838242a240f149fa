internal import Ballots
internal import CZBar
internal import Raster

/// Reads QR and Code 128 codes by zbar from a grey picture. Not sendable: one per worker.
final class BarcodeReader {
  private let scanner: OpaquePointer

  init() {
    scanner = zbar_image_scanner_create()
    // Only the two that forms carry: other decoders cost time, and one of them prints warnings.
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
    zbar_image_scanner_set_config(scanner, ZBAR_CODE128, ZBAR_CFG_ENABLE, 1)
  }

  deinit { zbar_image_scanner_destroy(scanner) }

  /// One code as read.
  struct Code: Hashable {
    let symbology: BarcodeRegion.Symbology
    let text: String
  }

  /// Which lines of a picture are looked at: every so many rows and every so many columns; none where 0.
  struct ScanLines {
    var rows = 1
    var columns = 1
  }

  /// The codes in a picture; only texts of printable ASCII, as payloads are.
  func read(_ picture: GrayImage, along lines: ScanLines = ScanLines()) -> [Code] {
    var codes: [Code] = []
    scan(picture, along: lines) { symbol in
      if let code = Self.code(symbol) { codes.append(code) }
    }
    return codes
  }

  /// The codes in a picture with their places. What is told of bars is where lines crossed them; of a QR code, its corners.
  func placedCodes(in picture: GrayImage) -> [CodeSearch.Found] {
    var found: [CodeSearch.Found] = []
    scan(picture, along: ScanLines()) { symbol in
      guard let code = Self.code(symbol) else { return }
      let places = (0..<zbar_symbol_get_loc_size(symbol)).map { index in
        PicturePoint(x: Double(zbar_symbol_get_loc_x(symbol, index)), y: Double(zbar_symbol_get_loc_y(symbol, index)))
      }
      guard let left = places.map(\.x).min(), let right = places.map(\.x).max(), let top = places.map(\.y).min(),
        let bottom = places.map(\.y).max()
      else { return }
      found.append(
        CodeSearch.Found(
          symbology: code.symbology, text: code.text,
          bounds: PictureRect(x: left, y: top, width: right - left, height: bottom - top)))
    }
    return found
  }

  /// Calls `body` with each symbol that is found in a picture.
  private func scan(_ picture: GrayImage, along lines: ScanLines, _ body: (OpaquePointer) -> Void) {
    guard picture.width > 0, picture.height > 0, let image = zbar_image_create() else { return }
    defer { zbar_image_destroy(image) }
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, Int32(lines.columns))
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, Int32(lines.rows))
    let y800: UInt = 0x3030_3859  // fourcc of 8-bit grey
    zbar_image_set_format(image, y800)
    zbar_image_set_size(image, UInt32(picture.width), UInt32(picture.height))
    picture.pixels.withUnsafeBytes { bytes in
      zbar_image_set_data(image, bytes.baseAddress, UInt(bytes.count), nil)
      guard zbar_scan_image(scanner, image) > 0 else { return }
      var symbol = zbar_image_first_symbol(image)
      while let current = symbol {
        body(current)
        symbol = zbar_symbol_next(current)
      }
    }
  }

  private static func code(_ symbol: OpaquePointer) -> Code? {
    let symbology: BarcodeRegion.Symbology
    switch zbar_symbol_get_type(symbol) {
    case ZBAR_QRCODE: symbology = .qr
    case ZBAR_CODE128: symbology = .code128
    default: return nil
    }
    guard let data = zbar_symbol_get_data(symbol) else { return nil }
    let bytes = UnsafeRawBufferPointer(start: data, count: Int(zbar_symbol_get_data_length(symbol)))
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
    return Code(symbology: symbology, text: String(decoding: bytes, as: UTF8.self))
  }
}
