internal import CTIFFShim

/// One row of unsigned samples of 1 to 32 bits, brought to 8 bits each.
struct TIFFSampleRow {
  private(set) var values: [UInt8]
  private let bits: Int
  /// For 1 to 7 bits: the sample's share of full scale.
  private let scale: [UInt8]

  init(count: Int, bits: Int, isIndex: Bool = false) {
    values = [UInt8](repeating: 0, count: count)
    self.bits = bits
    let top = (1 << min(bits, 8)) - 1
    scale = (0...top).map { UInt8(isIndex ? $0 : ($0 * 255 + top / 2) / top) }
  }

  /// Fills `values`. Samples of 16, 24 and 32 bits are in this machine's order (libtiff swapped them), others are
  /// packed from the most significant bit on; of more than 8 bits the upper 8 are kept.
  mutating func unpack(_ stored: UnsafeBufferPointer<UInt8>) {
    let count = values.count
    let bits = self.bits
    values.withUnsafeMutableBufferPointer { values in
      switch bits {
      case 8:
        for index in 0..<count { values[index] = stored[index] }
      case 16, 24, 32:
        let size = bits / 8
        for index in 0..<count { values[index] = stored[index * size + size - 1] }
      default:
        let kept = min(bits, 8)
        let mask = (1 << kept) - 1
        for index in 0..<count {
          let bit = index * bits
          let high = Int(stored[bit / 8]) << 8
          // The second byte exists whenever the sample reaches into it.
          let both = (bit & 7) + kept > 8 ? high | Int(stored[bit / 8 + 1]) : high
          values[index] = scale[both >> (16 - (bit & 7) - kept) & mask]
        }
      }
    }
  }
}

/// What the samples of a pixel mean, and how they become luma.
struct TIFFColors {
  private enum Kind {
    case gray(inverted: Bool)
    case palette([UInt8])
    case rgb
    case cmyk
  }
  /// How the sample beyond the colours counts.
  private enum Opacity {
    case none
    case multiplied
    case separate
  }

  private let kind: Kind
  private let opacity: Opacity
  private let colors: Int
  private let samples: Int
  /// Palette pages keep the sample as it is.
  var isIndex: Bool {
    if case .palette = kind { true } else { false }
  }

  /// nil for colour spaces that are not read here. Throws for a palette that is missing or impossible.
  init?(page: kp_tiff_page, tiff: OpaquePointer) throws(ScanError) {
    samples = Int(page.samples)
    switch (page.photometric, page.jpeg_as_rgb) {
    case (0, _): (kind, colors) = (.gray(inverted: true), 1)
    case (1, _): (kind, colors) = (.gray(inverted: false), 1)
    case (2, _), (6, 1): (kind, colors) = (.rgb, 3)
    case (3, _):
      guard page.bits <= 8 else { return nil }
      var palette = [UInt8](repeating: 0, count: 256)
      guard kp_tiff_palette(tiff, 1 << Int(page.bits), &palette) == 1 else {
        throw .damagedFile("TIFF: palette missing")
      }
      (kind, colors) = (.palette(palette), 1)
    case (5, _):
      guard page.ink_set == 1 else { return nil }
      (kind, colors) = (.cmyk, 4)
    default: return nil
    }
    guard samples >= colors else { throw .damagedFile("TIFF: \(samples) samples for \(colors) colours") }
    opacity = samples > colors ? (page.alpha == 1 ? .multiplied : page.alpha == 2 ? .separate : .none) : .none
  }

  /// Luma of `count` pixels.
  func luma(of values: [UInt8], into out: UnsafeMutableBufferPointer<UInt8>, at start: Int, count: Int) {
    values.withUnsafeBufferPointer { values in
      switch kind {
      case .gray(let inverted):
        let flip: UInt8 = inverted ? 255 : 0
        for index in 0..<count { out[start + index] = values[index * samples] ^ flip }
      case .palette(let palette):
        for index in 0..<count { out[start + index] = palette[Int(values[index * samples])] }
      case .rgb:
        for index in 0..<count {
          let pixel = index * samples
          out[start + index] = Codecs.luma(
            UInt32(values[pixel]), UInt32(values[pixel + 1]), UInt32(values[pixel + 2]))
        }
      case .cmyk:
        for index in 0..<count {
          let pixel = index * samples
          let light = 255 - UInt32(values[pixel + 3])
          out[start + index] = Codecs.luma(
            (255 - UInt32(values[pixel])) * light / 255, (255 - UInt32(values[pixel + 1])) * light / 255,
            (255 - UInt32(values[pixel + 2])) * light / 255)
        }
      }
      if opacity == .none { return }
      for index in 0..<count {
        let shade = UInt32(out[start + index])
        let alpha = UInt32(values[index * samples + colors])
        out[start + index] =
          opacity == .separate ? onWhite(shade, opacity: alpha) : UInt8(min(255, shade + 255 - alpha))
      }
    }
  }
}
