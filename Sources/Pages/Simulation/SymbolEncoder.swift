internal import Ballots
internal import CZint

/// The dark and light modules of a printed code. Codes of bars have one row.
struct SymbolModules: Sendable, Hashable {
  let width: Int
  let rows: Int
  /// Row by row; true is dark.
  let isDark: [Bool]
}

/// Encodes texts as QR codes and Code 128, by libzint.
enum SymbolEncoder {
  /// Error correction of QR codes, libzint's numbers: 2 is level M, which restores 15 % of a damaged symbol.
  private static let levelM: Int32 = 2

  /// The modules of a text, or nil when the symbology cannot carry it.
  static func encode(_ text: String, as symbology: BarcodeRegion.Symbology) -> SymbolModules? {
    guard let symbol = ZBarcode_Create() else { return nil }
    defer { ZBarcode_Delete(symbol) }
    switch symbology {
    case .qr:
      symbol.pointee.symbology = BARCODE_QRCODE
      symbol.pointee.option_1 = levelM
    case .code128:
      symbol.pointee.symbology = BARCODE_CODE128
    }
    symbol.pointee.input_mode = UNICODE_MODE
    let bytes = Array(text.utf8)
    guard ZBarcode_Encode(symbol, bytes, Int32(bytes.count)) < ZINT_ERROR else { return nil }
    let width = Int(symbol.pointee.width)
    let rows = symbology == .code128 ? min(1, Int(symbol.pointee.rows)) : Int(symbol.pointee.rows)
    guard width > 0, rows > 0 else { return nil }
    let isDark = (0..<(rows * width)).map { kp_zint_is_dark(symbol, Int32($0 / width), Int32($0 % width)) != 0 }
    return SymbolModules(width: width, rows: rows, isDark: isDark)
  }
}
