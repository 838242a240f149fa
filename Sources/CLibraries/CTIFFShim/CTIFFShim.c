#include "CTIFFShim.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

struct kp_tiff {
  TIFF *tiff;
  int descriptor, system_error, decoding;
  uint64_t size, position;
  char message[160];
};

static void note(kp_tiff *t, const char *module, const char *format, va_list arguments) {
  if (t->message[0]) return;
  const int n = module ? snprintf(t->message, sizeof t->message, "%s: ", module) : 0;
  if (n >= 0 && n < (int)sizeof t->message)
    vsnprintf(t->message + n, sizeof t->message - (size_t)n, format, arguments);
}

static int on_error(TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff;
  kp_tiff *t = user;
  // Private tags that libtiff has no type for: it skips them, and so do we.
  if (!t->decoding && strstr(format, "custom tag")) return 1;
  note(t, module, format, arguments);
  return 1;
}

// libtiff merely warns when fax and JPEG data run out or do not fit; for us that is lost ink. Warnings about tags,
// given while a directory is read, say nothing about pixels.
static int on_warning(TIFF *tiff, void *user, const char *module, const char *format, va_list arguments) {
  (void)tiff;
  kp_tiff *t = user;
  if (!t->decoding || t->message[0]) return 1;
  note(t, module, format, arguments);
  // Padding between the last pixel and the end marker of a JPEG strip; mere displeasure at old kinds.
  static const char *const harmless[] = {"extraneous bytes before marker 0xd9", "Old-style LZW codes",
                                         "Deprecated and troublesome old-style JPEG"};
  for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
    if (strstr(t->message, harmless[i])) t->message[0] = 0;
  return 1;
}

static tmsize_t read_bytes(thandle_t handle, void *out, tmsize_t count) {
  kp_tiff *t = handle;
  tmsize_t done = 0;
  while (done < count) {
    const ssize_t n = pread(t->descriptor, (uint8_t *)out + done, (size_t)(count - done), (off_t)(t->position));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) t->system_error = errno;
    if (n <= 0) break;
    done += n;
    t->position += (uint64_t)n;
  }
  return done;
}

static tmsize_t write_nothing(thandle_t handle, void *data, tmsize_t count) {
  (void)handle, (void)data, (void)count;
  return 0;
}

static toff_t seek(thandle_t handle, toff_t offset, int whence) {
  kp_tiff *t = handle;
  if (whence == SEEK_CUR) offset += t->position;
  if (whence == SEEK_END) offset += t->size;
  // An offset that pread cannot take reads as the end of the file.
  t->position = offset > (toff_t)INT64_MAX ? t->size : offset;
  return t->position;
}

static int leave_open(thandle_t handle) {
  (void)handle;
  return 0;
}

static toff_t size_of(thandle_t handle) { return ((kp_tiff *)handle)->size; }

kp_tiff *kp_tiff_open(int descriptor, uint64_t size, int64_t largest_allocation) {
  kp_tiff *t = calloc(1, sizeof *t);
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (t && options) {
    t->descriptor = descriptor;
    t->size = size;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)largest_allocation);
    TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, t);
    TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, t);
    // r: read, h: only the header, m: no memory mapping.
    t->tiff = TIFFClientOpenExt("scan", "rhm", t, read_bytes, write_nothing, seek, leave_open, size_of, NULL, NULL,
                                options);
  }
  if (options) TIFFOpenOptionsFree(options);
  if (t && !t->tiff) {
    free(t);
    t = NULL;
  }
  return t;
}

void kp_tiff_close(kp_tiff *t) {
  if (!t) return;
  TIFFClose(t->tiff);
  free(t);
}

