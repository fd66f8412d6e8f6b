package import MNLKernels

/// The kernels of this target's level.
package enum Kernels: KernelSet {
  package static var level: CPULevel {
    #if MNL_AVX512
      .avx512
    #elseif MNL_AVX2
      .avx2
    #else
      .baseline
    #endif
  }
}
