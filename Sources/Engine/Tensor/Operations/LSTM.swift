/// A whole recurrent layer: an LSTM over all time steps, from a state of zeros.
///
/// Shapes: `B` batch, `T` steps, `I` inputs, `H` units.
/// Operands: inputs `[B, T, I]`, kernel `[I+H, 4H]` (rows of the input first; columns in blocks of
/// `H` in order i, j, f, o), bias `[4H]`. Results: all hidden states `[B, T, H]`, the last hidden
/// state `[B, H]`, the last cell state `[B, H]`.
///
/// `ReferenceLSTM` has the formulas, `PackedLSTM` what is fast.
package struct LSTM: Operation {
  package static let name = "lstm"
  package static let gradient = GradientSupport.defined
  /// Added to the forget gate's sum in every step; not trained.
  let forgetBias: Double

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    for (operand, rank) in [3, 2, 1].enumerated() where inputs[operand].rank != rank {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .rank(rank, operand: operand))
    }
    guard !inputs[1].isOpen, !inputs[2].isOpen else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .closed)
    }
    let columns = inputs[1].fixedSizes[1]
    guard columns > 0, columns % 4 == 0 else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .multiple(of: 4, found: columns))
    }
    let units = columns / 4
    let inner = inputs[0].fixedSizes.suffix(2)
    let (steps, width) = (inner.first ?? 0, inner.last ?? 0)
    let kernel: Shape = [width + units, columns]
    guard inputs[1] == kernel else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .shape(kernel, operand: 1))
    }
    guard inputs[2] == [columns] else {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .shape([columns], operand: 2))
    }
    guard let times = inputs[0].rowsPerItem else {
      let batch = inputs[0].fixedSizes[0]
      return [[batch, steps, units], [batch, units], [batch, units]]
    }
    return [
      Shape(batchTimes: times, [steps, units]), Shape(batchTimes: times, [units]),
      Shape(batchTimes: times, [units]),
    ]
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    Scalar.recurrence(site, forgetBias: forgetBias)
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

  /// A recurrent layer over all steps of `inputs`, from a state of zeros.
  ///
  /// Shapes: `inputs` `[batch, T, I]`, `kernel` `[I+H, 4H]` with columns in blocks of `H` in order
  /// i, j, f, o, `bias` `[4H]`. `forgetBias` is added to the forget gate's sum and not trained.
  ///
  /// - Throws: `ShapeError` if the shapes do not fit.
  package func lstm(
    inputs: Node, kernel: Node, bias: Node, forgetBias: Double = 1, name: String? = nil
  ) throws(ShapeError) -> Recurrence {
    let results = try apply(
      LSTM(forgetBias: forgetBias), to: [inputs, kernel, bias], name: name)
    return Recurrence(outputs: results[0], hidden: results[1], cell: results[2])
  }
}
