/// A recurrent layer over all time steps, from a state of zeros: what its cell computes unit by unit.
///
/// `RecurrentLayer` does what all cells have in common: it keeps the memory in order of time,
/// multiplies with the kernel, leaves states out at random, and ends each sequence where its length
/// says.
///
/// Shapes: `B` batch, `T` steps, `I` inputs, `H` units; `C`, `D` and `V` are the cell's.
/// Operands: inputs `[B, T, I]`, kernel `[I+H, C·H]` (rows of the input first, columns in blocks of
/// `H`), bias `[D·H]`, further learned vectors `[V·H]`, and perhaps lengths `[B]`. Results: all hidden
/// states `[B, T, H]`, the last one `[B, H]`, and the last cell state `[B, H]` if the cell has one.
///
/// Steps at or beyond the length of a sequence change no state, and their outputs are 0: the last
/// state is that after as many steps as count. No bit of a result depends on what they hold.
package protocol RecurrentCell: Operation {
  /// Its gates and how they lie.
  var layout: GateLayout { get }
  /// What is left out of the states before products; nil for nothing.
  var dropout: RecurrentDropout? { get }
  /// A pass over the units of one step, by kernels.
  func compute32(_ pass: CellPass, _ step: RecurrentStep<Float>)
  /// The same by the formulas as they stand.
  func compute64(_ pass: CellPass, _ step: RecurrentStep<Double>)
}

/// What a cell computes at a step, between products.
package enum CellPass {
  /// What the inner product is made of, in tape 0; only if there is one.
  case reset
  /// Activations and states, from the gates' sums.
  case advance
  /// The gradients of the sums, from those of the states.
  case retreat
  /// Those of what `reset` used, from the gradient of what it made.
  case retreatReset
}

/// States left out in training: the same units at all steps of a sequence, wherever the state of the
/// step before is multiplied with weights (Gal and Ghahramani 2016).
package struct RecurrentDropout: Hashable, Sendable {
  /// The probability that a unit is left out, from 0 up to, not including, 1; the others are
  /// multiplied by `1 / (1 - rate)`.
  let rate: Double
  /// What tells it from other random operations of the graph.
  let ordinal: Int
}

/// The gates of a cell: each has a number for every unit.
///
/// A sum may get a part from the inputs, one from the states, and a bias. Both parts have gates that
/// follow each other, so that one product makes all of their sums.
package struct GateLayout {
  /// How many there are in memory.
  let count: Int
  /// Those whose sums get a part from the inputs.
  let inputs: Range<Int>
  /// Those whose sums get a part from the states, the inner one last.
  let states: Range<Int>
  /// Whether the last of `states` is multiplied with what `CellPass.reset` makes of the states.
  var hasInner = false
  /// The block of columns of the kernel for each of `inputs`.
  let inputColumns: [Int]
  /// Likewise for each of `states`.
  let stateColumns: [Int]
  /// The gate of each block of the bias.
  let biases: [Int]
  /// How many blocks each of the further learned vectors has.
  var vectors: [Int] = []
  /// Whether there is a cell state besides the hidden one.
  var hasCell = false
  /// How many numbers of each unit a step keeps for backward, besides gates and states.
  var tapes = 0

  /// Blocks of columns of the kernel.
  var columns: Int { (inputColumns + stateColumns).reduce(0, max) + 1 }
  /// Those of `states` that are multiplied with the states themselves.
  var direct: Range<Int> { states.lowerBound..<states.upperBound - (hasInner ? 1 : 0) }
}

extension RecurrentCell {
  package static var gradient: GradientSupport { .defined }

  package func infer(_ inputs: [Shape]) throws(ShapeError) -> [Shape] {
    let ranks = [3, 2, 1] + layout.vectors.map { _ in 1 }
    for (operand, rank) in ranks.enumerated() where inputs[operand].rank != rank {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .rank(rank, operand: operand))
    }
    guard inputs[1..<ranks.count].allSatisfy({ !$0.isOpen }) else {
      throw ShapeError(operation: Self.name, shapes: inputs, expected: .closed)
    }
    let columns = inputs[1].fixedSizes[1]
    guard columns > 0, columns % layout.columns == 0 else {
      throw ShapeError(
        operation: Self.name, shapes: inputs,
        expected: .multiple(of: layout.columns, found: columns))
    }
    let units = columns / layout.columns
    let inner = inputs[0].fixedSizes.suffix(2)
    let (steps, width) = (inner.first ?? 0, inner.last ?? 0)
    let vectors = ([layout.biases.count] + layout.vectors).map { Shape([$0 * units]) }
    for (operand, shape) in ([[width + units, columns]] + vectors).enumerated()
    where inputs[operand + 1] != shape {
      throw ShapeError(
        operation: Self.name, shapes: inputs, expected: .shape(shape, operand: operand + 1))
    }
    try checkLengths(inputs, operand: ranks.count, operation: Self.name)
    func result(_ sizes: [Int]) -> Shape {
      if let times = inputs[0].rowsPerItem { return Shape(batchTimes: times, sizes) }
      return Shape([inputs[0].fixedSizes[0]] + sizes)
    }
    return [result([steps, units]), result([units])] + (layout.hasCell ? [result([units])] : [])
  }

  package func step<Scalar>(_ site: Site<Scalar>) -> Step<Scalar> {
    RecurrentLayer(site, of: self).step
  }
}

extension Graph {
  /// The results of a recurrent layer that has no other state than the hidden one.
  package struct HiddenStates {
    /// All of them, `[batch, T, H]`.
    package let outputs: Node
    /// The one after the last step, `[batch, H]`.
    package let hidden: Node
  }

  /// Recurrent dropout of a rate; nil for 0.
  ///
  /// - Precondition: `rate` is from 0 up to, not including, 1.
  func recurrentDropout(_ rate: Double) -> RecurrentDropout? {
    precondition(rate >= 0 && rate < 1, "a rate of \(rate)")
    return rate == 0 ? nil : RecurrentDropout(rate: rate, ordinal: takeMaskOrdinal())
  }

  /// Applies a recurrent layer that has no cell state.
  ///
  /// - Throws: `ShapeError` if the shapes do not fit.
  func recurrence(
    _ cell: any RecurrentCell, to operands: [Node], lengths: Node?, name: String?
  ) throws(ShapeError) -> HiddenStates {
    let results = try apply(cell, to: operands + (lengths.map { [$0] } ?? []), name: name)
    return HiddenStates(outputs: results[0], hidden: results[1])
  }
}
