package import MNLKernels

extension Kernels {
  package static func advance(_ step: LSTMForwardStep) {
    findInputRanges(step)
    for block in 0..<step.blocks.count {
      let panel = 4 &* block
      let gates = step.gates.from((step.keepsGates ? panel : 0) &* step.rows &* 16)
      sum(step, panel, step.blocks.width(block) / 4, into: gates)
      // The sums of this block are still in the nearest cache.
      if step.blocks.width(block) == 4 {
        activateFour(step, block, gates)
      } else if step.blocks.width(block) < laneCount {
        activateNarrow(step, block, gates)
      } else if step.keepsGates {
        activateAndKeep(step, block, gates)
      } else {
        activateOnly(step, block, gates)
      }
    }
  }

  // Each is a function of its own: where one stores parts of a register and another does not, the
  // compiler would compute both in parts.

  @inline(never)
  private static func activateNarrow(_ step: LSTMForwardStep, _ block: Int, _ gates: Floats) {
    activate(step, block, gates, isNarrow: true, keepsGates: step.keepsGates)
  }

  @inline(never)
  private static func activateAndKeep(_ step: LSTMForwardStep, _ block: Int, _ gates: Floats) {
    activate(step, block, gates, isNarrow: false, keepsGates: true)
  }

  @inline(never)
  private static func activateOnly(_ step: LSTMForwardStep, _ block: Int, _ gates: Floats) {
    activate(step, block, gates, isNarrow: false, keepsGates: false)
  }

  /// The sums of a block's gates: `[x, h'] · K + b`, without inputs that are 0 in all rows of a tile.
  @inline(always)
  private static func sum(
    _ step: LSTMForwardStep, _ first: Int, _ panels: Int, into gates: Floats
  ) {
    let rows = step.rows
    let product = TileProduct(
      outer: step.hasPrevious ? 2 : 1, inner: step.blocks.units, a: step.joined,
      aOuter: step.inputs, aInner: 1, aRow: step.stride, bOuter: step.inputs &* 16,
      firstRanges: step.tileRanges)
    product.compute(rows: rows, panels: panels) { place in
      let panel = first &+ place.panel
      return TileColumn(
        b: step.panels.from(panel &* step.panelStride &+ place.lane),
        result: gates.from(place.panel &* rows &* 16 &+ place.lane), resultRow: 16,
        start: step.panelBias.lanes(panel &* 16 &+ place.lane))
    }
  }

  /// Exponentials, in place of a gate's sums.
  @inline(always)
  private static func exponentiate(
    _ gates: Floats, _ at: Int, times factor: Float, _ width: Int, _ isNarrow: Bool
  ) {
    let power = vectorExponential(gates.lanes(at), times: factor, limit: 20)
    gates.store(power, at: at, count: width, isNarrow: isNarrow)
  }

  /// The gates of a block, and the states that follow.
  ///
  /// One division serves four activations: of the denominators a, b, c, d it takes
  /// `1 / ((a · b) · (c · d))` and multiplies back. Exponents are kept within ±20, so that the
  /// product does not overflow; beyond, an activation differs from its limit by 2e-9.
  @inline(always)
  private static func activate(
    _ step: LSTMForwardStep, _ block: Int, _ gates: Floats, isNarrow: Bool, keepsGates: Bool
  ) {
    let (rows, width) = (step.rows, step.blocks.width(block))
    let places = GatePlaces(width: width, rows: rows)
    let (unit, one) = (16 &* block, Lanes(repeating: 1))
    let states = unit &* rows
    // Three loops: an exponential or a tangent is a long chain of operations, and the CPU sees
    // only so many ahead. Short bodies let many rows' run at once.
    for row in 0..<rows {
      var lane = 0
      while lane < width {
        let at = row &* 16 &+ lane
        let (atJ, atF, atO) = (at &+ places.j, at &+ places.f, at &+ places.o)
        exponentiate(gates, at, times: -1, width, isNarrow)
        exponentiate(gates, atJ, times: -2, width, isNarrow)
        exponentiate(gates, atF, times: -1, width, isNarrow)
        exponentiate(gates, atO, times: -1, width, isNarrow)
        lane &+= laneCount
      }
    }
    for row in 0..<rows {
      var lane = 0
      while lane < width {
        let at = row &* 16 &+ lane
        let (atJ, atF, atO) = (at &+ places.j, at &+ places.f, at &+ places.o)
        let a = one + gates.lanes(at)
        let ej = gates.lanes(atJ)
        let b = one + ej
        let c = one + gates.lanes(atF)
        let d = one + gates.lanes(atO)
        let (ab, cd) = (a * b, c * d)
        let all = one / (ab * cd)
        let (perAB, perCD) = (all * cd, all * ab)
        let i = perAB * b
        let j = (one - ej) * (perAB * a)
        let f = perCD * d
        let o = perCD * c
        let state = states &+ row &* width &+ lane
        let cell = multiplyAdd(step.previousCell.lanes(state), f, i * j)
        if keepsGates {
          gates.store(i, at: at, count: width, isNarrow: isNarrow)
          gates.store(j, at: atJ, count: width, isNarrow: isNarrow)
          gates.store(f, at: atF, count: width, isNarrow: isNarrow)
        }
        gates.store(o, at: atO, count: width, isNarrow: isNarrow)
        step.cell.store(cell, at: state, count: width, isNarrow: isNarrow)
        lane &+= laneCount
      }
    }
    for row in 0..<rows {
      var lane = 0
      while lane < width {
        let state = states &+ row &* width &+ lane
        let tangent = vectorTangent(step.cell.lanes(state))
        let o = gates.lanes(row &* 16 &+ lane &+ places.o)
        if keepsGates {
          step.cellTangent.store(tangent, at: state, count: width, isNarrow: isNarrow)
        }
        step.hidden.store(
          tangent * o, at: row &* step.hiddenStride &+ unit &+ lane, count: width,
          isNarrow: isNarrow)
        lane &+= laneCount
      }
    }
  }
}

/// Where the gates of a block lie in its panels, as distances from gate i of the same unit.
struct GatePlaces {
  /// To gate j.
  let j: Int
  /// To gate f.
  let f: Int
  /// To gate o.
  let o: Int

  /// The places for a block of `width` units and so many rows.
  @inline(always)
  init(width: Int, rows: Int) {
    // Column `gate · width` of the block: its panel, and the column of that.
    func place(_ gate: Int) -> Int {
      let column = gate &* width
      return column / 16 &* rows &* 16 &+ column % 16
    }
    (j, f, o) = (place(1), place(2), place(3))
  }
}
