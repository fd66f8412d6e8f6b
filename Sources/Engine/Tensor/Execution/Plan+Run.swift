extension Plan {
  /// Computes everything once: values, then gradients, then updates.
  ///
  /// - Returns: The fetched values, those with an open dimension for all rows of the batch.
  /// - Throws: `EngineError.uninitialised`, `.missingFeed`, or `.notFinite`; then no variable has
  ///   changed.
  package func run() throws(EngineError) -> [Tensor<Scalar>] {
    for variable in bindings.variables where !store.isInitialised(variable) {
      throw .uninitialised(variable: variable.name)
    }
    for placeholder in bindings.placeholders where feeds[placeholder.node.id] == nil {
      throw .missingFeed(placeholder: placeholder.node.name, shape: placeholder.node.shape)
    }
    // Nobody else has these tensors yet: the shards write their rows into them.
    let fetched = bindings.fetches.map {
      Tensor<Scalar>($0.node.shape.resolved(batch: shards.batch)) { _ in }
    }
    let targets = fetched.map { $0.withBuffer(\.self) }
    fillClosed()
    for phase in phases { forward(phase, targets) }
    for (fetch, target) in zip(bindings.fetches, targets) where !fetch.node.shape.isOpen {
      target.copy(fetch.buffers[0], count: target.count)
    }
    if !streams { for shard in 0..<shards.count { copyRows(of: shard, lane: shard, to: targets) } }
    if bindings.lossGradient != nil { try backward() }
    if let training = request.training { update(training) }
    for (assignment, source) in zip(request.assignments, bindings.assigned) {
      let cell = store.cell(of: assignment.variable)
      cell.buffer.copy(source, count: source.count)
      cell.isInitialised = true
    }
    return fetched
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

  private func fillClosed() {
    for placeholder in bindings.placeholders where !placeholder.node.shape.isOpen {
      guard let feed = feeds[placeholder.node.id] else { continue }
      feed.source.fill(placeholder.buffers[0], rows: feed.rows[...])
    }
  }

  /// Copies a shard's rows of what is fed into a workspace.
  private func fillRows(of shard: Int, lane: Int) {
    let rows = shards.rows(of: shard)
    for placeholder in bindings.placeholders where placeholder.node.shape.isOpen {
      guard let feed = feeds[placeholder.node.id] else { continue }
      feed.source.fill(placeholder.buffers[lane], rows: feed.rows[rows])
    }
  }

  /// Copies a shard's rows of what is fetched.
  private func copyRows(of shard: Int, lane: Int, to targets: [Buffer<Scalar>]) {
    let rows = shards.rows(of: shard)
    for (fetch, target) in zip(bindings.fetches, targets) where fetch.node.shape.isOpen {
      let size = fetch.node.shape.count
      target.from(rows.lowerBound * size)
        .copy(fetch.buffers[lane], count: rows.count * size)
    }
  }

  private func forward(_ phase: PlanPhase<Scalar>, _ targets: [Buffer<Scalar>]) {
    pool.run(phase.preparations.count) { _, part in phase.preparations[part]() }
    guard phase.inShards else {
      return pool.run(1) { _, _ in
        for steps in phase.steps { for step in steps { step.forward(shards.batch) } }
      }
    }
    let isFirst = phase.steps.count > 0
    pool.run(shards.count) { thread, shard in
      let lane = streams ? thread : shard
      let rows = shards.rows(of: shard).count
      if isFirst { fillRows(of: shard, lane: lane) }
      if isFirst { for step in phase.steps[lane] { step.forward(rows) } }
      guard streams else { return }
      for reduction in phase.reductions where reduction.lanes.count != shards.count {
        reduction.partials[shard].copy(reduction.lanes[lane], count: reduction.total.count)
      }
      copyRows(of: shard, lane: lane, to: targets)
    }
    for reduction in phase.reductions {
      Scalar.combine(
        reduction.partials, into: reduction.total, from: 0, count: reduction.total.count,
        accumulates: false)
      reduction.finish?(reduction.total)
    }
  }

  private func backward() throws(EngineError) {
    let number = request.training.map { store.state(for: $0).step + 1 } ?? 1
    if let loss = bindings.loss, !Scalar.areFinite(loss.buffers[0], count: 1) {
      throw .notFinite(tensor: "the loss '\(loss.node.name)'", step: number)
    }
    bindings.lossGradient?.fill(1)
    for phase in phases.reversed() {
      pool.run(phase.inShards ? shards.count : min(1, phase.backward.count)) { _, shard in
        guard shard < phase.backward.count else { return }
        let rows = phase.inShards ? shards.rows(of: shard).count : shards.batch
        for step in phase.backward[shard] { step.backward?(rows) }
      }
      pool.run(phase.combinations.count) { _, part in
        let part = phase.combinations[part]
        Scalar.combine(
          part.partials, into: part.total, from: part.start, count: part.count,
          accumulates: part.accumulates)
      }
    }
    for gradient in bindings.gradients where gradient.node.isVariable {
      for buffer in gradient.buffers where !Scalar.areFinite(buffer, count: buffer.count) {
        throw .notFinite(tensor: "the gradient of '\(gradient.node.name)'", step: number)
      }
    }
  }

  private func update(_ training: TrainingStep) {
    let state = store.state(for: training)
    state.step += 1
    let cells = training.variables.map { store.cell(of: $0).buffer }
    pool.run(bindings.stretches.count) { _, part in
      let part = bindings.stretches[part]
      // A variable of which the loss turned out not to depend keeps its value.
      guard let gradient = bindings.gradients[part.variable].buffers.first else { return }
      let site = UpdateSite(
        count: part.count, value: cells[part.variable].from(part.start),
        gradient: gradient.from(part.start),
        slots: state.slots[part.variable].map { $0.from(part.start) }, step: state.step)
      Scalar.apply(training.rule, to: site)
    }
  }
}
