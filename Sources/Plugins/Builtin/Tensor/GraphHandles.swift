package import MNLRuntime
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

/// An LSTM cell: how many units it has, and its weights once it has been used.
package final class CellHandle: Handle, @unchecked Sendable {
  /// How many units, `H`.
  let units: Int
  /// What is added to the forget gate.
  let forgetBias: Double
  /// The weights; nil until `dynamic-rnn` knows how wide the inputs are.
  var weights: (kernel: TensorHandle, bias: TensorHandle)?

  init(units: Int, forgetBias: Double) {
    self.units = units
    self.forgetBias = forgetBias
  }

  /// `cell`.
  package var kind: String { "cell" }

  /// `lstm cell of 100 units`.
  package var summary: String { "lstm cell of \(units) units" }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every cell has.
  package static let fields: [ReturnType.Field] = [
    .init("units", .value(.int), "How many units, H"),
    .init("forget-bias", .value(.float), "What is added to the forget gate, not trained"),
    .init("kernel", .anything, "Its weights, [inputs+H, 4H]; none before `dynamic-rnn`"),
    .init("bias", .anything, "Its biases, [4H]; none before `dynamic-rnn`"),
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    switch name {
    case "units": .int(units)
    case "forget-bias": .float(forgetBias)
    case "kernel": weights.map { .handle($0.kernel) } ?? Value.none
    case "bias": weights.map { .handle($0.bias) } ?? Value.none
    default: nil
    }
  }
}
