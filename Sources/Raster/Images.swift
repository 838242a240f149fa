/// An 8-bit grey picture, row-major without padding: 0 is black, 255 white.
public struct GrayImage: Sendable, Equatable {
  /// Width in px.
  public let width: Int
  /// Height in px.
  public let height: Int
  /// `width * height` samples.
  public var pixels: [UInt8]

  /// Wraps samples; `pixels.count` must be `width * height`.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height, "a grey picture has width x height samples")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// A picture of one shade.
  public init(width: Int, height: Int, filledWith value: UInt8 = 255) {
    self.init(width: width, height: height, pixels: [UInt8](repeating: value, count: width * height))
  }

  /// The sample at column `x`, row `y`; the caller keeps within the picture.
  @inlinable public subscript(x: Int, y: Int) -> UInt8 {
    get { pixels[y * width + x] }
    set { pixels[y * width + x] = newValue }
  }
}

/// A picture of one bit a pixel, packed most significant bit first, rows padded to whole bytes: 1 is black (ink).
public struct BitImage: Sendable, Equatable {
  /// Width in px.
  public let width: Int
  /// Height in px.
  public let height: Int
  /// Bytes of one row: `(width + 7) / 8`.
  public var bytesPerRow: Int { (width + 7) / 8 }
  /// `bytesPerRow * height` bytes; padding bits are 0.
  public var bytes: [UInt8]

  /// Wraps packed rows; `bytes.count` must be `((width + 7) / 8) * height`.
  public init(width: Int, height: Int, bytes: [UInt8]) {
    precondition(bytes.count == (width + 7) / 8 * height, "a bit picture has whole-byte rows")
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// Whether the pixel is black; the caller keeps within the picture.
  @inlinable public subscript(x: Int, y: Int) -> Bool {
    get { bytes[y * ((width + 7) / 8) + x / 8] & (0x80 >> UInt8(x & 7)) != 0 }
    set {
      let mask = UInt8(0x80) >> UInt8(x & 7)
      let index = y * ((width + 7) / 8) + x / 8
      if newValue { bytes[index] |= mask } else { bytes[index] &= ~mask }
    }
  }
}

/// The picture of one scanned page, as the decoder delivers it: grey, or bilevel and still packed.
public enum PageImage: Sendable, Equatable {
  case gray(GrayImage)
  case bits(BitImage)

  /// Width in px.
  public var width: Int {
    switch self {
    case .gray(let image): image.width
    case .bits(let image): image.width
    }
  }

  /// Height in px.
  public var height: Int {
    switch self {
    case .gray(let image): image.height
    case .bits(let image): image.height
    }
  }

  /// The same picture with black and white exchanged.
  public var inverted: PageImage {
    switch self {
    case .gray(let image):
      .gray(GrayImage(width: image.width, height: image.height, pixels: image.pixels.map { 255 - $0 }))
    case .bits(let image): .bits(BitImage(width: image.width, height: image.height, bytes: image.bytes.map { ~$0 }))
    }
  }

  /// Luma 0 to 255 of the pixel at column `x`, row `y`; the caller keeps within the picture.
  @inlinable public func luma(_ x: Int, _ y: Int) -> UInt8 {
    switch self {
    case .gray(let image): image[x, y]
    case .bits(let image): image[x, y] ? 0 : 255
    }
  }
}
