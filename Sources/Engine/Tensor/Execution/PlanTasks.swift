import Synchronization

/// What threads share out of one stage, as closures that are made once: making one when it is
/// needed would be an allocation in every step.
struct PlanTasks {
  /// Makes part of what all shards share.
  let prepare: (_ thread: Int, _ part: Int) -> Void
  /// Computes the values of a shard, or those that are computed once.
  let forward: (_ thread: Int, _ part: Int) -> Void
  /// Computes the gradients of a shard, or those that are computed once.
  let backward: (_ thread: Int, _ part: Int) -> Void
  /// Adds up a stretch of a gradient.
  let combine: (_ thread: Int, _ part: Int) -> Void
}

extension Plan {
  /// The tasks of each stage.
  @_specialize(where Scalar == Float)
  func makeTasks() -> [PlanTasks] {
    phases.map { phase in
      PlanTasks(
        prepare: { _, part in phase.preparations[part]() },
        forward: { [unowned self] thread, shard in
          if phase.inShards { return forward(phase, shard, lane: streams ? thread : shard) }
          states[0].firstRow = 0
          for steps in phase.steps { for step in steps { step.forward(shards.batch) } }
        },
        backward: { [unowned self] _, shard in
          guard shard < phase.backward.count else { return }
          let rows = phase.inShards ? shards.rows(of: shard).count : shards.batch
          for step in phase.backward[shard] { step.backward?(rows) }
        },
        combine: { _, part in
          let part = phase.combinations[part]
          Scalar.combine(
            part.partials, into: part.total, from: part.start, count: part.count,
            accumulates: part.accumulates)
        })
    }
  }

  /// Looks at a stretch of a variable's gradient.
  @_specialize(where Scalar == Float)
  func makeCheckTask() -> (_ thread: Int, _ part: Int) -> Void {
    { [unowned self] _, part in
      let part = bindings.stretches[part]
      guard let gradient = bindings.gradients[part.variable].buffers.first else { return }
      if !Scalar.areFinite(gradient.from(part.start), count: part.count) {
        foundInfinite.store(true, ordering: .relaxed)
      }
    }
  }

  /// Changes a stretch of a variable.
  @_specialize(where Scalar == Float)
  func makeUpdateTask() -> (_ thread: Int, _ part: Int) -> Void {
    guard let training = request.training, let trained else { return { _, _ in } }
    let sites = bindings.stretches.map { part -> UpdateSite<Scalar>? in
      // A variable of which the loss turned out not to depend keeps its value.
      guard let gradient = bindings.gradients[part.variable].buffers.first else { return nil }
      let variable = training.variables[part.variable]
      return UpdateSite(
        count: part.count, value: store.cell(of: variable).buffer.from(part.start),
        gradient: gradient.from(part.start),
        slots: trained.slots[part.variable].map { $0.from(part.start) },
        group: VariableGroup(of: variable.shape), step: 0, rate: 0)
    }
    return { [unowned self] _, part in
      guard var site = sites[part] else { return }
      site.step = trained.step
      site.rate = rate
      Scalar.apply(training.rule, to: site)
    }
  }

  /// Computes the values of a stage for a shard, in a workspace.
  @_specialize(where Scalar == Float)
  private func forward(_ phase: PlanPhase<Scalar>, _ shard: Int, lane: Int) {
    if !phase.steps.isEmpty {
      fillRows(of: shard, lane: lane)
      states[lane].firstRow = shards.rows(of: shard).lowerBound
      let rows = shards.rows(of: shard).count
      for step in phase.steps[lane] { step.forward(rows) }
    }
    guard streams else { return }
    for reduction in phase.reductions where reduction.lanes.count != shards.count {
      reduction.partials[shard].copy(reduction.lanes[lane], count: reduction.total.count)
    }
    copyRows(of: shard, lane: lane)
  }

  /// Copies a shard's rows of what is fed into a workspace.
  @_specialize(where Scalar == Float)
  private func fillRows(of shard: Int, lane: Int) {
    let rows = shards.rows(of: shard)
    for (place, placeholder) in bindings.placeholders.enumerated()
    where placeholder.node.shape.isOpen {
      guard let feed = feeds[place] else { continue }
      feed.source.fill(placeholder.buffers[lane], rows: feed.rows[rows])
    }
  }

  /// Copies a shard's rows of what is fetched, if a run is to return something.
  @_specialize(where Scalar == Float)
  func copyRows(of shard: Int, lane: Int) {
    let rows = shards.rows(of: shard)
    for (fetch, target) in zip(bindings.fetches, targets) where fetch.node.shape.isOpen {
      let size = fetch.node.shape.count
      target.from(rows.lowerBound * size)
        .copy(fetch.buffers[lane], count: rows.count * size)
    }
  }
}
