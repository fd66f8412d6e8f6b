import MNLTensor
import Testing

@Suite struct PlanTests {
  @Test("any number of threads trains the same weights, bit for bit", arguments: [2, 3, 16])
  func threadsChangeNothing(threads: Int) throws {
    let net = try TutorialNet()
    func weights(_ threads: Int) throws -> [Tensor<Float>] {
      let runner = try net.runner(threads: threads)
      for batch in [50, 64, 128, 7, 300] {
        for _ in 0..<3 { try net.train(runner, rows: 0..<batch) }
      }
      return try net.graph.variables.map { variable in try runner.store.value(of: variable) }
    }
    let one = try weights(1)
    #expect(try weights(threads) == one)
    #expect(try one != net.runner(threads: 1).store.snapshot().values.values.map(\.self))
  }

  @Test("any number of threads evaluates to the same bits", arguments: [2, 3])
  func threadsEvaluateAlike(threads: Int) throws {
    let net = try TutorialNet()
    let feeds = [(placeholder: net.x, value: net.images), (placeholder: net.y, value: net.labels)]
    let fetches = [net.loss, net.accuracy, net.scores]
    #expect(
      try net.runner(threads: threads).run(fetches, feeds: feeds)
        == net.runner(threads: 1).run(fetches, feeds: feeds))
  }

  @Test("training lowers the loss")
  func lossFalls() throws {
    let net = try TutorialNet(examples: 20)
    let runner = try net.runner(threads: 2)
    let first = try net.train(runner, rows: 0..<20)
    for _ in 0..<300 { try net.train(runner, rows: 0..<20) }
    #expect(try net.train(runner, rows: 0..<20) < first - 0.1)
  }

  @Test("a fetched batch comes back row for row, whatever the shards")
  func fetchedRows() throws {
    let net = try TutorialNet()
    let runner = try net.runner(threads: 2)
    let all = try runner.run([net.scores], feeds: [(net.x, net.images)])[0]
    #expect(all.shape == [300, 10])
    for row in [0, 1, 63, 64, 150, 299] {
      let alone = try runner.run(
        [net.scores], feeds: [(net.x, net.images.gathering(rows: [row]))])[0]
      for c in 0..<10 { #expect(abs(alone[c] - all[row * 10 + c]) < 1e-6) }
    }
  }

  @Test("evaluation takes no more memory for more rows")
  func streamedMemory() throws {
    let net = try TutorialNet(side: 28, units: 100, examples: 1)
    let runner = try net.runner(threads: 2)
    let small = runner.plan(PlanRequest(fetches: [net.accuracy]), batch: 1_000)
    let large = runner.plan(PlanRequest(fetches: [net.accuracy]), batch: 100_000)
    #expect(large.streams)
    #expect(large.bytes < small.bytes + 200_000)
    #expect(large.bytes < 25_000_000)
  }

  @Test("feeding rows of a source is feeding the gathered rows")
  func feedByRows() throws {
    let net = try TutorialNet()
    let (one, two) = (try net.runner(threads: 2), try net.runner(threads: 2))
    let rows = [5, 3, 299, 3, 17, 40, 41, 42, 77]
    let plan = one.plan(PlanRequest(fetches: [net.loss], training: net.training), batch: 9)
    try plan.feed(net.x, rows: rows, from: net.images)
    try plan.feed(net.y, rows: rows, from: net.labels)
    let byRows = try plan.run()
    let gathered = try two.run(
      [net.loss], training: net.training,
      feeds: [
        (net.x, net.images.gathering(rows: rows)), (net.y, net.labels.gathering(rows: rows)),
      ])
    #expect(byRows == gathered)
    #expect(try one.store.value(of: net.kernel) == two.store.value(of: net.kernel))
  }

  @Test("a step that is not finite stops, says where, and changes no weight")
  func notFinite() throws {
    let net = try TutorialNet()
    let runner = try net.runner(threads: 2)
    try net.train(runner, rows: 0..<50)
    let before = try runner.store.value(of: net.kernel)
    var (images, labels) = (net.images, net.labels)
    images[3] = .infinity
    labels[3] = .nan
    #expect(throws: EngineError.notFinite(tensor: "the loss 'mean'", step: 2)) {
      _ = try runner.run(
        [net.loss], training: net.training, feeds: [(net.x, net.images), (net.y, labels)])
    }
    #expect(throws: EngineError.notFinite(tensor: "the gradient of 'kernel'", step: 2)) {
      _ = try runner.run(
        [net.loss], training: net.training, feeds: [(net.x, images), (net.y, net.labels)])
    }
    #expect(try runner.store.value(of: net.kernel) == before)
    #expect(runner.store.state(of: net.training).step == 1)
  }

  @Test("a gradient that is not finite is named, in either precision")
  func gradientNotFinite() throws {
    try expectNamedGradient(Float.self)
    try expectNamedGradient(Double.self)
  }

  private func expectNamedGradient<Scalar: EngineScalar>(_ type: Scalar.Type) throws {
    let graph = Graph()
    let v = try graph.variable(graph.constant(0), name: "v")
    // √v at 0: the value is finite, the slope is not.
    let loss = try graph.power(v, graph.constant(0.5))
    let training = try graph.minimize(loss, using: Descent())
    let runner = GraphRunner<Scalar>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    #expect(throws: EngineError.notFinite(tensor: "the gradient of 'v'", step: 1)) {
      _ = try runner.run([loss], training: training)
    }
  }

  @Test("a variable without a value, and a placeholder without a feed, are named")
  func missing() throws {
    let net = try TutorialNet()
    let bare = GraphRunner<Float>(graph: net.graph, pool: ThreadPool(threads: 1))
    #expect(throws: EngineError.uninitialised(variable: "kernel")) {
      _ = try bare.run([net.scores], feeds: [(net.x, net.images)])
    }
    let runner = try net.runner(threads: 1)
    #expect(throws: EngineError.missingFeed(placeholder: "y", shape: net.y.shape)) {
      _ = try runner.run([net.loss], feeds: [(net.x, net.images)])
    }
    #expect(throws: EngineError.notPlaceholder(name: "kernel")) {
      _ = try runner.run([net.loss], feeds: [(net.kernel, net.images)])
    }
  }

  @Test("a feed of another shape names both shapes")
  func feedShape() throws {
    let net = try TutorialNet()
    let runner = try net.runner(threads: 1)
    do {
      _ = try runner.run([net.scores], feeds: [(net.x, net.labels)])
      Issue.record("no error")
    } catch {
      #expect(
        error.description == "feed of 'x': expected equal shapes, got [none, 36] and [300, 10]")
    }
    do {
      _ = try runner.run(
        [net.loss],
        feeds: [(net.x, net.images), (net.y, net.labels.gathering(rows: [1, 2]))])
      Issue.record("no error")
    } catch {
      #expect(
        error.description == "feed: expected one number of rows for all that is fed, "
          + "got 300 and 2 in [300, 36] and [2, 10]")
    }
  }

  @Test("initialising again draws the same values, another seed others")
  func initialisation() throws {
    let net = try TutorialNet()
    let runner = try net.runner(threads: 1)
    let first = try runner.store.value(of: net.kernel)
    try runner.initialize()
    #expect(try runner.store.value(of: net.kernel) == first)
    runner.seed = 12
    try runner.initialize()
    #expect(try runner.store.value(of: net.kernel) != first)
    let limit = Float((6.0 / Double(6 + 12 + 48)).squareRoot())
    #expect(first.values.allSatisfy { abs($0) <= limit })
  }

  @Test("an assignment sets its variable at the end of a run")
  func assignment() throws {
    let graph = Graph()
    let v = try graph.variable(graph.constant(2))
    let twice = try graph.multiply(v, graph.constant(2))
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    let request = PlanRequest(fetches: [v], assignments: [try graph.assign(v, twice)])
    #expect(try runner.run(request)[0].values == [2])
    #expect(try runner.run(request)[0].values == [4])
    #expect(try runner.store.value(of: v).values == [8])
  }

  @Test("a state taken in mid-training continues to the same weights")
  func continues() throws {
    let net = try TutorialNet()
    let runner = try net.runner(threads: 2)
    for _ in 0..<3 { try net.train(runner, rows: 0..<50) }
    let snapshot = runner.store.snapshot(of: [net.training])
    #expect(snapshot.trainings[net.training.id]?.step == 3)
    #expect(snapshot.trainings[net.training.id]?.slots[0][0][0] == 3)
    for _ in 0..<3 { try net.train(runner, rows: 50..<100) }
    let expected = try runner.store.value(of: net.kernel)
    let other = GraphRunner<Float>(graph: net.graph, pool: ThreadPool(threads: 1))
    other.store.restore(snapshot, of: [net.training])
    for _ in 0..<3 { try net.train(other, rows: 50..<100) }
    #expect(try other.store.value(of: net.kernel) == expected)
    #expect(other.store.state(of: net.training).step == 6)
  }
}
