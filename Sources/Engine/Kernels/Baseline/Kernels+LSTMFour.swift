import MNLKernels

// The gates of a block of four units, which share a panel: a row of it is i, j, f and o of the four.
extension Kernels {
  @inline(never)
  static func activateFour(_ step: LSTMForwardStep, _ block: Int, _ gates: Floats) {
    activateRows(step, gates)
    advanceStates(step, block, gates)
  }

  /// All sixteen activations of a row at once: 1 / (1 + e^-x), of which twice less 1 at twice the
  /// argument is the hyperbolic tangent that gate j has.
  @inline(always)
  private static func activateRows(_ step: LSTMForwardStep, _ gates: Floats) {
    let one = Lanes(repeating: 1)
    var lane = 0
    while lane < 16 {
      var (scale, offset) = (one, Lanes(repeating: 0))
      for at in 0..<laneCount where (lane &+ at) / 4 == 1 {
        scale[at] = 2
        offset[at] = -1
      }
      for row in 0..<step.rows {
        let at = row &* 16 &+ lane
        let e = vectorExponential(gates.lanes(at) * scale, times: -1, limit: 20)
        gates.store(multiplyAdd(scale, one / (one + e), offset), at: at)
      }
      lane &+= laneCount
    }
  }

  /// The states that follow from the activations.
  @inline(always)
  private static func advanceStates(_ step: LSTMForwardStep, _ block: Int, _ gates: Floats) {
    let isNarrow = laneCount > 4
    let unit = 16 &* block
    for row in 0..<step.rows {
      let at = row &* 16
      let state = unit &* step.rows &+ row &* 4
      let added = gates.lanes(at) * gates.lanes(at &+ 4)
      let cell = multiplyAdd(step.previousCell.lanes(state), gates.lanes(at &+ 8), added)
      let tangent = vectorTangent(cell)
      let hidden = tangent * gates.lanes(at &+ 12)
      step.cell.store(cell, at: state, count: 4, isNarrow: isNarrow)
      step.hidden.store(
        hidden, at: row &* step.hiddenStride &+ unit, count: 4, isNarrow: isNarrow)
      if step.keepsGates {
        step.cellTangent.store(tangent, at: state, count: 4, isNarrow: isNarrow)
      }
    }
  }
}
