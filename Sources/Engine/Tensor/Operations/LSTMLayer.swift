/// The memory of an LSTM in one shard, and the passes over it.
///
/// Shapes: `R` rows, `T` steps, `I` inputs, `H` units. All that has a time axis lies time-major.
struct LSTMLayer<Scalar: EngineScalar> {
  private let inputs: Slot<Scalar>
  private let kernel: Slot<Scalar>
  private let bias: Slot<Scalar>
  private let outputs: [Slot<Scalar>]
  private let forgetBias: Scalar
  private let steps: Int
  private let width: Int
  private let units: Int
  private let batch: Int

  /// `[T, R, I]`: the inputs.
  private let x: Buffer<Scalar>
  /// `[T, R, 4H]`: sums, then activations, then gradients of the sums.
  private let z: Buffer<Scalar>
  /// `[T+1, R, H]`: hidden states, from the zeros before the first step on (inference keeps one).
  private let h: Buffer<Scalar>
  /// `[T+1, R, H]`: cell states, likewise.
  private let c: Buffer<Scalar>
  /// `[T, R, H]`: tanh of the cell states (inference keeps one).
  private let tangent: Buffer<Scalar>
  /// `[R, H]`: the gradients of the running hidden and cell state.
  private let dh: Buffer<Scalar>
  private let dc: Buffer<Scalar>
  /// `[4H, H]`: the recurrent rows of the kernel, transposed; one for all shards.
  private let transposed: Buffer<Scalar>
  /// `[4H]`: the gradient of the bias where nobody wants it.
  private let biasGradient: Buffer<Scalar>
  /// How many steps inference projects at once: as many as stay in the second-level cache.
  private let chunk: Int

  init(_ site: Site<Scalar>, forgetBias: Scalar) {
    (inputs, kernel, bias) = (site.inputs[0], site.inputs[1], site.inputs[2])
    outputs = site.outputs
    self.forgetBias = forgetBias
    let sizes = inputs.shape.fixedSizes
    (steps, width) = (sizes[sizes.count - 2], sizes[sizes.count - 1])
    units = bias.shape.count / 4
    batch = site.batch
    let rows = inputs.leading(site.maxRows)
    chunk = max(1, min(steps, 262_144 / max(1, rows * 4 * units)))
    let kept = site.trains ? steps : 1
    x = site.scratch(steps * rows * width)
    z = site.scratch((site.trains ? steps : chunk) * rows * 4 * units)
    h = site.scratch((kept + 1) * rows * units)
    c = site.scratch((kept + 1) * rows * units)
    tangent = site.scratch(kept * rows * units)
    dh = site.scratch(rows * units)
    dc = site.scratch(rows * units)
    biasGradient = bias.gradient ?? site.scratch(4 * units)
    transposed = site.trains ? site.commonScratch(4 * units * units) : dh
  }

  /// The gates of step `t`, or of the one that inference keeps.
  private func gates(
    _ rows: Int, z: Buffer<Scalar>, before: Int, at: Int, hidden: Buffer<Scalar>
  ) -> LSTMGates<Scalar> {
    let size = rows * units
    return LSTMGates(
      rows: rows, units: units, gates: z, bias: bias.value, forgetBias: forgetBias,
      previousCell: c.from(before * size), cell: c.from(at * size),
      cellTangent: tangent.from((at - 1) * size), hidden: hidden, cellGradient: dc,
      biasGradient: biasGradient)
  }

  /// Copies the inputs time-major: `[R, T, I]` to `[T, R, I]`.
  private func takeInputs(_ rows: Int) {
    for row in 0..<rows {
      for t in 0..<steps {
        x.from((t &* rows &+ row) &* width)
          .copy(inputs.value.from((row &* steps &+ t) &* width), count: width)
      }
    }
  }

  /// Computes the results and keeps what backward needs.
  func forward(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    takeInputs(rows)
    h.fill(0, count: rows * units)
    c.fill(0, count: rows * units)
    // z = x · K_x, all steps at once.
    Scalar.multiply(
      Product(m: steps * rows, n: 4 * units, k: width), x, kernel.value, beta: 0, into: z)
    for t in 0..<steps {
      let zt = z.from(t * rows * 4 * units)
      advance(rows, zt, t: t, before: t, at: t + 1)
    }
    copyLast(rows, at: steps)
  }

