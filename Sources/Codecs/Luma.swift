/// Rec. 601 luma of red, green, blue 0 to 255, in 16-bit fixed point: the very numbers of libjpeg, so that a page
/// looks alike whichever decoder it went through.
@inline(__always) func luma(_ red: UInt32, _ green: UInt32, _ blue: UInt32) -> UInt8 {
  UInt8(truncatingIfNeeded: (19595 &* red &+ 38470 &* green &+ 7471 &* blue &+ 32768) &>> 16)
}

/// A value 0 to 255 with an opacity 0 to 255, laid on white.
@inline(__always) func onWhite(_ value: UInt32, opacity: UInt32) -> UInt8 {
  UInt8(truncatingIfNeeded: (value &* opacity &+ 255 &* (255 &- opacity) &+ 127) / 255)
}