int kp_tiff_select(kp_tiff *t, uint64_t offset, kp_tiff_page *p) {
  t->message[0] = 0;
  t->system_error = 0;
  t->decoding = 0;
  memset(p, 0, sizeof *p);
  if (!TIFFSetSubDirectory(t->tiff, offset)) return 0;
  TIFF *tiff = t->tiff;
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &p->width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &p->height);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &p->bits);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &p->samples);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &p->sample_format);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &p->planar);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &p->compression);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &p->orientation);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_INKSET, &p->ink_set);
  // A fax without the tag is by custom white for 0.
  const int fax = p->compression == COMPRESSION_CCITTRLE || p->compression == COMPRESSION_CCITTFAX3 ||
                  p->compression == COMPRESSION_CCITTFAX4;
  if (!TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &p->photometric))
    p->photometric = fax ? PHOTOMETRIC_MINISWHITE : p->samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
  uint16_t extra_count = 0, *extra = NULL;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extra_count, &extra);
  p->alpha = extra_count > 0 && extra ? extra[0] : 0xFFFF;

  float x = 0, y = 0;
  uint16_t unit = RESUNIT_INCH;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  if (unit != RESUNIT_NONE && TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x) &&
      TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &y) && y > 0 && x / y > 0.99 && x / y < 1.01)
    p->dpi = unit == RESUNIT_CENTIMETER ? x * 2.54 : x;

  if (p->compression == COMPRESSION_JPEG && p->photometric == PHOTOMETRIC_YCBCR &&
      p->planar == PLANARCONFIG_CONTIG && p->samples == 3) {
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    p->jpeg_as_rgb = 1;
  }
  char why[1024];
  p->rgba_possible = (uint16_t)TIFFRGBAImageOK(tiff, why);
  if (TIFFIsTiled(tiff)) {
    TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &p->tile_width);
    TIFFGetField(tiff, TIFFTAG_TILELENGTH, &p->tile_height);
    p->tile_row_bytes = TIFFTileRowSize64(tiff);
    p->tile_bytes = TIFFTileSize64(tiff);
  } else {
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &p->rows_per_strip);
    if (p->rows_per_strip > p->height) p->rows_per_strip = p->height;
    p->row_bytes = TIFFScanlineSize64(tiff);
  }
  t->decoding = 1;
  return t->message[0] == 0;
}

int64_t kp_tiff_read_strip(kp_tiff *t, uint32_t strip, uint8_t *out, int64_t capacity) {
  return TIFFReadEncodedStrip(t->tiff, strip, out, (tmsize_t)capacity);
}

int kp_tiff_read_row(kp_tiff *t, uint32_t row, uint16_t plane, uint8_t *out) {
  return TIFFReadScanline(t->tiff, out, row, plane) == 1;
}

int64_t kp_tiff_read_tile(kp_tiff *t, uint32_t x, uint32_t y, uint16_t plane, uint8_t *out, int64_t capacity) {
  return TIFFReadEncodedTile(t->tiff, TIFFComputeTile(t->tiff, x, y, 0, plane), out, (tmsize_t)capacity);
}

int kp_tiff_read_rgba(kp_tiff *t, const kp_tiff_page *p, uint32_t *raster) {
  return TIFFReadRGBAImageOriented(t->tiff, p->width, p->height, raster, p->orientation, 1);
}

int kp_tiff_palette(kp_tiff *t, int count, uint8_t *luma) {
  uint16_t *r = NULL, *g = NULL, *b = NULL;
  if (!TIFFGetField(t->tiff, TIFFTAG_COLORMAP, &r, &g, &b)) return 0;
  // Some old programs wrote 8-bit values into the 16-bit palette.
  int wide = 0;
  for (int i = 0; i < count; i++) wide |= r[i] > 255 || g[i] > 255 || b[i] > 255;
  const int shift = wide ? 8 : 0;
  for (int i = 0; i < count; i++)
    luma[i] = (uint8_t)((19595u * (r[i] >> shift) + 38470u * (g[i] >> shift) + 7471u * (b[i] >> shift) + 32768u) >> 16);
  return 1;
}

const char *kp_tiff_message(const kp_tiff *t) { return t->message; }

int kp_tiff_system_error(const kp_tiff *t) { return t->system_error; }
