#include "CBareDecode.h"

#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <tiffio.h>
#include <turbojpeg.h>

long bare_decode_tiff(const char *path) {
  TIFF *tiff = TIFFOpen(path, "r");
  if (!tiff) return 0;
  uint32_t width = 0, height = 0;
  uint16_t bits = 0, samples = 0;
  TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &bits);
  TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
  long pixels = bits == 1 && samples == 1 ? (long)width * height : 0;
  const tmsize_t size = TIFFScanlineSize(tiff) * (tmsize_t)height;
  uint8_t *page = malloc((size_t)size);
  tmsize_t done = 0;
  for (uint32_t strip = 0; page && strip < TIFFNumberOfStrips(tiff); strip++) {
    const tmsize_t read = TIFFReadEncodedStrip(tiff, strip, page + done, size - done);
    if (read < 0) break;
    done += read;
  }
  if (done != size) pixels = 0;
  free(page);
  TIFFClose(tiff);
  return pixels;
}

long bare_decode_png(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return 0;
  // Changed after setjmp and used after a jump, hence volatile.
  uint8_t *volatile page = NULL;
  volatile long pixels = 0;
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (info && !setjmp(png_jmpbuf(png))) {
    png_init_io(png, file);
    png_read_info(png, info);
    const size_t width = png_get_image_width(png, info), height = png_get_image_height(png, info);
    if (png_get_color_type(png, info) != PNG_COLOR_TYPE_GRAY || png_get_bit_depth(png, info) != 8)
      png_error(png, "not 8-bit grey");
    page = malloc(width * height);
    if (!page) png_error(png, "out of memory");
    for (size_t y = 0; y < height; y++) png_read_row(png, page + y * width, NULL);
    png_read_end(png, NULL);
    pixels = (long)(width * height);
  }
  free(page);
  if (png) png_destroy_read_struct(&png, &info, NULL);
  fclose(file);
  return pixels;
}

long bare_decode_jpeg(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return 0;
  struct stat status;
  const size_t size = fstat(fileno(file), &status) == 0 ? (size_t)status.st_size : 0;
  uint8_t *data = malloc(size);
  const int is_read = data && fread(data, 1, size, file) == size;
  fclose(file);
  tjhandle decoder = is_read ? tjInitDecompress() : NULL;
  long pixels = 0;
  int width = 0, height = 0, subsampling = 0, colours = 0;
  if (decoder && tjDecompressHeader3(decoder, data, size, &width, &height, &subsampling, &colours) == 0) {
    uint8_t *page = malloc((size_t)width * (size_t)height);
    if (page && tjDecompress2(decoder, data, size, page, width, 0, height, TJPF_GRAY, 0) == 0)
      pixels = (long)width * height;
    free(page);
  }
  if (decoder) tjDestroy(decoder);
  free(data);
  return pixels;
}
