import MNLTensor

/// A rule whose settings may change while what it keeps of the training goes on.
///
/// A training step of a graph has one rule for ever. With this one a model needs no second step,
/// with moments of its own, when it is trained at another rate.
///
/// It is unchecked, because `current` is set only between runs of a plan, when no thread reads it.
final class CurrentRule: UpdateRule, @unchecked Sendable {
  /// The rule that acts.
  var current: any UpdateRule

  /// Begins with a rule.
  init(_ rule: any UpdateRule) { current = rule }

  /// The name of the rule that acts.
  var name: String { current.name }
  /// What that rule keeps for each variable.
  var slots: [String] { current.slots }
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
  func trainingStep(for rule: any UpdateRule) throws(LearnError) -> TrainingStep {
    let work = try built()
    if let (kept, step) = training.optimizer, kept.name == rule.name, kept.slots == rule.slots {
      kept.current = rule
      return step
    }
    let current = CurrentRule(rule)
    do throws(ShapeError) {
      let step = try work.network.graph.minimize(
        work.network.loss, using: current, variables: work.network.parameters)
      training.optimizer = (current, step)
      return step
    } catch {
      throw .engine(.shape(error))
    }
  }
}
