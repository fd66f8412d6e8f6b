/// A training step of a graph: the gradients of a loss, and the rule that applies them.
package struct TrainingStep {
  /// Its number in the graph, from 1.
  package let id: Int
  /// What is minimised; a single number.
  package let loss: Node
  /// What is changed.
  package let variables: [Node]
  /// How it is changed.
  package let rule: any UpdateRule
}

/// Sets a variable to the value of a node, at the end of a run.
package struct Assignment {
  /// What is set.
  package let variable: Node
  /// What it is set to; of the same shape.
  package let value: Node
}
