import MNLKernels

// The gradients of what is learned: sums over all rows and steps.
extension RecurrentLayer {
  /// The gradient of the kernel, each part one product over all steps that were computed.
  func giveKernelGradient(_ rows: Int, steps: Int) {
    guard let dk = kernel.gradient else { return }
    if !kernel.accumulates { dk.fill(0, count: (width + units) * layout.columns * units) }
    addProducts(
      of: memory.x, memory.inputStride, with: layout.inputs, rows, steps, row: 0, count: width,
      columns: layout.inputColumns[...], to: dk)
    let operands = drawn == nil ? memory.hidden : memory.operands
    addProducts(
      of: operands, memory.stride, with: layout.direct, rows, steps, row: width, count: units,
      columns: layout.stateColumns[...], to: dk)
    if layout.hasInner {
      addProducts(
        of: memory.tapes, memory.stride,
        with: layout.direct.upperBound..<layout.states.upperBound, rows, steps,
        row: width, count: units, columns: layout.stateColumns.suffix(1), to: dk)
    }
  }

  /// Adds the products of an operand with the gradients of some gates, over all steps, to `count`
  /// rows of the kernel's gradient.
  private func addProducts(
    of operand: Buffer<Scalar>, _ operandStride: Int, with gates: Range<Int>, _ rows: Int,
    _ steps: Int, row: Int, count: Int, columns: ArraySlice<Int>, to dk: Buffer<Scalar>
  ) {
    guard steps > 0, count > 0, rows > 0 else { return }
    var product = PanelProduct(
      rows: count, panels: gates.count * panels, inner: rows, aRow: 1, bPanel: rows * 16,
      resultPanel: count * 16)
    product.aOuter = rows * operandStride
    product.aInner = operandStride
    product.bOuter = gateSize(rows)
    // Some steps at a time: their gates then stay in the nearest cache for all rows.
    let most = max(1, Self.nearExamples / rows)
    for t in stride(from: 0, to: steps, by: most) {
      product.outer = min(most, steps - t)
      product.accumulates = t > 0
      Scalar.multiply(
        product, operand.from(t * product.aOuter), gate(gates.lowerBound, t, rows), start: nil,
        into: memory.kernelGradient)
    }
    let all = layout.columns * units
    for (number, block) in columns.prefix(gates.count).enumerated() {
      for panel in 0..<panels {
        let source = memory.kernelGradient.from((number &* panels &+ panel) &* count &* 16)
        let valid = min(16, units &- 16 &* panel)
        for k in 0..<count {
          let target = dk.from((row &+ k) &* all &+ block &* units &+ 16 &* panel)
          for unit in 0..<valid { target[unit] += source[k &* 16 &+ unit] }
        }
      }
    }
  }

  /// Of how many examples two registers' width of gates fits in the nearest cache, 32 KB at least,
  /// with room for what it is multiplied with.
  private static var nearExamples: Int { 200 }

  /// The gradient of the bias: that of the sums, as a product with ones.
  func giveBiasGradient(_ rows: Int, steps: Int) {
    guard let db = bias.gradient else { return }
    if !bias.accumulates { db.fill(0, count: layout.biases.count * units) }
    guard steps > 0, rows > 0 else { return }
    var product = PanelProduct(
      rows: 1, panels: panels, inner: rows, aRow: rows, bPanel: rows * 16, resultPanel: 16)
    product.outer = steps
    product.bOuter = gateSize(rows)
    for block in 0..<layout.biases.count {
      Scalar.multiply(
        product, memory.ones, gate(layout.biases[block], 0, rows), start: nil,
        into: memory.kernelGradient)
      let target = db.from(block &* units)
      for unit in 0..<units { target[unit] += memory.kernelGradient[unit] }
    }
  }

  /// The gradients of the further vectors, which the steps have added up.
  func giveVectorGradients() {
    var block = 0
    for (slot, blocks) in zip(vectors, layout.vectors) {
      defer { block += blocks }
      guard let gradient = slot.gradient else { continue }
      if !slot.accumulates { gradient.fill(0, count: blocks * units) }
      for number in 0..<blocks {
        let source = memory.vectorGradients.from((block &+ number) &* panels &* 16)
        let target = gradient.from(number &* units)
        for unit in 0..<units { target[unit] += source[unit] }
      }
    }
  }
}
