/// The memory of one LSTM time step for the kernels that apply and differentiate its gates.
///
/// Shapes: `R` rows, `H` units. Gates lie in blocks of `H` columns in order i, j, f, o, as in
/// TensorFlow's `BasicLSTMCell`. Formulas: Hochreiter and Schmidhuber 1997, with the forget gate
/// of Gers et al. 2000.
///
///     c = c' · σ(f + forgetBias) + σ(i) · tanh(j)        h = tanh(c) · σ(o)
package struct LSTMGates<Scalar: EngineScalar> {
  /// How many rows there are.
  package let rows: Int
  /// How many units there are.
  package let units: Int
  /// `[R, 4H]`: forward takes sums without bias and leaves activations, which backward replaces by
  /// the gradients of the sums.
  package let gates: Buffer<Scalar>
  /// `[4H]`, added in forward.
  package let bias: Buffer<Scalar>
  /// Added to the forget gate besides its bias.
  package let forgetBias: Scalar
  /// `[R, H]`: c' of the step before.
  package let previousCell: Buffer<Scalar>
  /// `[R, H]`: c; forward writes it, and it may lie where `previousCell` does.
  package let cell: Buffer<Scalar>
  /// `[R, H]`: tanh c; forward writes it.
  package let cellTangent: Buffer<Scalar>
  /// `[R, H]`: h in forward, which writes it; the gradient of h in backward.
  package let hidden: Buffer<Scalar>
  /// `[R, H]`: the gradient of c, which backward replaces by that of c'.
  package let cellGradient: Buffer<Scalar>
  /// `[4H]`: what backward adds the gradient of the bias to.
  package let biasGradient: Buffer<Scalar>

  /// The memory of one step.
  package init(
    rows: Int, units: Int, gates: Buffer<Scalar>, bias: Buffer<Scalar>, forgetBias: Scalar,
    previousCell: Buffer<Scalar>, cell: Buffer<Scalar>, cellTangent: Buffer<Scalar>,
    hidden: Buffer<Scalar>, cellGradient: Buffer<Scalar>, biasGradient: Buffer<Scalar>
  ) {
    self.rows = rows
    self.units = units
    self.gates = gates
    self.bias = bias
    self.forgetBias = forgetBias
    self.previousCell = previousCell
    self.cell = cell
    self.cellTangent = cellTangent
    self.hidden = hidden
    self.cellGradient = cellGradient
    self.biasGradient = biasGradient
  }
}
