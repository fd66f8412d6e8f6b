/// A graph at work: its variables, its threads, and the plans made so far.
package final class GraphRunner<Scalar: EngineScalar> {
  /// A value for a placeholder.
  package typealias Feed = (placeholder: Node, value: Tensor<Scalar>)

  /// The graph.
  package let graph: Graph
  /// The values of its variables.
  package let store: VariableStore<Scalar>
  /// The threads that compute.
  package let pool: ThreadPool
  /// The seed of random operations: of the first values of variables above all.
  package var seed: UInt64
  private var plans: [[Int]: Plan<Scalar>] = [:]
  /// The keys of `plans`, the last used last.
  private var order: [[Int]] = []

  /// A runner of a graph, with a store of its own.
  package init(graph: Graph, pool: ThreadPool, seed: UInt64 = 0) {
    self.graph = graph
    self.pool = pool
    self.seed = seed
    store = VariableStore(graph: graph)
  }

  /// Gives variables (all, by default) the values they start with, drawn from `seed`.
  ///
  /// The same seed draws the same values, however often and in whatever order it is done.
  ///
  /// - Throws: `EngineError.missingFeed` if a first value depends on a placeholder.
  package func initialize(_ variables: [Node]? = nil) throws(EngineError) {
    for variable in variables ?? graph.variables {
      guard let initial = variable.initialValue else { continue }
      let request = PlanRequest(assignments: [Assignment(variable: variable, value: initial)])
      _ = try Plan(request, batch: 1, store: store, pool: pool, seed: seed).run()
    }
  }

  /// The plan for a request and a batch size, made when first asked for.
  package func plan(_ request: PlanRequest, batch: Int) -> Plan<Scalar> {
    let key = request.key + [-1, batch, Int(bitPattern: UInt(seed))]
    order.removeAll { $0 == key }
    order.append(key)
    if let plan = plans[key] { return plan }
    if order.count > Self.kept { plans[order.removeFirst()] = nil }
    let plan = Plan(request, batch: batch, store: store, pool: pool, seed: seed)
    plans[key] = plan
    return plan
  }

  /// Computes a request once with the given feeds.
  ///
  /// - Returns: The fetched values.
  /// - Throws: `EngineError`.
  package func run(
    _ request: PlanRequest, feeds: [Feed] = []
  ) throws(EngineError) -> [Tensor<Scalar>] {
    let plan = plan(request, batch: try batch(of: feeds.map { ($0.placeholder, $0.value.shape) }))
    defer { plan.clearFeeds() }
    for feed in feeds { try plan.feed(feed.placeholder, feed.value) }
    return try plan.run()
  }

  /// Computes values once with the given feeds.
  ///
  /// - Throws: `EngineError`.
  package func run(
    _ fetches: [Node], training: TrainingStep? = nil, feeds: [Feed] = []
  ) throws(EngineError) -> [Tensor<Scalar>] {
    try run(PlanRequest(fetches: fetches, training: training), feeds: feeds)
  }

  /// The number of rows that all feeds of open placeholders have, by the shapes of what they are
  /// fed with; 1 if there are none.
  ///
  /// - Throws: `EngineError.shape` if they differ, or do not fit their placeholders.
  package func batch(
    of feeds: [(placeholder: Node, shape: Shape)]
  ) throws(EngineError) -> Int {
    var found: Int?
    for (placeholder, shape) in feeds where placeholder.shape.isOpen {
      guard placeholder.shape.admits(shape), let rows = shape.fixedSizes.first else {
        throw .shape(
          ShapeError(
            operation: "feed of '\(placeholder.name)'", shapes: [placeholder.shape, shape],
            expected: .equal))
      }
      if let found, found != rows {
        throw .shape(
          ShapeError(
            operation: "feed", shapes: feeds.map(\.shape),
            expected: .equalBatch(found, rows)))
      }
      found = rows
    }
    return found ?? 1
  }

  /// How many plans are kept: those of a training loop, its remainder and its evaluations.
  private static var kept: Int { 8 }
}
