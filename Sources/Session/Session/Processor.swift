import CMNLShims
import MNLBuiltins

/// What the machine computes with.
package enum Processor {
  /// How many cores this process may use, at least 1.
  ///
  /// Asks for the affinity rather than for the machine: `taskset` and containers are honoured.
  package static var coreCount: Int { Int(mnl_core_count()) }

  /// The processor's name and the level of the kernels in use: `Intel(R) Xeon(R) CPU, avx2`.
  package static var summary: String { "\(name), \(Builtins.cpuLevel)" }

  /// What the processor calls itself, from `/proc/cpuinfo`; where that says nothing, the
  /// architecture.
  package static var name: String {
    Platform.value(of: "model name", in: "/proc/cpuinfo", separator: ":")
      ?? Platform.architecture
  }
}
