// What Swift cannot say of a vector in one instruction: the compiler makes calls, or a loop over
// the lanes, of its counterparts. Header only, and inlined always, so that each level of the kernels
// gets its own.

#ifndef MNL_LANES_H
#define MNL_LANES_H

#include <stdint.h>

#if defined(__AVX512F__)
#define MNL_LANE_COUNT 16
#elif defined(__AVX2__)
#define MNL_LANE_COUNT 8
#else
#define MNL_LANE_COUNT 4
#endif

/// One register of the level.
typedef float mnl_lanes __attribute__((ext_vector_type(MNL_LANE_COUNT)));

/// The smaller numbers; `b` where one of both is NaN.
static inline __attribute__((always_inline)) mnl_lanes mnl_lanes_min(mnl_lanes a, mnl_lanes b) {
  return a < b ? a : b;
}

/// The greater numbers; `b` where one of both is NaN.
static inline __attribute__((always_inline)) mnl_lanes mnl_lanes_max(mnl_lanes a, mnl_lanes b) {
  return a > b ? a : b;
}

/// A bit for each lane, the lowest for the first: whether it is other than 0 (so is NaN).
static inline __attribute__((always_inline)) uint32_t mnl_lanes_nonzero(mnl_lanes x) {
  typedef _Bool flags __attribute__((ext_vector_type(MNL_LANE_COUNT)));
  union {
    flags lanes;
    uint16_t bits;
  } found = {.bits = 0};
  found.lanes = __builtin_convertvector(x != 0, flags);
  return found.bits;
}

#endif
