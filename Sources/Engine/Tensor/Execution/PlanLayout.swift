/// The order and the stages in which a request is computed: what of a plan needs no memory.
///
/// Stages alternate: even ones are computed once, odd ones in every shard. A stage uses results of
/// its own and of earlier stages only, so a mean over the batch may be used on its rows again.
struct PlanLayout {
  /// An application that is computed.
  struct Entry {
    let index: Int
    let stage: Int
    let isReduction: Bool
    /// Whether gradients flow back through it.
    var isDifferentiated: Bool
  }

  /// What is computed, in an order in which operands come first.
  private(set) var entries: [Entry] = []
  /// For each value the one whose memory it lies in.
  private(set) var roots: [Int]
  /// For each value whether it is needed.
  private(set) var isNeeded: [Bool]
  /// For each value, by root, whether its gradient is computed.
  private(set) var hasGradient: [Bool]
  /// The last stage.
  private(set) var lastStage = 0
  /// Whether something needs all rows together.
  private(set) var isWhole = false

  /// Lays out what a request needs of a graph.
  init(_ graph: Graph, _ request: PlanRequest) {
    roots = Array(graph.values.indices)
    isNeeded = Array(repeating: false, count: graph.values.count)
    hasGradient = isNeeded
    markNeeded(graph, request)
    order(graph)
    markGradients(graph, request)
  }

  private mutating func markNeeded(_ graph: Graph, _ request: PlanRequest) {
    for node in request.named { isNeeded[node.id] = true }
    for application in graph.applications.reversed()
    where application.outputs.contains(where: { isNeeded[$0] }) {
      // A variable is read from its store: what it started with is not computed again.
      if application.operation is Variable { continue }
      for input in application.inputs { isNeeded[input] = true }
    }
  }

  private mutating func order(_ graph: Graph) {
    var stages = Array(repeating: 0, count: graph.values.count)
    for (index, application) in graph.applications.enumerated()
    where application.outputs.contains(where: { isNeeded[$0] }) {
      let operation = application.operation
      let isSource = operation is Variable
      let inputs = isSource ? [] : application.inputs
      let earliest = inputs.map { stages[$0] }.max() ?? 0
      let placement = operation.placement(of: inputs.map { graph.values[$0].shape })
      let isOpen = application.outputs.contains { graph.values[$0].shape.isOpen }
      let inShards = placement != .once
      let stage = inShards ? earliest | 1 : (earliest + 1) & ~1
      let isReduction = inShards && !isOpen
      if placement == .whole { isWhole = true }
      for output in application.outputs {
        stages[output] = isReduction ? stage + 1 : stage
        lastStage = max(lastStage, stages[output])
      }
      if type(of: operation).sharesMemory {
        roots[application.outputs[0]] = roots[application.inputs[0]]
      }
      entries.append(
        Entry(index: index, stage: stage, isReduction: isReduction, isDifferentiated: false))
    }
  }

  /// Gradients are wanted of what leads from a target to the loss.
  private mutating func markGradients(_ graph: Graph, _ request: PlanRequest) {
    guard let loss = request.loss, !request.targets.isEmpty else { return }
    var isFromTarget = Array(repeating: false, count: graph.values.count)
    for target in request.targets { isFromTarget[target.id] = true }
    var passes = Array(repeating: false, count: entries.count)
    for (position, entry) in entries.enumerated() {
      let application = graph.applications[entry.index]
      guard case .defined = type(of: application.operation).gradient,
        application.inputs.contains(where: { isFromTarget[$0] })
      else { continue }
      passes[position] = true
      for output in application.outputs { isFromTarget[output] = true }
    }
    var isToLoss = Array(repeating: false, count: graph.values.count)
    isToLoss[loss.id] = true
    for (position, entry) in entries.enumerated().reversed() where passes[position] {
      let application = graph.applications[entry.index]
      guard application.outputs.contains(where: { isToLoss[$0] }) else { continue }
      entries[position].isDifferentiated = true
      for input in application.inputs { isToLoss[input] = true }
    }
    for value in graph.values.indices where isFromTarget[value] && isToLoss[value] {
      hasGradient[roots[value]] = true
    }
  }
}
