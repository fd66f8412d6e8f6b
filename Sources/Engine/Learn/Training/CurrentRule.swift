import MNLTensor

/// A rule whose settings may change while what it keeps of the training goes on.
///
/// A training step of a graph has one rule for ever. With this one a model needs no second step,
/// with moments of its own, when it is trained at another rate.
///
/// It is unchecked, because its variables are set only between runs of a plan, when no thread reads it.
final class CurrentRule: UpdateRule, @unchecked Sendable {
  /// The rule that acts.
  var current: any UpdateRule
  /// How gradients are kept small.
  var clipping: GradientClipping?
  /// What a schedule makes of the step size: a factor.
  var factor = 1.0

  /// Begins with a rule.
  init(_ rule: any UpdateRule) { current = rule }

  /// The name of the rule that acts.
  var name: String { current.name }
  /// What that rule keeps for each variable.
  var slots: [String] { current.slots }
  /// The step size of that rule, times the factor.
  func rate(at step: Int) -> Double { current.rate(at: step) * factor }
  /// Changes a stretch of a variable by the rule that acts.
  func apply(_ site: UpdateSite<Float>) { current.apply(site) }
  /// Changes a stretch of a variable by the rule that acts.
  func apply(_ site: UpdateSite<Double>) { current.apply(site) }
}

/// The part of a model's graph that changes its weights.
struct ModelOptimizer {
  /// The rule that acts.
  let rule: CurrentRule
  /// What the rule makes smaller, and by which variables.
  let step: TrainingStep
  /// What that is.
  let loss: LossSettings
}

extension Model {
  /// The training step that changes the weights by a rule, so that a loss becomes smaller.
  ///
  /// As long as the kind of rule stays, what it keeps and its count of steps go on, whatever its
  /// settings; another kind starts anew.
  ///
  /// - Throws: `LearnError.notBuilt`.
  func optimizer(
    for rule: any UpdateRule, _ loss: LossSettings
  ) throws(LearnError) -> ModelOptimizer {
    let work = try built()
    let old = training.optimizer
    if let old, old.rule.name == rule.name, old.rule.slots == rule.slots, old.loss == loss {
      old.rule.current = rule
      return old
    }
    let current = CurrentRule(rule)
    let node = try lossNode(for: loss)
    do throws(ShapeError) {
      let step = try work.network.graph.minimize(
        node, using: current, variables: work.network.parameters)
      if let old, old.rule.name == rule.name {
        work.runner.store.hand(from: old.step, to: step)
      } else if let kept = training.keptOptimizer, kept.rule == rule.name {
        work.runner.store.hand(kept, to: step)
      }
      training.keptOptimizer = nil
      let optimizer = ModelOptimizer(rule: current, step: step, loss: loss)
      training.optimizer = optimizer
      return optimizer
    } catch {
      throw .engine(.shape(error))
    }
  }
}

extension Model {
  /// How many steps a rule of this kind has made, on which it would go on.
  ///
  /// - Throws: `LearnError.notBuilt`.
  func steps(by rule: any UpdateRule) throws(LearnError) -> Int {
    if let kept = training.keptOptimizer { return kept.rule == rule.name ? kept.step : 0 }
    guard let kept = training.optimizer, kept.rule.name == rule.name else { return 0 }
    return try built().runner.store.state(of: kept.step).step
  }

  /// What a training minimises, as a part of the graph that is made once.
  private func lossNode(for settings: LossSettings) throws(LearnError) -> Node {
    if let node = training.losses[settings] { return node }
    let network = try built().network
    do throws(ShapeError) {
      let node = try network.loss(for: settings)
      training.losses[settings] = node
      return node
    } catch {
      throw .engine(.shape(error))
    }
  }
}

extension VariableStore {
  /// Hands the count of steps, and the slots that both have, from one training step to another.
  ///
  /// - Precondition: both change the same variables.
  fileprivate func hand(from old: TrainingStep, to new: TrainingStep) {
    let (kept, names) = (state(of: old), old.rule.slots)
    var state = state(of: new)
    state.step = kept.step
    for (place, name) in new.rule.slots.enumerated() {
      guard let source = names.firstIndex(of: name) else { continue }
      for variable in new.variables.indices {
        state.slots[variable][place] = kept.slots[variable][source]
      }
    }
    set(new, state)
  }
}
