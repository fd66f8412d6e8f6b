import Glibc

// The reference precision: plain loops and the C library, for gradient checks.
extension Double: EngineScalar {
  package static func multiply(
    _ product: Product, _ a: Buffer<Double>, _ b: Buffer<Double>, beta: Double,
    into c: Buffer<Double>
  ) {
    BLAS.multiply(product, a, b, beta: beta, into: c)
  }

  package static func exponential(_ x: Buffer<Double>, into y: Buffer<Double>, count: Int) {
    for i in 0..<count { y[i] = exp(x[i]) }
  }

  package static func logarithm(_ x: Buffer<Double>, into y: Buffer<Double>, count: Int) {
    for i in 0..<count { y[i] = log(x[i]) }
  }

  package static func tangent(_ x: Buffer<Double>, into y: Buffer<Double>, count: Int) {
    for i in 0..<count { y[i] = tanh(x[i]) }
  }

  package static func logistic(_ x: Buffer<Double>, into y: Buffer<Double>, count: Int) {
    for i in 0..<count { y[i] = 1 / (1 + exp(-x[i])) }
  }

  package static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }

  package static func naturalLogarithm(_ x: Double) -> Double { log(x) }

  package static func forward(_ gates: LSTMGates<Double>) {
    let units = gates.units
    for row in 0..<gates.rows {
      let z = gates.gates.from(row * 4 * units)
      for unit in 0..<units {
        let at = row * units + unit
        let i = 1 / (1 + exp(-(z[unit] + gates.bias[unit])))
        let j = tanh(z[units + unit] + gates.bias[units + unit])
        let f =
          1 / (1 + exp(-(z[2 * units + unit] + gates.bias[2 * units + unit] + gates.forgetBias)))
        let o = 1 / (1 + exp(-(z[3 * units + unit] + gates.bias[3 * units + unit])))
        let c = gates.previousCell[at] * f + i * j
        (z[unit], z[units + unit], z[2 * units + unit], z[3 * units + unit]) = (i, j, f, o)
        gates.cell[at] = c
        gates.cellTangent[at] = tanh(c)
        gates.hidden[at] = tanh(c) * o
      }
    }
  }

  package static func backward(_ gates: LSTMGates<Double>) {
    let units = gates.units
    for row in 0..<gates.rows {
      let z = gates.gates.from(row * 4 * units)
      for unit in 0..<units {
        let at = row * units + unit
        let (i, j, f, o) = (z[unit], z[units + unit], z[2 * units + unit], z[3 * units + unit])
        let (dh, t) = (gates.hidden[at], gates.cellTangent[at])
        let dc = gates.cellGradient[at] + dh * o * (1 - t * t)
        gates.cellGradient[at] = dc * f
        z[unit] = dc * j * i * (1 - i)
        z[units + unit] = dc * i * (1 - j * j)
        z[2 * units + unit] = dc * gates.previousCell[at] * f * (1 - f)
        z[3 * units + unit] = dh * t * o * (1 - o)
      }
      for column in 0..<4 * units { gates.biasGradient[column] += z[column] }
    }
  }

  package static func combine(
    _ partials: [Buffer<Double>], into total: Buffer<Double>, from start: Int, count: Int,
    accumulates: Bool
  ) {
    if !accumulates { total.from(start).fill(0, count: count) }
    for partial in partials {
      for i in start..<start + count { total[i] += partial[i] }
    }
  }

  package static func areFinite(_ x: Buffer<Double>, count: Int) -> Bool {
    (0..<count).allSatisfy { x[$0].isFinite }
  }

  package static func step(of operation: any Operation, at site: Site<Double>) -> Step<Double> {
    operation.step64(site)
  }

  package static func apply(_ rule: any UpdateRule, to site: UpdateSite<Double>) {
    rule.apply(site)
  }
}
