import CMNLShims
import Glibc
package import MNLKernels
import MNLKernelsBaseline

#if arch(x86_64)
  import MNLKernelsAVX2
  import MNLKernelsAVX512
#endif

/// The kernels that this process computes with: those of the highest level that its CPU has, or of
/// the level that the environment variable `MNL_CPU` names.
package enum ActiveKernels {
  /// Why the level that `MNL_CPU` names is not taken.
  package enum Refusal: Error, Hashable {
    /// There is no such level.
    case unknown(String)
    /// The CPU lacks the level of this name.
    case missing(String)
  }

  /// The kernels in use; where `MNL_CPU` is refused, those of the CPU's own level.
  package static let current: any KernelSet.Type = kernels(of: (try? chosen()) ?? best)

  /// The level of the kernels in use.
  package static var level: CPULevel { current.level }

  /// The name of the level of the kernels in use.
  package static var levelName: String { level.rawValue }

  /// What `MNL_CPU` says; nil if it is not set, or empty.
  package static var request: String? {
    // SAFETY: the string is copied at once, and nobody in this process changes the environment.
    guard let text = unsafe getenv("MNL_CPU") else { return nil }
    let name = unsafe String(cString: text)
    return name.isEmpty ? nil : name
  }

  /// The levels that the CPU has, the lowest first.
  package static var available: [CPULevel] {
    let count = CPULevel.allCases.firstIndex(of: best) ?? 0
    return Array(CPULevel.allCases[...count])
  }

  /// The names of all levels, the lowest first.
  package static var levelNames: [String] { CPULevel.allCases.map(\.rawValue) }

  /// The names of the levels that the CPU has, the lowest first.
  package static var availableNames: [String] { available.map(\.rawValue) }

  /// The highest level that the CPU has.
  package static var best: CPULevel { CPULevel.allCases[Int(mnl_cpu_level())] }

  /// The level that is to be used: the one that `MNL_CPU` names, if it is set.
  package static func chosen() throws(Refusal) -> CPULevel {
    guard let name = request else { return best }
    guard let level = CPULevel(rawValue: name) else { throw .unknown(name) }
    guard available.contains(level) else { throw .missing(name) }
    return level
  }

  /// The kernels of a level.
  ///
  /// - Precondition: To call them, the CPU must have the level.
  package static func kernels(of level: CPULevel) -> any KernelSet.Type {
    #if arch(x86_64)
      switch level {
      case .baseline: MNLKernelsBaseline.Kernels.self
      case .avx2: MNLKernelsAVX2.Kernels.self
      case .avx512: MNLKernelsAVX512.Kernels.self
      }
    #else
      MNLKernelsBaseline.Kernels.self
    #endif
  }
}

extension Buffer<Float> {
  /// The numbers as kernels see them.
  @inline(__always)
  package var floats: Floats { unsafe Floats(base) }
}
