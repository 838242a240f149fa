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
  /// Error correction of a QR code, in libzint's numbers.
  enum Correction: Int32 {
    /// Level M restores 15 % of a damaged symbol.
    case medium = 2
    /// Level H restores 30 %.
    case high = 4
  }

  /// The modules of a text, or nil when the symbology cannot carry it. Correction and version are those of a QR code; it
  /// takes the smallest version that holds the text where none is asked for, and a larger one where it must.
  static func encode(
    _ text: String, as symbology: BarcodeRegion.Symbology, correction: Correction = .medium, version: Int32 = 0
  ) -> SymbolModules? {
    guard let symbol = ZBarcode_Create() else { return nil }
    defer { ZBarcode_Delete(symbol) }
    switch symbology {
    case .qr:
      symbol.pointee.symbology = BARCODE_QRCODE
      symbol.pointee.option_1 = correction.rawValue
      symbol.pointee.option_2 = version
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
