import MNLBuiltins
import MNLDiagnostics
import MNLTensor
import Testing

@Suite struct CPUFaultTests {
  @Test("a level that there is not is answered with those that there are")
  func unknownLevel() {
    let fault = ActiveKernels.Refusal.unknown("sse9").diagnostic(available: ["baseline", "avx2"])
    #expect(fault.code == .missingCPULevel)
    #expect(
      fault.message == "MNL_CPU is 'sse9', which is no level: there are baseline, avx2, avx512")
    #expect(fault.help == "unset MNL_CPU to compute with the best level, avx2")
  }

  @Test("a level that the CPU lacks is answered with those that it has")
  func missingLevel() {
    let fault = ActiveKernels.Refusal.missing("avx512").diagnostic(available: ["baseline"])
    #expect(fault.message == "MNL_CPU is avx512, which this CPU lacks: it has baseline")
  }

  @Test("nothing is at fault where nothing is asked for")
  func nothing() { #expect(Builtins.fault == nil) }
}
