/// How many steps of each sequence count: an operand `[B]` of whole numbers from 0 to `T`, or all.
///
/// Steps at or beyond the length count for nothing, whatever they hold: no bit of a result or of
/// another gradient changes with them, and their own gradients are zeros.
struct SequenceLengths<Scalar: EngineScalar> {
  /// The operand; nil where all steps count.
  private let slot: Slot<Scalar>?
  /// How many steps there are, `T`.
  private let steps: Int
  private let run: RunState
  private let operation: String

  /// The lengths among the operands of a site, at a place; all steps if there is none.
  init(_ site: Site<Scalar>, operand: Int, steps: Int, of operation: String) {
    slot = operand < site.inputs.count ? site.inputs[operand] : nil
    run = site.run
    self.steps = steps
    self.operation = operation
  }

  /// How many steps of the sequence in `row` count, from 0 to `T`; one that no sequence can have is
  /// refused and counts as 0.
  @inline(__always)
  func count(_ row: Int) -> Int {
    guard let slot else { return steps }
    let value = slot.value[row]
    if let length = Int(exactly: value), 0...steps ~= length { return length }
    run.refuse(
      Double(value), row: row, rowsPerItem: slot.shape.rowsPerItem ?? 1, allowed: 0...steps,
      in: "\(operation) with lengths")
    return 0
  }

  /// Sets the gradient of the lengths, of which nothing depends smoothly, to zeros.
  func clearGradient(_ rows: Int) { slot?.clearGradient(rows) }
}

/// Makes sure that lengths fit the sequences of the first operand.
///
/// - Parameters:
///   - inputs: The operands, `[B, T, …]` first.
///   - operand: The place of the lengths, which may be missing.
///   - operation: Its name.
/// - Throws: `ShapeError` unless there is one length for each sequence.
func checkLengths(_ inputs: [Shape], operand: Int, operation: String) throws(ShapeError) {
  guard operand < inputs.count else { return }
  let lengths = inputs[operand]
  guard inputs[0].rank >= 2, lengths.rank == 1, lengths.dimensions[0] == inputs[0].dimensions[0]
  else {
    throw ShapeError(operation: operation, shapes: inputs, expected: .lengths(operand: operand))
  }
}

extension Slot {
  /// Sets an operand's gradient in which nothing was left yet to zeros.
  func clearGradient(_ rows: Int) {
    if let gradient, !accumulates { gradient.fill(0, count: count(rows)) }
  }

  /// The sizes behind the first, which counts rows.
  var innerSizes: [Int] {
    Array(shape.isOpen ? shape.fixedSizes[...] : shape.fixedSizes.dropFirst())
  }
}
