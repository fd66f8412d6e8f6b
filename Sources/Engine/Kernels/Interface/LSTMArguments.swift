/// A kernel and a bias, and where their reordered forms lie.
///
/// Shapes: `I` inputs, `H` units, `K = I + H`, `P` panels (`UnitBlocks`).
package struct LSTMPacking: Sendable {
  /// The order of the columns.
  package var blocks: UnitBlocks
  /// How many inputs there are, I.
  package var inputs: Int
  /// `[K, 4H]`: the kernel, columns in blocks of `H` by gate in order i, j, f, o.
  package var kernel: Floats
  /// `[4H]`.
  package var bias: Floats
  /// Added to the forget gate besides its bias.
  package var forgetBias: Float
  /// `[P][K][16]`: the kernel in panels.
  package var panels: Floats
  /// `[16 P]`: the bias in the order of the panels, with the forget bias in it.
  package var panelBias: Floats
  /// `[panels of rows][16 P][16]`: the transpose, the panels of the units before those of the
  /// inputs; each holds 16 rows of the kernel.
  package var transposed: Floats

  /// A packing with its memory.
  package init(
    blocks: UnitBlocks, inputs: Int, kernel: Floats, bias: Floats, forgetBias: Float,
    panels: Floats, panelBias: Floats, transposed: Floats
  ) {
    self.blocks = blocks
    self.inputs = inputs
    self.kernel = kernel
    self.bias = bias
    self.forgetBias = forgetBias
    self.panels = panels
    self.panelBias = panelBias
    self.transposed = transposed
  }
}

/// One time step of an LSTM, forward.
///
/// `ReferenceLSTM` of `MNLTensor` has the formulas.
///
/// Shapes: `R` rows, `I` inputs, `H` units, `K = I + H`, `P` panels.
package struct LSTMForwardStep {
  /// How many rows there are, R.
  package var rows: Int
  /// The order of the units.
  package var blocks: UnitBlocks
  /// How many inputs there are, I.
  package var inputs: Int
  /// Whether there is a step before; without one the states are still 0.
  package var hasPrevious: Bool
  /// `[2]`: receives the first and the end of the inputs that are not 0 in all rows.
  package var inputRange: Floats
  /// `[R][2]`, for the same of the rows of each tile.
  package var tileRanges: Floats
  /// `[R][stride]`: the inputs of the step, then the hidden states of the step before.
  package var joined: Floats
  /// From one row of `joined` to the next.
  package var stride: Int
  /// `[P][K][16]`: the kernel in panels.
  package var panels: Floats
  /// From one panel of the kernel to the next, 16 K.
  package var panelStride: Int
  /// `[16 P]`: the bias in panels.
  package var panelBias: Floats
  /// `[P][R][16]`, receives the activations; `[4][R][16]` where they are not kept.
  package var gates: Floats
  /// Whether the activations of all blocks are kept, for `LSTMBackwardStep`.
  package var keepsGates: Bool
  /// `[blocks][R][width]`: the cell states of the step before.
  package var previousCell: Floats
  /// Likewise: receives the cell states; may be `previousCell`.
  package var cell: Floats
  /// Likewise: receives the hyperbolic tangents of the cell states.
  package var cellTangent: Floats
  /// `[R][hiddenStride]`: receives the hidden states.
  package var hidden: Floats
  /// From one row of `hidden` to the next.
  package var hiddenStride: Int

  /// A step with its memory.
  package init(
    rows: Int, blocks: UnitBlocks, inputs: Int, hasPrevious: Bool, inputRange: Floats,
    tileRanges: Floats, joined: Floats, stride: Int, panels: Floats, panelStride: Int,
    panelBias: Floats, gates: Floats, keepsGates: Bool, previousCell: Floats, cell: Floats,
    cellTangent: Floats, hidden: Floats, hiddenStride: Int
  ) {
    self.rows = rows
    self.blocks = blocks
    self.inputs = inputs
    self.hasPrevious = hasPrevious
    self.inputRange = inputRange
    self.tileRanges = tileRanges
    self.joined = joined
    self.stride = stride
    self.panels = panels
    self.panelStride = panelStride
    self.panelBias = panelBias
    self.gates = gates
    self.keepsGates = keepsGates
    self.previousCell = previousCell
    self.cell = cell
    self.cellTangent = cellTangent
    self.hidden = hidden
    self.hiddenStride = hiddenStride
  }
}

