import Synchronization

extension Plan {
  /// Computes everything once: values, then gradients, then updates.
  ///
  /// - Returns: The fetched values, those with an open dimension for all rows of the batch.
  /// - Throws: `EngineError.uninitialised`, `.missingFeed`, `.value` or `.notFinite`; then no
  ///   variable has changed.
  package func run() throws(EngineError) -> [Tensor<Scalar>] {
    // Nobody else has these tensors yet: the shards write their rows into them.
    let fetched = bindings.fetches.map {
      Tensor<Scalar>($0.node.shape.resolved(batch: shards.batch)) { _ in }
    }
    targets = fetched.map { $0.withBuffer(\.self) }
    defer { targets = [] }
    try execute()
    return fetched
  }

  /// Computes everything once, as `run`, and returns nothing: no memory is allocated.
  ///
  /// - Throws: What `run` throws.
  @_specialize(where Scalar == Float)
  package func execute() throws(EngineError) {
    for variable in bindings.variables where !store.isInitialised(variable) {
      throw .uninitialised(variable: variable.name)
    }
    for (place, placeholder) in bindings.placeholders.enumerated() where feeds[place] == nil {
      throw .missingFeed(placeholder: placeholder.node.name, shape: placeholder.node.shape)
    }
    fillClosed()
    for state in states { state.begin(step: store.steps) }
    for index in phases.indices { forward(index) }
    if let fault = states.lazy.compactMap(\.fault).min() { throw .value(fault) }
    // Now, for a variable may be among them, which is changed below.
    for (fetch, target) in zip(bindings.fetches, targets) where !fetch.node.shape.isOpen {
      target.copy(fetch.buffers[0], count: target.count)
    }
    if !streams { for shard in 0..<shards.count { copyRows(of: shard, lane: shard) } }
    if bindings.lossGradient != nil { try backward() }
    if let trained { update(trained) }
    for (assignment, source) in zip(request.assignments, bindings.assigned) {
      let cell = store.cell(of: assignment.variable)
      cell.buffer.copy(source, count: source.count)
      cell.isInitialised = true
    }
  }

  /// A single number among the fetches, as the last run computed it.
  ///
  /// - Precondition: `fetch` is the place of a single number among the request's fetches, and of no
  ///   variable.
  package func number(_ fetch: Int) -> Scalar {
    let buffer = bindings.fetches[fetch].buffers[0]
    precondition(buffer.count == 1, "fetch \(fetch) is a single number")
    return buffer[0]
  }

  /// The gradient of the loss by one of the request's targets, from the last run.
  ///
  /// - Precondition: `node` is a target of the request on which the loss depends.
  package func gradient(of node: Node) -> Tensor<Scalar> {
    guard let binding = bindings.gradients.first(where: { $0.node == node }),
      !binding.buffers.isEmpty
    else { preconditionFailure("no gradient of '\(node.name)' was requested") }
    return Tensor(node.shape.resolved(batch: shards.batch)) { target in
      guard node.shape.isOpen else { return target.copy(binding.buffers[0], count: target.count) }
      for shard in 0..<shards.count {
        let rows = shards.rows(of: shard)
        target.from(rows.lowerBound * node.shape.count)
          .copy(binding.buffers[shard], count: rows.count * node.shape.count)
      }
    }
  }

  @_specialize(where Scalar == Float)
  private func fillClosed() {
    for (place, placeholder) in bindings.placeholders.enumerated()
    where !placeholder.node.shape.isOpen {
      guard let feed = feeds[place] else { continue }
      feed.source.fill(placeholder.buffers[0], rows: feed.rows[...])
    }
  }

  @_specialize(where Scalar == Float)
  private func forward(_ index: Int) {
    let phase = phases[index]
    pool.run(phase.preparations.count, tasks[index].prepare)
    pool.run(phase.inShards ? shards.count : 1, tasks[index].forward)
    for reduction in phase.reductions {
      Scalar.combine(
        reduction.partials, into: reduction.total, from: 0, count: reduction.total.count,
        accumulates: false)
      reduction.finish?(reduction.total)
    }
  }

  @_specialize(where Scalar == Float)
  private func backward() throws(EngineError) {
    if let loss = bindings.loss, !Scalar.areFinite(loss.buffers[0], count: 1) {
      throw .notFinite(tensor: "the loss '\(loss.node.name)'", step: step)
    }
    bindings.lossGradient?.fill(1)
    for index in phases.indices.reversed() {
      let phase = phases[index]
      pool.run(
        phase.inShards ? shards.count : min(1, phase.backward.count), tasks[index].backward)
      pool.run(phase.combinations.count, tasks[index].combine)
    }
    guard trained != nil else { return try checkGradients() }
    foundInfinite.store(false, ordering: .relaxed)
    pool.run(bindings.stretches.count, checkTask)
    if foundInfinite.load(ordering: .relaxed) { try checkGradients() }
  }

  /// Throws if a variable's gradient is not finite.
  private func checkGradients() throws(EngineError) {
    for gradient in bindings.gradients where gradient.node.isVariable {
      for buffer in gradient.buffers where !Scalar.areFinite(buffer, count: buffer.count) {
        throw .notFinite(tensor: "the gradient of '\(gradient.node.name)'", step: step)
      }
    }
  }

  /// The number of the training step that a run makes, from 1.
  private var step: Int { (trained?.step ?? 0) + 1 }

  @_specialize(where Scalar == Float)
  private func update(_ trained: VariableStore<Scalar>.Training) {
    trained.step += 1
    store.steps += 1
    if let rule = request.training?.rule {
      rate = rule.rate(at: trained.step)
      gradientSize = rule.clipping.map { clipper.clip($0, on: pool) }
    }
    pool.run(bindings.stretches.count, updateTask)
  }
}
