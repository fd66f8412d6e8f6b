import MNLRuntime
import MNLTensor

/// Something that `run` does: a training step, or setting variables to their first values.
package final class OperationHandle: Handle, @unchecked Sendable {
  /// What it does.
  enum Content {
    /// Gives all variables their first values, and forgets what optimisers keep.
    case initialisation
    /// Changes variables so that a loss becomes smaller.
    case training(TrainingStep)
  }

  let content: Content

  init(_ content: Content) { self.content = content }

  /// `operation`.
  package var kind: String { "operation" }

  /// What it does.
  package var summary: String {
    switch content {
    case .initialisation: "operation: gives all variables their first values"
    case .training(let step):
      "operation: one step of \(step.rule.name) on '\(step.loss.name)', "
        + "\(step.variables.count) variables"
    }
  }
}
