/// The values of a graph's variables, and what training steps keep for them.
///
/// Values are reached only by copying in and out, so that their layout inside is the engine's own
/// affair.
package final class VariableStore<Scalar: EngineScalar> {
  /// Everything in a store, as values.
  package struct Snapshot: Sendable {
    /// The values of the variables that have one, by number of the node.
    package var values: [Int: Tensor<Scalar>]
    /// The states of training steps, by their number.
    package var trainings: [Int: TrainingState]
    /// How many training steps were made.
    package var steps: Int

    /// What a store is to hold.
    package init(
      values: [Int: Tensor<Scalar>], trainings: [Int: TrainingState], steps: Int
    ) {
      (self.values, self.trainings, self.steps) = (values, trainings, steps)
    }
  }

  /// What a training step keeps.
  package struct TrainingState: Sendable {
    /// How many steps were made.
    package var step: Int
    /// For each of its variables the slots of the rule.
    package var slots: [[Tensor<Scalar>]]

    /// A state.
    package init(step: Int, slots: [[Tensor<Scalar>]]) {
      self.step = step
      self.slots = slots
    }
  }

  /// The graph whose variables these are.
  package let graph: Graph
  /// How many training steps were made, by whatever rule: what random masks are drawn for.
  ///
  /// Who goes on with a training sets it.
  package var steps = 0
  private let arena = Arena<Scalar>()
  private var cells: [Int: Cell] = [:]
  private var trainings: [Int: Training] = [:]

  /// A store in which no variable has a value.
  package init(graph: Graph) { self.graph = graph }

  /// Whether a variable has a value.
  package func isInitialised(_ variable: Node) -> Bool {
    cells[variable.id]?.isInitialised ?? false
  }

  /// A copy of a variable's value.
  ///
  /// - Throws: `EngineError.uninitialised`.
  /// - Complexity: O(elements).
  package func value(of variable: Node) throws(EngineError) -> Tensor<Scalar> {
    let cell = cell(of: variable)
    guard cell.isInitialised else { throw .uninitialised(variable: variable.name) }
    return Tensor(variable.shape) { $0.copy(cell.buffer, count: cell.buffer.count) }
  }

  /// Gives a variable a value.
  ///
  /// - Throws: `EngineError.shape` if the shapes differ.
  /// - Complexity: O(elements).
  package func set(_ variable: Node, _ value: Tensor<Scalar>) throws(EngineError) {
    guard variable.shape == value.shape else {
      throw .shape(
        ShapeError(
          operation: "variable '\(variable.name)'", shapes: [variable.shape, value.shape],
          expected: .equal))
    }
    let cell = cell(of: variable)
    value.withBuffer { cell.buffer.copy($0, count: $0.count) }
    cell.isInitialised = true
  }

  /// What a training step keeps, as values.
  package func state(of training: TrainingStep) -> TrainingState {
    let kept = state(for: training)
    return TrainingState(
      step: kept.step,
      slots: zip(training.variables, kept.slots).map { variable, slots in
        slots.map { slot in Tensor(variable.shape) { $0.copy(slot, count: slot.count) } }
      })
  }

  /// Continues a training step from a state taken earlier.
  ///
  /// - Precondition: The state is of a step with the same variables and slots.
  package func set(_ training: TrainingStep, _ state: TrainingState) {
    let kept = self.state(for: training)
    precondition(state.slots.count == kept.slots.count, "one entry for each variable")
    kept.step = state.step
    for (targets, sources) in zip(kept.slots, state.slots) {
      precondition(targets.count == sources.count, "one tensor for each slot")
      for (target, source) in zip(targets, sources) {
        precondition(target.count == source.count, "slots have the shape of their variable")
        source.withBuffer { target.copy($0, count: target.count) }
      }
    }
  }

  /// A copy of all values and of the states of the given training steps.
  package func snapshot(of trainings: [TrainingStep] = []) -> Snapshot {
    var values: [Int: Tensor<Scalar>] = [:]
    for variable in graph.variables where isInitialised(variable) {
      values[variable.id] = try? value(of: variable)
    }
    let states = trainings.map { ($0.id, state(of: $0)) }
    return Snapshot(
      values: values, trainings: Dictionary(uniqueKeysWithValues: states), steps: steps)
  }

  /// Puts everything back as it was when the snapshot was taken; variables that had no value then
  /// have none again.
  package func restore(_ snapshot: Snapshot, of trainings: [TrainingStep] = []) {
    steps = snapshot.steps
    for variable in graph.variables {
      let cell = cell(of: variable)
      cell.isInitialised = snapshot.values[variable.id] != nil
      snapshot.values[variable.id]?.withBuffer { cell.buffer.copy($0, count: $0.count) }
    }
    for training in trainings {
      if let state = snapshot.trainings[training.id] { set(training, state) }
    }
  }

  /// Forgets what training steps keep: they start again at step 1 with slots of zeros.
  package func resetTraining() {
    steps = 0
    for training in trainings.values {
      training.step = 0
      for slot in training.slots.joined() { slot.fill(0) }
    }
  }

  /// The memory of a variable, which plans read and write.
  final class Cell {
    let buffer: Buffer<Scalar>
    var isInitialised = false
    init(_ buffer: Buffer<Scalar>) { self.buffer = buffer }
  }

  /// The memory of a training step.
  final class Training {
    var step = 0
    let slots: [[Buffer<Scalar>]]
    init(_ slots: [[Buffer<Scalar>]]) { self.slots = slots }
  }

  func cell(of variable: Node) -> Cell {
    precondition(variable.graph === graph && variable.isVariable, "a variable of this graph")
    if let cell = cells[variable.id] { return cell }
    let cell = Cell(arena.allocate(variable.shape.count))
    cells[variable.id] = cell
    return cell
  }

  func state(for training: TrainingStep) -> Training {
    if let kept = trainings[training.id] { return kept }
    let kept = Training(
      training.variables.map { variable in
        training.rule.slots.map { _ in arena.allocate(variable.shape.count) }
      })
    trainings[training.id] = kept
    return kept
  }
}
