/// How well a model does on some examples, by everything that is measured.
///
/// Of each example it keeps whether it was classified rightly, and as long as there are not too
/// many its shares; all else are counts and sums.
package struct Assessment: Hashable, Sendable {
  /// Accuracy, loss and confusion.
  package let evaluation: Evaluation
  /// Which examples were classified rightly, in the order of the rows.
  package let hits: [Bool]
  /// How far from the top the labels' classes stand.
  package let ranks: TopRanks
  /// Whether the model is right as often as it is sure.
  package let calibration: Calibration
  /// How far the shares are from the labels.
  package let losses: ProbabilityLosses
  private let scored: ScoredExamples?

  /// Where the accuracy probably lies, with 95 %.
  package var interval: ConfidenceInterval {
    ConfidenceInterval(successes: evaluation.correct, of: evaluation.examples)
  }

  /// The labels and shares of all examples.
  ///
  /// - Throws: `MetricError.tooMany` if they were not kept.
  package func scoredExamples() throws(MetricError) -> ScoredExamples {
    if let scored { return scored }
    throw .tooMany(
      numbers: evaluation.examples * evaluation.confusion.classes, limit: ScoredExamples.limit)
  }

  /// What is counted while examples stream through.
  struct Tally {
    private var hits: [Bool] = []
    private var ranks: TopRanks
    private var calibration = Calibration()
    private var losses = ProbabilityLosses()
    private var scored: ScoredExamples?

    /// Nothing of so many examples is counted yet.
    init(examples: Int, classes: Int) {
      hits.reserveCapacity(examples)
      ranks = TopRanks(classes: classes)
      guard examples <= ScoredExamples.limit / classes else { return }
      scored = ScoredExamples(classes: classes)
      scored?.reserve(examples)
    }

    /// Counts an example with the share of each class, `[C]`.
    mutating func count(actual: Int, predicted: Int, shares: ArraySlice<Float>) {
      let isRight = actual == predicted
      hits.append(isRight)
      ranks.count(label: actual, shares: shares)
      calibration.count(
        confidence: Double(shares[shares.startIndex + predicted]), isRight: isRight)
      losses.count(label: actual, shares: shares)
      scored?.append(label: actual, shares: shares)
    }

    /// All that was counted.
    func assessment(_ evaluation: Evaluation) -> Assessment {
      Assessment(
        evaluation: evaluation, hits: hits, ranks: ranks, calibration: calibration,
        losses: losses, scored: scored)
    }
  }
}
