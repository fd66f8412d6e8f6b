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

extension Model {
  /// The training step that changes the weights by a rule.
  ///
  /// As long as the kind of rule stays, its moments and its count of steps go on, whatever its
  /// settings; another kind starts anew.
  ///
  /// - Throws: `LearnError.notBuilt`.
  func trainingStep(
    for rule: any UpdateRule
  ) throws(LearnError) -> (rule: CurrentRule, step: TrainingStep) {
    let work = try built()
    if let kept = training.optimizer, kept.rule.name == rule.name, kept.rule.slots == rule.slots {
      kept.rule.current = rule
      return kept
    }
    let current = CurrentRule(rule)
    do throws(ShapeError) {
      let step = try work.network.graph.minimize(
        work.network.loss, using: current, variables: work.network.parameters)
      training.optimizer = (current, step)
      return (current, step)
    } catch {
      throw .engine(.shape(error))
    }
  }
}
