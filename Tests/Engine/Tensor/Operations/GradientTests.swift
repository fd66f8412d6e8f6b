import MNLTensor
import Testing

/// A small computation whose gradients are compared with finite differences.
struct GradientCase: Sendable, CustomTestStringConvertible {
  /// The operation that it is about.
  let operation: String
  /// What tells it from other cases of the operation.
  let detail: String
  /// The operands: open ones are fed, closed ones are variables.
  let shapes: [Shape]
  /// Where the operands' elements lie.
  var range: ClosedRange<Double> = -1...1
  /// Applies the operation.
  let build: @Sendable (Graph, [Node]) throws -> Node

  var testDescription: String { "\(operation), \(detail)" }
}

private let rows = Shape(batchTimes: 1, [5])
private let binaries: [(String, @Sendable (Graph, Node, Node) throws -> Node)] = [
  ("add", { try $0.add($1, $2) }),
  ("subtract", { try $0.subtract($1, $2) }),
  ("multiply", { try $0.multiply($1, $2) }),
  ("divide", { try $0.divide($1, $2) }),
  ("power", { try $0.power($1, $2) }),
  ("squared-error", { try $0.squaredError($1, $2) }),
  ("absolute-error", { try $0.absoluteError($1, $2) }),
  ("huber-error", { try $0.huberError($1, $2, delta: 0.4) }),
  ("binary-cross-entropy", { try $0.binaryCrossEntropy(logits: $1, labels: $2) }),
]

private let binaryCases = binaries.flatMap { name, apply in
  [
    ("equal shapes", [rows, rows]), ("a bias", [rows, [5]]), ("a bias first", [[5], rows]),
    ("a number", [rows, .scalar]), ("a number first", [.scalar, rows]),
    ("no batch", [[3, 5], [5]]),
  ].map { detail, shapes in
    GradientCase(operation: name, detail: detail, shapes: shapes, range: 0.5...2) {
      try apply($0, $1[0], $1[1])
    }
  } + [
    GradientCase(operation: name, detail: "one operand twice", shapes: [rows], range: 0.5...2) {
      try apply($0, $1[0], $1[0])
    }
  ]
}

private let unaries: [(String, @Sendable (Graph, Node) throws -> Node)] = [
  ("negate", { try $0.negate($1) }), ("exp", { try $0.exp($1) }), ("relu", { try $0.relu($1) }),
  ("tanh", { try $0.tanh($1) }), ("sigmoid", { try $0.sigmoid($1) }),
  ("softmax", { try $0.softmax($1) }), ("sum", { try $0.sum($1) }), ("mean", { try $0.mean($1) }),
]

private let unaryCases = unaries.flatMap { name, apply in
  [
    GradientCase(operation: name, detail: "a batch", shapes: [rows]) { try apply($0, $1[0]) },
    GradientCase(operation: name, detail: "no batch", shapes: [[3, 7]]) { try apply($0, $1[0]) },
  ]
}

private let lstmShapes: [Shape] = [Shape(batchTimes: 1, [3, 4]), [4 + 5, 20], [20]]

