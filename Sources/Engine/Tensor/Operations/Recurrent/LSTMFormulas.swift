import Glibc

/// An LSTM of any form, its formulas as they stand.
///
///     i = σ(s_i + p_i · c')    f = σ(s_f + forgetBias + p_f · c')    j = tanh(s_j)
///     c = c' · f + i · j       o = σ(s_o + p_o · c)                  h = tanh(v) · o
///
/// The peepholes `p` are those of Gers, Schraudolph and Schmidhuber 2002; without them, `p` is 0.
/// The sums `s` and what the output sees, `v`, are
///
///     s = x · K_x + h' · K_h + b                     v = c
///     s = α · N(x · K_x) + β · N(h' · K_h) + b       v = γ · N(c) + δ
///
/// where the second line is the layer-normalised form of Ba, Kiros and Hinton 2016, equations 20 to
/// 22: `N` brings all `4H` sums of a row together, or its `H` cell states, to mean 0 and deviation 1,
/// with 1e-5 added to the variance. The offsets of the first two are part of `b`.
struct LSTMFormulas {
  let step: RecurrentStep<Double>
  let forgetBias: Double
  let isNormalised: Bool
  let hasPeepholes: Bool

  private static var epsilon: Double { 1e-5 }
  private var firstGate: Int { isNormalised ? 8 : 0 }
  private var firstPeephole: Int { isNormalised ? 10 : 0 }

  private func gate(_ number: Int, _ row: Int, _ unit: Int) -> Int {
    step.place(firstGate + number, row, unit)
  }

  private func peephole(_ number: Int, _ unit: Int) -> Double {
    hasPeepholes ? step.vectors[step.place(ofVector: firstPeephole + number, unit)] : 0
  }

  private func addToPeephole(_ number: Int, _ unit: Int, _ gradient: Double) {
    guard hasPeepholes else { return }
    step.vectorGradients[step.place(ofVector: firstPeephole + number, unit)] += gradient
  }

  /// Activations and states.
  func advance() {
    if isNormalised {
      for row in 0..<step.rows { normaliseSums(row) }
    }
    step.forEachUnit { row, unit, state in
      let before = step.previousCell[state]
      let i = logistic(step.gates[gate(0, row, unit)] + peephole(0, unit) * before)
      let j = tanh(step.gates[gate(1, row, unit)])
      let f = logistic(step.gates[gate(2, row, unit)] + forgetBias + peephole(1, unit) * before)
      let cell = before * f + i * j
      let o = logistic(step.gates[gate(3, row, unit)] + peephole(2, unit) * cell)
      for (number, value) in [i, j, f, o].enumerated() {
        step.gates[gate(number, row, unit)] = value
      }
      step.cell[state] = cell
      step.tapes[state] = cell
    }
    if isNormalised {
      for row in 0..<step.rows { normaliseCell(row) }
    }
    step.forEachUnit { row, unit, state in
      step.tapes[state] = tanh(step.tapes[state])
      step.hidden[state] = step.tapes[state] * step.gates[gate(3, row, unit)]
    }
  }

  /// The gradients of sums, vectors and states.
  func retreat() {
    step.forEachUnit { row, unit, state in
      let (o, tangent) = (step.gates[gate(3, row, unit)], step.tapes[state])
      let dh = step.hiddenGradient[state]
      let dSum = dh * tangent * o * (1 - o)
      step.gates[gate(3, row, unit)] = dSum
      step.tapes[state] = dh * o * (1 - tangent * tangent)
      step.hiddenGradient[state] = 0
      step.cellGradient[state] += dSum * peephole(2, unit)
      addToPeephole(2, unit, dSum * step.cell[state])
    }
    if isNormalised {
      for row in 0..<step.rows { differentiateCell(row) }
    }
    step.forEachUnit { row, unit, state in
      let dc = step.cellGradient[state] + step.tapes[state]
      let (i, j) = (step.gates[gate(0, row, unit)], step.gates[gate(1, row, unit)])
      let (f, before) = (step.gates[gate(2, row, unit)], step.previousCell[state])
      let (di, df) = (dc * j * i * (1 - i), dc * before * f * (1 - f))
      step.gates[gate(0, row, unit)] = di
      step.gates[gate(1, row, unit)] = dc * i * (1 - j * j)
      step.gates[gate(2, row, unit)] = df
      step.cellGradient[state] = dc * f + di * peephole(0, unit) + df * peephole(1, unit)
      addToPeephole(0, unit, di * before)
      addToPeephole(1, unit, df * before)
    }
    if isNormalised {
      for row in 0..<step.rows { differentiateSums(row) }
    }
  }

