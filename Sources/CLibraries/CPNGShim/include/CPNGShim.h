#pragma once
#include <stddef.h>
#include <stdint.h>

// libpng reports errors by longjmp. A jump may not cross Swift frames, and Swift cannot call setjmp, so each whole
// decode or encode is one C function here that keeps the jump to itself and answers with a status and a message.

/// Room for a message, with its terminating zero.
#define KP_PNG_MESSAGE 160

/// Decodes a PNG in memory. `width`, `height` and `packed` (1 for bit depth 1 with one channel) are what the caller
/// read in IHDR and sized `pixels` by; another answer by libpng is an error.
/// packed: rows of (width + 7) / 8 bytes as they are in the file; `levels` gets the luma of bit 0 and bit 1.
/// otherwise: width * height bytes of luma, transparency laid on white.
/// `dpi` gets the tagged resolution or 0. Returns 1, or 0 with the message filled.
int kp_png_decode(const uint8_t *data, size_t length, uint32_t width, uint32_t height, int packed, uint8_t *pixels,
                  uint8_t levels[2], double *dpi, char message[KP_PNG_MESSAGE]);

/// What the samples given to `kp_png_write` are.
enum kp_png_kind {
  KP_PNG_BITS = 0,  // one bit a pixel, rows padded to bytes, 1 is black
  KP_PNG_GRAY = 1,  // one byte a pixel
  KP_PNG_RGB = 2,   // three bytes a pixel
};

/// Writes a PNG to an open file; `dpi` of 0 leaves the resolution out. Does not close the file.
/// Returns 1, or 0 with the message filled.
int kp_png_write(int descriptor, enum kp_png_kind kind, uint32_t width, uint32_t height, const uint8_t *pixels,
                 double dpi, char message[KP_PNG_MESSAGE]);
