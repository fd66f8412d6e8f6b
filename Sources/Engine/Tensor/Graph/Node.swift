/// A value of a graph: the result of an operation, not yet computed.
package struct Node {
  /// The graph that it belongs to.
  package let graph: Graph
  /// Its number in the graph, from 0 in order of creation.
  package let id: Int

  /// Its sizes.
  package var shape: Shape { graph.values[id].shape }
  /// Its name: the given one, or the operation's with a number, as in `matmul_1`.
  package var name: String { graph.values[id].name }
  /// What its elements mean.
  package var kind: ElementKind { graph.values[id].kind }
  /// The name of the operation that computes it, as in `matmul`.
  package var operation: String { type(of: producer.operation).name }
  /// Whether it is a placeholder, which is fed.
  package var isPlaceholder: Bool { producer.operation is Placeholder }
  /// Whether it is a variable, which a store keeps.
  package var isVariable: Bool { producer.operation is Variable }
  /// The nodes that it is computed from.
  package var inputs: [Node] { producer.inputs.map { Node(graph: graph, id: $0) } }

  var producer: Graph.Application { graph.applications[graph.values[id].producer] }
}

extension Node: Hashable {
  /// Whether both are the same value of the same graph.
  package static func == (left: Node, right: Node) -> Bool {
    left.graph === right.graph && left.id == right.id
  }

  /// Feeds the identity of graph and value.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(graph))
    hasher.combine(id)
  }
}
