import MNLKernels

extension PackedLSTM {
  /// Computes the results, and keeps what backward needs if it trains.
  func forward(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    let (size, states) = (rows * stride, rows * blocks.room)
    var step = LSTMForwardStep(
      rows: rows, blocks: blocks, inputs: width, hasPrevious: false,
      inputRange: inputRanges.floats, tileRanges: tileRanges.floats, joined: joined.floats,
      stride: stride, panels: packing.panels, panelStride: (width + blocks.units) * 16,
      panelBias: packing.panelBias, gates: gates.floats, keepsGates: trains,
      previousCell: cell.floats, cell: cell.floats,
      cellTangent: cellTangent.floats, hidden: joined.floats, hiddenStride: stride)
    // Backward wants the activations of every row.
    var order = RowOrder(rowOrder, rows: rows, computesAll: trains)
    if !trains {
      cell.fill(0, count: states)
      step.rows = order.computed
    }
    for t in 0..<steps {
      let here = joined.from((trains ? t : t % 2) * size)
      let next = joined.from((trains ? t + 1 : (t + 1) % 2) * size)
      if !trains {
        order.wake(inputs.value, step: t, of: steps, width: width)
        spreadStates(step.rows, to: order.computed, hidden: here.from(width))
        step.rows = order.computed
      }
      takeInputs(order, t, into: here)
      step.hasPrevious = t > 0
      step.joined = here.floats
      step.hidden = next.from(width).floats
      if trains {
        step.inputRange = inputRanges.from(2 * t).floats
        step.gates = gates.from(t * blocks.panels * rows * 16).floats
        step.previousCell = cell.from(t * states).floats
        step.cell = cell.from((t + 1) * states).floats
        step.cellTangent = cellTangent.from(t * states).floats
      }
      ActiveKernels.current.advance(step)
      if outputs[0].isUsed { giveOutputs(rows, order, t, from: next.from(width)) }
    }
    let last = joined.from((trains ? steps : steps % 2) * size + width)
    if !trains { spreadStates(step.rows, to: rows, hidden: last) }
    giveStates(rows, order, hidden: last)
  }

  /// Gives further rows the states of the last one that has some.
  ///
  /// - Parameters:
  ///   - count: How many rows have states.
  ///   - newCount: How many are to have some.
  ///   - hidden: Where the hidden states lie, `[R][stride]`.
  private func spreadStates(_ count: Int, to newCount: Int, hidden: Buffer<Float>) {
    guard newCount > count else { return }
    let source = hidden.from((count - 1) * stride)
    for row in count..<newCount {
      hidden.from(row * stride).copy(source, count: blocks.units)
    }
    // From `[blocks][count][width]` to `[blocks][newCount][width]`: from the end, where nothing
    // lies that is still to be read.
    for block in (0..<blocks.count).reversed() {
      let width = blocks.width(block)
      for row in (0..<newCount).reversed() {
        let (from, to) = (16 * block * count + min(row, count - 1) * width, 16 * block * newCount)
        guard from != to + row * width else { continue }
        cell.from(to + row * width).copy(cell.from(from), count: width)
      }
    }
  }

  /// Copies the inputs of a step, `[R, T, I]`, to rows of `stride`.
  private func takeInputs(_ order: RowOrder, _ t: Int, into target: Buffer<Float>) {
    for place in 0..<order.computed {
      target.from(place &* stride)
        .copy(inputs.value.from((order.row(at: place) &* steps &+ t) &* width), count: width)
    }
  }

  /// Copies the hidden states of a step to the result, `[R, T, H]`.
  private func giveOutputs(_ rows: Int, _ order: RowOrder, _ t: Int, from hidden: Buffer<Float>) {
    for place in 0..<rows {
      outputs[0].value.from((order.row(at: place) &* steps &+ t) &* blocks.units)
        .copy(hidden.from(min(place, order.computed - 1) &* stride), count: blocks.units)
    }
  }

  /// Copies the last states.
  private func giveStates(_ rows: Int, _ order: RowOrder, hidden: Buffer<Float>) {
    let units = blocks.units
    if outputs[1].isUsed {
      for place in 0..<rows {
        outputs[1].value.from(order.row(at: place) * units)
          .copy(hidden.from(place * stride), count: units)
      }
    }
    if outputs[2].isUsed {
      let last = cell.from(trains ? steps * rows * blocks.room : 0)
      for block in 0..<blocks.count {
        for place in 0..<rows {
          outputs[2].value.from(order.row(at: place) * units + 16 * block)
            .copy(
              last.from(16 * block * rows + place * blocks.width(block)),
              count: blocks.valid(block))
        }
      }
    }
  }

