/// One time step of a recurrent cell between its products: what is computed unit by unit.
///
/// Every cell uses what it needs. Units come in panels of 16; those that only fill up the last
/// panel have weights of 0, and what is computed for them reaches nothing else.
///
/// Shapes: `R` rows, `H` units, `Q` panels of units, `G` gates, `V` blocks of learned vectors.
package struct CellStep: Sendable {
  /// How many rows there are, R.
  package var rows: Int
  /// How many units there are, H.
  package var units: Int
  /// From one row of states to the next, at least 16 Q.
  package var stride: Int
  /// `[G][Q][R][16]`: the gates' sums, then activations, then gradients of the sums.
  package var gates: Floats
  /// `[G][Q][16]`: the bias of each gate.
  package var bias: Floats
  /// `[V][Q][16]`: vectors that are learned besides kernel and bias.
  package var vectors: Floats
  /// Likewise: what their gradients are added to.
  package var vectorGradients: Floats
  /// `[R][stride]`: the hidden states of the step before.
  package var previous: Floats
  /// `[R][stride]`: the hidden states.
  package var hidden: Floats
  /// `[R][stride]`: what stands for `previous` in products: some may be left out.
  package var operand: Floats
  /// `[R][stride]`: the cell states of the step before.
  package var previousCell: Floats
  /// `[R][stride]`: the cell states.
  package var cell: Floats
  /// `[tapes][R][stride]`: what backward wants to know, or what an inner product is made of.
  package var tapes: Floats
  /// `[R][4]`: what backward wants to know of each row.
  package var statistics: Floats
  /// `[R][stride]`: the gradient of the hidden states, which becomes that of `previous` without
  /// what flows through products.
  package var hiddenGradient: Floats
  /// `[R][stride]`: the gradient of the cell states, which becomes that of `previousCell`.
  package var cellGradient: Floats
  /// `[R][stride]`: the gradient of what an inner product is made of, which becomes that of
  /// `operand` through it.
  package var operandGradient: Floats

  /// A step with its memory.
  package init(
    rows: Int, units: Int, stride: Int, gates: Floats, bias: Floats, vectors: Floats,
    vectorGradients: Floats, previous: Floats, hidden: Floats, operand: Floats,
    previousCell: Floats, cell: Floats, tapes: Floats, statistics: Floats,
    hiddenGradient: Floats, cellGradient: Floats, operandGradient: Floats
  ) {
    self.rows = rows
    self.units = units
    self.stride = stride
    self.gates = gates
    self.bias = bias
    self.vectors = vectors
    self.vectorGradients = vectorGradients
    self.previous = previous
    self.hidden = hidden
    self.operand = operand
    self.previousCell = previousCell
    self.cell = cell
    self.tapes = tapes
    self.statistics = statistics
    self.hiddenGradient = hiddenGradient
    self.cellGradient = cellGradient
    self.operandGradient = operandGradient
  }

  /// How many panels the units take, Q.
  @inlinable
  package var panels: Int { @inline(__always) get { (units &+ 15) / 16 } }
}

/// What an LSTM has besides what every LSTM has.
package struct LSTMForm: Hashable, Sendable {
  /// Added to the forget gate's sum.
  package var forgetBias: Float
  /// Whether sums and cell states are normalised.
  package var isNormalised: Bool
  /// Whether the gates see the cell state.
  package var hasPeepholes: Bool

  /// A form.
  package init(forgetBias: Float, isNormalised: Bool, hasPeepholes: Bool) {
    self.forgetBias = forgetBias
    self.isNormalised = isNormalised
    self.hasPeepholes = hasPeepholes
  }

  /// The gate of the first activation, i; j, f and o follow.
  package var firstGate: Int { isNormalised ? 8 : 0 }
  /// The first vector of the peepholes, that of i; those of f and o follow.
  package var firstPeephole: Int { isNormalised ? 10 : 0 }
}