  /// Normalises numbers in place; what they were multiplied by.
  private func normalise(_ places: [Int], of numbers: Buffer<Double>) -> Double {
    let count = Double(places.count)
    let mean = places.map { numbers[$0] }.reduce(0, +) / count
    for place in places { numbers[place] -= mean }
    let variance = places.map { numbers[$0] * numbers[$0] }.reduce(0, +) / count
    let factor = 1 / (variance + Self.epsilon).squareRoot()
    for place in places { numbers[place] *= factor }
    return factor
  }

  /// The gradients of numbers before they were normalised, from those of what they became.
  private func differentiate(
    _ gradients: [Double], normal: [Double], factor: Double
  ) -> [Double] {
    let count = Double(normal.count)
    let mean = gradients.reduce(0, +) / count
    let tilt = zip(gradients, normal).map { $0 * $1 }.reduce(0, +) / count
    return zip(gradients, normal).map { factor * ($0 - mean - $1 * tilt) }
  }

  private func places(_ part: Int, _ row: Int) -> [Int] {
    (0..<4).flatMap { number in
      (0..<step.units).map { step.place(4 * part + number, row, $0) }
    }
  }

  private func normaliseSums(_ row: Int) {
    for part in 0..<2 {
      step.statistics[4 * row + part] = normalise(places(part, row), of: step.gates)
    }
    for number in 0..<4 {
      for unit in 0..<step.units {
        step.gates[gate(number, row, unit)] =
          (0..<2).map { part in
            step.gates[step.place(4 * part + number, row, unit)]
              * step.vectors[step.place(ofVector: 4 * part + number, unit)]
          }.reduce(step.bias[step.place(ofVector: 8 + number, unit)], +)
      }
    }
  }

  private func differentiateSums(_ row: Int) {
    for part in 0..<2 {
      let places = places(part, row)
      var gradients: [Double] = []
      for number in 0..<4 {
        for unit in 0..<step.units {
          let vector = step.place(ofVector: 4 * part + number, unit)
          let slope = step.gates[gate(number, row, unit)]
          step.vectorGradients[vector] +=
            slope * step.gates[step.place(4 * part + number, row, unit)]
          gradients.append(slope * step.vectors[vector])
        }
      }
      let found = differentiate(
        gradients, normal: places.map { step.gates[$0] },
        factor: step.statistics[4 * row + part])
      for (place, gradient) in zip(places, found) { step.gates[place] = gradient }
    }
  }

  /// Where the normalised cell states of a row lie: in tape 1.
  private func normalPlaces(_ row: Int) -> [Int] {
    (0..<step.units).map { (step.rows + row) * step.stride + $0 }
  }

  private func normaliseCell(_ row: Int) {
    let places = normalPlaces(row)
    for (unit, place) in places.enumerated() {
      step.tapes[place] = step.cell[row * step.stride + unit]
    }
    step.statistics[4 * row + 2] = normalise(places, of: step.tapes)
    for (unit, place) in places.enumerated() {
      step.tapes[row * step.stride + unit] =
        step.tapes[place] * step.vectors[step.place(ofVector: 8, unit)]
        + step.vectors[step.place(ofVector: 9, unit)]
    }
  }

  private func differentiateCell(_ row: Int) {
    let places = normalPlaces(row)
    var gradients: [Double] = []
    for (unit, place) in places.enumerated() {
      let slope = step.tapes[row * step.stride + unit]
      step.vectorGradients[step.place(ofVector: 8, unit)] += slope * step.tapes[place]
      step.vectorGradients[step.place(ofVector: 9, unit)] += slope
      gradients.append(slope * step.vectors[step.place(ofVector: 8, unit)])
    }
    let found = differentiate(
      gradients, normal: places.map { step.tapes[$0] }, factor: step.statistics[4 * row + 2])
    for (unit, gradient) in found.enumerated() {
      step.tapes[row * step.stride + unit] = gradient
    }
  }
}

/// `1 / (1 + e^-x)`, by the C library.
func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
