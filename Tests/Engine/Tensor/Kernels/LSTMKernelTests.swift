import MNLKernels
import MNLTensor
import Testing

/// The sizes at which kernels are compared with their naive counterparts: around the widths of
/// vectors, panels and tiles.
let oddSizes = [1, 7, 8, 9, 16, 17, 25, 33, 100]

/// Memory with random numbers, and some room behind them.
private func numbers(
  _ memory: Arena<Float>, _ count: Int, _ stream: inout RandomStream, scale: Double = 1
) -> Buffer<Float> {
  let buffer = memory.allocate(count + 16)
  for i in 0..<count { buffer[i] = Float(stream.normal() * scale) }
  return buffer
}

@Suite struct LSTMKernelTests {
  /// Results of an LSTM and its gradients, on one graph in either precision.
  private struct Outcome {
    var values: [Tensor<Double>]
    var gradients: [Tensor<Double>]
  }

  /// Runs an LSTM of the given sizes, with a loss that reaches all of its results.
  ///
  /// Of several layers, each has the same weights; with `twin`, another one reads the same inputs.
  private func outcome<Scalar: EngineScalar>(
    _ type: Scalar.Type, rows: Int, steps: Int, inputs: Int, units: Int, layers: Int = 1,
    twin: Bool = false, threads: Int = 2
  ) throws -> Outcome {
    var stream = RandomStream(seed: 11, purpose: .initialisation)
    func tensor(_ shape: Shape, scale: Double = 0.3) -> Tensor<Scalar> {
      Tensor(shape) { buffer in
        for i in 0..<buffer.count { buffer[i] = Scalar(Float(stream.normal() * scale)) }
      }
    }
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [steps, inputs]))
    let kernel = try graph.variable(
      graph.constant(tensor([inputs + units, 4 * units])))
    let bias = try graph.variable(graph.constant(tensor([4 * units])))
    var layer = try graph.lstm(inputs: x, kernel: kernel, bias: bias, forgetBias: 0.7)
    for _ in 1..<layers {
      layer = try graph.lstm(inputs: layer.outputs, kernel: kernel, bias: bias, forgetBias: 0.7)
    }
    // Every result counts, each of its elements differently.
    var loss = graph.constant(0)
    var results = [layer.outputs, layer.hidden, layer.cell]
    if twin { results.append(try graph.lstm(inputs: x, kernel: kernel, bias: bias).hidden) }
    for result in results {
      let weights = graph.constant(tensor(Shape(result.shape.fixedSizes), scale: 1))
      loss = try graph.add(loss, try graph.sum(try graph.multiply(result, weights)))
    }
    let runner = GraphRunner<Scalar>(graph: graph, pool: ThreadPool(threads: threads))
    try runner.initialize()
    let fetches = [layer.outputs, layer.hidden, layer.cell]
    let plan = runner.plan(
      PlanRequest(fetches: fetches, gradients: [x, kernel, bias], loss: loss), batch: rows)
    let images = tensor([rows, steps, inputs], scale: 1)
    try plan.feed(x, images)
    let values = try plan.run()
    // What does not train has memory, and kernels, of its own.
    let streamed = try runner.run(fetches, feeds: [(x, images)])
    return Outcome(
      values: (values + streamed).map { $0.converted(to: Double.self) },
      gradients: [x, kernel, bias].map { plan.gradient(of: $0).converted(to: Double.self) })
  }

  private func expectClose(_ found: [Tensor<Double>], _ expected: [Tensor<Double>]) {
    for (number, pair) in zip(found, expected).enumerated() {
      let scale = max(1, pair.1.values.map(abs).max() ?? 0)
      let worst = zip(pair.0.values, pair.1.values).map { abs($0 - $1) }.max() ?? 0
      // Written so that what is no number fails.
      #expect(worst / scale < 1e-5, "tensor \(number): off by \(worst) of \(scale)")
    }
  }

  @Test(
    "an LSTM in Float agrees with the formulas in Double, for any number of units",
    arguments: oddSizes)
  func units(units: Int) throws {
    let single = try outcome(Float.self, rows: 9, steps: 3, inputs: 5, units: units)
    let double = try outcome(Double.self, rows: 9, steps: 3, inputs: 5, units: units)
    expectClose(single.values, double.values)
    expectClose(single.gradients, double.gradients)
  }

  @Test("and for any number of inputs", arguments: oddSizes)
  func inputs(inputs: Int) throws {
    let single = try outcome(Float.self, rows: 5, steps: 2, inputs: inputs, units: 12)
    let double = try outcome(Double.self, rows: 5, steps: 2, inputs: inputs, units: 12)
    expectClose(single.values, double.values)
    expectClose(single.gradients, double.gradients)
  }

  @Test("and for any batch", arguments: oddSizes)
  func rows(rows: Int) throws {
    let single = try outcome(Float.self, rows: rows, steps: 2, inputs: 3, units: 20)
    let double = try outcome(Double.self, rows: rows, steps: 2, inputs: 3, units: 20)
    expectClose(single.values, double.values)
    expectClose(single.gradients, double.gradients)
  }

  @Test("and for two layers of one kernel, whose gradients add up", arguments: [4, 12, 16, 20])
  func sharedKernel(units: Int) throws {
    let single = try outcome(
      Float.self, rows: 5, steps: 2, inputs: units, units: units, layers: 2)
    let double = try outcome(
      Double.self, rows: 5, steps: 2, inputs: units, units: units, layers: 2)
    expectClose(single.values, double.values)
    expectClose(single.gradients, double.gradients)
  }

  @Test("and for two layers that read the same inputs, whose gradients add up")
  func sharedInputs() throws {
    let single = try outcome(
      Float.self, rows: 5, steps: 2, inputs: 20, units: 8, twin: true)
    let double = try outcome(
      Double.self, rows: 5, steps: 2, inputs: 20, units: 8, twin: true)
    expectClose(single.gradients, double.gradients)
  }

  @Test("and for a single step")
  func singleStep() throws {
    let single = try outcome(Float.self, rows: 3, steps: 1, inputs: 4, units: 6)
    let double = try outcome(Double.self, rows: 3, steps: 1, inputs: 4, units: 6)
    expectClose(single.values, double.values)
    expectClose(single.gradients, double.gradients)
  }
}

