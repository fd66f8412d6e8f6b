import MNLEvents
import MNLLearn

/// What the epochs of a model or of one training brought, and what that can be plotted as.
struct TrainingHistory {
  /// What legends call the model.
  let name: String
  /// By which number it is told how training goes.
  let score: Score
  /// The epochs, in their order.
  let epochs: [EpochRecord]

  /// What can be plotted.
  static let measures = ["loss", "accuracy", "mae", "bits", "gradient-norm", "clipped"]

  /// What can be plotted of these epochs.
  var known: [String] {
    ["loss", score.rawValue]
      + (epochs.contains { $0.gradients != nil } ? ["gradient-norm", "clipped"] : [])
  }

  /// The lines of a measure: of training and, where it was looked at, of the validation examples.
  ///
  /// - Parameters:
  ///   - measure: One of `known`.
  ///   - prefix: What their names begin with.
  /// - Returns: The lines; none if there is nothing of that name.
  func series(_ measure: String, prefix: String = "") -> [Curves.Series] {
    func series(_ name: String, _ value: (EpochRecord) -> Double?) -> Curves.Series? {
      let points = epochs.compactMap { epoch in value(epoch).map { (Double(epoch.epoch), $0) } }
      guard !points.isEmpty else { return nil }
      return Curves.Series(name: prefix + name, x: points.map(\.0), y: points.map(\.1))
    }
    let found: [Curves.Series?] =
      switch measure {
      case "loss":
        [series("loss", \.loss), series("validation loss") { $0.validation?.loss }]
      case score.rawValue:
        [
          series(measure, \.score), series("validation \(measure)") { $0.validation?.score },
        ]
      case "gradient-norm": [series(measure) { $0.gradients?.norm }]
      case "clipped": [series(measure) { $0.gradients?.clipped }]
      default: []
      }
    return found.compactMap { $0 }
  }
}
