extension Float {
  /// The gates of one LSTM time step, forward; absolute error of an activation below 3e-7.
  ///
  /// One division serves four activations: of the denominators a, b, c, d it takes
  /// `1 / ((a · b) · (c · d))` and multiplies back. Exponents are kept within ±20, so that the
  /// product does not overflow; beyond, an activation differs from its limit by 2e-9.
  package static func forward(_ gates: LSTMGates<Float>) {
    let units = gates.units
    for row in 0..<gates.rows {
      let z = gates.gates.from(row &* 4 &* units)
      let start = row &* units
      var unit = 0
      while unit &+ 8 <= units {
        activate(gates, z, unit, start &+ unit, lanes: 8)
        unit &+= 8
      }
      if unit &+ 4 <= units {
        activate(gates, z, unit, start &+ unit, lanes: 4)
        unit &+= 4
      }
      if unit < units { activate(gates, z, unit, start &+ unit, lanes: units &- unit) }
    }
  }

  @inline(__always)
  private static func activate(
    _ gates: LSTMGates<Float>, _ z: Buffer<Float>, _ unit: Int, _ at: Int, lanes: Int
  ) {
    let units = gates.units
    let one = Octet(repeating: 1)
    let bias = gates.bias
    let zi = z.octet(unit, lanes: lanes) + bias.octet(unit, lanes: lanes)
    let zj =
      z.octet(units &+ unit, lanes: lanes) + bias.octet(units &+ unit, lanes: lanes)
    let zf =
      z.octet(2 &* units &+ unit, lanes: lanes) + bias.octet(2 &* units &+ unit, lanes: lanes)
      + Octet(repeating: gates.forgetBias)
    let zo =
      z.octet(3 &* units &+ unit, lanes: lanes) + bias.octet(3 &* units &+ unit, lanes: lanes)
    let ei = exponential(clamped(-zi, to: 20))
    let ej = exponential(clamped(-(zj + zj), to: 20))
    let ef = exponential(clamped(-zf, to: 20))
    let eo = exponential(clamped(-zo, to: 20))
    let (a, b, c, d) = (one + ei, one + ej, one + ef, one + eo)
    let (ab, cd) = (a * b, c * d)
    let all = one / (ab * cd)
    let (perAB, perCD) = (all * cd, all * ab)
    let i = perAB * b
    let j = (one - ej) * (perAB * a)
    let f = perCD * d
    let o = perCD * c
    let cell = gates.previousCell.octet(at, lanes: lanes) * f + i * j
    let et = exponential(clamped(-(cell + cell), to: 40))
    let tangent = (one - et) / (one + et)
    z.store(i, at: unit, lanes: lanes)
    z.store(j, at: units &+ unit, lanes: lanes)
    z.store(f, at: 2 &* units &+ unit, lanes: lanes)
    z.store(o, at: 3 &* units &+ unit, lanes: lanes)
    gates.cell.store(cell, at: at, lanes: lanes)
    gates.cellTangent.store(tangent, at: at, lanes: lanes)
    gates.hidden.store(tangent * o, at: at, lanes: lanes)
  }

  /// The gates of one LSTM time step, backward.
  package static func backward(_ gates: LSTMGates<Float>) {
    let units = gates.units
    for row in 0..<gates.rows {
      let z = gates.gates.from(row &* 4 &* units)
      let start = row &* units
      var unit = 0
      while unit &+ 8 <= units {
        differentiate(gates, z, unit, start &+ unit, lanes: 8)
        unit &+= 8
      }
      if unit &+ 4 <= units {
        differentiate(gates, z, unit, start &+ unit, lanes: 4)
        unit &+= 4
      }
      if unit < units { differentiate(gates, z, unit, start &+ unit, lanes: units &- unit) }
    }
  }

  @inline(__always)
  private static func differentiate(
    _ gates: LSTMGates<Float>, _ z: Buffer<Float>, _ unit: Int, _ at: Int, lanes: Int
  ) {
    let units = gates.units
    let one = Octet(repeating: 1)
    let (atJ, atF, atO) = (units &+ unit, 2 &* units &+ unit, 3 &* units &+ unit)
    let i = z.octet(unit, lanes: lanes)
    let j = z.octet(atJ, lanes: lanes)
    let f = z.octet(atF, lanes: lanes)
    let o = z.octet(atO, lanes: lanes)
    let dh = gates.hidden.octet(at, lanes: lanes)
    let tangent = gates.cellTangent.octet(at, lanes: lanes)
    let before = gates.previousCell.octet(at, lanes: lanes)
    let dc =
      gates.cellGradient.octet(at, lanes: lanes) + dh * o * (one - tangent * tangent)
    gates.cellGradient.store(dc * f, at: at, lanes: lanes)
    let di = dc * j * (i * (one - i))
    let dj = dc * i * (one - j * j)
    let df = dc * before * (f * (one - f))
    let dOut = dh * tangent * (o * (one - o))
    z.store(di, at: unit, lanes: lanes)
    z.store(dj, at: atJ, lanes: lanes)
    z.store(df, at: atF, lanes: lanes)
    z.store(dOut, at: atO, lanes: lanes)
    let sums = gates.biasGradient
    sums.store(sums.octet(unit, lanes: lanes) + di, at: unit, lanes: lanes)
    sums.store(sums.octet(atJ, lanes: lanes) + dj, at: atJ, lanes: lanes)
    sums.store(sums.octet(atF, lanes: lanes) + df, at: atF, lanes: lanes)
    sums.store(sums.octet(atO, lanes: lanes) + dOut, at: atO, lanes: lanes)
  }
}