/// The kernels of each level that this CPU has, against loops over single numbers.
@Suite struct KernelLevelTests {
  @Test("the levels are ordered, and the highest is chosen unless another is asked for")
  func levels() {
    #expect(ActiveKernels.available.first == .baseline)
    #expect(ActiveKernels.available.last == ActiveKernels.best)
    for level in ActiveKernels.available {
      #expect(ActiveKernels.kernels(of: level).level == level)
    }
  }

  @Test(
    "a forward step agrees with the formulas",
    arguments: ActiveKernels.available, oddSizes)
  func forward(level: CPULevel, units: Int) {
    let step = StepMemory(rows: 7, inputs: 5, units: units)
    let kernels = ActiveKernels.kernels(of: level)
    kernels.pack(step.packing, panels: 0..<step.blocks.panels)
    kernels.advance(step.forward(keepsGates: true))
    let expected = step.naiveForward()
    #expect(step.worst(step.hiddenValues, expected.hidden) < 1e-5)
    #expect(step.worst(step.cellValues, expected.cell) < 1e-5)
    kernels.advance(step.forward(keepsGates: false))
    #expect(step.worst(step.hiddenValues, expected.hidden) < 1e-5)
    #expect(step.worst(step.cellValues, expected.cell) < 1e-5)
    withExtendedLifetime(step) {}
  }

