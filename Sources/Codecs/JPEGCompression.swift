internal import CTurboJPEG
public import Raster

extension GrayImage {
  /// The picture as it comes back from a JPEG file of a quality (1 to 100); nil when libjpeg-turbo refuses it.
  public func compressedAsJPEG(quality: Int) -> GrayImage? {
    guard width > 0, height > 0, let encoder = tjInitCompress() else { return nil }
    defer { tjDestroy(encoder) }
    var data: UnsafeMutablePointer<UInt8>?
    var length: UInt = 0
    defer { tjFree(data) }
    let status = tjCompress2(
      encoder, pixels, Int32(width), 0, Int32(height), Int32(TJPF_GRAY.rawValue), &data, &length,
      Int32(TJSAMP_GRAY.rawValue), Int32(max(1, min(100, quality))), 0)
    guard status == 0, let data, let decoder = tjInitDecompress() else { return nil }
    defer { tjDestroy(decoder) }
    var isWhole = true
    let decoded = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
      isWhole =
        tjDecompress2(
          decoder, data, length, buffer.baseAddress, Int32(width), 0, Int32(height), Int32(TJPF_GRAY.rawValue), 0) == 0
      count = isWhole ? width * height : 0
    }
    return isWhole ? GrayImage(width: width, height: height, pixels: decoded) : nil
  }
}