  /// Computes the results and keeps nothing.
  func infer(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    takeInputs(rows)
    h.fill(0)
    c.fill(0)
    for first in stride(from: 0, to: steps, by: chunk) {
      let count = min(chunk, steps - first)
      Scalar.multiply(
        Product(m: count * rows, n: 4 * units, k: width), x.from(first * rows * width),
        kernel.value, beta: 0, into: z)
      for t in first..<first + count {
        advance(rows, z.from((t - first) * rows * 4 * units), t: t, before: 1, at: 1)
      }
    }
    copyLast(rows, at: 1)
  }

  /// One step: z += h' · K_h, then the gates.
  private func advance(_ rows: Int, _ zt: Buffer<Scalar>, t: Int, before: Int, at: Int) {
    let size = rows * units
    if t > 0 {
      Scalar.multiply(
        Product(m: rows, n: 4 * units, k: units), h.from(before * size),
        kernel.value.from(width * 4 * units), beta: 1, into: zt)
    }
    Scalar.forward(gates(rows, z: zt, before: before, at: at, hidden: h.from(at * size)))
    guard outputs[0].isUsed else { return }
    for row in 0..<rows {
      outputs[0].value.from((row * steps + t) * units)
        .copy(h.from(at * size + row * units), count: units)
    }
  }

  private func copyLast(_ rows: Int, at: Int) {
    let size = rows * units
    if outputs[1].isUsed { outputs[1].value.copy(h.from(at * size), count: size) }
    if outputs[2].isUsed { outputs[2].value.copy(c.from(at * size), count: size) }
  }

  /// Transposes the recurrent rows of the kernel for all shards: `[H, 4H]` to `[4H, H]`.
  func transposeKernel() {
    let recurrent = kernel.value.from(width * 4 * units)
    for block in stride(from: 0, to: 4 * units, by: 16) {
      for row in 0..<units {
        for column in block..<min(block + 16, 4 * units) {
          transposed[column &* units &+ row] = recurrent[row &* 4 &* units &+ column]
        }
      }
    }
  }

  /// Computes the operands' gradients, from the last step to the first.
  func backward(batchRows: Int) {
    let rows = inputs.leading(batchRows)
    let size = rows * units
    start(dh, from: outputs[1].gradient, size)
    start(dc, from: outputs[2].gradient, size)
    if !bias.accumulates || bias.gradient == nil { biasGradient.fill(0) }
    for t in stride(from: steps - 1, through: 0, by: -1) {
      if let dy = outputs[0].gradient {
        for row in 0..<rows {
          let source = dy.from((row * steps + t) * units)
          let target = dh.from(row * units)
          for unit in 0..<units { target[unit] += source[unit] }
        }
      }
      let zt = z.from(t * rows * 4 * units)
      Scalar.backward(gates(rows, z: zt, before: t, at: t + 1, hidden: dh))
      if t > 0 {  // dh' = dz · K_hᵀ
        Scalar.multiply(
          Product(m: rows, n: units, k: 4 * units), zt, transposed, beta: 0, into: dh)
      }
    }
    addKernelGradient(rows)
    addInputGradient(rows)
  }

  private func start(_ running: Buffer<Scalar>, from gradient: Buffer<Scalar>?, _ count: Int) {
    if let gradient {
      running.copy(gradient, count: count)
    } else {
      running.fill(0, count: count)
    }
  }

  /// dK_x = Σ xᵀ · dz and dK_h = Σ h'ᵀ · dz, each one product over all steps.
  private func addKernelGradient(_ rows: Int) {
    guard let dk = kernel.gradient else { return }
    let beta: Scalar = kernel.accumulates ? 1 : 0
    Scalar.multiply(
      Product(m: width, n: 4 * units, k: steps * rows, transposesA: true), x, z, beta: beta,
      into: dk)
    Scalar.multiply(
      Product(m: units, n: 4 * units, k: steps * rows, transposesA: true), h, z, beta: beta,
      into: dk.from(width * 4 * units))
  }

  /// dx = dz · K_xᵀ, all steps at once, then back to `[R, T, I]`.
  private func addInputGradient(_ rows: Int) {
    guard let dx = inputs.gradient else { return }
    // The inputs themselves are no longer needed: their memory takes the gradient.
    Scalar.multiply(
      Product(m: steps * rows, n: width, k: 4 * units, transposesB: true), z, kernel.value,
      beta: 0, into: x)
    if !inputs.accumulates { dx.fill(0, count: steps * rows * width) }
    for row in 0..<rows {
      for t in 0..<steps {
        let source = x.from((t &* rows &+ row) &* width)
        let target = dx.from((row &* steps &+ t) &* width)
        for i in 0..<width { target[i] += source[i] }
      }
    }
  }
}
