package import MNLRuntime
package import MNLTensor

/// A tensor as the language sees it: numbers, or a value of the graph that `run` computes.
///
/// It is used by the session's thread alone, as all handles are: hence the unchecked conformance.
package final class TensorHandle: Handle, @unchecked Sendable {
  /// What stands behind the handle.
  enum Content {
    /// A value of the session's graph.
    case node(Node, GraphSession)
    /// Rows of a source, copied only where they are needed; all of them for nil.
    case rows(any RowSource<Float>, [Int]?)
    /// Numbers.
    case values(Tensor<Float>, ElementKind)
    /// What the check knows of a tensor; whether only `run` will tell its numbers.
    case foreseen(Shape, ElementKind, isComputedByRun: Bool)
  }

  let content: Content
  /// What `values()` made of rows.
  private var gathered: Tensor<Float>?

  /// A handle of what another one has.
  init(_ content: Content) { self.content = content }

  /// A value of a session's graph.
  init(_ node: Node, in session: GraphSession) { content = .node(node, session) }

  /// Numbers; those that are truth values are 0 and 1.
  package init(_ tensor: Tensor<Float>, kind: ElementKind = .number) {
    content = .values(tensor, kind)
  }

  /// Rows of a source, in the order of the choice; all of them for nil.
  ///
  /// - Precondition: the rows exist.
  package init(rows source: any RowSource<Float>, chosen: [Int]?) {
    content = .rows(source, chosen)
  }

  /// The source of rows.
  ///
  /// - Precondition: the tensor was made of rows.
  package var source: any RowSource<Float> {
    guard case .rows(let source, _) = content else {
      preconditionFailure("a tensor that was not made of rows")
    }
    return source
  }

  /// `tensor`.
  package var kind: String { "tensor" }

  /// Its sizes.
  package var shape: Shape {
    switch content {
    case .node(let node, _): node.shape
    case .values(let tensor, _): tensor.shape
    case .foreseen(let shape, _, _): shape
    case .rows(let source, let chosen):
      if let chosen {
        Shape([chosen.count] + source.shape.fixedSizes.dropFirst())
      } else {
        source.shape
      }
    }
  }

  /// What the elements mean.
  package var elements: ElementKind {
    switch content {
    case .node(let node, _): node.kind
    case .values(_, let kind), .foreseen(_, let kind, _): kind
    case .rows: .number
    }
  }

  /// Whether only `run` can tell its numbers.
  var isComputedByRun: Bool {
    switch content {
    case .node: true
    case .foreseen(_, _, let isComputedByRun): isComputedByRun
    case .rows, .values: false
    }
  }

  /// Whether it stands for a tensor in the check.
  var isForeseen: Bool {
    if case .foreseen = content { true } else { false }
  }

  /// A tensor of the same shape, for the check.
  package var standIn: (any Handle)? { foreseen }

  /// A tensor of the same shape, without numbers.
  var foreseen: TensorHandle {
    TensorHandle(.foreseen(shape, elements, isComputedByRun: isComputedByRun))
  }

  /// The shape of each part; nothing is known of single numbers.
  package var foreseenElement: Value? {
    guard shape.rank > 1, !shape.isOpen else { return nil }
    let part = Shape(Array(shape.fixedSizes.dropFirst()))
    return .handle(TensorHandle(.foreseen(part, elements, isComputedByRun: false)))
  }

  /// The numbers; nil if only `run` can tell.
  ///
  /// - Complexity: O(elements) the first time for rows of a source, which are then kept.
  package func values() -> Tensor<Float>? {
    switch content {
    case .node, .foreseen: return nil
    case .values(let tensor, _): return tensor
    case .rows(let source, let chosen):
      if let gathered { return gathered }
      let rows = chosen ?? Array(0..<(source.shape.fixedSizes.first ?? 0))
      let tensor = Tensor<Float>(shape) { source.fill($0, rows: rows[...]) }
      gathered = tensor
      return tensor
    }
  }

  /// Its shape, and where it comes from if it has no numbers yet.
  package var summary: String {
    switch content {
    case .node(let node, _): "tensor \(node.shape), '\(node.name)', computed by `run`"
    case .rows, .values, .foreseen: "tensor \(shape)"
    }
  }

  /// The names of its fields.
  package var fieldNames: [String] { Self.fields.map(\.name) }

  /// What every tensor has.
  package static let fields: [ReturnType.Field] = [
    .init("shape", .value(.list), "Its sizes; `none` where the batch decides")
  ]

  /// The value of a field; nil if there is none of that name.
  package func field(_ name: String) throws(CommandFailure) -> Value? {
    guard name == "shape" else { return nil }
    return .list(
      shape.dimensions.map { dimension in
        if case .fixed(let size) = dimension { .int(size) } else { .none }
      })
  }

  /// The first size; nil for a single number and for what `run` computes.
  package var elementCount: Int? {
    isComputedByRun ? nil : shape.fixedSizes.first
  }

  /// The part at an index of the first dimension: a number, or a tensor of the other dimensions.
  package func element(at index: Int) throws(CommandFailure) -> Value {
    let inner = Shape(Array(shape.fixedSizes.dropFirst()))
    if case .rows(let source, let chosen) = content {
      let row = chosen.map { $0[index] } ?? index
      return .handle(TensorHandle(Tensor(inner) { source.fill($0, rows: [row]) }))
    }
    guard let tensor = values() else { preconditionFailure("an index into what `run` computes") }
    guard inner.rank > 0 else { return elements.value(tensor[index]) }
    let part = Tensor<Float>(inner) { target in
      tensor.withBuffer { target.copy($0.from(index * inner.count), count: inner.count) }
    }
    return .handle(TensorHandle(part, kind: elements))
  }
}

extension ElementKind {
  /// An element as a value of the language, numbers widened.
  func value(_ number: Float) -> Value {
    switch self {
    case .number: .float(Double(number))
    case .bool: .bool(number != 0)
    case .index: .int(Int(number))
    }
  }
}
