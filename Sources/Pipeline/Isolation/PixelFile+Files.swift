internal import Foundation
internal import Raster

// Pixels go from a reader to this process through a file, as they are: there is nothing in it to be decoded, and what a
// reader that was taken over writes there is at worst another picture.

extension PixelFile {
  /// Writes a picture's pixels to a new file; nil where the system does not take them.
  init?(_ image: PageImage, writtenTo path: String) {
    let bytes: [UInt8]
    switch image {
    case .gray(let gray):
      self.init(width: gray.width, height: gray.height, isBilevel: false)
      bytes = gray.pixels
    case .bits(let bits):
      self.init(width: bits.width, height: bits.height, isBilevel: true)
      bytes = bits.bytes
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let isWritten = bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
    guard isWritten else { return nil }
  }

  /// Takes the picture from a file, which is removed; nil where it is not what was announced, or larger than `limit` px.
  func take(from path: String, limit: Int) -> PageImage? {
    defer { unlink(path) }
    guard let byteCount, width.multipliedReportingOverflow(by: height).overflow == false, width * height <= limit else {
      return nil
    }
    // The other side may have put anything there: a link, a pipe.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == byteCount else {
      return nil
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, filled in
      while filled < byteCount {
        let count = read(descriptor, buffer.baseAddress.map { $0 + filled }, byteCount - filled)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        filled += count
      }
    }
    guard bytes.count == byteCount else { return nil }
    return isBilevel
      ? .bits(BitImage(width: width, height: height, bytes: bytes))
      : .gray(GrayImage(width: width, height: height, pixels: bytes))
  }
}
