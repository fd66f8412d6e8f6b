#include "mnl_cpu.h"

#if defined(__x86_64__)
#include <xmmintrin.h>

// Flush-to-zero (bit 15) is in every x86-64, denormals-are-zero (bit 6) in all but the first few.
uint64_t mnl_cpu_flush_denormals(void) {
  unsigned int mode = _mm_getcsr();
  _mm_setcsr(mode | 0x8040);
  return mode;
}

void mnl_cpu_restore_mode(uint64_t mode) { _mm_setcsr((unsigned int)mode); }

// `__builtin_cpu_supports` asks the system, too, whether it saves the registers.
int mnl_cpu_level(void) {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 0;
  int wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
  return wide ? 2 : 1;
}

#elif defined(__aarch64__)

uint64_t mnl_cpu_flush_denormals(void) {
  uint64_t mode;
  __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
  __asm__ volatile("msr fpcr, %0" : : "r"(mode | (1ull << 24)));
  return mode;
}

void mnl_cpu_restore_mode(uint64_t mode) { __asm__ volatile("msr fpcr, %0" : : "r"(mode)); }

int mnl_cpu_level(void) { return 0; }

#else

uint64_t mnl_cpu_flush_denormals(void) { return 0; }

void mnl_cpu_restore_mode(uint64_t mode) { (void)mode; }

int mnl_cpu_level(void) { return 0; }

#endif
