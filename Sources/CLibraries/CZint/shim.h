#pragma once
#include <zint.h>

// Swift does not import arrays of more than 4096 elements as fields, and the modules of a symbol are one.

/// Whether the module in a row and column of an encoded symbol is dark.
static inline int kp_zint_is_dark(const struct zint_symbol *symbol, int row, int column) {
  return (symbol->encoded_data[row][column >> 3] >> (column & 7)) & 1;
}
