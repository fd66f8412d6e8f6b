package import MNLDiagnostics
package import MNLRuntime
import MNLTensor

/// The plugins that are shipped with the program.
package enum Builtins {
  /// All of them, each a new object: what a plugin keeps for a session lies in it.
  package static var plugins: [any Plugin] {
    [CorePlugin(), DataPlugin(), TensorPlugin(), LearnPlugin()]
  }

  /// The level of CPU that the engine computes at: `avx2`.
  package static var cpuLevel: String { ActiveKernels.levelName }

  /// How the library of matrix products describes itself.
  package static var blas: String { BLAS.configuration }

  /// Why the engine cannot compute as the environment asks; nil if it can.
  ///
  /// To be asked before anything runs: what is refused is not used.
  package static var fault: Diagnostic? {
    do throws(ActiveKernels.Refusal) {
      _ = try ActiveKernels.chosen()
      return nil
    } catch {
      return error.diagnostic(available: ActiveKernels.availableNames)
    }
  }
}

extension ActiveKernels.Refusal {
  /// The refusal in words, on a CPU with some levels, the lowest first.
  package func diagnostic(available: [String]) -> Diagnostic {
    let best = available.last ?? "baseline"
    let message =
      switch self {
      case .unknown(let name):
        "MNL_CPU is '\(name)', which is no level: there are "
          + ActiveKernels.levelNames.joined(separator: ", ")
      case .missing(let level):
        "MNL_CPU is \(level), which this CPU lacks: it has "
          + available.joined(separator: ", ")
      }
    return Diagnostic(
      .missingCPULevel, message, help: "unset MNL_CPU to compute with the best level, \(best)")
  }
}
