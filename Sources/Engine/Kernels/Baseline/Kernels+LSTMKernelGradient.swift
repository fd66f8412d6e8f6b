package import MNLKernels

// The gradient of the kernel: that of its rows for the inputs, and of those for the states.
extension Kernels {
  package static func differentiateKernel(_ sums: LSTMKernelGradient) {
    for block in 0..<sums.blocks.count {
      add(sums, block, firstStep: 0, rows: 0, sums.inputs, areInputs: true)
      // The states before the first step are 0.
      add(
        sums, block, firstStep: 1, rows: sums.inputs, sums.blocks.units, areInputs: false)
    }
  }

  /// Some rows of the gradient, in the columns of a block.
  @inline(always)
  private static func add(
    _ sums: LSTMKernelGradient, _ block: Int, firstStep: Int, rows first: Int, _ rows: Int,
    areInputs: Bool
  ) {
    let (examples, blocks) = (sums.rows, sums.blocks)
    let (width, valid) = (blocks.width(block), blocks.valid(block))
    let columns = 4 &* blocks.units
    let step = blocks.panels &* examples &* 16
    // Sixteen units of a gate lie together in the gradient, too; others go through scratch.
    let isDirect = valid == 16
    let result = isDirect ? sums.gradient.from(first &* columns &+ 16 &* block) : sums.scratch
    let (resultPanel, resultRow) = isDirect ? (blocks.units, columns) : (rows &* 16, 16)
    var isBegun = isDirect && sums.accumulates
    if areInputs && !isBegun {
      // Rows are left out below.
      clear(result, panels: width / 4, resultPanel, rows: rows, resultRow)
      isBegun = true
    }
    // Some steps at a time: their gates then stay in the nearest cache for all rows.
    let most = max(1, nearExamples / examples)
    var at = firstStep
    // Once at least: of no steps the sums are 0.
    repeat {
      var part = Part(steps: at..<max(at, min(at &+ most, sums.steps)), rows: 0..<rows)
      if areInputs { part = nonzero(sums, part.steps) }
      let (start, skipped) = (part.steps.lowerBound, part.rows.lowerBound)
      let gates = sums.gates.from(start &* step &+ 4 &* block &* examples &* 16)
      let product = TileProduct(
        outer: part.steps.count, inner: examples,
        a: sums.joined.from(start &* examples &* sums.stride &+ first &+ skipped),
        aOuter: examples &* sums.stride, aInner: sums.stride, aRow: 1, bOuter: step,
        accumulates: isBegun)
      product.compute(rows: part.rows.count, panels: width / 4) { place in
        TileColumn(
          b: gates.from(place.panel &* examples &* 16 &+ place.lane),
          result: result.from(
            place.panel &* resultPanel &+ skipped &* resultRow &+ place.lane),
          resultRow: resultRow, start: Lanes(repeating: 0))
      }
      isBegun = true
      at &+= most
    } while at < sums.steps
    if !isDirect {
      spread(
        sums, rows, width, valid, into: sums.gradient.from(first &* columns &+ 16 &* block))
    }
  }

  /// Of how many examples two registers' width of gates fits in the nearest cache, 32 KB at least,
  /// with room for what it is multiplied with.
  private static var nearExamples: Int { @inline(always) get { 200 } }

  /// What is added at a time.
  private struct Part {
    /// The time steps whose products are added up.
    var steps: Range<Int>
    /// The rows of the gradient.
    var rows: Range<Int>
  }

  /// What some steps add for the inputs: without steps at both ends whose inputs are all 0, and
  /// without inputs that are 0 in all steps.
  @inline(always)
  private static func nonzero(_ sums: LSTMKernelGradient, _ steps: Range<Int>) -> Part {
    var (firstStep, endStep) = (steps.upperBound, steps.lowerBound)
    var (first, end) = (sums.inputs, 0)
    for step in steps {
      let range = (Int(sums.inputRanges[2 &* step]), Int(sums.inputRanges[2 &* step &+ 1]))
      guard range.0 < range.1 else { continue }
      (firstStep, endStep) = (min(firstStep, step), step &+ 1)
      (first, end) = (min(first, range.0), max(end, range.1))
    }
    guard firstStep < endStep else {
      return Part(steps: steps.lowerBound..<steps.lowerBound, rows: 0..<0)
    }
    return Part(steps: firstStep..<endStep, rows: first..<end)
  }

  /// Sets rows of a block's panels to 0.
  @inline(always)
  private static func clear(
    _ result: Floats, panels: Int, _ panelStride: Int, rows: Int, _ rowStride: Int
  ) {
    let zero = Lanes(repeating: 0)
    for row in 0..<rows {
      for panel in 0..<panels {
        let target = result.from(row &* rowStride &+ panel &* panelStride)
        for lane in stride(from: 0, to: 16, by: laneCount) { target.store(zero, at: lane) }
      }
    }
  }

  /// Writes what went through scratch, `[panels of the block][rows][16]`, to its places.
  @inline(always)
  private static func spread(
    _ sums: LSTMKernelGradient, _ rows: Int, _ width: Int, _ valid: Int, into gradient: Floats
  ) {
    let (units, columns) = (sums.blocks.units, 4 &* sums.blocks.units)
    for gate in 0..<4 {
      let (panel, lane) = (gate &* width / 16, gate &* width % 16)
      for row in 0..<rows {
        let source = sums.scratch.from((panel &* rows &+ row) &* 16 &+ lane)
        let target = gradient.from(row &* columns &+ gate &* units)
        for unit in 0..<valid {
          target[unit] = sums.accumulates ? target[unit] + source[unit] : source[unit]
        }
      }
    }
  }
}