  @Test(
    "a backward step agrees with the formulas",
    arguments: ActiveKernels.available, oddSizes)
  func backward(level: CPULevel, units: Int) {
    let step = StepMemory(rows: 7, inputs: 5, units: units)
    let kernels = ActiveKernels.kernels(of: level)
    kernels.pack(step.packing, panels: 0..<step.blocks.panels)
    kernels.transpose(step.packing, panels: 0..<step.blocks.unitPanels + 1)
    kernels.advance(step.forward(keepsGates: true))
    let expected = step.naiveBackward()
    kernels.retreat(step.backward())
    #expect(step.worst(step.hiddenGradientValues, expected.hidden) < 1e-4)
    #expect(step.worst(step.cellGradientValues, expected.cell) < 1e-5)
    #expect(step.worst(step.inputGradientValues, expected.inputs) < 1e-4)
    #expect(step.worst(step.biasGradientValues, expected.bias) < 1e-4)
    kernels.differentiateKernel(step.kernelGradient())
    #expect(step.worst(step.kernelGradientValues, expected.kernel) < 1e-4)
    withExtendedLifetime(step) {}
  }

  @Test("element-wise kernels agree with plain loops", arguments: ActiveKernels.available, oddSizes)
  func elements(level: CPULevel, count: Int) {
    let memory = Arena<Float>()
    var stream = RandomStream(seed: 3, purpose: .initialisation)
    let kernels = ActiveKernels.kernels(of: level)
    let (x, y) = (numbers(memory, count, &stream), numbers(memory, count, &stream))
    let sums = (0..<count).map { x[$0] + y[$0] }
    let behind = y[count]
    kernels.add(x.floats, to: y.floats, count: count)
    #expect((0..<count).map { y[$0] } == sums)
    #expect(y[count] == behind)
    let isFinite = kernels.areFinite(y.floats, count: count)
    #expect(isFinite)
    for bad in [Float.nan, .infinity, -.infinity] {
      let kept = y[count - 1]
      y[count - 1] = bad
      let isFinite = kernels.areFinite(y.floats, count: count)
      #expect(!isFinite, "\(bad)")
      y[count - 1] = kept
    }
    let expected = (0..<count).map { y[$0] - 0.25 * x[$0] }
    kernels.descend(y.floats, x.floats, rate: 0.25, count: count)
    #expect((0..<count).allSatisfy { abs(y[$0] - expected[$0]) < 1e-6 })
    #expect(y[count] == behind)
    withExtendedLifetime(memory) {}
  }

  @Test("Adam's kernel agrees with its formula", arguments: ActiveKernels.available, oddSizes)
  func adam(level: CPULevel, count: Int) {
    let memory = Arena<Float>()
    var stream = RandomStream(seed: 4, purpose: .initialisation)
    let value = numbers(memory, count, &stream)
    let gradient = numbers(memory, count, &stream, scale: 0.01)
    let (m, v) = (numbers(memory, count, &stream), numbers(memory, count, &stream))
    for i in 0..<count { v[i] = v[i] * v[i] * 1e-4 }
    // A second moment of 0 is the first step of a weight that does not matter.
    v[0] = 0
    gradient[0] = 0
    var worst: Float = 0
    var expected: [Float] = []
    for i in 0..<count {
      let mean = m[i] + (gradient[i] - m[i]) * 0.1
      let square = v[i] + (gradient[i] * gradient[i] - v[i]) * 0.001
      expected.append(value[i] - mean * 1e-3 / (square.squareRoot() + 1e-8))
    }
    expected[0] = value[0] - (m[0] * 0.9) * 1e-3 / 1e-8
    ActiveKernels.kernels(of: level).adam(
      AdamStep(
        count: count, value: value.floats, gradient: gradient.floats, first: m.floats,
        second: v.floats, alpha: 1e-3, firstGain: 0.1, secondGain: 0.001, epsilon: 1e-8))
    for i in 0..<count {
      worst = max(worst, abs(value[i] - expected[i]) / max(1, abs(expected[i])))
    }
    #expect(worst < 2e-5)
    withExtendedLifetime(memory) {}
  }
}
