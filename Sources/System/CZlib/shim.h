// zlib, and its macros as functions: Swift does not import `inflateInit2`.
#pragma once
#include <zlib.h>

/// Starts a stream that inflates gzip or zlib data (`windowBits` 15, plus 32 to recognise either).
static inline int mnl_inflate_start(z_streamp stream) {
  return inflateInit2(stream, 15 + 32);
}
