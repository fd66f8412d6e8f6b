/// A stage of a plan, bound to memory.
struct PlanPhase<Scalar: EngineScalar> {
  /// A reduction over the shards of this stage.
  struct Reduction {
    /// What each shard contributes.
    let partials: [Buffer<Scalar>]
    /// What the steps of each workspace write.
    let lanes: [Buffer<Scalar>]
    /// The result.
    let total: Buffer<Scalar>
    /// Turns the sum into the result.
    let finish: ((Buffer<Scalar>) -> Void)?
  }

  /// A stretch of a gradient, added up from what the shards of this stage contribute.
  struct Combination {
    let partials: [Buffer<Scalar>]
    let total: Buffer<Scalar>
    let start: Int
    let count: Int
    let accumulates: Bool
  }

  /// Whether it is computed in every shard.
  let inShards: Bool
  /// The steps of each workspace in order; one workspace if it is computed once.
  var steps: [[Step<Scalar>]] = []
  /// The steps of each workspace that have a backward computation, last first.
  var backward: [[Step<Scalar>]] = []
  /// Makes what all shards share, before they run.
  var preparations: [() -> Void] = []
  /// Sums over the shards.
  var reductions: [Reduction] = []
  /// Gradients added up after backward.
  var combinations: [Combination] = []
}

/// The memory that a plan's runs read and write from outside its steps.
struct PlanBindings<Scalar: EngineScalar> {
  /// A value in memory: one buffer if its shape is closed, one per workspace if it is open.
  struct Binding {
    let node: Node
    let buffers: [Buffer<Scalar>]
  }

  /// A stretch of a variable that an update rule changes.
  struct Stretch {
    let variable: Int
    let start: Int
    let count: Int
  }

  let placeholders: [Binding]
  let fetches: [Binding]
  /// The gradients of the request's targets.
  let gradients: [Binding]
  let loss: Binding?
  let lossGradient: Buffer<Scalar>?
  /// The variables that are read.
  let variables: [Node]
  /// The stretches of the training step's variables.
  let stretches: [Stretch]
  /// The values assigned at the end.
  let assigned: [Buffer<Scalar>]
}