/// One time step of an LSTM, backward.
///
/// Shapes: `R` rows, `I` inputs, `H` units, `P` panels.
package struct LSTMBackwardStep {
  /// How many rows there are, R.
  package var rows: Int
  /// The order of the units.
  package var blocks: UnitBlocks
  /// `[P][R][16]`: the activations, which become the gradients of the gates' sums.
  package var gates: Floats
  /// `[blocks][R][width]`: the cell states of the step before.
  package var previousCell: Floats
  /// Likewise: the hyperbolic tangents of the cell states.
  package var cellTangent: Floats
  /// `[panels of units][R][16]`: the gradient of the hidden states, which becomes that of the
  /// hidden states of the step before.
  package var hiddenGradient: Floats
  /// `[blocks][R][width]`: the gradient of the cell states, which becomes that of the cell states
  /// of the step before.
  package var cellGradient: Floats
  /// `[16 P]`: what the gradient of the bias is added to.
  package var biasGradient: Floats
  /// `[P][K][16]`: the kernel in panels.
  package var panels: Floats
  /// `[panels of rows][16 P][16]`: the transposed kernel (`LSTMPacking`).
  package var transposed: Floats
  /// How many inputs there are, I.
  package var inputs: Int
  /// Whether there is a step before, whose hidden states need a gradient.
  package var hasPrevious: Bool
  /// `[inputPanels][R][16]`: receives the gradient of the inputs.
  package var inputGradient: Floats
  /// How many panels the inputs take; 0 where nobody wants their gradient.
  package var inputPanels: Int
  /// `[16][16]`, for sums on their way.
  package var scratch: Floats

  /// A step with its memory.
  package init(
    rows: Int, blocks: UnitBlocks, gates: Floats, previousCell: Floats, cellTangent: Floats,
    hiddenGradient: Floats, cellGradient: Floats, biasGradient: Floats, panels: Floats,
    transposed: Floats, inputs: Int, hasPrevious: Bool, inputGradient: Floats, inputPanels: Int,
    scratch: Floats
  ) {
    self.rows = rows
    self.blocks = blocks
    self.gates = gates
    self.previousCell = previousCell
    self.cellTangent = cellTangent
    self.hiddenGradient = hiddenGradient
    self.cellGradient = cellGradient
    self.biasGradient = biasGradient
    self.panels = panels
    self.transposed = transposed
    self.inputs = inputs
    self.hasPrevious = hasPrevious
    self.inputGradient = inputGradient
    self.inputPanels = inputPanels
    self.scratch = scratch
  }
}

/// The gradient of an LSTM's kernel: products of its inputs and states with the gates' gradients,
/// summed over all rows and time steps.
///
/// Shapes: `T` steps, `R` rows, `I` inputs, `H` units, `P` panels.
package struct LSTMKernelGradient {
  /// How many time steps there are, T.
  package var steps: Int
  /// How many rows there are, R.
  package var rows: Int
  /// How many inputs there are, I.
  package var inputs: Int
  /// The order of the columns.
  package var blocks: UnitBlocks
  /// `[T][R][stride]`: inputs, then the hidden states of the step before (zeros in the first).
  package var joined: Floats
  /// From one row of `joined` to the next.
  package var stride: Int
  /// `[T][2]`: the first and the end of the inputs that are not 0 in all rows of a step.
  package var inputRanges: Floats
  /// `[T][P][R][16]`: the gradients of the gates' sums.
  package var gates: Floats
  /// `[I + H, 4H]`, as the kernel lies: receives the gradient.
  package var gradient: Floats
  /// Whether it is added to what is there.
  package var accumulates: Bool
  /// `[width / 4][max(I, H)][16]`, for what a block narrower than 16 units contributes.
  package var scratch: Floats

  /// The sums with their memory.
  package init(
    steps: Int, rows: Int, inputs: Int, blocks: UnitBlocks, joined: Floats, stride: Int,
    inputRanges: Floats, gates: Floats, gradient: Floats, accumulates: Bool, scratch: Floats
  ) {
    self.steps = steps
    self.rows = rows
    self.inputs = inputs
    self.blocks = blocks
    self.joined = joined
    self.stride = stride
    self.inputRanges = inputRanges
    self.gates = gates
    self.gradient = gradient
    self.accumulates = accumulates
    self.scratch = scratch
  }
}
