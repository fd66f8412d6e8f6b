/// How far predicted numbers are from the true ones.
package struct RegressionScores: Hashable, Sendable {
  /// The mean of `|prediction - target|`.
  package let meanAbsoluteError: Double
  /// The root of the mean of `(prediction - target)²`.
  package let rootMeanSquaredError: Double
  /// The coefficient of determination, R²: 1 less the squared errors' share of the squared
  /// distances from the targets' mean; `nil` for a single example.
  ///
  /// Where all targets are equal it is 1 if all predictions are right, else 0, as in scikit-learn.
  package let determination: Double?

  /// Compares predictions with targets, `[N]` each.
  ///
  /// - Throws: `MetricError.sizesDiffer`, `.noExamples`, `.notFinite`.
  /// - Complexity: O(N).
  package init(targets: [Double], predictions: [Double]) throws(MetricError) {
    guard targets.count == predictions.count else {
      throw .sizesDiffer(
        what: "targets and predictions", first: targets.count, second: predictions.count)
    }
    guard !targets.isEmpty else { throw .noExamples }
    for row in targets.indices
    where !targets[row].isFinite || !predictions[row].isFinite {
      throw .notFinite(row: row)
    }
    let count = Double(targets.count)
    let errors = zip(targets, predictions).map { $1 - $0 }
    meanAbsoluteError = errors.map(\.magnitude).stableSum() / count
    let squares = errors.map { $0 * $0 }.stableSum()
    rootMeanSquaredError = (squares / count).squareRoot()
    let mean = targets.stableSum() / count
    let spread = targets.map { ($0 - mean) * ($0 - mean) }.stableSum()
    if targets.count < 2 {
      determination = nil
    } else if spread == 0 {
      determination = squares == 0 ? 1 : 0
    } else {
      determination = 1 - squares / spread
    }
  }
}
