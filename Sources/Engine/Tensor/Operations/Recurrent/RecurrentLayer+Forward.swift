import MNLKernels

extension RecurrentLayer {
  /// Computes the results, and keeps what backward needs if it trains.
  func forward(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    start(rows)
    let end = end(rows)
    for t in 0..<end {
      let step = step(t, rows)
      takeInputs(rows, t)
      sumInputs(rows, t)
      leaveOut(rows, step)
      sumStates(rows, t, step.operand)
      if layout.hasInner {
        Scalar.compute(.reset, of: cell, step)
        multiplyStates(
          rows, t, layout.direct.upperBound..<layout.states.upperBound, step.tapes,
          accumulates: false)
      }
      Scalar.compute(.advance, of: cell, step)
      if hasLengths { keepEnded(rows, t, step) }
      giveOutputs(rows, t, step.hidden)
    }
    clearOutputs(rows, from: end)
    giveStates(states(memory.hidden, before: end, rows), rows, to: outputs[1])
    if layout.hasCell {
      giveStates(states(memory.cell, before: end, rows), rows, to: outputs[2])
    }
  }

  /// States of zeros, the lengths, and what is left out.
  private func start(_ rows: Int) {
    // A shard of fewer rows, through the same memory, leaves its states there.
    memory.hidden.fill(0, count: rows * memory.stride)
    if layout.hasCell { memory.cell.fill(0, count: rows * memory.stride) }
    if hasLengths {
      for row in 0..<rows { memory.lengths[row] = Scalar(lengths.count(row)) }
    }
    guard let drawn else { return }
    let (stream, times) = (drawn.stream.part(run.step), inputs.shape.rowsPerItem ?? 1)
    for row in 0..<rows {
      drawn.draw(
        from: stream.part(run.firstRow &* times &+ row),
        into: memory.mask.from(row &* memory.stride), count: units)
    }
  }

  /// Copies the inputs of a step: `[R, T, I]` to rows of their own; zeros where a row has ended.
  private func takeInputs(_ rows: Int, _ t: Int) {
    let target = memory.x.from(place(t) * rows * memory.inputStride)
    for row in 0..<rows {
      let here = target.from(row &* memory.inputStride)
      if hasLengths, hasEnded(row, t) {
        here.fill(0, count: width)
      } else {
        here.copy(inputs.value.from((row &* steps &+ t) &* width), count: width)
      }
    }
  }

  /// The part of the sums that comes from the inputs, with the biases.
  private func sumInputs(_ rows: Int, _ t: Int) {
    let product = PanelProduct(
      rows: rows, panels: layout.inputs.count * panels, inner: width, aRow: memory.inputStride,
      bPanel: width * 16, resultPanel: rows * 16)
    Scalar.multiply(
      product, memory.x.from(place(t) * rows * memory.inputStride), weights.inputs,
      start: weights.bias.from(layout.inputs.lowerBound * panels * 16),
      into: gate(layout.inputs.lowerBound, t, rows))
  }

  /// What products take for the states of the step before.
  private func leaveOut(_ rows: Int, _ step: RecurrentStep<Scalar>) {
    guard drawn != nil else { return }
    for row in 0..<rows {
      let start = row &* memory.stride
      for at in start..<start &+ units {
        step.operand[at] = step.previous[at] * memory.mask[at]
      }
    }
  }

  /// The part that comes from the states, which are 0 before the first step.
  private func sumStates(_ rows: Int, _ t: Int, _ operand: Buffer<Scalar>) {
    let added = layout.direct.clamped(to: layout.inputs)
    let first = added.isEmpty ? layout.direct.lowerBound : added.upperBound
    if t > 0 { multiplyStates(rows, t, added, operand, accumulates: true) }
    multiplyStates(rows, t, first..<layout.direct.upperBound, operand, accumulates: false)
  }

  /// The products of some gates with the states, added to their sums or to their biases.
  private func multiplyStates(
    _ rows: Int, _ t: Int, _ gates: Range<Int>, _ operand: Buffer<Scalar>, accumulates: Bool
  ) {
    var product = PanelProduct(
      rows: rows, panels: gates.count * panels, inner: t > 0 ? units : 0, aRow: memory.stride,
      bPanel: units * 16, resultPanel: rows * 16)
    product.accumulates = accumulates
    guard !product.isEmpty else { return }
    Scalar.multiply(
      product, operand,
      weights.states.from((gates.lowerBound - layout.states.lowerBound) * panels * units * 16),
      start: accumulates ? nil : weights.bias.from(gates.lowerBound * panels * 16),
      into: gate(gates.lowerBound, t, rows))
  }

  /// Puts the states of rows that have ended back to what they were.
  private func keepEnded(_ rows: Int, _ t: Int, _ step: RecurrentStep<Scalar>) {
    for row in 0..<rows where hasEnded(row, t) {
      let at = row &* memory.stride
      step.hidden.from(at).copy(step.previous.from(at), count: units)
      if layout.hasCell { step.cell.from(at).copy(step.previousCell.from(at), count: units) }
    }
  }

  /// Copies the hidden states of a step; zeros where a row has ended.
  private func giveOutputs(_ rows: Int, _ t: Int, _ states: Buffer<Scalar>) {
    guard outputs[0].isUsed else { return }
    for row in 0..<rows {
      let target = outputs[0].value.from((row &* steps &+ t) &* units)
      if hasLengths, hasEnded(row, t) {
        target.fill(0, count: units)
      } else {
        target.copy(states.from(row &* memory.stride), count: units)
      }
    }
  }

  /// Sets the hidden states of steps to zeros that no row has.
  private func clearOutputs(_ rows: Int, from end: Int) {
    guard end < steps, outputs[0].isUsed else { return }
    for row in 0..<rows {
      outputs[0].value.from((row &* steps &+ end) &* units)
        .fill(0, count: (steps &- end) &* units)
    }
  }

  /// Copies the last states.
  private func giveStates(_ states: Buffer<Scalar>, _ rows: Int, to output: Slot<Scalar>) {
    guard output.isUsed else { return }
    for row in 0..<rows {
      output.value.from(row &* units).copy(states.from(row &* memory.stride), count: units)
    }
  }
}
