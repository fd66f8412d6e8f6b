/// Gives the parts of a plan their memory.
struct PlanBuilder<Scalar: EngineScalar> {
  let layout: PlanLayout
  let request: PlanRequest
  let shards: Shards
  let lanes: Int
  let store: VariableStore<Scalar>
  let memory: Arena<Scalar>
  let trains: Bool
  let seed: UInt64
  /// One for each lane.
  let states: [RunState]

  /// Values by root: one buffer, or one per lane.
  private var values: [Int: [Buffer<Scalar>]] = [:]
  /// Gradients by root, likewise.
  private var gradients: [Int: [Buffer<Scalar>]] = [:]
  /// What lanes contribute to reductions, by value.
  private var contributions: [Int: [Buffer<Scalar>]] = [:]
  /// Gradients of closed values that lanes contribute to, by root and stage.
  private var partials: [Place: [Buffer<Scalar>]] = [:]
  /// What was written so far, in the order of backward.
  private var written: Set<Place> = []

  /// A gradient: of a value as a whole, or of its part from one stage of shards.
  private struct Place: Hashable {
    let root: Int
    let stage: Int?
  }

  init(
    layout: PlanLayout, request: PlanRequest, shards: Shards, lanes: Int,
    store: VariableStore<Scalar>, memory: Arena<Scalar>, trains: Bool, seed: UInt64,
    states: [RunState]
  ) {
    self.layout = layout
    self.request = request
    self.shards = shards
    self.lanes = lanes
    self.store = store
    self.memory = memory
    self.trains = trains
    self.seed = seed
    self.states = states
  }

  private var graph: Graph { store.graph }

  private func shape(_ value: Int) -> Shape { graph.values[value].shape }

  /// The stages with their steps.
  mutating func makePhases() -> [PlanPhase<Scalar>] {
    var phases = (0...layout.lastStage).map { PlanPhase<Scalar>(inShards: $0 % 2 == 1) }
    for entry in layout.entries {
      for value in graph.applications[entry.index].outputs { allocate(value, entry) }
    }
    let accumulates = orderGradients(&phases)
    for (position, entry) in layout.entries.enumerated() {
      let count = phases[entry.stage].inShards ? lanes : 1
      if phases[entry.stage].steps.isEmpty {
        phases[entry.stage].steps = Array(repeating: [], count: count)
        phases[entry.stage].backward = phases[entry.stage].steps
      }
      bind(entry, accumulates[position], into: &phases[entry.stage])
    }
    for stage in phases.indices {
      phases[stage].backward = phases[stage].backward.map { $0.reversed() }
    }
    return phases
  }

  private mutating func allocate(_ value: Int, _ entry: PlanLayout.Entry) {
    let (root, shape) = (layout.roots[value], shape(value))
    let isOpen = shape.isOpen
    let size = isOpen ? shape.count * shards.largest : shape.count
    if values[root] == nil {
      let node = Node(graph: graph, id: root)
      // Results that nobody reads get no memory.
      let used = layout.isNeeded[value] ? size : 0
      values[root] =
        node.isVariable
        ? [store.cell(of: node).buffer]
        : (0..<(isOpen ? lanes : 1)).map { _ in memory.allocate(used) }
    }
    if layout.hasGradient[root], gradients[root] == nil {
      gradients[root] = (0..<(isOpen ? lanes : 1)).map { _ in memory.allocate(size) }
    }
    if entry.isReduction {
      contributions[value] = (0..<lanes).map { _ in memory.allocate(size) }
    }
  }

  /// Goes through backward once to see who writes a gradient first and who adds to it, and which
  /// gradients shards contribute to.
  private mutating func orderGradients(_ phases: inout [PlanPhase<Scalar>]) -> [[Bool]] {
    var result = layout.entries.map { graph.applications[$0.index].inputs.map { _ in false } }
    if let loss = request.loss { written.insert(Place(root: layout.roots[loss.id], stage: nil)) }
    for stage in phases.indices.reversed() {
      var shared: [Int] = []
      for (position, entry) in layout.entries.enumerated().reversed()
      where entry.stage == stage && entry.isDifferentiated {
        let application = graph.applications[entry.index]
        if type(of: application.operation).sharesMemory { continue }
        for (operand, input) in application.inputs.enumerated() {
          let root = layout.roots[input]
          guard layout.hasGradient[root] else { continue }
          let isPartial = phases[stage].inShards && !shape(input).isOpen
          let place = Place(root: root, stage: isPartial ? stage : nil)
          result[position][operand] = written.contains(place)
          written.insert(place)
          if isPartial, partials[place] == nil {
            partials[place] = (0..<lanes).map { _ in memory.allocate(shape(root).count) }
            shared.append(root)
          }
        }
      }
      for root in shared { combine(root, stage, &phases[stage]) }
    }
    return result
  }

