#include "CPNGShim.h"

#include <errno.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Chunks other than pixels (profiles, texts) are not used: none may take more memory than this.
static const png_alloc_size_t largest_chunk = 8u << 20;

typedef struct {
  const uint8_t *data;
  size_t length, position;
} source;

static void on_error(png_structp png, png_const_charp text) {
  char *message = png_get_error_ptr(png);
  strncpy(message, text, KP_PNG_MESSAGE - 1);
  message[KP_PNG_MESSAGE - 1] = 0;
  png_longjmp(png, 1);
}

// Warnings are about things that do not touch the pixels.
static void on_warning(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

static void read_bytes(png_structp png, png_bytep out, png_size_t count) {
  source *s = png_get_io_ptr(png);
  if (s->length - s->position < count) png_error(png, "the file ends too early");
  memcpy(out, s->data + s->position, count);
  s->position += count;
}

// Rec. 601 luma in 16-bit fixed point, as libjpeg computes it.
static inline uint8_t luma(unsigned r, unsigned g, unsigned b) {
  return (uint8_t)((19595u * r + 38470u * g + 7471u * b + 32768u) >> 16);
}

static inline uint8_t on_white(unsigned value, unsigned alpha) {
  return (uint8_t)((value * alpha + 255u * (255u - alpha) + 127u) / 255u);
}

// One row of 8-bit samples with 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGBA) channels to luma.
static void row_to_luma(const uint8_t *in, uint8_t *out, size_t width, int channels) {
  switch (channels) {
    case 1: memcpy(out, in, width); break;
    case 2:
      for (size_t x = 0; x < width; x++, in += 2) out[x] = on_white(in[0], in[1]);
      break;
    case 3:
      for (size_t x = 0; x < width; x++, in += 3) out[x] = luma(in[0], in[1], in[2]);
      break;
    default:
      for (size_t x = 0; x < width; x++, in += 4) out[x] = on_white(luma(in[0], in[1], in[2]), in[3]);
  }
}

static void two_levels(png_structp png, png_infop info, int color_type, uint8_t levels[2]) {
  png_bytep alphas = NULL;
  png_color_16p key = NULL;
  int alpha_count = 0;
  const int transparent = png_get_tRNS(png, info, &alphas, &alpha_count, &key) != 0;
  levels[0] = 0;
  levels[1] = 255;
  if (color_type == PNG_COLOR_TYPE_PALETTE) {
    png_colorp palette = NULL;
    int count = 0;
    png_get_PLTE(png, info, &palette, &count);
    for (int i = 0; i < 2; i++) {
      levels[i] = i < count ? luma(palette[i].red, palette[i].green, palette[i].blue) : 0;
      if (transparent && alphas && i < alpha_count) levels[i] = on_white(levels[i], alphas[i]);
    }
  } else if (transparent && key) {
    levels[key->gray & 1] = 255;
  }
}

int kp_png_decode(const uint8_t *data, size_t length, uint32_t width, uint32_t height, int packed, uint8_t *pixels,
                  uint8_t levels[2], double *dpi, char message[KP_PNG_MESSAGE]) {
  source s = {data, length, 0};
  png_infop info = NULL;
  // Changed after setjmp and freed after a jump, hence volatile.
  uint8_t *volatile scratch = NULL;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, message, on_error, on_warning);
  if (!png) {
    strcpy(message, "libpng could not start");
    return 0;
  }
  if (setjmp(png_jmpbuf(png))) {
    free(scratch);
    png_destroy_read_struct(&png, &info, NULL);
    return 0;
  }
  info = png_create_info_struct(png);
  if (!info) png_error(png, "out of memory");
  png_set_user_limits(png, width, height);
  png_set_chunk_malloc_max(png, largest_chunk);
  png_set_read_fn(png, &s, read_bytes);
  png_read_info(png, info);

  const int depth = png_get_bit_depth(png, info), color_type = png_get_color_type(png, info);
  const int is_packed = depth == 1 && !(color_type & (PNG_COLOR_MASK_ALPHA)) && color_type != PNG_COLOR_TYPE_RGB;
  if (png_get_image_width(png, info) != width || png_get_image_height(png, info) != height || is_packed != packed)
    png_error(png, "the header changed");
  // Within 1 %: other pixels are not square, and then there is no one resolution.
  const double x_per_metre = png_get_x_pixels_per_meter(png, info), y_per_metre = png_get_y_pixels_per_meter(png, info);
  const double ratio = y_per_metre > 0 ? x_per_metre / y_per_metre : 0;
  *dpi = ratio > 0.99 && ratio < 1.01 ? x_per_metre * 0.0254 : 0;

  const int passes = png_set_interlace_handling(png);
  size_t row_bytes;
  int channels = 1;
  if (packed) {
    two_levels(png, info, color_type, levels);
    png_read_update_info(png, info);
    row_bytes = ((size_t)width + 7) / 8;
  } else {
    png_set_expand(png);
    png_set_scale_16(png);
    png_read_update_info(png, info);
    channels = png_get_channels(png, info);
    row_bytes = (size_t)width * channels;
  }
  if (png_get_rowbytes(png, info) != row_bytes) png_error(png, "unexpected row size");

  if (channels == 1) {
    for (int pass = 0; pass < passes; pass++)
      for (size_t y = 0; y < height; y++) png_read_row(png, pixels + y * row_bytes, NULL);
  } else if (passes == 1) {
    scratch = malloc(row_bytes);
    if (!scratch) png_error(png, "out of memory");
    for (size_t y = 0; y < height; y++) {
      png_read_row(png, scratch, NULL);
      row_to_luma(scratch, pixels + y * width, width, channels);
    }
  } else {
    // Interlaced passes build on each other, so the colours of the whole picture are needed.
    scratch = malloc(row_bytes * height);
    if (!scratch) png_error(png, "out of memory");
    for (int pass = 0; pass < passes; pass++)
      for (size_t y = 0; y < height; y++) png_read_row(png, scratch + y * row_bytes, NULL);
    for (size_t y = 0; y < height; y++) row_to_luma(scratch + y * row_bytes, pixels + y * width, width, channels);
  }
  // To the end chunk: a file that lacks it was cut.
  png_read_end(png, NULL);
  free(scratch);
  png_destroy_read_struct(&png, &info, NULL);
  return 1;
}

