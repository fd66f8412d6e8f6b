import MNLTensor
import Testing

/// What is done with sequences, by numbers that can be worked out by hand.
@Suite struct SequenceOperationTests {
  private func compute(_ build: (Graph) throws -> Node) throws -> [Float] {
    let graph = Graph()
    let node = try build(graph)
    return try GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 1)).run([node])[0].values
  }

  private func tensor(_ shape: Shape, _ values: [Float]) -> Tensor<Float> { Tensor(shape, values) }

  @Test("reverse turns the steps that count, and makes zeros of the others")
  func reverse() throws {
    let x = tensor([2, 3, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    #expect(
      try compute { try $0.reverse($0.constant(x)) } == [5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8])
    #expect(
      try compute {
        try $0.reverse($0.constant(x), lengths: $0.constant(tensor([2], [2, 0])))
      } == [3, 4, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test("concatenate joins rows, whatever their widths")
  func concatenate() throws {
    let found = try compute {
      try $0.concatenate([
        $0.constant(tensor([2, 2], [1, 2, 3, 4])), $0.constant(tensor([2, 0], [])),
        $0.constant(tensor([2, 1], [5, 6])),
      ])
    }
    #expect(found == [1, 2, 5, 3, 4, 6])
  }

  @Test("reductions with lengths take the steps that count; of none comes 0")
  func reductions() throws {
    let x = tensor([3, 3], [1, -5, 9, -4, -2, 9, 7, 8, 9])
    func along(_ apply: (Graph, Node, Node) throws -> Node) throws -> [Float] {
      try compute { try apply($0, $0.constant(x), $0.constant(tensor([3], [2, 2, 0]))) }
    }
    #expect(try along { try $0.mean($1, axis: 1, lengths: $2) } == [-2, -3, 0])
    #expect(try along { try $0.sum($1, axis: 1, lengths: $2) } == [-4, -6, 0])
    #expect(try along { try $0.max($1, axis: 1, lengths: $2) } == [1, -2, 0])
    let shares = try along { try $0.softmax($1, lengths: $2) }
    #expect(abs(shares[0] + shares[1] - 1) < 1e-6)
    #expect([shares[2]] + shares[5...] == [0, 0, 0, 0, 0])
    #expect(try compute { try $0.max($0.constant(x)) } == [9])
    #expect(try compute { try $0.max($0.constant(x), axis: 0) } == [7, 8, 9])
  }

  @Test("the largest of what holds no number is no number")
  func maximumOfNone() throws {
    let found = try compute {
      try $0.max($0.constant(tensor([3, 2], [1, .nan, .nan, 2, 3, 1])), axis: 1)
    }
    #expect(found[0].isNaN && found[1].isNaN)
    #expect(found[2] == 3)
  }

  @Test("the gradient of a largest number goes to the first of equals")
  func firstOfEquals() throws {
    let graph = Graph()
    let x = try graph.variable(graph.constant(tensor([1, 4], [2, 3, 3, 3])))
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    let plan = runner.plan(
      PlanRequest(gradients: [x], loss: try graph.sum(graph.max(x, axis: 1))), batch: 1)
    _ = try plan.run()
    #expect(plan.gradient(of: x).values == [0, 1, 0, 0])
  }

  @Test("a weighted sum adds steps by their weights")
  func weightedSum() throws {
    let x = tensor([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
    let weights = tensor([2, 2], [0.5, 2, 1, 0])
    #expect(
      try compute { try $0.weightedSum($0.constant(x), weights: $0.constant(weights)) }
        == [6.5, 9, 5, 6])
    #expect(
      try compute {
        try $0.weightedSum(
          $0.constant(x), weights: $0.constant(weights),
          lengths: $0.constant(tensor([2], [1, 0])))
      } == [0.5, 1, 0, 0])
  }

  @Test("layer-norm brings rows to mean 0 and deviation 1 before it scales")
  func layerNorm() throws {
    let width = 13
    let x = tensor([3, width], (0..<39).map { Float($0 * $0 % 17) })
    let found = try compute { graph in
      try graph.layerNorm(
        graph.constant(x),
        scale: graph.constant(tensor([width], Array(repeating: 2, count: width))),
        offset: graph.constant(tensor([width], Array(repeating: 5, count: width))))
    }
    for row in 0..<3 {
      let values = found[(row * width)...].prefix(width).map(Double.init)
      let mean = values.reduce(0, +) / Double(width)
      let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(width)
      #expect(abs(mean - 5) < 1e-5)
      #expect(abs(variance - 4) < 1e-4)
    }
  }

  @Test("padding of any kind changes no bit of results and gradients", arguments: [0, 1, 4])
  func padding(length: Float) throws {
    func results(_ filling: Float) throws -> [[Float]] {
      let graph = Graph()
      var values = (0..<(9 * 4 * 3)).map { Float($0 % 7) - 3 }
      for row in 0..<9 {
        for at in Int(length) * 3..<12 { values[row * 12 + at] = filling }
      }
      let x = graph.placeholder(Shape(batchTimes: 1, [4, 3]))
      let n = graph.placeholder(Shape(batchTimes: 1, []))
      let scores = try graph.sum(graph.reverse(x, lengths: n), axis: 2)
      let nodes = [
        try graph.mean(x, axis: 1, lengths: n), try graph.max(x, axis: 1, lengths: n),
        try graph.weightedSum(
          x, weights: graph.softmax(scores, lengths: n), lengths: n),
      ]
      let loss = try graph.sum(graph.tanh(graph.concatenate(nodes)))
      let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 2))
      let plan = runner.plan(PlanRequest(fetches: nodes, gradients: [x], loss: loss), batch: 9)
      try plan.feed(x, Tensor([9, 4, 3], values))
      try plan.feed(n, Tensor([9], repeating: length))
      let fetched = try plan.run()
      return fetched.map(\.values) + [plan.gradient(of: x).values]
    }
    let plain = try results(0)
    for filling in [Float(1e30), -7, .infinity, .nan] { #expect(try results(filling) == plain) }
    if length == 0 { #expect(plain.joined().allSatisfy { $0 == 0 }) }
  }

  @Test(
    "lengths that no sequence has are refused, the first by row, on any number of threads",
    arguments: [1, 3])
  func lengths(threads: Int) throws {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [4, 3]))
    let n = graph.placeholder(Shape(batchTimes: 1, []))
    let y = try graph.reverse(x, lengths: n)
    var values = Array(repeating: Float(4), count: 200)
    (values[77], values[150], values[199]) = (5, -1, 2.5)
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: threads))
    let error = try #require(throws: EngineError.self) {
      _ = try runner.run(
        [y], feeds: [(x, Tensor([200, 4, 3], repeating: 1)), (n, Tensor([200], values))])
    }
    #expect(
      error.description == "reverse with lengths: row 77 of the batch holds 5, expected a whole "
        + "number from 0 to 4")
  }

  @Test(
    "ids outside of the table are refused before anything is changed",
    arguments: [(Float(3), "3"), (-1, "-1"), (0.5, "0.5"), (.nan, "nan"), (1e30, "1e+30")])
  func ids(_ id: Float, _ words: String) throws {
    let graph = Graph()
    let table = try graph.variable(graph.constant(Tensor<Float>([3, 2], repeating: 1)))
    let ids = graph.placeholder(Shape(batchTimes: 1, [2]))
    let loss = try graph.sum(graph.embedding(table: table, ids: ids))
    let training = try graph.minimize(loss, using: Descent())
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 2))
    try runner.initialize()
    let before = try runner.store.value(of: table)
    let error = try #require(throws: EngineError.self) {
      _ = try runner.run(
        [loss], training: training, feeds: [(ids, Tensor([2, 2], [0, 1, 2, id]))])
    }
    #expect(error.description.contains("row 1 of the batch holds \(words)"))
    #expect(error.description.contains("from 0 to 2"))
    #expect(try runner.store.value(of: table) == before)
    #expect(runner.store.state(of: training).step == 0)
    _ = try runner.run([loss], training: training, feeds: [(ids, Tensor([1, 2], [0, 1]))])
    #expect(runner.store.state(of: training).step == 1)
  }

  @Test("a table learns the same on any number of threads", arguments: [2, 5])
  func scatter(threads: Int) throws {
    func table(_ threads: Int) throws -> Tensor<Float> {
      let graph = Graph()
      let table = try graph.variable(graph.uniform([7, 5]))
      let ids = graph.placeholder(Shape(batchTimes: 1, [3]))
      let rows = try graph.tanh(graph.embedding(table: table, ids: ids))
      let training = try graph.minimize(graph.mean(rows), using: Descent())
      let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: threads))
      try runner.initialize()
      let drawn = Tensor<Float>([100, 3], (0..<300).map { Float($0 * $0 % 7) })
      for _ in 0..<3 { _ = try runner.run([], training: training, feeds: [(ids, drawn)]) }
      return try runner.store.value(of: table)
    }
    #expect(try table(threads) == table(1))
  }

  @Test("shapes that do not fit are refused")
  func shapes() throws {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [4, 3]))
    let flat = graph.placeholder(Shape(batchTimes: 1, []))
    let four = graph.constant(Tensor<Float>([4], repeating: 1))
    let attempts: [() throws -> Node] = [
      { try graph.reverse(flat) }, { try graph.reverse(x, lengths: four) },
      { try graph.concatenate([x, four]) }, { try graph.mean(x, axis: 2, lengths: flat) },
      { try graph.max(x, axis: 3) }, { try graph.softmax(x, lengths: flat) },
      { try graph.weightedSum(x, weights: flat) },
      { try graph.layerNorm(x, scale: four, offset: four) },
      { try graph.embedding(table: x, ids: four) },
    ]
    for attempt in attempts { #expect(throws: ShapeError.self) { _ = try attempt() } }
  }
}
