#pragma once
#include <stdint.h>

// Pages as scanners and their programs write them. Each function writes one file and returns NULL, or what went wrong.
// `dpi` is written into the file.

/// TIFF G4, one strip: rows of (width + 7) / 8 bytes, 1 is black.
const char *page_write_tiff_g4(const char *path, uint32_t width, uint32_t height, const uint8_t *bits, double dpi);

/// PNG, 8-bit grey, with libpng's own choice of filters and its usual compression.
const char *page_write_png(const char *path, uint32_t width, uint32_t height, const uint8_t *luma, double dpi);

/// JPEG, grey; `quality` 1 to 100.
const char *page_write_jpeg_grey(const char *path, uint32_t width, uint32_t height, const uint8_t *luma, int quality,
                                 double dpi);

/// JPEG, colour, 4:2:0: the planes Y, Cb and Cr as they are stored, the last two of (width + 1) / 2 x (height + 1) / 2.
const char *page_write_jpeg_colour(const char *path, uint32_t width, uint32_t height, const uint8_t *luma,
                                   const uint8_t *blue, const uint8_t *red, int quality, double dpi);

/// A PDF file that is being written.
typedef struct page_pdf page_pdf;

/// Begins a PDF; NULL when that is not possible.
page_pdf *page_pdf_begin(const char *path);

/// Adds a page: a grey JPEG file as it is, over the whole page.
const char *page_pdf_add(page_pdf *pdf, const char *jpeg_path, double dpi);

/// Finishes the file and frees what belongs to it.
const char *page_pdf_end(page_pdf *pdf);
