package import MNLKernels

extension Kernels {
  package static func retreat(_ step: LSTMBackwardStep) {
    for block in 0..<step.blocks.count {
      if step.blocks.width(block) < laneCount {
        differentiateNarrow(step, block)
      } else {
        differentiateWide(step, block)
      }
    }
    if step.hasPrevious {
      // A panel of which four columns count at most would be computed for nothing otherwise.
      let isTailNarrow = step.blocks.rest == 4
      let panels = step.blocks.unitPanels &- (isTailNarrow ? 1 : 0)
      multiply(step, from: 0, panels: panels, into: step.hiddenGradient)
      if isTailNarrow { multiplyTail(step) }
    }
    multiply(
      step, from: step.blocks.unitPanels, panels: step.inputPanels, into: step.inputGradient)
  }

  // Functions of their own, as in forward.

  @inline(never)
  private static func differentiateNarrow(_ step: LSTMBackwardStep, _ block: Int) {
    differentiateGates(step, block, isNarrow: true)
  }

  @inline(never)
  private static func differentiateWide(_ step: LSTMBackwardStep, _ block: Int) {
    differentiateGates(step, block, isNarrow: false)
  }

  /// The gradients of a block's sums, in place of the activations.
  @inline(always)
  private static func differentiateGates(
    _ step: LSTMBackwardStep, _ block: Int, isNarrow: Bool
  ) {
    let (rows, width) = (step.rows, step.blocks.width(block))
    let places = GatePlaces(width: width, rows: rows)
    let (unit, one) = (16 &* block, Lanes(repeating: 1))
    let gates = step.gates.from(4 &* block &* rows &* 16)
    var lane = 0
    while lane < width {
      let zero = Lanes(repeating: 0)
      var (sumI, sumJ, sumF, sumO) = (zero, zero, zero, zero)
      for row in 0..<rows {
        let at = row &* 16 &+ lane
        let (atJ, atF, atO) = (at &+ places.j, at &+ places.f, at &+ places.o)
        let (i, j) = (gates.lanes(at), gates.lanes(atJ))
        let (f, o) = (gates.lanes(atF), gates.lanes(atO))
        let state = unit &* rows &+ row &* width &+ lane
        let dh = step.hiddenGradient.lanes((block &* rows &+ row) &* 16 &+ lane)
        let tangent = step.cellTangent.lanes(state)
        let before = step.previousCell.lanes(state)
        let dc = multiplyAdd(
          dh * o, one - tangent * tangent, step.cellGradient.lanes(state))
        step.cellGradient.store(dc * f, at: state, count: width, isNarrow: isNarrow)
        let di = dc * j * (i * (one - i))
        let dj = dc * i * (one - j * j)
        let df = dc * before * (f * (one - f))
        let dOut = dh * tangent * (o * (one - o))
        gates.store(di, at: at, count: width, isNarrow: isNarrow)
        gates.store(dj, at: atJ, count: width, isNarrow: isNarrow)
        gates.store(df, at: atF, count: width, isNarrow: isNarrow)
        gates.store(dOut, at: atO, count: width, isNarrow: isNarrow)
        sumI += di
        sumJ += dj
        sumF += df
        sumO += dOut
      }
      let sums = step.biasGradient.from(64 &* block &+ lane)
      sums.store(sums.lanes(0) + sumI, at: 0, count: width, isNarrow: isNarrow)
      sums.store(sums.lanes(width) + sumJ, at: width, count: width, isNarrow: isNarrow)
      sums.store(sums.lanes(2 &* width) + sumF, at: 2 &* width, count: width, isNarrow: isNarrow)
      sums.store(sums.lanes(3 &* width) + sumO, at: 3 &* width, count: width, isNarrow: isNarrow)
      lane &+= laneCount
    }
  }

  /// The products of the sums' gradients with some panels of the transposed kernel.
  @inline(always)
  private static func multiply(
    _ step: LSTMBackwardStep, from first: Int, panels: Int, into result: Floats
  ) {
    let (rows, columns) = (step.rows, step.blocks.panels)
    let product = TileProduct(
      outer: columns, inner: 16, a: step.gates, aOuter: rows &* 16, aInner: 1, aRow: 16,
      bOuter: 256)
    product.compute(rows: rows, panels: panels) { place in
      TileColumn(
        b: step.transposed.from((first &+ place.panel) &* columns &* 256 &+ place.lane),
        result: result.from(place.panel &* rows &* 16 &+ place.lane), resultRow: 16,
        start: Lanes(repeating: 0))
    }
  }
}
