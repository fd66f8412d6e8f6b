import MNLTensor

/// Gradient descent, so that the engine's tests need no optimiser of another module.
struct Descent: UpdateRule {
  let name = "descent"
  let slots = ["count"]
  var rate = 1.0

  func rate(at step: Int) -> Double { rate }
  func apply(_ site: UpdateSite<Float>) { update(site) }
  func apply(_ site: UpdateSite<Double>) { update(site) }

  private func update<Scalar: EngineScalar>(_ site: UpdateSite<Scalar>) {
    for i in 0..<site.count {
      site.value[i] -= Scalar(site.rate) * site.gradient[i]
      site.slots[0][i] += 1
    }
  }
}

/// A small network of the tutorial's form, with data for it.
struct TutorialNet {
  let graph = Graph()
  let x: Node
  let y: Node
  let kernel: Node
  let loss: Node
  let accuracy: Node
  let scores: Node
  let training: TrainingStep
  let images: Tensor<Float>
  let labels: Tensor<Float>

  /// A network on `examples` random images of `side` rows and columns.
  init(side: Int = 6, units: Int = 12, examples: Int = 300) throws {
    x = graph.placeholder(Shape(batchTimes: 1, [side * side]), name: "x")
    y = graph.placeholder(Shape(batchTimes: 1, [10]), name: "y")
    kernel = try graph.variable(
      try graph.glorotUniform([side + units, 4 * units]), name: "kernel")
    let bias = try graph.variable(
      graph.constant(Tensor<Float>([4 * units], repeating: 0)), name: "bias")
    let out = try graph.variable(
      try graph.truncatedNormal([units, 10], deviation: 0.1), name: "out")
    let outBias = try graph.variable(
      graph.constant(Tensor<Float>([10], repeating: 0.1)), name: "out-bias")
    let layer = try graph.lstm(
      inputs: try graph.reshape(x, [-1, side, side]), kernel: kernel, bias: bias)
    scores = try graph.softmax(try graph.add(try graph.matmul(layer.hidden, out), outBias))
    loss = try graph.mean(try graph.crossEntropy(logits: scores, labels: y))
    let right = try graph.equal(
      try graph.argmax(scores, axis: 1), try graph.argmax(y, axis: 1))
    accuracy = try graph.mean(try graph.cast(right, to: .number))
    training = try graph.minimize(loss, using: Descent())
    var stream = RandomStream(seed: 2, purpose: .digits)
    images = Tensor([examples, side * side]) {
      for i in 0..<$0.count { $0[i] = Float(stream.uniform()) }
    }
    labels = Tensor([examples, 10]) {
      for row in 0..<examples { $0[row * 10 + stream.integer(below: 10)] = 1 }
    }
  }

  /// A runner with initialised variables.
  func runner(threads: Int) throws -> GraphRunner<Float> {
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: threads), seed: 11)
    try runner.initialize()
    return runner
  }

  /// The loss of one training step on the given rows.
  @discardableResult
  func train(_ runner: GraphRunner<Float>, rows: Range<Int>) throws -> Float {
    let rows = Array(rows)
    let plan = runner.plan(PlanRequest(fetches: [loss], training: training), batch: rows.count)
    try plan.feed(x, rows: rows, from: images)
    try plan.feed(y, rows: rows, from: labels)
    return try plan.run()[0][0]
  }
}
