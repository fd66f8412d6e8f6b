import MNLDiagnostics
import MNLRuntime
import MNLTensor

/// The one graph of a session, with the values of its variables: what the tensor commands build on.
///
/// It belongs to the thread of its session.
package final class GraphSession {
  /// Builds a value of a graph from others.
  typealias Builder = (Graph, [Node]) throws(ShapeError) -> Node

  /// The graph.
  let graph = Graph()
  /// The steps of training in it, in the order in which they were made.
  var trainings: [TrainingStep] = []
  /// The runner, once something was run.
  private(set) var madeRunner: GraphRunner<Float>?

  /// A graph without values.
  package init() {}

  /// The most elements that a tensor may have: 2 GiB of numbers.
  static let mostElements = 1 << 29

  /// Applies an operation: in the graph if an operand is part of it, else at once.
  ///
  /// Errors: shapes that do not fit, and results that are too large.
  static func apply(
    _ operands: [TensorHandle], _ build: Builder
  ) throws(CommandFailure) -> TensorHandle {
    let sessions = operands.lazy.compactMap { operand in
      if case .node(_, let session) = operand.content { session } else { nil }
    }
    if let session = sessions.first { return try session.build(operands, build) }
    if operands.contains(where: \.isForeseen) { return try foresee(operands, build) }
    return try evaluate(operands, build)
  }

  /// Works out the shape of an operation's result, in a graph that nothing remembers.
  private static func foresee(
    _ operands: [TensorHandle], _ build: Builder
  ) throws(CommandFailure) -> TensorHandle {
    let result = try GraphSession().build(operands, build)
    return TensorHandle(
      .foreseen(
        result.shape, result.elements,
        isComputedByRun: operands.contains(where: \.isComputedByRun)))
  }

  /// Computes an operation on numbers, in a graph of its own that nothing remembers.
  private static func evaluate(
    _ operands: [TensorHandle], _ build: Builder
  ) throws(CommandFailure) -> TensorHandle {
    let graph = Graph()
    // Fed, not constants: a constant of a whole data set would be a copy of twice its size.
    let inputs = operands.map { graph.placeholder($0.shape, kind: $0.elements) }
    let node: Node
    do throws(ShapeError) {
      node = try build(graph, inputs)
    } catch {
      throw CommandFailure(error)
    }
    try checkSize(node.shape.dimensions.map(\.size))
    do throws(EngineError) {
      let plan = Plan<Float>(
        PlanRequest(fetches: [node]), batch: 1, store: VariableStore(graph: graph),
        pool: ThreadPool(threads: 1))
      for (placeholder, operand) in zip(inputs, operands) {
        try plan.feed(placeholder, holding: operand)
      }
      return TensorHandle(try plan.run()[0], kind: node.kind)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Adds an operation to the graph; operands that are numbers become constants.
  ///
  /// Errors: shapes that do not fit, and results that are too large.
  func build(
    _ operands: [TensorHandle], _ build: Builder
  ) throws(CommandFailure) -> TensorHandle {
    let nodes = operands.map(node)
    let node: Node
    do throws(ShapeError) {
      node = try build(graph, nodes)
    } catch {
      throw CommandFailure(error)
    }
    try Self.checkSize(node.shape.dimensions.map(\.size))
    return TensorHandle(node, in: self)
  }

  /// The value of the graph that a tensor is; numbers become a constant.
  func node(_ tensor: TensorHandle) -> Node {
    switch tensor.content {
    case .node(let node, _): return node
    case .foreseen(let shape, let kind, _): return graph.placeholder(shape, kind: kind)
    case .rows, .values:
      guard let values = tensor.values() else { preconditionFailure("a tensor without numbers") }
      return graph.constant(values, kind: tensor.elements)
    }
  }

  /// The runner of the graph; its threads are settled at the first call.
  func runner(threads: Int) -> GraphRunner<Float> {
    if let madeRunner { return madeRunner }
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: threads))
    madeRunner = runner
    return runner
  }

  /// Makes sure that a tensor of such sizes can be had; open ones count as 1.
  static func checkSize(_ sizes: [Int]) throws(CommandFailure) {
    var count = 1
    for size in sizes {
      let (product, overflows) = count.multipliedReportingOverflow(by: size)
      guard !overflows, product <= mostElements else {
        throw CommandFailure(
          .outOfRange,
          "a tensor of shape \(sizes) has more than the \(mostElements) elements allowed")
      }
      count = product
    }
  }
}

extension Plan<Float> {
  /// Feeds a placeholder; rows of a data set are copied straight into the memory of the plan.
  func feed(_ placeholder: Node, holding value: TensorHandle) throws(EngineError) {
    if case .rows(let source, let chosen) = value.content {
      let rows = chosen ?? Array(0..<(source.shape.fixedSizes.first ?? 0))
      try feed(placeholder, rows: rows, from: source)
    } else if let number = value.values()?.scalar, value.shape.rank == 0 {
      try feed(placeholder, rows: [0], from: SingleNumber(number: number))
    } else if let tensor = value.values() {
      try feed(placeholder, tensor)
    }
  }
}

/// A number without dimensions as a source: it has no rows that could be told apart.
private struct SingleNumber: RowSource {
  let number: Float

  var shape: Shape { .scalar }

  func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) { destination[0] = number }
}

extension Shape.Dimension {
  /// The size, for one row of the batch where it is open.
  fileprivate var size: Int {
    switch self {
    case .fixed(let size): size
    case .batch(let times): times
    }
  }
}
