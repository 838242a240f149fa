#pragma once

// The least that any program must do to see a page: open the file, decode it with the usual library, have the pixels in
// memory. Nothing of KiemPhieu. Each function decodes the one page of a file, frees it again, and returns its number of
// pixels, or 0 when anything is wrong with it.

/// libtiff: 1 bit a pixel, packed as it is in the strips.
long bare_decode_tiff(const char *path);

/// libpng, row by row: 8-bit grey.
long bare_decode_png(const char *path);

/// libjpeg-turbo: 8-bit grey; of a colour file its luma.
long bare_decode_jpeg(const char *path);
