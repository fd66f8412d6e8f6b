import MNLEvents
import MNLLearn

/// The curves of a training on its way.
final class LivePlot {
  /// Between the ends of two epochs that are drawn, at least: curves of many epochs are long.
  private static let interval = Duration.milliseconds(100)

  private let model: ModelHandle
  private var lastEnd: ContinuousClock.Instant?

  /// The curves of a model that is being trained.
  init(_ model: ModelHandle) { self.model = model }

  /// Loss and score so far; nil if those that were drawn are new enough.
  func display(_ progress: TrainingProgress) -> DisplayBundle? {
    if case .epochEnd = progress.moment {
      let now = ContinuousClock.now
      if let lastEnd, now - lastEnd < Self.interval { return nil }
      lastEnd = now
    }
    return model.history.live(progress, from: progress.firstEpoch)
  }
}

extension TrainingHistory {
  /// Loss and score of a training on its way.
  ///
  /// - Parameters:
  ///   - progress: How far it is.
  ///   - first: Its first epoch.
  /// - Returns: A bundle with curves over all epochs that there will be.
  fileprivate func live(_ progress: TrainingProgress, from first: Int) -> DisplayBundle {
    let isUnderway = if case .underway = progress.moment { progress.batchesDone > 0 } else { false }
    let last = max(progress.lastEpoch ?? progress.epoch, first + 1)
    let place =
      Double(progress.epoch) - 1
      + Double(progress.batchesDone) / Double(max(1, progress.batchesPerEpoch))
    let parts = [("loss", progress.loss), (score.rawValue, progress.score)].map { measure, now in
      var lines = series(measure)
      if isUnderway {
        if lines.isEmpty { lines = [Curves.Series(name: measure, x: [], y: [])] }
        lines[0].x.append(max(place, Double(first)))
        lines[0].y.append(now)
      }
      return DisplayBundle(
        text: "",
        data: [
          .curves(Curves(axis: "epoch", series: lines, span: Double(first)...Double(last)))
        ])
    }
    return DisplayBundle(text: "", data: [.report(parts)])
  }
}