private let otherCases: [GradientCase] = [
  GradientCase(operation: "log", detail: "a batch", shapes: [rows], range: 0.5...2) {
    try $0.log($1[0])
  },
  GradientCase(operation: "reshape", detail: "a batch", shapes: [Shape(batchTimes: 1, [6])]) {
    try $0.multiply(try $0.reshape($1[0], [-1, 3]), try $0.reshape($1[0], [-1, 3]))
  },
  GradientCase(operation: "reshape", detail: "used twice", shapes: [[4, 6]]) {
    try $0.add(try $0.reshape($1[0], [-1, 3]), try $0.reshape(try $0.tanh($1[0]), [8, 3]))
  },
  GradientCase(operation: "matmul", detail: "a batch", shapes: [rows, [5, 3]]) {
    try $0.matmul($1[0], $1[1])
  },
  GradientCase(operation: "matmul", detail: "no batch", shapes: [[4, 5], [5, 3]]) {
    try $0.matmul($1[0], $1[1])
  },
  GradientCase(operation: "matmul", detail: "a square by itself", shapes: [[4, 4]]) {
    try $0.matmul($1[0], $1[0])
  },
  GradientCase(operation: "cross-entropy", detail: "logits and labels", shapes: [rows, rows]) {
    try $0.crossEntropy(logits: $1[0], labels: $1[1])
  },
  GradientCase(operation: "cross-entropy", detail: "after a softmax", shapes: [rows, rows]) {
    try $0.mean(try $0.crossEntropy(logits: try $0.softmax($1[0]), labels: $1[1]))
  },
  GradientCase(operation: "cross-entropy", detail: "smoothed", shapes: [rows, rows]) {
    try $0.crossEntropy(logits: $1[0], labels: $1[1], smoothing: 0.2)
  },
  GradientCase(operation: "cross-entropy", detail: "with weights", shapes: [rows, rows]) {
    try $0.crossEntropy(
      logits: $1[0], labels: $1[1], smoothing: 0.1, weights: [0.5, 2, 1, 0.25, 3])
  },
  GradientCase(
    operation: "binary-cross-entropy", detail: "below and above 0", shapes: [rows, rows],
    range: -3...3
  ) {
    try $0.binaryCrossEntropy(logits: $1[0], labels: $1[1])
  },
  GradientCase(operation: "sum", detail: "over the batch", shapes: [rows]) {
    try $0.sum($1[0], axis: 0)
  },
  GradientCase(operation: "mean", detail: "over the batch", shapes: [rows]) {
    try $0.mean($1[0], axis: 0)
  },
  GradientCase(operation: "sum", detail: "over an inner axis", shapes: [lstmShapes[0]]) {
    try $0.sum($1[0], axis: 1)
  },
  GradientCase(operation: "mean", detail: "over the last axis", shapes: [lstmShapes[0]]) {
    try $0.mean($1[0], axis: 2)
  },
  GradientCase(operation: "mean", detail: "over axis 0 of three", shapes: [[2, 3, 4]]) {
    try $0.mean($1[0], axis: 0)
  },
  GradientCase(operation: "mean", detail: "taken off the batch's rows", shapes: [rows]) {
    let centred = try $0.subtract($1[0], try $0.mean($1[0], axis: 0))
    return try $0.multiply(centred, centred)
  },
  GradientCase(operation: "dropout", detail: "a batch", shapes: [rows]) {
    try $0.dropout($1[0], rate: 0.4)
  },
  GradientCase(operation: "dropout", detail: "two masks on one operand", shapes: [[3, 5]]) {
    try $0.multiply($0.dropout($1[0], rate: 0.3), $0.dropout($1[0], rate: 0.3))
  },
  GradientCase(operation: "dropout", detail: "one mask for all steps", shapes: [lstmShapes[0]]) {
    try $0.dropout($1[0], rate: 0.5, sharesSteps: true)
  },
  GradientCase(operation: "lstm", detail: "last hidden state", shapes: lstmShapes) {
    try $0.lstm(inputs: $1[0], kernel: $1[1], bias: $1[2]).hidden
  },
  GradientCase(operation: "lstm", detail: "last cell state", shapes: lstmShapes) {
    try $0.lstm(inputs: $1[0], kernel: $1[1], bias: $1[2], forgetBias: 0.5).cell
  },
  GradientCase(operation: "lstm", detail: "all hidden states", shapes: lstmShapes) {
    try $0.lstm(inputs: $1[0], kernel: $1[1], bias: $1[2]).outputs
  },
  GradientCase(operation: "lstm", detail: "no batch", shapes: [[2, 3, 4], [9, 20], [20]]) {
    let results = try $0.lstm(inputs: $1[0], kernel: $1[1], bias: $1[2])
    return try $0.add(results.outputs, try $0.sum(results.cell))
  },
  GradientCase(
    operation: "lstm", detail: "two layers of one kernel",
    shapes: [Shape(batchTimes: 1, [3, 5]), [10, 20], [20]]
  ) {
    let first = try $0.lstm(inputs: $1[0], kernel: $1[1], bias: $1[2])
    return try $0.lstm(inputs: first.outputs, kernel: $1[1], bias: $1[2]).hidden
  },
]

let gradientCases =
  binaryCases + unaryCases + otherCases + sequenceCases + recurrentCases

