/// Whether a model is right as often as it is sure.
///
/// The confidence of a prediction is the share of the predicted class. Confidences are sorted into
/// bins of equal width; in each, their mean is held against the share of right predictions.
package struct Calibration: Hashable, Sendable {
  /// How many bins there are, as in Guo et al (2017).
  package static let binCount = 15

  /// Predictions of about the same confidence.
  package struct Bin: Hashable, Sendable {
    /// The confidence above which the bin begins; the first one holds 0 too.
    package let lower: Double
    /// The greatest confidence of the bin.
    package let upper: Double
    /// How many predictions there are.
    package let count: Int
    /// Their mean confidence.
    package let confidence: Double
    /// The share of right ones among them.
    package let accuracy: Double
  }

  private var counts = Array(repeating: 0, count: Self.binCount)
  private var hits = Array(repeating: 0, count: Self.binCount)
  private var confidences = Array(repeating: StableSum(), count: Self.binCount)

  /// No predictions.
  package init() {}

  /// Where bin `index` begins; `numpy.linspace` gives the same numbers.
  private static func edge(_ index: Int) -> Double {
    index == binCount ? 1 : Double(index) * (1 / Double(binCount))
  }

  /// Counts a prediction.
  ///
  /// - Parameters:
  ///   - confidence: The share of the predicted class, from 0 to 1.
  ///   - isRight: Whether that is the class of the label.
  package mutating func count(confidence: Double, isRight: Bool) {
    let bin = (1..<Self.binCount).first { confidence <= Self.edge($0) } ?? Self.binCount
    counts[bin - 1] += 1
    hits[bin - 1] += isRight ? 1 : 0
    confidences[bin - 1].add(confidence)
  }

  /// The bins that have predictions, in the order of confidence: a reliability diagram.
  package var bins: [Bin] {
    (0..<Self.binCount).filter { counts[$0] > 0 }.map { bin in
      Bin(
        lower: Self.edge(bin), upper: Self.edge(bin + 1), count: counts[bin],
        confidence: confidences[bin].value / Double(counts[bin]),
        accuracy: Double(hits[bin]) / Double(counts[bin]))
    }
  }

  /// The expected calibration error: how far accuracy and confidence of a bin are apart, on the
  /// average over the predictions; from 0, which is best, to 1.
  ///
  /// Source: Guo et al., On Calibration of Modern Neural Networks (2017), equation 3.
  ///
  /// - Precondition: there are predictions.
  package var expectedError: Double {
    let total = Double(counts.reduce(0, +))
    return bins.map { Double($0.count) / total * ($0.accuracy - $0.confidence).magnitude }
      .stableSum()
  }
}