static void write_bytes(png_structp png, png_bytep data, png_size_t count) {
  const int descriptor = *(int *)png_get_io_ptr(png);
  while (count > 0) {
    const ssize_t written = write(descriptor, data, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) png_error(png, strerror(errno));
    data += written;
    count -= (size_t)written;
  }
}

static void flush_nothing(png_structp png) { (void)png; }

int kp_png_write(int descriptor, enum kp_png_kind kind, uint32_t width, uint32_t height, const uint8_t *pixels,
                 double dpi, char message[KP_PNG_MESSAGE]) {
  png_infop info = NULL;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, message, on_error, on_warning);
  if (!png) {
    strcpy(message, "libpng could not start");
    return 0;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    return 0;
  }
  info = png_create_info_struct(png);
  if (!info) png_error(png, "out of memory");
  png_set_write_fn(png, &descriptor, write_bytes, flush_nothing);
  png_set_IHDR(png, info, width, height, kind == KP_PNG_BITS ? 1 : 8,
               kind == KP_PNG_RGB ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (dpi > 0) {
    const png_uint_32 per_metre = (png_uint_32)(dpi / 0.0254 + 0.5);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  }
  // Written for speed: crops and test pages live shortly, and trying all filters triples the time.
  png_set_compression_level(png, 3);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, kind == KP_PNG_BITS ? PNG_FILTER_NONE : PNG_FILTER_UP);
  png_write_info(png, info);
  if (kind == KP_PNG_BITS) png_set_invert_mono(png);
  const size_t row_bytes = kind == KP_PNG_BITS ? ((size_t)width + 7) / 8 : (size_t)width * (kind == KP_PNG_RGB ? 3 : 1);
  for (size_t y = 0; y < height; y++) png_write_row(png, pixels + y * row_bytes);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return 1;
}
