import MNLKernels

// Layer normalisation in an LSTM, row by row: `LSTMFormulas` of `MNLTensor` has the formulas.
extension Kernels {
  /// Added to variances, as in `torch.nn.LayerNorm`.
  private static var epsilon: Float { 1e-5 }

  /// Normalises the sums of the inputs and those of the states of a row, and adds both up.
  @inline(never)
  static func normaliseSums(_ step: CellStep, _ row: Int) {
    for part in 0..<2 {
      let first = 4 &* part
      var sum = Lanes(repeating: 0)
      step.forEachPlace(ofRow: row) { place in
        for gate in first..<first &+ 4 { sum += step.gates.lanes(place.gate(gate)) }
      }
      let count = Float(4 &* step.units)
      let mean = Lanes(repeating: total(sum) / count)
      var squares = Lanes(repeating: 0)
      step.forEachPlace(ofRow: row) { place in
        let validity = step.validity(place)
        for gate in first..<first &+ 4 {
          let centred = (step.gates.lanes(place.gate(gate)) - mean) * validity
          squares = multiplyAdd(centred, centred, squares)
        }
      }
      let factor = 1 / (total(squares) / count + epsilon).squareRoot()
      step.statistics[4 &* row &+ part] = factor
      step.forEachPlace(ofRow: row) { place in
        for gate in first..<first &+ 4 {
          let centred = step.gates.lanes(place.gate(gate)) - mean
          step.gates.store(centred * Lanes(repeating: factor), at: place.gate(gate))
        }
      }
    }
    step.forEachPlace(ofRow: row) { place in
      for gate in 0..<4 {
        let vector = gate &* step.vectorStride &+ place.unit
        var sum = step.bias.lanes((8 &+ gate) &* step.vectorStride &+ place.unit)
        sum = multiplyAdd(step.gates.lanes(place.gate(gate)), step.vectors.lanes(vector), sum)
        sum = multiplyAdd(
          step.gates.lanes(place.gate(4 &+ gate)),
          step.vectors.lanes(vector &+ 4 &* step.vectorStride), sum)
        step.gates.store(sum, at: place.gate(8 &+ gate))
      }
    }
  }

  /// Normalises the cell states of a row: tape 1 receives them, tape 0 what the output sees.
  @inline(never)
  static func normaliseCell(_ step: CellStep, _ row: Int) {
    let (normal, count) = (step.tapes.from(step.rows &* step.stride), Float(step.units))
    var sum = Lanes(repeating: 0)
    step.forEachPlace(ofRow: row) { place in sum += step.cell.lanes(place.state) }
    let mean = Lanes(repeating: total(sum) / count)
    var squares = Lanes(repeating: 0)
    step.forEachPlace(ofRow: row) { place in
      let centred = (step.cell.lanes(place.state) - mean) * step.validity(place)
      squares = multiplyAdd(centred, centred, squares)
    }
    let factor = 1 / (total(squares) / count + epsilon).squareRoot()
    step.statistics[4 &* row &+ 2] = factor
    step.forEachPlace(ofRow: row) { place in
      let value = (step.cell.lanes(place.state) - mean) * Lanes(repeating: factor)
      normal.store(value, at: place.state)
      let vector = 8 &* step.vectorStride &+ place.unit
      step.tapes.store(
        multiplyAdd(
          value, step.vectors.lanes(vector), step.vectors.lanes(vector &+ step.vectorStride)),
        at: place.state)
    }
  }

  /// Brings the gradient of what the output saw, in tape 0, back to the cell states of a row.
  @inline(never)
  static func differentiateCell(_ step: CellStep, _ row: Int) {
    let (normal, count) = (step.tapes.from(step.rows &* step.stride), Float(step.units))
    var (sum, tilt) = (Lanes(repeating: 0), Lanes(repeating: 0))
    step.forEachPlace(ofRow: row) { place in
      let vector = 8 &* step.vectorStride &+ place.unit
      let (slope, here) = (step.tapes.lanes(place.state), normal.lanes(place.state))
      add(slope * here, to: step.vectorGradients, at: vector)
      add(slope, to: step.vectorGradients, at: vector &+ step.vectorStride)
      let scaled = slope * step.vectors.lanes(vector)
      step.tapes.store(scaled, at: place.state)
      sum += scaled
      tilt = multiplyAdd(scaled, here, tilt)
    }
    let (mean, lean) = (
      Lanes(repeating: total(sum) / count), Lanes(repeating: total(tilt) / count)
    )
    let factor = Lanes(repeating: step.statistics[4 &* row &+ 2])
    step.forEachPlace(ofRow: row) { place in
      let here = normal.lanes(place.state)
      let gradient = factor * (step.tapes.lanes(place.state) - mean - here * lean)
      add(gradient * step.validity(place), to: step.cellGradient, at: place.state)
    }
  }

  /// Brings the gradients of a row's sums back to those of the inputs and of the states.
  @inline(never)
  static func differentiateSums(_ step: CellStep, _ row: Int) {
    let count = Float(4 &* step.units)
    for part in 0..<2 {
      let first = 4 &* part
      var (sum, tilt) = (Lanes(repeating: 0), Lanes(repeating: 0))
      step.forEachPlace(ofRow: row) { place in
        for gate in 0..<4 {
          let vector = (first &+ gate) &* step.vectorStride &+ place.unit
          let slope = step.gates.lanes(place.gate(8 &+ gate))
          let here = step.gates.lanes(place.gate(first &+ gate))
          add(slope * here, to: step.vectorGradients, at: vector)
          let scaled = slope * step.vectors.lanes(vector)
          sum += scaled
          tilt = multiplyAdd(scaled, here, tilt)
        }
      }
      let (mean, lean) = (
        Lanes(repeating: total(sum) / count), Lanes(repeating: total(tilt) / count)
      )
      let factor = Lanes(repeating: step.statistics[4 &* row &+ part])
      step.forEachPlace(ofRow: row) { place in
        for gate in 0..<4 {
          let vector = (first &+ gate) &* step.vectorStride &+ place.unit
          let here = step.gates.lanes(place.gate(first &+ gate))
          let scaled = step.gates.lanes(place.gate(8 &+ gate)) * step.vectors.lanes(vector)
          step.gates.store(factor * (scaled - mean - here * lean), at: place.gate(first &+ gate))
        }
      }
    }
  }
}
