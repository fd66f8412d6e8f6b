import Glibc
import MNLKernels

/// A layer of gated recurrent units (Cho and others 2014).
///
///     r = σ(x · K_xr + h' · K_hr + b_r)        z = σ(x · K_xz + h' · K_hz + b_z)
///     n = tanh(x · K_xn + b_n + r · (h' · K_hn + b_h))     resets after the product
///     n = tanh(x · K_xn + b_n + (r · h') · K_hn)           resets before it
///     h = (1 - z) · n + z · h'
///
/// The reset after the product is that of cuDNN and PyTorch, the one before it that of the original
/// and of TensorFlow 1.
///
/// Shapes and operands: see `RecurrentCell`; three blocks of columns, in order r, z, n; as many of
/// biases, and `b_h` as a fourth where it resets after the product.
package struct GRU: RecurrentCell {
  package static let name = "gru"
  /// Whether the reset gate acts on the product of the states, not on the states.
  package let resetsAfter: Bool
  /// What is left out of the states before products; nil for nothing.
  package let dropout: RecurrentDropout?

  /// Gates in memory: n, r, z, and what the states add to n.
  package var layout: GateLayout {
    GateLayout(
      count: 4, inputs: 0..<3, states: 1..<4, hasInner: !resetsAfter, inputColumns: [2, 0, 1],
      stateColumns: [0, 1, 2], biases: resetsAfter ? [1, 2, 0, 3] : [1, 2, 0],
      tapes: resetsAfter ? 0 : 1)
  }

  package func compute32(_ pass: CellPass, _ step: RecurrentStep<Float>) {
    let (kernels, step) = (ActiveKernels.current, step.arguments(for: pass))
    switch pass {
    case .reset: kernels.resetGRU(step)
    case .advance: kernels.advanceGRU(step, resetsAfter: resetsAfter)
    case .retreat: kernels.retreatGRU(step, resetsAfter: resetsAfter)
    case .retreatReset: kernels.retreatResetGRU(step)
    }
  }

  package func compute64(_ pass: CellPass, _ step: RecurrentStep<Double>) {
    switch pass {
    case .reset: reset(step)
    case .advance: advance(step)
    case .retreat: retreat(step)
    case .retreatReset: retreatReset(step)
    }
  }

  private func reset(_ step: RecurrentStep<Double>) {
    step.forEachUnit { row, unit, state in
      let at = step.place(1, row, unit)
      step.gates[at] = logistic(step.gates[at])
      step.tapes[state] = step.gates[at] * step.operand[state]
    }
  }

  private func advance(_ step: RecurrentStep<Double>) {
    step.forEachUnit { row, unit, state in
      let at = (0..<4).map { step.place($0, row, unit) }
      if resetsAfter { step.gates[at[1]] = logistic(step.gates[at[1]]) }
      let z = logistic(step.gates[at[2]])
      let added = step.gates[at[3]] * (resetsAfter ? step.gates[at[1]] : 1)
      let n = tanh(step.gates[at[0]] + added)
      step.gates[at[0]] = n
      step.gates[at[2]] = z
      step.hidden[state] = (1 - z) * n + z * step.previous[state]
    }
  }

  private func retreat(_ step: RecurrentStep<Double>) {
    step.forEachUnit { row, unit, state in
      let at = (0..<4).map { step.place($0, row, unit) }
      let (n, r, z) = (step.gates[at[0]], step.gates[at[1]], step.gates[at[2]])
      let dh = step.hiddenGradient[state]
      let dn = dh * (1 - z) * (1 - n * n)
      if resetsAfter { step.gates[at[1]] = dn * step.gates[at[3]] * r * (1 - r) }
      step.gates[at[0]] = dn
      step.gates[at[2]] = dh * (step.previous[state] - n) * z * (1 - z)
      step.gates[at[3]] = resetsAfter ? dn * r : dn
      step.hiddenGradient[state] = dh * z
    }
  }

  private func retreatReset(_ step: RecurrentStep<Double>) {
    step.forEachUnit { row, unit, state in
      let at = step.place(1, row, unit)
      let (r, gradient) = (step.gates[at], step.operandGradient[state])
      step.gates[at] = gradient * step.operand[state] * r * (1 - r)
      step.operandGradient[state] = gradient * r
    }
  }
}

extension Graph {
  /// A layer of gated recurrent units over all steps of `inputs`, from a state of zeros.
  ///
  /// Shapes: `inputs` `[batch, T, I]`, `kernel` `[I+H, 3H]` with columns in blocks of `H` in order
  /// r, z, n; `bias` `[4H]`, its last block added to the product of the states, or `[3H]` where the
  /// states are reset before it; `lengths` `[batch]`, of how many steps count. `dropout` is the rate
  /// of `RecurrentDropout`.
  ///
  /// - Throws: `ShapeError` if the shapes do not fit.
  package func gru(
    inputs: Node, kernel: Node, bias: Node, lengths: Node? = nil, resetsAfter: Bool = true,
    dropout: Double = 0, name: String? = nil
  ) throws(ShapeError) -> HiddenStates {
    try recurrence(
      GRU(resetsAfter: resetsAfter, dropout: recurrentDropout(dropout)),
      to: [inputs, kernel, bias], lengths: lengths, name: name)
  }
}