@Suite struct GradientTests {
  @Test("agree with central differences in Double", arguments: gradientCases)
  func agreesWithDifferences(_ example: GradientCase) throws {
    let batch = 9
    var stream = RandomStream(seed: 7, purpose: .initialisation)
    let graph = Graph()
    let runner = GraphRunner<Double>(graph: graph, pool: ThreadPool(threads: 2))
    var values: [Tensor<Double>] = []
    let operands = try example.shapes.map { shape in
      let tensor = Tensor<Double>(shape.resolved(batch: batch)) { buffer in
        for i in 0..<buffer.count {
          let width = example.range.upperBound - example.range.lowerBound
          buffer[i] = example.range.lowerBound + width * stream.uniform()
        }
      }
      values.append(tensor)
      return shape.isOpen
        ? graph.placeholder(shape) : try graph.variable(graph.constant(tensor))
    }
    // The loss weighs every element of the result differently.
    let result = try example.build(graph, operands)
    #expect(usesOperation(example.operation, result))
    let weights = graph.placeholder(result.shape)
    let loss = try graph.sum(try graph.multiply(result, weights))
    let weighing = Tensor<Double>(result.shape.resolved(batch: batch)) { buffer in
      for i in 0..<buffer.count { buffer[i] = 0.5 + stream.uniform() }
    }
    func run() throws -> Plan<Double> {
      let plan = runner.plan(
        PlanRequest(fetches: [loss], gradients: operands, loss: loss), batch: batch)
      try plan.feed(weights, weighing)
      for (operand, value) in zip(operands, values) {
        if operand.isPlaceholder {
          try plan.feed(operand, value)
        } else {
          try runner.store.set(operand, value)
        }
      }
      return plan
    }
    let plan = try run()
    _ = try plan.run()
    let gradients = operands.map { plan.gradient(of: $0) }
    let step = 1e-5
    for operand in operands.indices {
      var worst = (error: 0.0, words: "")
      for i in 0..<values[operand].count {
        let kept = values[operand][i]
        var sides: [Double] = []
        for side in [kept + step, kept - step] {
          values[operand][i] = side
          sides.append(try run().run()[0][0])
        }
        values[operand][i] = kept
        let slope = (sides[0] - sides[1]) / (2 * step)
        let error = abs(slope - gradients[operand][i]) / max(1, abs(slope))
        // Written so that a gradient that is no number counts as the worst.
        if !(error <= worst.error) {
          worst = (error, "element \(i): \(gradients[operand][i]), differences \(slope)")
        }
      }
      #expect(worst.error <= 1e-7, "operand \(operand), \(worst.words)")
    }
  }

  @Test("are checked for every operation that has them", arguments: Operations.all.map { $0.name })
  func everyOperationIsChecked(name: String) throws {
    let operation = try #require(Operations.all.first { $0.name == name })
    switch operation.gradient {
    case .defined:
      #expect(gradientCases.contains { $0.operation == name }, "no gradient check of \(name)")
    case .none(let reason):
      #expect(!reason.isEmpty)
      #expect(!gradientCases.contains { $0.operation == name })
    }
  }

  @Test("no operation is left out of the list of all")
  func listIsComplete() throws {
    let graph = Graph()
    let x = try graph.variable(try graph.uniform([3, 3]))
    let y = graph.placeholder(Shape(batchTimes: 1, [3]))
    _ = try graph.truncatedNormal([2])
    for apply in binaries { _ = try apply.1(graph, x, x) }
    for apply in unaries { _ = try apply.1(graph, x) }
    _ = try graph.log(x)
    _ = try graph.matmul(y, x)
    _ = try graph.reshape(x, [9])
    _ = try graph.crossEntropy(logits: y, labels: y)
    _ = try graph.cast(try graph.argmax(x, axis: 0), to: .number)
    _ = graph.constant(1)
    for compare in [Graph.equal, Graph.notEqual, Graph.less, Graph.lessOrEqual, Graph.greater] {
      _ = try compare(graph)(x, x, nil)
    }
    _ = try graph.greaterOrEqual(x, x)
    _ = try graph.lstm(
      inputs: graph.placeholder(Shape(batchTimes: 1, [2, 3])),
      kernel: graph.placeholder([4, 4]), bias: graph.placeholder([4]))
    let sequences = graph.placeholder(Shape(batchTimes: 1, [2, 3]))
    _ = try graph.gru(
      inputs: sequences, kernel: graph.placeholder([4, 3]), bias: graph.placeholder([4]))
    _ = try graph.rnn(
      inputs: sequences, kernel: graph.placeholder([4, 1]), bias: graph.placeholder([1]))
    _ = try graph.dropout(x, rate: 0.5)
    _ = try graph.concatenate([
      graph.reverse(x), graph.embedding(table: x, ids: graph.max(x, axis: 0)),
    ])
    _ = try graph.layerNorm(x, scale: graph.max(x, axis: 0), offset: graph.max(x, axis: 1))
    _ = try graph.weightedSum(
      graph.reshape(x, [1, 3, 3]), weights: graph.constant(Tensor<Float>([1, 3], repeating: 1)))
    #expect(graph.operationNames == Set(Operations.all.map { $0.name }))
  }

  private func usesOperation(_ name: String, _ node: Node) -> Bool {
    node.operation == name || node.inputs.contains { usesOperation(name, $0) }
  }
}
