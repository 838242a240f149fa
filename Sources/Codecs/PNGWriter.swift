internal import CPNGShim
internal import Glibc
public import Raster

/// Writes pictures as PNG files: crops for people, pages for tests.
public enum PNGWriter {
  /// Writes a page: 8-bit grey, or one bit a pixel. `dpi` is tagged when given. An existing file is replaced whole
  /// or left as it was. Throws `noPermission` or `fileVanished` with the system's message.
  public static func write(_ image: PageImage, to path: String, dpi: Double? = nil) throws(ScanError) {
    switch image {
    case .gray(let image):
      try write(KP_PNG_GRAY, image.width, image.height, image.pixels, to: path, dpi: dpi)
    case .bits(let image):
      try write(KP_PNG_BITS, image.width, image.height, image.bytes, to: path, dpi: dpi)
    }
  }

  /// Writes `width * height * 3` samples of red, green, blue. Errors as for a page.
  public static func writeRGB(
    width: Int, height: Int, samples: [UInt8], to path: String, dpi: Double? = nil
  ) throws(ScanError) {
    precondition(samples.count == width * height * 3, "three samples a pixel")
    try write(KP_PNG_RGB, width, height, samples, to: path, dpi: dpi)
  }

  private static func write(
    _ kind: kp_png_kind, _ width: Int, _ height: Int, _ samples: [UInt8], to path: String, dpi: Double?
  ) throws(ScanError) {
    precondition(width > 0 && height > 0, "a PNG has pixels")
    let partial = "\(path).\(getpid()).partial"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileReader.error(errno) }
    var message = [CChar](repeating: 0, count: Int(KP_PNG_MESSAGE))
    let written =
      kp_png_write(descriptor, kind, UInt32(width), UInt32(height), samples, dpi ?? 0, &message) == 1
    guard close(descriptor) == 0, written, rename(partial, path) == 0 else {
      let error = written ? FileReader.error(errno) : ScanError.fileVanished("PNG: " + text(message))
      unlink(partial)
      throw error
    }
  }
}