  private mutating func combine(_ root: Int, _ stage: Int, _ phase: inout PlanPhase<Scalar>) {
    guard let parts = partials[Place(root: root, stage: stage)], let total = gradients[root]
    else { return }
    let whole = Place(root: root, stage: nil)
    for start in stride(from: 0, to: shape(root).count, by: Self.stretch) {
      phase.combinations.append(
        PlanPhase.Combination(
          partials: parts, total: total[0], start: start,
          count: min(Self.stretch, shape(root).count - start),
          accumulates: written.contains(whole)))
    }
    written.insert(whole)
  }

  private func bind(
    _ entry: PlanLayout.Entry, _ accumulates: [Bool], into phase: inout PlanPhase<Scalar>
  ) {
    let application = graph.applications[entry.index]
    let operation = application.operation
    let isRead = operation is Variable
    let common = CommonScratch<Scalar>()
    var finish: ((Buffer<Scalar>) -> Void)?
    for lane in phase.steps.indices {
      let inputs = isRead ? [] : application.inputs
      let site = Site(
        inputs: inputs.enumerated().map { operand, input in
          slot(input, lane, entry, accumulates: accumulates[operand])
        },
        outputs: application.outputs.map { result($0, lane, entry) }, batch: shards.batch,
        maxRows: shards.largest, trains: entry.isDifferentiated, isTraining: trains, seed: seed,
        run: states[lane], arena: memory, common: common)
      let step = Scalar.step(of: operation, at: site)
      if type(of: operation).sharesMemory || inputs.isEmpty && !isRandom(operation) { continue }
      phase.steps[lane].append(step)
      finish = step.finish
      if lane == 0 { phase.preparations += step.preparations }
      guard entry.isDifferentiated, step.backward != nil else { continue }
      phase.backward[lane].append(step)
    }
    guard entry.isReduction else { return }
    for output in application.outputs {
      guard let lanes = contributions[output], let total = values[output] else { continue }
      // Where shards pass through few workspaces, what each contributed is kept apart.
      let kept =
        lanes.count == shards.count
        ? lanes : (0..<shards.count).map { _ in memory.allocate(shape(output).count) }
      phase.reductions.append(
        PlanPhase.Reduction(partials: kept, lanes: lanes, total: total[0], finish: finish))
    }
  }

  private func isRandom(_ operation: any Operation) -> Bool {
    operation is TruncatedNormal || operation is Uniform
  }

  private func slot(
    _ input: Int, _ lane: Int, _ entry: PlanLayout.Entry, accumulates: Bool
  ) -> Slot<Scalar> {
    let (root, shape) = (layout.roots[input], shape(input))
    let part = partials[Place(root: root, stage: entry.stage)]
    let isPartial = entry.stage % 2 == 1 && !shape.isOpen
    let gradient = entry.isDifferentiated ? (isPartial ? part : gradients[root]) : nil
    return Slot(
      shape: shape, value: pick(values[root], lane, shape),
      gradient: gradient.map {
        isPartial ? $0[lane] : pick($0, lane, shape)
      }, accumulates: accumulates, isUsed: true)
  }

  private func result(_ output: Int, _ lane: Int, _ entry: PlanLayout.Entry) -> Slot<Scalar> {
    let (root, shape) = (layout.roots[output], shape(output))
    return Slot(
      shape: shape,
      value: entry.isReduction
        ? contributions[output]?[lane] ?? pick(nil, lane, shape) : pick(values[root], lane, shape),
      gradient: gradients[root].map { pick($0, lane, shape) }, accumulates: false,
      isUsed: layout.isNeeded[output])
  }

  private func pick(_ buffers: [Buffer<Scalar>]?, _ lane: Int, _ shape: Shape) -> Buffer<Scalar> {
    guard let buffers else { preconditionFailure("operands have memory before they are used") }
    return buffers[shape.isOpen ? lane : 0]
  }

  /// How many elements of a gradient or a variable a thread takes at once.
  private static var stretch: Int { 8192 }

  /// What runs read and write from outside; after `makePhases`.
  func makeBindings() -> PlanBindings<Scalar> {
    let used = layout.entries.flatMap { graph.applications[$0.index].outputs }
      .map { Node(graph: graph, id: $0) }
    let variables = request.training?.variables ?? []
    return PlanBindings(
      placeholders: used.filter(\.isPlaceholder).map(binding),
      fetches: request.fetches.map(binding),
      gradients: request.targets.map { target in
        let root = layout.roots[target.id]
        return PlanBindings.Binding(node: target, buffers: gradients[root] ?? [])
      },
      loss: request.loss.map(binding),
      lossGradient: request.loss.flatMap { gradients[layout.roots[$0.id]]?[0] },
      variables: used.filter(\.isVariable),
      stretches: variables.enumerated().flatMap { number, variable in
        stride(from: 0, to: variable.shape.count, by: Self.stretch).map { start in
          PlanBindings.Stretch(
            variable: number, start: start,
            count: min(Self.stretch, variable.shape.count - start))
        }
      },
      assigned: request.assignments.map { binding($0.value).buffers[0] })
  }

  private func binding(_ node: Node) -> PlanBindings<Scalar>.Binding {
    PlanBindings.Binding(node: node, buffers: values[layout.roots[node.id]] ?? [])
  }
}
