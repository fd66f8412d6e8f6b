import MNLEvents
package import MNLNotebook

/// What a run measured: for each measure the last value, and the best where one can be better.
///
/// A measure is called by what it was measured on and its name, `validation.accuracy`, or by its name
/// alone where it belongs to no part of the data.
package struct RunSummary: Sendable, Equatable {
  /// The measures, in the order in which they were first seen.
  package private(set) var measures: [Measure] = []

  /// Nothing was measured.
  package init() {}

  /// Takes in a measurement.
  mutating func add(_ metric: Metric) {
    let name = metric.split.map { "\($0).\(metric.name)" } ?? metric.name
    let place =
      measures.firstIndex { $0.name == name }
      ?? {
        measures.append(Measure(name: name, goal: Goal(ofMeasure: metric.name)))
        return measures.count - 1
      }()
    measures[place].add(metric)
  }

  /// The measure of a name: `test.accuracy`; or `accuracy`, which is that of the test if there is
  /// one, else of the validation, else of the training.
  package subscript(name: String) -> Measure? {
    let names = [name] + ["test", "validation", "train"].map { "\($0).\(name)" }
    return names.lazy.compactMap { name in measures.first { $0.name == name } }.first
  }
}

extension RunSummary {
  /// Which values of a measure are better.
  package enum Goal: String, Sendable {
    /// The small ones.
    case least = "min"
    /// The large ones.
    case greatest = "max"

    /// What is wanted of a measure by its name; nil if that does not say.
    package init?(ofMeasure name: String) {
      let words = Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
      let small: Set = ["loss", "error", "errors", "mae", "mse", "rmse", "perplexity"]
      let large: Set = [
        "accuracy", "precision", "recall", "f1", "auc", "r2", "kappa", "correlation",
      ]
      guard words.isDisjoint(with: small) else {
        self = .least
        return
      }
      guard !words.isDisjoint(with: large) else { return nil }
      self = .greatest
    }
  }

  /// One measure.
  package struct Measure: Sendable, Equatable {
    /// Its name: `validation.accuracy`.
    package var name: String
    /// Which of its values are better; nil if that is not known.
    package var goal: Goal?
    /// The value that was measured last; nil if it is no number.
    package var last: Double?
    /// The best value; nil if none can be.
    package var best: Double?
    /// The epoch or step of the best value; nil if it belongs to none.
    package var bestStep: Int?

    fileprivate mutating func add(_ metric: Metric) {
      last = metric.value.isFinite ? metric.value : nil
      guard let goal, let last else { return }
      let isBetter = best.map { goal == .least ? last < $0 : last > $0 } ?? true
      guard isBetter else { return }
      best = last
      bestStep = metric.epoch ?? metric.step
    }
  }

  /// The summary as JSON: an object of objects, as in `summary.json`.
  package var json: JSONValue {
    .object(
      measures.map { measure in
        .init(
          measure.name,
          .object(pairs: [
            ("last", JSONValue(optional: measure.last)),
            ("best", JSONValue(optional: measure.best)),
            ("best_step", JSONValue(optional: measure.bestStep)),
            ("goal", JSONValue(optional: measure.goal?.rawValue)),
          ]))
      })
  }

  /// Reads a summary; what is none of it is passed over.
  package init(_ json: JSONValue) {
    measures = (json.members ?? []).map { member in
      Measure(
        name: member.key, goal: member.value["goal"]?.text.flatMap(Goal.init(rawValue:)),
        last: member.value["last"]?.number, best: member.value["best"]?.number,
        bestStep: member.value["best_step"]?.int)
    }
  }
}
