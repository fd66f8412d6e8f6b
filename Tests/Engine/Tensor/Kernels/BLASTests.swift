import MNLKernels
import MNLTensor
import Testing

@Suite struct BLASTests {
  @Test(
    "knows the level of a core by its name, however it is written",
    arguments: [
      ("Prescott", CPULevel.baseline), ("Sandybridge", .baseline), ("Haswell", .avx2),
      ("Zen", .avx2), ("SkylakeX", .avx512), ("Cooperlake", .avx512), ("SAPPHIRERAPIDS", .avx512),
    ])
  func levels(core: String, level: CPULevel) {
    #expect(BLAS.level(ofCore: core) == level)
    #expect(BLAS.level(ofCore: core.uppercased()) == level)
  }

  @Test("says nothing of a core that it does not know", arguments: ["", "Neoversen1", "Skylake"])
  func unknownCore(name: String) { #expect(BLAS.level(ofCore: name) == nil) }

  @Test("asks for a core whose kernels have the level", arguments: CPULevel.allCases)
  func coreTypes(level: CPULevel) {
    #expect(BLAS.level(ofCore: BLAS.coreType(for: level)) == level)
  }

  @Test("asks for the cores that OpenBLAS has had for long")
  func oldestCores() {
    #expect(BLAS.coreType(for: .avx512) == "SKYLAKEX")
    #expect(BLAS.coreType(for: .avx2) == "HASWELL")
  }

  @Test("describes the library that is linked, which computes on the thread that asks")
  func description() {
    #expect(BLAS.configuration.hasPrefix("OpenBLAS"))
    #expect(!BLAS.coreName.isEmpty)
    #expect(BLAS.threads == 1)
  }
}
