import Glibc
import MNLKernels

/// A layer of plain recurrent units (Elman 1990): `h = f(x · K_x + h' · K_h + b)`.
///
/// Shapes and operands: see `RecurrentCell`; one block of columns, one of biases.
package struct RNN: RecurrentCell {
  package static let name = "rnn"
  /// What it makes of its sums.
  package let activation: Activation
  /// What is left out of the states before products; nil for nothing.
  package let dropout: RecurrentDropout?

  /// What a unit makes of its sum.
  package enum Activation: String, CaseIterable, Hashable, Sendable {
    /// The hyperbolic tangent.
    case tanh
    /// The sum if it is above 0, else 0.
    case relu
  }

  package var layout: GateLayout {
    GateLayout(
      count: 1, inputs: 0..<1, states: 0..<1, inputColumns: [0], stateColumns: [0], biases: [0])
  }

  package func compute32(_ pass: CellPass, _ step: RecurrentStep<Float>) {
    let arguments = step.arguments(for: pass)
    switch pass {
    case .advance: ActiveKernels.current.advanceRNN(arguments, rectifies: activation == .relu)
    case .retreat: ActiveKernels.current.retreatRNN(arguments, rectifies: activation == .relu)
    case .reset, .retreatReset: preconditionFailure("an RNN has no inner product")
    }
  }

  package func compute64(_ pass: CellPass, _ step: RecurrentStep<Double>) {
    step.forEachUnit { row, unit, state in
      let sum = step.place(0, row, unit)
      let h = step.hidden[state]
      switch (pass, activation) {
      case (.advance, .tanh): step.hidden[state] = Glibc.tanh(step.gates[sum])
      case (.advance, .relu): step.hidden[state] = step.gates[sum] < 0 ? 0 : step.gates[sum]
      case (.retreat, .tanh): step.gates[sum] = step.hiddenGradient[state] * (1 - h * h)
      case (.retreat, .relu): step.gates[sum] = h > 0 ? step.hiddenGradient[state] : 0
      default: preconditionFailure("an RNN has no inner product")
      }
      if pass == .retreat { step.hiddenGradient[state] = 0 }
    }
  }
}

extension Graph {
  /// A layer of plain recurrent units over all steps of `inputs`, from a state of zeros.
  ///
  /// Shapes: `inputs` `[batch, T, I]`, `kernel` `[I+H, H]`, `bias` `[H]`, `lengths` `[batch]`, of how
  /// many steps count. `dropout` is the rate of `RecurrentDropout`.
  ///
  /// - Throws: `ShapeError` if the shapes do not fit.
  package func rnn(
    inputs: Node, kernel: Node, bias: Node, lengths: Node? = nil,
    activation: RNN.Activation = .tanh, dropout: Double = 0, name: String? = nil
  ) throws(ShapeError) -> HiddenStates {
    try recurrence(
      RNN(activation: activation, dropout: recurrentDropout(dropout)),
      to: [inputs, kernel, bias], lengths: lengths, name: name)
  }
}
