package import MNLKernels

// The formulas are those of `LSTMFormulas` of `MNLTensor`. Gates: i, j, f and o from `firstGate` on;
// where sums are normalised, those of the inputs, 0 to 3, and those of the states, 4 to 7, come first.
// Vectors: the scales of both (4 each), scale and offset of the cell states; then the peepholes.
extension Kernels {
  package static func advanceLSTM(_ step: CellStep, _ form: LSTMForm) {
    if form.isNormalised {
      for row in 0..<step.rows { normaliseSums(step, row) }
    }
    advanceGates(step, form)
    if form.isNormalised {
      for row in 0..<step.rows { normaliseCell(step, row) }
    }
    step.forEachPlace { place in
      let seen =
        form.isNormalised
        ? step.tapes.lanes(place.state) : step.cell.lanes(place.state)
      let tangent = vectorTangent(seen)
      step.tapes.store(tangent, at: place.state)
      let o = step.gates.lanes(place.gate(form.firstGate &+ 3))
      step.hidden.store(tangent * o, at: place.state)
    }
  }

  @inline(never)
  private static func advanceGates(_ step: CellStep, _ form: LSTMForm) {
    let (gates, vectors) = (step.gates, step.vectors)
    let forgetBias = Lanes(repeating: form.forgetBias)
    step.forEachPlace { place in
      let first = form.firstGate
      let (atI, atJ) = (place.gate(first), place.gate(first &+ 1))
      let (atF, atO) = (place.gate(first &+ 2), place.gate(first &+ 3))
      let before = step.previousCell.lanes(place.state)
      var (sumI, sumF) = (gates.lanes(atI), gates.lanes(atF) + forgetBias)
      let peephole = form.firstPeephole &* step.vectorStride &+ place.unit
      if form.hasPeepholes {
        sumI = multiplyAdd(before, vectors.lanes(peephole), sumI)
        sumF = multiplyAdd(before, vectors.lanes(peephole &+ step.vectorStride), sumF)
      }
      let (i, j) = (vectorLogistic(sumI), vectorTangent(gates.lanes(atJ)))
      let f = vectorLogistic(sumF)
      let cell = multiplyAdd(before, f, i * j)
      var sumO = gates.lanes(atO)
      if form.hasPeepholes {
        sumO = multiplyAdd(cell, vectors.lanes(peephole &+ 2 &* step.vectorStride), sumO)
      }
      gates.store(i, at: atI)
      gates.store(j, at: atJ)
      gates.store(f, at: atF)
      gates.store(vectorLogistic(sumO), at: atO)
      step.cell.store(cell, at: place.state)
    }
  }

  package static func retreatLSTM(_ step: CellStep, _ form: LSTMForm) {
    retreatOutput(step, form)
    if form.isNormalised {
      for row in 0..<step.rows { differentiateCell(step, row) }
    }
    retreatGates(step, form)
    if form.isNormalised {
      for row in 0..<step.rows { differentiateSums(step, row) }
    }
  }

  /// The gradient of the output gate's sum, and that of what the tangent was taken of: it is added
  /// to that of the cell states, or takes the place of the tangent where that is normalised.
  @inline(never)
  private static func retreatOutput(_ step: CellStep, _ form: LSTMForm) {
    let one = Lanes(repeating: 1)
    step.forEachPlace { place in
      let at = place.gate(form.firstGate &+ 3)
      let (o, tangent) = (step.gates.lanes(at), step.tapes.lanes(place.state))
      let dh = step.hiddenGradient.lanes(place.state)
      let dSum = dh * tangent * (o * (one - o))
      let dSeen = dh * o * (one - tangent * tangent)
      step.gates.store(dSum, at: at)
      step.hiddenGradient.store(Lanes(repeating: 0), at: place.state)
      var dc = step.cellGradient.lanes(place.state)
      if form.isNormalised {
        step.tapes.store(dSeen, at: place.state)
      } else {
        dc += dSeen
      }
      if form.hasPeepholes {
        let peephole = (form.firstPeephole &+ 2) &* step.vectorStride &+ place.unit
        dc = multiplyAdd(dSum, step.vectors.lanes(peephole), dc)
        add(dSum * step.cell.lanes(place.state), to: step.vectorGradients, at: peephole)
      }
      step.cellGradient.store(dc, at: place.state)
    }
  }

  /// The gradients of the other gates' sums, and of the cell states before.
  @inline(never)
  private static func retreatGates(_ step: CellStep, _ form: LSTMForm) {
    let (gates, one) = (step.gates, Lanes(repeating: 1))
    step.forEachPlace { place in
      let first = form.firstGate
      let (atI, atJ, atF) = (place.gate(first), place.gate(first &+ 1), place.gate(first &+ 2))
      let (i, j, f) = (gates.lanes(atI), gates.lanes(atJ), gates.lanes(atF))
      let before = step.previousCell.lanes(place.state)
      let dc = step.cellGradient.lanes(place.state)
      let di = dc * j * (i * (one - i))
      let df = dc * before * (f * (one - f))
      var dBefore = dc * f
      if form.hasPeepholes {
        let peephole = form.firstPeephole &* step.vectorStride &+ place.unit
        let next = peephole &+ step.vectorStride
        dBefore = multiplyAdd(di, step.vectors.lanes(peephole), dBefore)
        dBefore = multiplyAdd(df, step.vectors.lanes(next), dBefore)
        add(di * before, to: step.vectorGradients, at: peephole)
        add(df * before, to: step.vectorGradients, at: next)
      }
      gates.store(di, at: atI)
      gates.store(dc * i * (one - j * j), at: atJ)
      gates.store(df, at: atF)
      step.cellGradient.store(dBefore, at: place.state)
    }
  }

  /// Adds a register to what is there.
  @inline(always)
  static func add(_ x: Lanes, to y: Floats, at index: Int) {
    y.store(y.lanes(index) + x, at: index)
  }
}
