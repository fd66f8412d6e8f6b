import Glibc

/// An LSTM in Double, its formulas as they stand: for gradient checks, and for the kernels of
/// `PackedLSTM` to be compared with.
///
/// Shapes: `R` rows, `T` steps, `I` inputs, `H` units. All that has a time axis lies time-major.
/// Formulas: Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
///
///     c = c' · σ(f + forgetBias) + σ(i) · tanh(j)        h = tanh(c) · σ(o)
struct ReferenceLSTM {
  private let inputs: Slot<Double>
  private let kernel: Slot<Double>
  private let bias: Slot<Double>
  private let outputs: [Slot<Double>]
  private let forgetBias: Double
  private let steps: Int
  private let width: Int
  private let units: Int

  /// `[T, R, I]`: the inputs.
  private let x: Buffer<Double>
  /// `[T, R, 4H]`: sums, then activations, then gradients of the sums.
  private let z: Buffer<Double>
  /// `[T+1, R, H]`: hidden states, from the zeros before the first step on.
  private let h: Buffer<Double>
  /// `[T+1, R, H]`: cell states, likewise.
  private let c: Buffer<Double>
  /// `[R, H]`: the gradients of the running hidden and cell state.
  private let dh: Buffer<Double>
  private let dc: Buffer<Double>

  init(_ site: Site<Double>, forgetBias: Double) {
    (inputs, kernel, bias) = (site.inputs[0], site.inputs[1], site.inputs[2])
    outputs = site.outputs
    self.forgetBias = forgetBias
    let sizes = inputs.shape.fixedSizes
    (steps, width) = (sizes[sizes.count - 2], sizes[sizes.count - 1])
    units = bias.shape.count / 4
    let rows = inputs.leading(site.maxRows)
    x = site.scratch(steps * rows * width)
    z = site.scratch(steps * rows * 4 * units)
    h = site.scratch((steps + 1) * rows * units)
    c = site.scratch((steps + 1) * rows * units)
    dh = site.scratch(rows * units)
    dc = site.scratch(rows * units)
  }

  /// Its passes.
  var step: Step<Double> { Step(forward: forward, backward: backward) }

  private func forward(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    let size = rows * units
    // A shard of fewer rows, through the same memory, leaves its first states there.
    h.fill(0, count: size)
    c.fill(0, count: size)
    for row in 0..<rows {
      for t in 0..<steps {
        x.from((t * rows + row) * width)
          .copy(inputs.value.from((row * steps + t) * width), count: width)
      }
    }
    // z = x · K_x, all steps at once; then in each step z += h' · K_h.
    Double.multiply(
      Product(m: steps * rows, n: 4 * units, k: width), x, kernel.value, beta: 0, into: z)
    for t in 0..<steps {
      Double.multiply(
        Product(m: rows, n: 4 * units, k: units), h.from(t * rows * units),
        kernel.value.from(width * 4 * units), beta: 1, into: z.from(t * rows * 4 * units))
      for row in 0..<rows { activate(t, rows, row) }
    }
    if outputs[1].isUsed { outputs[1].value.copy(h.from(steps * size), count: size) }
    if outputs[2].isUsed { outputs[2].value.copy(c.from(steps * size), count: size) }
  }

  private func activate(_ t: Int, _ rows: Int, _ row: Int) {
    let z = z.from((t * rows + row) * 4 * units)
    let (before, after) = ((t * rows + row) * units, ((t + 1) * rows + row) * units)
    func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    for unit in 0..<units {
      func sum(_ gate: Int) -> Double { z[gate * units + unit] + bias.value[gate * units + unit] }
      let (i, j) = (logistic(sum(0)), tanh(sum(1)))
      let (f, o) = (logistic(sum(2) + forgetBias), logistic(sum(3)))
      let cell = c[before + unit] * f + i * j
      for (gate, value) in [i, j, f, o].enumerated() { z[gate * units + unit] = value }
      c[after + unit] = cell
      h[after + unit] = tanh(cell) * o
    }
    guard outputs[0].isUsed else { return }
    outputs[0].value.from((row * steps + t) * units).copy(h.from(after), count: units)
  }

  private func backward(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    start(dh, from: outputs[1].gradient, rows * units)
    start(dc, from: outputs[2].gradient, rows * units)
    if !bias.accumulates { bias.gradient?.fill(0) }
    for t in stride(from: steps - 1, through: 0, by: -1) {
      for row in 0..<rows { differentiate(t, rows, row) }
      Double.multiply(  // dh' = dz · K_hᵀ
        Product(m: rows, n: units, k: 4 * units, transposesB: true),
        z.from(t * rows * 4 * units), kernel.value.from(width * 4 * units), beta: 0, into: dh)
    }
    addKernelGradient(rows)
    addInputGradient(rows)
  }

  private func differentiate(_ t: Int, _ rows: Int, _ row: Int) {
    let z = z.from((t * rows + row) * 4 * units)
    let (before, after) = ((t * rows + row) * units, ((t + 1) * rows + row) * units)
    for unit in 0..<units {
      let at = row * units + unit
      if let dy = outputs[0].gradient { dh[at] += dy[(row * steps + t) * units + unit] }
      let (i, j) = (z[unit], z[units + unit])
      let (f, o) = (z[2 * units + unit], z[3 * units + unit])
      let tangent = tanh(c[after + unit])
      let cell = dc[at] + dh[at] * o * (1 - tangent * tangent)
      dc[at] = cell * f
      let gradients = [
        cell * j * i * (1 - i), cell * i * (1 - j * j), cell * c[before + unit] * f * (1 - f),
        dh[at] * tangent * o * (1 - o),
      ]
      for (gate, value) in gradients.enumerated() {
        z[gate * units + unit] = value
        bias.gradient?[gate * units + unit] += value
      }
    }
  }

  private func start(_ running: Buffer<Double>, from gradient: Buffer<Double>?, _ count: Int) {
    if let gradient {
      running.copy(gradient, count: count)
    } else {
      running.fill(0, count: count)
    }
  }

  /// dK_x = Σ xᵀ · dz and dK_h = Σ h'ᵀ · dz, each one product over all steps.
  private func addKernelGradient(_ rows: Int) {
    guard let dk = kernel.gradient else { return }
    let beta: Double = kernel.accumulates ? 1 : 0
    for (values, count, target) in [(x, width, dk), (h, units, dk.from(width * 4 * units))] {
      Double.multiply(
        Product(m: count, n: 4 * units, k: steps * rows, transposesA: true), values, z,
        beta: beta, into: target)
    }
  }

  /// dx = dz · K_xᵀ, all steps at once, then back to `[R, T, I]`.
  private func addInputGradient(_ rows: Int) {
    guard let dx = inputs.gradient else { return }
    // The inputs themselves are no longer needed: their memory takes the gradient.
    Double.multiply(
      Product(m: steps * rows, n: width, k: 4 * units, transposesB: true), z, kernel.value,
      beta: 0, into: x)
    if !inputs.accumulates { dx.fill(0, count: steps * rows * width) }
    for row in 0..<rows {
      for t in 0..<steps {
        for i in 0..<width {
          dx[(row * steps + t) * width + i] += x[(t * rows + row) * width + i]
        }
      }
    }
  }
}
