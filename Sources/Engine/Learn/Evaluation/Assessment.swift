/// How well a model does on some examples, by everything that is measured.
package struct Assessment: Hashable, Sendable {
  /// Loss and scores.
  package let evaluation: Evaluation
  /// What is measured besides where each example has one of some classes; else nil.
  package let classes: ClassAssessment?
}

/// What is measured of shares of classes.
///
/// Of each example it keeps whether it was classified rightly, and as long as there are not too
/// many its shares; all else are counts and sums.
package struct ClassAssessment: Hashable, Sendable {
  /// Which examples were classified rightly, in the order of the rows.
  package private(set) var hits: [Bool] = []
  /// How far from the top the labels' classes stand.
  package private(set) var ranks: TopRanks
  /// Whether the model is right as often as it is sure.
  package private(set) var calibration = Calibration()
  /// How far the shares are from the labels.
  package private(set) var losses = ProbabilityLosses()
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

  /// Where the accuracy probably lies, with 95 %.
  package var interval: ConfidenceInterval {
    ConfidenceInterval(successes: hits.count { $0 }, of: hits.count)
  }

  /// The labels and shares of all examples.
  ///
  /// - Throws: `MetricError.tooMany` if they were not kept.
  package func scoredExamples() throws(MetricError) -> ScoredExamples {
    if let scored { return scored }
    throw .tooMany(numbers: hits.count * ranks.classes, limit: ScoredExamples.limit)
  }
}
