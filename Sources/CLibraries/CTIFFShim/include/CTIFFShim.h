#pragma once
#include <stddef.h>
#include <stdint.h>

// libtiff's tag access is variadic, which Swift cannot call, and its plain error handlers are global to the process.
// This shim gives fixed signatures and per-handle handlers (libtiff 4.5), reads by pread (a file that shrinks while
// it is mapped would kill the process) and holds no decisions beyond that.

/// An open TIFF with the first message that its decoding gave.
typedef struct kp_tiff kp_tiff;

/// The tags of one page that decide how it is decoded; defaults are those of the TIFF standard.
typedef struct {
  uint32_t width, height;                    // px
  uint32_t rows_per_strip;                   // px, at most height
  uint32_t tile_width, tile_height;          // px, 0 for strips
  uint16_t bits, samples, sample_format;     // bits a sample, samples a pixel, SAMPLEFORMAT_*
  uint16_t photometric, planar, compression; // TIFF's own numbers
  uint16_t orientation;                      // 1 to 8
  uint16_t alpha;                            // EXTRASAMPLE_* of the first sample beyond the colours, or 0xFFFF
  uint16_t ink_set;
  uint16_t jpeg_as_rgb;                      // 1 when the decoder turns YCbCr into RGB by itself
  uint16_t rgba_possible;                    // 1 when libtiff's RGBA interface takes the page
  double dpi;                                // dots an inch, 0 when untagged or not square
  uint64_t row_bytes, tile_row_bytes, tile_bytes;
} kp_tiff_page;

/// Opens without reading a directory. No single allocation of libtiff exceeds `largest_allocation` bytes.
kp_tiff *kp_tiff_open(int descriptor, uint64_t size, int64_t largest_allocation);
void kp_tiff_close(kp_tiff *tiff);

/// Goes to the directory at a file offset and describes it; 0 on failure. Clears the message.
int kp_tiff_select(kp_tiff *tiff, uint64_t offset, kp_tiff_page *page);

/// Decode a strip, a row of one sample plane, or a tile; the count of bytes, or -1.
int64_t kp_tiff_read_strip(kp_tiff *tiff, uint32_t strip, uint8_t *out, int64_t capacity);
int kp_tiff_read_row(kp_tiff *tiff, uint32_t row, uint16_t plane, uint8_t *out);
int64_t kp_tiff_read_tile(kp_tiff *tiff, uint32_t x, uint32_t y, uint16_t plane, uint8_t *out, int64_t capacity);

/// The whole page by libtiff's RGBA interface in stored order: R in the low byte, A in the high. 0 on failure.
int kp_tiff_read_rgba(kp_tiff *tiff, const kp_tiff_page *page, uint32_t *raster);

/// The luma of `count` palette entries; 0 when there is no palette.
int kp_tiff_palette(kp_tiff *tiff, int count, uint8_t *luma);

/// The first error, or the first warning that means lost pixels, since select; an empty string when all is well.
const char *kp_tiff_message(const kp_tiff *tiff);
/// Whether the system failed to read the file (medium gone), as opposed to wrong contents: the errno or 0.
int kp_tiff_system_error(const kp_tiff *tiff);
