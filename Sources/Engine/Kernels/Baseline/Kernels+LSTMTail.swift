import MNLKernels

// The gradient of the last hidden states, where they are four at most: sums along the columns,
// which lie together in the gates as well as in the kernel's panels.
extension Kernels {
  static func multiplyTail(_ step: LSTMBackwardStep) {
    var row = 0
    while row < step.rows {
      let count = min(4, step.rows &- row)
      switch count {
      case 1: sumColumns(step, row, InlineArray<4, Lanes>(repeating: Lanes()))
      case 2: sumColumns(step, row, InlineArray<8, Lanes>(repeating: Lanes()))
      case 3: sumColumns(step, row, InlineArray<12, Lanes>(repeating: Lanes()))
      default: sumColumns(step, row, InlineArray<16, Lanes>(repeating: Lanes()))
      }
      finishSums(step, row, count)
      row &+= count
    }
  }

  /// Leaves the sums of `Sums / 4` rows with four units each in `scratch`, lane by lane.
  @inline(always)
  private static func sumColumns<let Sums: Int>(
    _ step: LSTMBackwardStep, _ row: Int, _ none: InlineArray<Sums, Lanes>
  ) {
    let first = step.inputs &+ 16 &* step.blocks.full
    let last = step.blocks.units &- 16 &* step.blocks.full &- 1
    let panelStride = (step.inputs &+ step.blocks.units) &* 16
    // Where there are fewer than four units, the last one is computed again.
    let (second, third, fourth) = (min(1, last) &* 16, min(2, last) &* 16, last &* 16)
    var sums = none
    for panel in 0..<step.blocks.panels {
      let gates = step.gates.from((panel &* step.rows &+ row) &* 16)
      let kernel = step.panels.from(panel &* panelStride &+ first &* 16)
      var lane = 0
      while lane < 16 {
        let (a, b) = (kernel.lanes(lane), kernel.lanes(second &+ lane))
        let (c, d) = (kernel.lanes(third &+ lane), kernel.lanes(fourth &+ lane))
        for r in 0..<Sums / 4 {
          let gradient = gates.lanes(r &* 16 &+ lane)
          let at = r &* 4
          unsafe sums[unchecked: at] = multiplyAdd(gradient, a, sums[unchecked: at])
          unsafe sums[unchecked: at &+ 1] = multiplyAdd(gradient, b, sums[unchecked: at &+ 1])
          unsafe sums[unchecked: at &+ 2] = multiplyAdd(gradient, c, sums[unchecked: at &+ 2])
          unsafe sums[unchecked: at &+ 3] = multiplyAdd(gradient, d, sums[unchecked: at &+ 3])
        }
        lane &+= laneCount
      }
    }
    for at in 0..<Sums { unsafe step.scratch.store(sums[unchecked: at], at: at &* 16) }
  }

  /// Adds up the lanes of some rows' sums.
  ///
  /// A function of its own: here registers are taken apart, and they shall not be above.
  @inline(never)
  private static func finishSums(_ step: LSTMBackwardStep, _ row: Int, _ rows: Int) {
    let units = step.blocks.units &- 16 &* step.blocks.full
    for r in 0..<rows {
      let target = step.hiddenGradient.from(
        (step.blocks.full &* step.rows &+ row &+ r) &* 16)
      for unit in 0..<units {
        let lanes = step.scratch.from((r &* 4 &+ unit) &* 16)
        var sum: Float = 0
        for lane in 0..<laneCount { sum += lanes[lane] }
        target[unit] = sum
      }
    }
  }
}
