import MNLTensor
import Testing

/// Of the sequences of a shard that have read nothing but zeros, an evaluation computes one for all,
/// which must not show in a single bit.
@Suite struct BlankStepTests {
  private static let (steps, inputs, units) = (7, 5, 22)

  // The results of a layer without gradients (`all` hidden states, or the last) and those of the
  // same layer in a plan for its gradients, where every sequence is computed. Of each sequence so
  // many steps are `blank`: they read zeros, before any other number.
  private func results(blank: [Int], all: Bool) throws -> (evaluated: [[Float]], dense: [[Float]]) {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [Self.steps, Self.inputs]))
    let kernel = try graph.variable(
      try graph.glorotUniform([Self.inputs + Self.units, 4 * Self.units]))
    let bias = try graph.variable(
      graph.constant(
        Tensor<Float>([4 * Self.units], (0..<4 * Self.units).map { Float($0 % 9) / 9 - 0.4 })))
    let layer = try graph.lstm(inputs: x, kernel: kernel, bias: bias)
    let fetches = (all ? [layer.outputs] : []) + [layer.hidden, layer.cell]
    let loss = try graph.mean(layer.hidden)
    let sequence = Self.steps * Self.inputs
    let values = (0..<blank.count * sequence).map { at in
      at % sequence < blank[at / sequence] * Self.inputs ? 0 : Float(at % 23) / 11 - 1
    }
    let feeds = [(x, Tensor<Float>([blank.count, Self.steps, Self.inputs], values))]
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 2), seed: 5)
    try runner.initialize()
    let evaluated = try runner.run(fetches, feeds: feeds)
    let plan = runner.plan(
      PlanRequest(fetches: fetches, gradients: [kernel], loss: loss), batch: blank.count)
    try plan.feed(x, feeds[0].1)
    let dense = try plan.run()
    return (evaluated.map(\.values), dense.prefix(fetches.count).map(\.values))
  }

  @Test(
    "an evaluation gives the same bits as a pass in which every sequence is computed",
    arguments: [
      [0, 0, 0], [1, 1, 1], [2, 3, 2, 5, 4], [7, 7, 7], [7, 1], [6], [3, 3, 0, 3], [7, 0, 7, 3],
      [5, 2, 7, 2, 6],
      (0..<70).map { $0 * 5 % 8 },
      Array(repeating: 3, count: 90) + [1] + Array(repeating: 2, count: 40),
    ], [true, false])
  func sameBits(blank: [Int], all: Bool) throws {
    let (evaluated, dense) = try results(blank: blank, all: all)
    #expect(evaluated == dense)
    #expect(evaluated[0].contains { $0 != 0 })
  }
}
