/// A computation as a list of operations, each on results of earlier ones.
///
/// A graph only grows. It knows shapes and no numbers: a `Plan` computes parts of it in one
/// precision for one batch size, and a `VariableStore` keeps the values of its variables.
package final class Graph {
  /// A result of an application.
  struct Value {
    let shape: Shape
    let kind: ElementKind
    let name: String
    let producer: Int
  }

  /// An operation applied to values.
  struct Application {
    let operation: any Operation
    let inputs: [Int]
    let outputs: [Int]
  }

  private(set) var values: [Value] = []
  private(set) var applications: [Application] = []
  private var nameCounts: [String: Int] = [:]
  /// How many random operations there are; the next one draws from the stream of this number.
  private(set) var randomCount = 0
  /// How many operations draw masks; the next one draws from the stream of this number.
  private var maskCount = 0
  /// How many training steps were made.
  private var trainingCount = 0

  /// A graph without operations.
  package init() {}

  /// All variables in order of creation.
  package var variables: [Node] {
    applications.indices.filter { applications[$0].operation is Variable }
      .map { Node(graph: self, id: applications[$0].outputs[0]) }
  }

  /// The names of the operations in use.
  package var operationNames: Set<String> {
    Set(applications.map { type(of: $0.operation).name })
  }

  /// How many values there are.
  package var count: Int { values.count }

  /// Applies an operation and returns its results.
  ///
  /// `name` is that of the first result; it is numbered if it is taken already.
  ///
  /// - Throws: `ShapeError` if the shapes of the inputs do not fit.
  package func apply(
    _ operation: any Operation, to inputs: [Node], name: String? = nil
  ) throws(ShapeError) -> [Node] {
    let word = type(of: operation).name
    guard inputs.allSatisfy({ $0.graph === self }) else {
      throw ShapeError(operation: word, shapes: inputs.map(\.shape), expected: .sameGraph)
    }
    let shapes = try operation.infer(inputs.map(\.shape))
    let kind = operation.kind(of: inputs.map(\.kind))
    let first = values.count
    for (index, shape) in shapes.enumerated() {
      let wanted = index == 0 ? (name ?? word) : "\(name ?? word).\(index)"
      let value = Value(
        shape: shape, kind: kind, name: unique(wanted), producer: applications.count)
      values.append(value)
    }
    let outputs = Array(first..<values.count)
    applications.append(
      Application(operation: operation, inputs: inputs.map(\.id), outputs: outputs))
    return outputs.map { Node(graph: self, id: $0) }
  }

  /// What one training step does: minimise `loss` by changing `variables` by `rule`.
  ///
  /// The variables are all that `loss` depends on, if none are given.
  ///
  /// - Throws: `ShapeError` if `loss` is no single number or depends on no variable.
  package func minimize(
    _ loss: Node, using rule: any UpdateRule, variables: [Node]? = nil
  ) throws(ShapeError) -> TrainingStep {
    try Self.checkLoss(loss.shape)
    let trained = variables ?? trainable(by: loss)
    guard !trained.isEmpty else {
      throw ShapeError(operation: "minimize", shapes: [loss.shape], expected: .dependence)
    }
    trainingCount += 1
    return TrainingStep(id: trainingCount, loss: loss, variables: trained, rule: rule)
  }

  /// Makes sure that a loss of such a shape can be minimised.
  ///
  /// - Parameter shape: The shape of the loss.
  /// - Throws: `ShapeError` if it is no single number.
  package static func checkLoss(_ shape: Shape) throws(ShapeError) {
    guard shape == .scalar else {
      throw ShapeError(operation: "minimize", shapes: [shape], expected: .scalar)
    }
  }

  /// The variables through which gradients of `loss` flow, in order of creation.
  private func trainable(by loss: Node) -> [Node] {
    var reached = Set([loss.id])
    for application in applications.reversed()
    where application.outputs.contains(where: reached.contains) {
      if case .defined = type(of: application.operation).gradient {
        reached.formUnion(application.inputs)
      }
    }
    return self.variables.filter { reached.contains($0.id) && $0.isTrainable }
  }

  /// The number of the next random operation's stream.
  func takeRandomOrdinal() -> Int {
    defer { randomCount += 1 }
    return randomCount
  }

  /// The number of the stream of the next operation that draws masks: apart from those of first
  /// values, so that a network begins with the same weights whatever is left out in training.
  func takeMaskOrdinal() -> Int {
    defer { maskCount += 1 }
    return maskCount
  }

  private func unique(_ name: String) -> String {
    let count = nameCounts[name, default: 0]
    nameCounts[name] = count + 1
    return count == 0 ? name : unique("\(name)_\(count)")
  }
}

extension Node {
  /// Whether it is a variable that training may change.
  package var isTrainable: Bool { (producer.operation as? Variable)?.isTrainable ?? false }

  /// The node whose value a variable starts with, if it is a variable.
  package var initialValue: Node? { isVariable ? inputs[0] : nil }
}
