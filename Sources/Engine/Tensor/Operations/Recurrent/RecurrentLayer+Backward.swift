import MNLKernels

extension RecurrentLayer {
  /// Computes the operands' gradients, from the last step to the first.
  func backward(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    lengths.clearGradient(batchRows)
    startGradients(rows)
    if let dx = inputs.gradient, !inputs.accumulates {
      dx.fill(0, count: rows * steps * width)
    }
    let end = end(rows)
    for t in Swift.stride(from: end - 1, through: 0, by: -1) {
      takeOutputGradient(rows, t)
      if hasLengths { holdEnded(rows, t) }
      let step = step(t, rows)
      Scalar.compute(.retreat, of: cell, step)
      if layout.hasInner {
        multiplyTransposed(
          rows, t, layout.direct.upperBound..<layout.states.upperBound,
          into: memory.operandGradient, accumulates: false)
        Scalar.compute(.retreatReset, of: cell, step)
      }
      if t > 0 { differentiateStates(rows, t) }
      if hasLengths { releaseEnded(rows, t) }
      giveInputGradient(rows, t)
    }
    giveKernelGradient(rows, steps: end)
    giveBiasGradient(rows, steps: end)
    giveVectorGradients()
  }

  /// Sets the gradients of the last states.
  private func startGradients(_ rows: Int) {
    memory.vectorGradients.fill(0)
    memory.hiddenGradient.fill(0)
    take(outputs[1].gradient, rows, into: memory.hiddenGradient)
    guard layout.hasCell else { return }
    memory.cellGradient.fill(0)
    take(outputs[2].gradient, rows, into: memory.cellGradient)
  }

  /// Copies the gradient of a result `[R, H]`.
  private func take(_ gradient: Buffer<Scalar>?, _ rows: Int, into target: Buffer<Scalar>) {
    guard let gradient else { return }
    for row in 0..<rows {
      target.from(row &* memory.stride).copy(gradient.from(row &* units), count: units)
    }
  }

  /// Adds the gradient of a step's result to that of its hidden states.
  private func takeOutputGradient(_ rows: Int, _ t: Int) {
    guard let dy = outputs[0].gradient else { return }
    for row in 0..<rows where !hasLengths || !hasEnded(row, t) {
      let source = dy.from((row &* steps &+ t) &* units)
      let target = memory.hiddenGradient.from(row &* memory.stride)
      for unit in 0..<units { target[unit] += source[unit] }
    }
  }

  /// Sets the gradients of rows that have ended aside: zeros flow through the step instead, and
  /// become zeros everywhere.
  private func holdEnded(_ rows: Int, _ t: Int) {
    let second = memory.held.from(rows &* memory.stride)
    for row in 0..<rows where hasEnded(row, t) {
      move(row, memory.hiddenGradient, to: memory.held)
      if layout.hasCell { move(row, memory.cellGradient, to: second) }
    }
  }

  /// Gives rows that have ended their gradients back, as they were.
  private func releaseEnded(_ rows: Int, _ t: Int) {
    let second = memory.held.from(rows &* memory.stride)
    for row in 0..<rows where hasEnded(row, t) {
      move(row, memory.held, to: memory.hiddenGradient)
      if layout.hasCell { move(row, second, to: memory.cellGradient) }
    }
  }

  /// Moves a row, and leaves zeros.
  @inline(__always)
  private func move(_ row: Int, _ source: Buffer<Scalar>, to target: Buffer<Scalar>) {
    let at = row &* memory.stride
    target.from(at).copy(source.from(at), count: units)
    source.from(at).fill(0, count: units)
  }

  /// Adds what flows back to the states before through the products.
  private func differentiateStates(_ rows: Int, _ t: Int) {
    guard layout.hasInner || drawn != nil else {
      return multiplyTransposed(
        rows, t, layout.direct, into: memory.hiddenGradient, accumulates: true)
    }
    multiplyTransposed(
      rows, t, layout.direct, into: memory.operandGradient, accumulates: layout.hasInner)
    let (running, operand) = (memory.hiddenGradient, memory.operandGradient)
    for row in 0..<rows {
      let start = row &* memory.stride
      if drawn == nil {
        for at in start..<start &+ units { running[at] += operand[at] }
      } else {
        for at in start..<start &+ units { running[at] += operand[at] * memory.mask[at] }
      }
    }
  }

  /// The products of some gates' gradients with the transposed kernel.
  private func multiplyTransposed(
    _ rows: Int, _ t: Int, _ gates: Range<Int>, into result: Buffer<Scalar>, accumulates: Bool
  ) {
    var product = PanelProduct(
      rows: rows, panels: panels, inner: 16, aRow: 16,
      bPanel: layout.states.count * panels * 256, resultPanel: 16)
    product.outer = gates.count * panels
    product.aOuter = rows * 16
    product.bOuter = 256
    product.resultRow = memory.stride
    product.accumulates = accumulates
    let first = gates.lowerBound - layout.states.lowerBound
    Scalar.multiply(
      product, gate(gates.lowerBound, t, rows),
      weights.statesTransposed.from(first * panels * 256), start: nil, into: result)
  }

  /// Adds the gradient of a step's inputs to the operand's, `[R, T, I]`.
  private func giveInputGradient(_ rows: Int, _ t: Int) {
    guard let dx = inputs.gradient else { return }
    var product = PanelProduct(
      rows: rows, panels: inputPanels, inner: 16, aRow: 16,
      bPanel: layout.inputs.count * panels * 256, resultPanel: 16)
    product.outer = layout.inputs.count * panels
    product.aOuter = rows * 16
    product.bOuter = 256
    product.resultRow = inputPanels * 16
    Scalar.multiply(
      product, gate(layout.inputs.lowerBound, t, rows), weights.inputsTransposed, start: nil,
      into: memory.inputGradient)
    for row in 0..<rows {
      let source = memory.inputGradient.from(row &* inputPanels &* 16)
      let target = dx.from((row &* steps &+ t) &* width)
      for i in 0..<width { target[i] += source[i] }
    }
  }
}
