import MNLKernels

/// The memory of one time step of a recurrent layer; `CellStep` says what lies where.
package struct RecurrentStep<Scalar: EngineScalar> {
  let rows: Int
  let units: Int
  let stride: Int
  let layout: GateLayout
  let gates: Buffer<Scalar>
  let bias: Buffer<Scalar>
  let vectors: Buffer<Scalar>
  let vectorGradients: Buffer<Scalar>
  let previous: Buffer<Scalar>
  let hidden: Buffer<Scalar>
  let operand: Buffer<Scalar>
  let previousCell: Buffer<Scalar>
  let cell: Buffer<Scalar>
  let tapes: Buffer<Scalar>
  let statistics: Buffer<Scalar>
  let hiddenGradient: Buffer<Scalar>
  let cellGradient: Buffer<Scalar>
  let operandGradient: Buffer<Scalar>

  /// How many panels the units take.
  var panels: Int { UnitBlocks(units: units).unitPanels }

  /// Where a number of a unit lies in `gates`.
  func place(_ gate: Int, _ row: Int, _ unit: Int) -> Int {
    ((gate * panels + unit / 16) * rows + row) * 16 + unit % 16
  }

  /// Where a number of a unit lies in `vectors`.
  func place(ofVector vector: Int, _ unit: Int) -> Int { vector * panels * 16 + unit }

  /// Calls `body` for each unit of each row, with where its states lie.
  func forEachUnit(_ body: (_ row: Int, _ unit: Int, _ state: Int) -> Void) {
    for row in 0..<rows {
      for unit in 0..<units { body(row, unit, row * stride + unit) }
    }
  }
}

extension RecurrentStep<Float> {
  /// The step as kernels see it.
  ///
  /// - Parameter pass: What is computed: what it uses must be there.
  /// - Returns: Its memory.
  func arguments(for pass: CellPass) -> CellStep {
    let (states, numbers) = (rows * stride, rows * panels * 16)
    let isBackward = pass == .retreat || pass == .retreatReset
    precondition(
      16 * panels <= stride && gates.count >= layout.count * numbers
        && bias.count >= layout.count * panels * 16 && previous.count >= states
        && hidden.count >= states && operand.count >= states
        && tapes.count >= layout.tapes * states, "a step has its states")
    precondition(
      !isBackward || hiddenGradient.count >= states, "a step has its gradients")
    precondition(
      !isBackward || !layout.hasInner || operandGradient.count >= states,
      "a step has the gradient of its inner product")
    let blocks = layout.vectors.reduce(0, +) * panels * 16
    precondition(
      vectors.count >= blocks && (!isBackward || vectorGradients.count >= blocks),
      "a step has its vectors")
    precondition(
      !layout.hasCell
        || previousCell.count >= states && cell.count >= states && statistics.count >= 4 * rows
          && (!isBackward || cellGradient.count >= states),
      "a step has its cell states")
    return CellStep(
      rows: rows, units: units, stride: stride, gates: gates.floats, bias: bias.floats,
      vectors: vectors.floats, vectorGradients: vectorGradients.floats,
      previous: previous.floats, hidden: hidden.floats, operand: operand.floats,
      previousCell: previousCell.floats, cell: cell.floats, tapes: tapes.floats,
      statistics: statistics.floats, hiddenGradient: hiddenGradient.floats,
      cellGradient: cellGradient.floats, operandGradient: operandGradient.floats)
  }
}
