import MNLKernels

/// A whole recurrent layer: an LSTM over all time steps, from a state of zeros.
///
/// Shapes and operands: see `RecurrentCell`; columns and biases in blocks of `H` in order i, j, f, o.
/// Further vectors: where sums and cell states are normalised, the scales of the inputs' sums `[4H]`
/// and of the states' sums `[4H]`, and scale and offset of the cell states, `[2H]`; then, where there
/// are peepholes, those of i, f and o, `[3H]`.
///
/// `ReferenceLSTM` has the formulas of the plain form, which `PackedLSTM` computes fast; `LSTMFormulas`
/// has those of all forms.
package struct LSTM: RecurrentCell {
  package static let name = "lstm"
  /// Added to the forget gate's sum in every step; not trained.
  let forgetBias: Double
  /// Whether sums and cell states are normalised.
  var isNormalised = false
  /// Whether the gates see the cell state.
  var hasPeepholes = false
  /// What is left out of the states before products; nil for nothing.
  package var dropout: RecurrentDropout?

  package var layout: GateLayout {
    let vectors = (isNormalised ? [4, 4, 2] : []) + (hasPeepholes ? [3] : [])
    return GateLayout(
      count: isNormalised ? 12 : 4, inputs: 0..<4, states: isNormalised ? 4..<8 : 0..<4,
      inputColumns: [0, 1, 2, 3], stateColumns: [0, 1, 2, 3],
      biases: isNormalised ? [8, 9, 10, 11] : [0, 1, 2, 3], vectors: vectors, hasCell: true,
      tapes: isNormalised ? 2 : 1)
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    let isPlain = !isNormalised && !hasPeepholes && dropout == nil && site.inputs.count == 3
    return isPlain
      ? Scalar.recurrence(site, forgetBias: forgetBias) : RecurrentLayer(site, of: self).step
  }

  package func compute32(_ pass: CellPass, _ step: RecurrentStep<Float>) {
    let form = LSTMForm(
      forgetBias: Float(forgetBias), isNormalised: isNormalised, hasPeepholes: hasPeepholes)
    let step = step.arguments(for: pass)
    switch pass {
    case .advance: ActiveKernels.current.advanceLSTM(step, form)
    case .retreat: ActiveKernels.current.retreatLSTM(step, form)
    case .reset, .retreatReset: preconditionFailure("an LSTM has no inner product")
    }
  }

  package func compute64(_ pass: CellPass, _ step: RecurrentStep<Double>) {
    let formulas = LSTMFormulas(
      step: step, forgetBias: forgetBias, isNormalised: isNormalised,
      hasPeepholes: hasPeepholes)
    switch pass {
    case .advance: formulas.advance()
    case .retreat: formulas.retreat()
    case .reset, .retreatReset: preconditionFailure("an LSTM has no inner product")
    }
  }
}

extension Graph {
  /// The results of a recurrent layer.
  package struct Recurrence {
    /// All hidden states, `[batch, T, H]`.
    package let outputs: Node
    /// The hidden state after the last step, `[batch, H]`.
    package let hidden: Node
    /// The cell state after the last step, `[batch, H]`.
    package let cell: Node
  }

  /// The learned vectors of a layer-normalised LSTM.
  package struct Normalisation {
    /// What the sums of the inputs are multiplied by, `[4H]`.
    package let inputScale: Node
    /// What the sums of the states are multiplied by, `[4H]`.
    package let stateScale: Node
    /// What the cell states are multiplied by, then what is added to them, `[2H]`.
    package let cell: Node

    /// Vectors in these roles.
    package init(inputScale: Node, stateScale: Node, cell: Node) {
      self.inputScale = inputScale
      self.stateScale = stateScale
      self.cell = cell
    }
  }

  /// A recurrent layer over all steps of `inputs`, from a state of zeros.
  ///
  /// - Parameters:
  ///   - inputs: `[batch, T, I]`.
  ///   - kernel: `[I+H, 4H]`, columns in blocks of `H` in order i, j, f, o.
  ///   - bias: `[4H]`.
  ///   - lengths: How many steps of each sequence count, `[batch]`; all if left out.
  ///   - forgetBias: Added to the forget gate's sum and not trained.
  ///   - normalisation: The vectors of the layer-normalised form; the plain form if left out.
  ///   - peepholes: Those of i, f and o, `[3H]`; none if left out.
  ///   - dropout: The rate of `RecurrentDropout`.
  ///   - name: Its name.
  /// - Returns: Its states.
  /// - Throws: `ShapeError` if the shapes do not fit.
  package func lstm(
    inputs: Node, kernel: Node, bias: Node, lengths: Node? = nil, forgetBias: Double = 1,
    normalisation: Normalisation? = nil, peepholes: Node? = nil, dropout: Double = 0,
    name: String? = nil
  ) throws(ShapeError) -> Recurrence {
    let cell = LSTM(
      forgetBias: forgetBias, isNormalised: normalisation != nil,
      hasPeepholes: peepholes != nil, dropout: recurrentDropout(dropout))
    let vectors =
      (normalisation.map { [$0.inputScale, $0.stateScale, $0.cell] } ?? [])
      + [peepholes, lengths].compactMap(\.self)
    let results = try apply(cell, to: [inputs, kernel, bias] + vectors, name: name)
    return Recurrence(outputs: results[0], hidden: results[1], cell: results[2])
  }
}
