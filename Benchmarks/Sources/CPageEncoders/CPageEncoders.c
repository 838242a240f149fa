#include "CPageEncoders.h"

#include <cairo/cairo-pdf.h>
#include <cairo/cairo.h>
#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tiffio.h>
#include <turbojpeg.h>

const char *page_write_tiff_g4(const char *path, uint32_t width, uint32_t height, const uint8_t *bits, double dpi) {
  TIFF *tiff = TIFFOpen(path, "w");
  if (!tiff) return "TIFF: cannot be created";
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, height);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
  TIFFSetField(tiff, TIFFTAG_FILLORDER, FILLORDER_MSB2LSB);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, dpi);
  TIFFSetField(tiff, TIFFTAG_YRESOLUTION, dpi);
  const tmsize_t size = ((tmsize_t)width + 7) / 8 * (tmsize_t)height;
  // The encoder may work in place, hence a copy.
  uint8_t *copy = malloc((size_t)size);
  int is_written = 0;
  if (copy) {
    memcpy(copy, bits, (size_t)size);
    is_written = TIFFWriteEncodedStrip(tiff, 0, copy, size) == size && TIFFFlush(tiff);
  }
  free(copy);
  TIFFClose(tiff);
  return is_written ? NULL : "TIFF: cannot be written";
}

const char *page_write_png(const char *path, uint32_t width, uint32_t height, const uint8_t *luma, double dpi) {
  FILE *file = fopen(path, "wb");
  if (!file) return "PNG: cannot be created";
  volatile int is_written = 0;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (info && !setjmp(png_jmpbuf(png))) {
    png_init_io(png, file);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    const png_uint_32 per_metre = (png_uint_32)(dpi / 0.0254 + 0.5);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    for (uint32_t y = 0; y < height; y++) png_write_row(png, luma + (size_t)y * width);
    png_write_end(png, info);
    is_written = 1;
  }
  if (png) png_destroy_write_struct(&png, &info);
  if (fclose(file) != 0) is_written = 0;
  return is_written ? NULL : "PNG: cannot be written";
}

// turbojpeg leaves the resolution open. JFIF is the first segment: unit at byte 13, then both resolutions.
static const char *write_jpeg(const char *path, unsigned char *data, unsigned long size, double dpi) {
  if (size < 20 || data[2] != 0xFF || data[3] != 0xE0) return "JPEG: no JFIF header";
  const unsigned resolution = (unsigned)(dpi + 0.5);
  data[13] = 1;
  data[14] = data[16] = (unsigned char)(resolution >> 8);
  data[15] = data[17] = (unsigned char)resolution;
  FILE *file = fopen(path, "wb");
  if (!file) return "JPEG: cannot be created";
  int is_written = fwrite(data, 1, size, file) == size;
  if (fclose(file) != 0) is_written = 0;
  return is_written ? NULL : "JPEG: cannot be written";
}

static const char *encode_planes(const char *path, uint32_t width, uint32_t height, const uint8_t *const planes[3],
                                 int subsampling, int quality, double dpi) {
  tjhandle encoder = tjInitCompress();
  if (!encoder) return "JPEG: libjpeg-turbo could not start";
  unsigned char *data = NULL;
  unsigned long size = 0;
  const char *fault = "JPEG: cannot be encoded";
  const unsigned char *sources[3] = {planes[0], planes[1], planes[2]};
  if (tjCompressFromYUVPlanes(encoder, sources, (int)width, NULL, (int)height, subsampling, &data, &size, quality,
                              0) == 0)
    fault = write_jpeg(path, data, size, dpi);
  tjFree(data);
  tjDestroy(encoder);
  return fault;
}

const char *page_write_jpeg_grey(const char *path, uint32_t width, uint32_t height, const uint8_t *luma, int quality,
                                 double dpi) {
  const uint8_t *const planes[3] = {luma, NULL, NULL};
  return encode_planes(path, width, height, planes, TJSAMP_GRAY, quality, dpi);
}

