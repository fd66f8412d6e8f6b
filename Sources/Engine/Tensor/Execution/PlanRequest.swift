/// What a plan computes.
package struct PlanRequest {
  /// Values that a run returns.
  package var fetches: [Node]
  /// The training step that a run makes.
  package var training: TrainingStep?
  /// Variables that a run sets.
  package var assignments: [Assignment]
  /// Nodes (variables or placeholders) whose gradients a run computes, of `loss`.
  package var gradients: [Node]
  /// What `gradients` are of, where there is no training step; a single number.
  package var loss: Node?

  /// A request; by default nothing is changed.
  package init(
    fetches: [Node] = [], training: TrainingStep? = nil, assignments: [Assignment] = [],
    gradients: [Node] = [], loss: Node? = nil
  ) {
    self.fetches = fetches
    self.training = training
    self.assignments = assignments
    self.gradients = gradients
    self.loss = training?.loss ?? loss
  }

  /// What tells two requests on one graph apart.
  var key: [Int] {
    fetches.map(\.id) + [-1, training?.id ?? 0, -1]
      + assignments.flatMap { [$0.variable.id, $0.value.id] } + [-1]
      + gradients.map(\.id) + [-1, loss?.id ?? -1]
  }

  /// Every node the request names.
  var named: [Node] {
    fetches + assignments.map(\.value) + [loss].compactMap(\.self)
  }

  /// Every node whose gradient is wanted.
  var targets: [Node] { (training?.variables ?? []) + gradients }
}
