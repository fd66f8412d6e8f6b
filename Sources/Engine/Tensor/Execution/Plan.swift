import Synchronization

/// A request compiled for one batch size: an order, and all the memory that runs need.
///
/// Nothing is allocated in a run but the tensors it returns. Values and gradients depend on the
/// batch and on the graph only, never on the number of threads: every shard of the batch is
/// computed by itself, and what shards contribute is added up in their order.
package final class Plan<Scalar: EngineScalar> {
  /// What is computed.
  package let request: PlanRequest
  /// How the rows of the batch are split.
  package let shards: Shards
  /// Whether shards pass through a few workspaces instead of having one each.
  package let streams: Bool
  /// How many bytes values, gradients and scratch take.
  package var bytes: Int { memory.bytes }

  let store: VariableStore<Scalar>
  let pool: ThreadPool
  let memory: Arena<Scalar>
  let phases: [PlanPhase<Scalar>]
  let bindings: PlanBindings<Scalar>
  /// What runs tell the operations of each workspace.
  let states: [RunState]
  /// What the placeholders of `bindings` are fed with, in their order.
  var feeds: [PlanFeed<Scalar>?]
  /// Where a run that returns something wants the fetched rows.
  var targets: [Buffer<Scalar>] = []
  /// What the request's training step keeps.
  let trained: VariableStore<Scalar>.Training?
  private(set) lazy var tasks = makeTasks()
  private(set) lazy var checkTask = makeCheckTask()
  private(set) lazy var updateTask = makeUpdateTask()
  /// The step size of the last step of the request's training.
  package internal(set) var rate = 0.0
  /// What keeps gradients small, made for the first rule that asks for it.
  private(set) lazy var clipper = GradientClipper(
    bindings.stretches.map { part in
      bindings.gradients[part.variable].buffers.first.map {
        ($0.from(part.start), part.count)
      }
    })
  /// What the gradients of the last step were like; nil if its rule does not clip.
  package internal(set) var gradientSize: GradientSize?
  /// Whether a check met a gradient that is not finite.
  let foundInfinite = Atomic<Bool>(false)
  private let identity: [Int]

  /// Compiles a request on the graph of `store`.
  ///
  /// `batch` is the number of rows of all open placeholders (any number where there are none),
  /// `seed` that of random operations among what is computed.
  ///
  /// - Complexity: O(size of the graph) plus the memory of one batch, or of one shard per thread
  ///   where no gradients are computed.
  package init(
    _ request: PlanRequest, batch: Int, store: VariableStore<Scalar>, pool: ThreadPool,
    seed: UInt64 = 0
  ) {
    let layout = PlanLayout(store.graph, request)
    let trains = layout.hasGradient.contains(true)
    streams = !trains && !layout.isWhole && layout.lastStage <= 2
    shards =
      layout.isWhole
      ? .whole(batch: batch) : trains ? .training(batch: batch) : .streaming(batch: batch)
    self.request = request
    self.store = store
    self.pool = pool
    trained = request.training.map { store.state(for: $0) }
    identity = Array(0..<batch)
    memory = Arena()
    let lanes = streams ? min(pool.threads, shards.count) : shards.count
    states = (0..<lanes).map { _ in RunState() }
    var builder = PlanBuilder(
      layout: layout, request: request, shards: shards,
      lanes: lanes, store: store, memory: memory, trains: trains, seed: seed, states: states)
    phases = builder.makePhases()
    bindings = builder.makeBindings()
    feeds = bindings.placeholders.map { _ in nil }
  }

  /// How many training steps were made on the variables: what random masks are drawn for.
  package var steps: Int {
    get { store.steps }
    set { store.steps = newValue }
  }

  /// The placeholders that a run needs.
  package var placeholders: [Node] { bindings.placeholders.map(\.node) }

  /// Feeds a placeholder until it is fed again; copied at each run.
  ///
  /// - Throws: `EngineError.shape` or `.notPlaceholder`.
  package func feed(_ placeholder: Node, _ tensor: Tensor<Scalar>) throws(EngineError) {
    try feed(placeholder, rows: identity, from: tensor, isWhole: true)
  }

  /// Feeds a placeholder with rows of a source, `rows.count` being the batch.
  ///
  /// - Throws: `EngineError.shape` or `.notPlaceholder`.
  /// - Precondition: every row exists.
  package func feed(
    _ placeholder: Node, rows: [Int], from source: any RowSource<Scalar>
  ) throws(EngineError) {
    try feed(placeholder, rows: rows, from: source, isWhole: false)
  }

  private func feed(
    _ placeholder: Node, rows: [Int], from source: any RowSource<Scalar>, isWhole: Bool
  ) throws(EngineError) {
    guard placeholder.isPlaceholder else { throw .notPlaceholder(name: placeholder.name) }
    var offered = source.shape
    if !isWhole, offered.rank > 0 {
      offered = Shape([rows.count] + offered.fixedSizes.dropFirst())
    }
    let wanted = placeholder.shape.resolved(batch: shards.batch)
    guard offered == wanted else {
      throw .shape(
        ShapeError(
          operation: "feed of '\(placeholder.name)'", shapes: [placeholder.shape, offered],
          expected: placeholder.shape.admits(offered)
            ? .equalBatch(shards.batch, offered.fixedSizes.first ?? 0) : .equal))
    }
    // A closed placeholder takes all rows of its source, as many as its own first size.
    let taken =
      placeholder.shape.isOpen || !isWhole ? rows : Array(0..<(wanted.fixedSizes.first ?? 1))
    // What is fed and not needed is checked all the same.
    guard let place = bindings.placeholders.firstIndex(where: { $0.node == placeholder }) else {
      return
    }
    feeds[place] = PlanFeed(source: source, rows: taken)
  }

  /// Feeds other rows of the sources of last time to all open placeholders.
  ///
  /// - Precondition: There are as many as the batch has; every row exists.
  @_specialize(where Scalar == Float)
  package func feed(rows: [Int]) {
    precondition(rows.count == shards.batch, "\(rows.count) rows for \(shards.batch)")
    for place in feeds.indices where bindings.placeholders[place].node.shape.isOpen {
      feeds[place]?.rows = rows
    }
  }

  /// Forgets what was fed.
  package func clearFeeds() {
    for place in feeds.indices { feeds[place] = nil }
  }
}

/// What a placeholder is fed with.
struct PlanFeed<Scalar: EngineScalar> {
  let source: any RowSource<Scalar>
  var rows: [Int]
}