const char *page_write_jpeg_colour(const char *path, uint32_t width, uint32_t height, const uint8_t *luma,
                                   const uint8_t *blue, const uint8_t *red, int quality, double dpi) {
  // The encoder takes whole blocks: of an odd picture it wants the luma of one more column and row.
  const size_t w = (width + 1u) & ~1u, h = (height + 1u) & ~1u;
  uint8_t *padded = malloc(w * h);
  if (!padded) return "JPEG: out of memory";
  for (size_t y = 0; y < h; y++) {
    const uint8_t *row = luma + (size_t)(y < height ? y : height - 1) * width;
    memcpy(padded + y * w, row, width);
    if (w > width) padded[y * w + width] = row[width - 1];
  }
  const uint8_t *const planes[3] = {padded, blue, red};
  const char *fault = encode_planes(path, width, height, planes, TJSAMP_420, quality, dpi);
  free(padded);
  return fault;
}

struct page_pdf {
  cairo_surface_t *surface;
  cairo_t *context;
};

page_pdf *page_pdf_begin(const char *path) {
  page_pdf *pdf = calloc(1, sizeof *pdf);
  if (!pdf) return NULL;
  pdf->surface = cairo_pdf_surface_create(path, 595, 842);
  pdf->context = cairo_create(pdf->surface);
  if (cairo_status(pdf->context) == CAIRO_STATUS_SUCCESS) return pdf;
  page_pdf_end(pdf);
  return NULL;
}

const char *page_pdf_add(page_pdf *pdf, const char *jpeg_path, double dpi) {
  FILE *file = fopen(jpeg_path, "rb");
  if (!file) return "PDF: its JPEG cannot be opened";
  struct stat status;
  const size_t size = fstat(fileno(file), &status) == 0 ? (size_t)status.st_size : 0;
  unsigned char *data = malloc(size);
  const int is_read = data && fread(data, 1, size, file) == size;
  fclose(file);
  int width = 0, height = 0, subsampling = 0, colours = 0;
  tjhandle decoder = is_read ? tjInitDecompress() : NULL;
  const int is_jpeg =
      decoder && tjDecompressHeader3(decoder, data, size, &width, &height, &subsampling, &colours) == 0;
  if (decoder) tjDestroy(decoder);
  if (!is_jpeg) {
    free(data);
    return "PDF: its JPEG cannot be read";
  }
  // An empty picture of the same size stands for the JPEG, which cairo embeds as it is. Cairo frees the data.
  cairo_surface_t *picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
  cairo_status_t state = cairo_surface_set_mime_data(picture, CAIRO_MIME_TYPE_JPEG, data, size, free, data);
  if (state != CAIRO_STATUS_SUCCESS) free(data);
  // Whole points, as cairo clips to them, and a scanner's page has no clip.
  cairo_pdf_surface_set_size(pdf->surface, ceil(width * 72 / dpi), ceil(height * 72 / dpi));
  cairo_save(pdf->context);
  cairo_scale(pdf->context, 72 / dpi, 72 / dpi);
  cairo_set_source_surface(pdf->context, picture, 0, 0);
  cairo_paint(pdf->context);
  cairo_restore(pdf->context);
  cairo_show_page(pdf->context);
  cairo_surface_destroy(picture);
  if (state == CAIRO_STATUS_SUCCESS) state = cairo_status(pdf->context);
  return state == CAIRO_STATUS_SUCCESS ? NULL : cairo_status_to_string(state);
}

const char *page_pdf_end(page_pdf *pdf) {
  cairo_destroy(pdf->context);
  cairo_surface_finish(pdf->surface);
  const cairo_status_t state = cairo_surface_status(pdf->surface);
  cairo_surface_destroy(pdf->surface);
  free(pdf);
  return state == CAIRO_STATUS_SUCCESS ? NULL : cairo_status_to_string(state);
}
