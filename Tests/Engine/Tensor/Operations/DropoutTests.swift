import MNLTensor
import Testing

@Suite struct DropoutTests {
  /// Ones of `[rows, steps, units]` after dropout, in a run that trains.
  private func masks(
    rows: Int, steps: Int = 3, units: Int = 5, rate: Double = 0.5, sharesSteps: Bool = false,
    seed: UInt64 = 1, step: Int = 0, threads: Int = 1, others: Int = 0
  ) throws -> Tensor<Float> {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [steps, units]))
    for _ in 0..<others { _ = try graph.dropout(x, rate: rate) }
    let y = try graph.dropout(x, rate: rate, sharesSteps: sharesSteps)
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: threads), seed: seed)
    runner.store.steps = step
    return try runner.run(
      PlanRequest(fetches: [y], gradients: [x], loss: graph.sum(y)),
      feeds: [(x, Tensor([rows, steps, units], repeating: 1))])[0]
  }

  @Test("leaves out as many as the rate says, and scales what is left")
  func share() throws {
    let found = try masks(rows: 200, steps: 10, units: 11, rate: 0.2).values
    #expect(Set(found) == [0, 1.25])
    let kept = Double(found.count { $0 != 0 }) / Double(found.count)
    // 22,000 draws: three deviations are 0.008.
    #expect(abs(kept - 0.8) < 0.009)
  }

  @Test("changes nothing where nothing trains")
  func evaluation() throws {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [4]))
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 2))
    let values = Tensor<Float>([50, 4], (0..<200).map { Float($0) })
    #expect(
      try runner.run([graph.dropout(x, rate: 0.9)], feeds: [(x, values)])[0] == values)
  }

  @Test("acts in a training run even where no variable comes before it")
  func inputDropout() throws {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [100]))
    let w = try graph.variable(graph.constant(1))
    let dropped = try graph.dropout(x, rate: 0.5)
    let training = try graph.minimize(
      graph.sum(graph.multiply(dropped, w)), using: Descent(rate: 0))
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    let ones = Tensor<Float>([1, 100], repeating: 1)
    #expect(
      try Set(runner.run([dropped], training: training, feeds: [(x, ones)])[0].values) == [0, 2])
  }

  @Test("draws the same on any number of threads", arguments: [2, 3, 16])
  func threads(_ threads: Int) throws {
    #expect(try masks(rows: 100, threads: threads) == masks(rows: 100))
  }

  @Test("a row has the same mask in a batch of any size")
  func rows() throws {
    let (large, small) = (try masks(rows: 300).values, try masks(rows: 7).values)
    #expect(Array(large.prefix(small.count)) == small)
  }

  @Test("other rows, steps of training, operations and seeds have other masks")
  func independence() throws {
    let mask = try masks(rows: 2, steps: 8, units: 8)
    #expect(mask.values.prefix(64) != mask.values.suffix(64))
    #expect(try masks(rows: 2, steps: 8, units: 8, step: 1) != mask)
    #expect(try masks(rows: 2, steps: 8, units: 8, others: 1) != mask)
    #expect(try masks(rows: 2, steps: 8, units: 8, seed: 2) != mask)
  }

  @Test("one mask for all steps leaves out the same units at each")
  func variational() throws {
    let (steps, units) = (4, 31)
    let found = try masks(rows: 3, steps: steps, units: units, sharesSteps: true).values
    for row in 0..<3 {
      let first = found[(row * steps * units)...].prefix(units)
      #expect(Set(first) == [0, 2])
      for step in 1..<steps {
        #expect(found[((row * steps + step) * units)...].prefix(units).elementsEqual(first))
      }
    }
  }

  @Test("a training that goes on from a snapshot draws the same masks")
  func snapshot() throws {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [20]))
    let w = try graph.variable(graph.constant(Tensor<Float>([20], repeating: 1)))
    let loss = try graph.sum(graph.dropout(graph.multiply(x, w), rate: 0.5))
    let training = try graph.minimize(loss, using: Descent(rate: 0.01))
    let ones = Tensor<Float>([9, 20], repeating: 1)
    func runner(_ threads: Int) throws -> GraphRunner<Float> {
      GraphRunner(graph: graph, pool: ThreadPool(threads: threads), seed: 3)
    }
    let first = try runner(1)
    try first.initialize()
    for _ in 0..<3 { _ = try first.run([], training: training, feeds: [(x, ones)]) }
    let second = try runner(2)
    second.store.restore(first.store.snapshot(of: [training]), of: [training])
    for runner in [first, second] {
      for _ in 0..<3 { _ = try runner.run([], training: training, feeds: [(x, ones)]) }
    }
    #expect(try first.store.value(of: w) == second.store.value(of: w))
    #expect(second.store.steps == 6)
    second.store.resetTraining()
    #expect(second.store.steps == 0)
  }

  @Test("refuses one mask for the steps of what has no steps")
  func shape() {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [4]))
    #expect(throws: ShapeError.self) { _ = try graph.dropout(x, rate: 0.5, sharesSteps: true) }
  }
}
