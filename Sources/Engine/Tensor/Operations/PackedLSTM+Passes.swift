import MNLKernels

extension PackedLSTM {
  /// Computes the results, and keeps what backward needs if it trains.
  func forward(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    if !trains { cell.fill(0, count: rows * blocks.room) }
    // What has read nothing but zeros so far has the state of all that have: margins at the top of
    // images. One row stands for all of them.
    let shared = trains ? 0 : leadingBlankSteps(rows)
    if shared > 0 {
      advance(0..<shared, rows: 1, of: rows)
      spreadStates(rows, after: shared)
    }
    advance(shared..<steps, rows: rows, of: rows)
    giveStates(rows)
  }

  /// Computes some steps of the first `rows` rows of `allRows`.
  private func advance(_ range: Range<Int>, rows: Int, of allRows: Int) {
    let (size, states) = (allRows * stride, allRows * blocks.room)
    var step = LSTMForwardStep(
      rows: rows, blocks: blocks, inputs: width, hasPrevious: false,
      inputRange: inputRanges.floats, tileRanges: tileRanges.floats, joined: joined.floats,
      stride: stride, panels: packing.panels, panelStride: (width + blocks.units) * 16,
      panelBias: packing.panelBias, gates: gates.floats, keepsGates: trains,
      previousCell: cell.floats, cell: cell.floats,
      cellTangent: cellTangent.floats, hidden: joined.floats, hiddenStride: stride)
    for t in range {
      let here = joined.from((trains ? t : t % 2) * size)
      let next = joined.from((trains ? t + 1 : (t + 1) % 2) * size)
      takeInputs(rows, t, into: here)
      step.hasPrevious = t > 0
      step.joined = here.floats
      step.hidden = next.from(width).floats
      if trains {
        step.inputRange = inputRanges.from(2 * t).floats
        step.gates = gates.from(t * blocks.panels * allRows * 16).floats
        step.previousCell = cell.from(t * states).floats
        step.cell = cell.from((t + 1) * states).floats
        step.cellTangent = cellTangent.from(t * states).floats
      }
      ActiveKernels.current.advance(step)
      guard outputs[0].isUsed else { continue }
      for row in 0..<rows {
        outputs[0].value.from((row * steps + t) * blocks.units)
          .copy(next.from(row * stride + width), count: blocks.units)
      }
    }
  }

  /// How many steps it takes until the inputs of some row are not all 0; 0 where there is but one
  /// row.
  private func leadingBlankSteps(_ rows: Int) -> Int {
    guard rows > 1 else { return 0 }
    let length = steps * width
    var blank = steps
    for row in 0..<rows {
      let values = inputs.value.from(row &* length)
      var at = 0
      while at < blank &* width, values[at] == 0 { at &+= 1 }
      blank = min(blank, at / width)
    }
    return blank
  }

  /// Gives all rows the states that the first one has after so many steps, where they are not kept.
  private func spreadStates(_ rows: Int, after count: Int) {
    let hidden = joined.from(count % 2 * rows * stride + width)
    for row in 1..<rows {
      hidden.from(row * stride).copy(hidden, count: blocks.units)
      guard outputs[0].isUsed else { continue }
      outputs[0].value.from(row * steps * blocks.units)
        .copy(outputs[0].value, count: count * blocks.units)
    }
    // From `[blocks][1][width]` to `[blocks][rows][width]`: from the end, where nothing lies yet
    // that is still to be read.
    for block in (0..<blocks.count).reversed() {
      let source = cell.from(16 * block)
      for row in (0..<rows).reversed() where block + row > 0 {
        cell.from(16 * block * rows + row * blocks.width(block))
          .copy(source, count: blocks.width(block))
      }
    }
  }

  /// Copies the inputs of a step: `[R, T, I]` to rows of `stride`.
  private func takeInputs(_ rows: Int, _ t: Int, into target: Buffer<Float>) {
    for row in 0..<rows {
      target.from(row &* stride)
        .copy(inputs.value.from((row &* steps &+ t) &* width), count: width)
    }
  }

  /// Copies the last states.
  private func giveStates(_ rows: Int) {
    let units = blocks.units
    if outputs[1].isUsed {
      let last = joined.from((trains ? steps : steps % 2) * rows * stride + width)
      for row in 0..<rows {
        outputs[1].value.from(row * units).copy(last.from(row * stride), count: units)
      }
    }
    if outputs[2].isUsed {
      let last = cell.from(trains ? steps * rows * blocks.room : 0)
      forEachBlock(rows) { states, _, at, valid in
        outputs[2].value.from(at).copy(last.from(states), count: valid)
      }
    }
  }

  /// Calls `body` for the units of each block in each row: where they lie in block order
  /// `[blocks][R][width]`, in panels `[panels of units][R][16]`, in rows `[R, H]`, and how many.
  private func forEachBlock(
    _ rows: Int, _ body: (_ states: Int, _ panels: Int, _ at: Int, _ valid: Int) -> Void
  ) {
    for block in 0..<blocks.count {
      for row in 0..<rows {
        body(
          16 * block * rows + row * blocks.width(block), (block * rows + row) * 16,
          row * blocks.units + 16 * block, blocks.valid(block))
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
    forEachBlock(rows) { states, panels, at, valid in
      if let dh = outputs[1].gradient {
        hiddenGradient.from(panels).copy(dh.from(at), count: valid)
      }
      if let dc = outputs[2].gradient {
        cellGradient.from(states).copy(dc.from(at), count: valid)
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
