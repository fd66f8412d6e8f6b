/* What the processor is told or asked in C: modes and hints that Swift has no word for. */
#pragma once

#include <stdint.h>

/// Makes this thread treat numbers below the normal range as 0. Returns the mode before.
uint64_t mnl_cpu_flush_denormals(void);

/// Gives this thread back the mode that `mnl_cpu_flush_denormals` returned.
void mnl_cpu_restore_mode(uint64_t mode);

/// The widest vectors of the processor that kernels are built for, if the system lets programs use
/// them: 2 for AVX-512 (F, VL, DQ, BW), 1 for AVX2 with FMA, else 0.
int mnl_cpu_level(void);

/// Tells the processor that the thread waits in a loop.
static inline void mnl_cpu_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}