  /// Computes the operands' gradients, from the last step to the first.
  func backward(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    let states = rows * blocks.room
    startGradients(rows)
    var step = LSTMBackwardStep(
      rows: rows, blocks: blocks, gates: gates.floats, previousCell: cell.floats,
      cellTangent: cellTangent.floats, hiddenGradient: hiddenGradient.floats,
      cellGradient: cellGradient.floats, biasGradient: biasGradient.floats,
      panels: packing.panels, transposed: packing.transposed, inputs: width, hasPrevious: true,
      inputGradient: inputGradient.floats, inputPanels: inputPanels, scratch: scratch.floats)
    if let dx = inputs.gradient, !inputs.accumulates {
      dx.fill(0, count: rows * steps * width)
    }
    for t in Swift.stride(from: steps - 1, through: 0, by: -1) {
      takeOutputGradients(rows, t)
      step.gates = gates.from(t * blocks.panels * rows * 16).floats
      step.previousCell = cell.from(t * states).floats
      step.cellTangent = cellTangent.from(t * states).floats
      step.hasPrevious = t > 0
      ActiveKernels.current.retreat(step)
      giveInputGradients(rows, t)
    }
    giveKernelGradient(rows)
    giveBiasGradient()
  }

  /// Sets the gradients of the last states.
  private func startGradients(_ rows: Int) {
    biasGradient.fill(0)
    hiddenGradient.fill(0)
    cellGradient.fill(0)
    for block in 0..<blocks.count {
      let (width, valid) = (blocks.width(block), blocks.valid(block))
      for row in 0..<rows {
        let at = row * blocks.units + 16 * block
        if let dh = outputs[1].gradient {
          hiddenGradient.from((block * rows + row) * 16).copy(dh.from(at), count: valid)
        }
        if let dc = outputs[2].gradient {
          cellGradient.from(16 * block * rows + row * width).copy(dc.from(at), count: valid)
        }
      }
    }
  }

  /// Adds the gradient of a step's result to that of its hidden states.
  private func takeOutputGradients(_ rows: Int, _ t: Int) {
    guard let dy = outputs[0].gradient else { return }
    let units = blocks.units
    for panel in 0..<blocks.unitPanels {
      let count = min(16, units - 16 * panel)
      for row in 0..<rows {
        let source = dy.from((row * steps + t) * units + 16 * panel)
        let target = hiddenGradient.from((panel * rows + row) * 16)
        for unit in 0..<count { target[unit] += source[unit] }
      }
    }
  }

  /// Adds the gradient of a step's inputs to the operand's, `[R, T, I]`.
  private func giveInputGradients(_ rows: Int, _ t: Int) {
    guard let dx = inputs.gradient else { return }
    for panel in 0..<inputPanels {
      let count = min(16, width - 16 * panel)
      for row in 0..<rows {
        let source = inputGradient.from((panel * rows + row) * 16)
        let target = dx.from((row * steps + t) * width + 16 * panel)
        for i in 0..<count { target[i] += source[i] }
      }
    }
  }

  private func giveKernelGradient(_ rows: Int) {
    guard let dk = kernel.gradient else { return }
    ActiveKernels.current.differentiateKernel(
      LSTMKernelGradient(
        steps: steps, rows: rows, inputs: width, blocks: blocks, joined: joined.floats,
        stride: stride, inputRanges: inputRanges.floats, gates: gates.floats,
        gradient: dk.floats, accumulates: kernel.accumulates, scratch: scratch.floats))
  }

  /// Brings the bias's gradient from the order of the panels into that of the bias.
  private func giveBiasGradient() {
    guard let db = bias.gradient else { return }
    if !bias.accumulates { db.fill(0) }
    for block in 0..<blocks.count {
      let width = blocks.width(block)
      for gate in 0..<4 {
        let source = biasGradient.from(64 * block + gate * width)
        let target = db.from(gate * blocks.units + 16 * block)
        for unit in 0..<blocks.valid(block) { target[unit] += source[unit] }
      }
    }
  }
}
