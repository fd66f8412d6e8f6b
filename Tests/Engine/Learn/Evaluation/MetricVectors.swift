import Foundation

/// The golden vectors that `scripts/reference/metrics_vectors.py` writes.
struct MetricVectors: Decodable {
  struct Scores: Decodable {
    let precision, recall, f1: Double
  }
  struct EachScores: Decodable {
    let precision, recall, f1: [Double]
  }
  struct Bins: Decodable {
    let counts: [Int]
    let confidence, accuracy: [Double]
  }
  struct Classification: Decodable {
    let classes: Int
    let labels: [Int]
    let shares: [Float]
    let confusion: [Int]
    let accuracy: Double
    let interval: [Double]
    let logLoss, brier: Double
    let each: EachScores
    let macro, micro, weighted: Scores
    let top: [Double]
    let areas: [Double?]
    let macroArea, weightedArea: Double?
    let bins: Bins
    let calibrationError: Double

    /// The shares of each example.
    var rows: [ArraySlice<Float>] {
      labels.indices.map { shares[$0 * classes..<($0 + 1) * classes] }
    }
    /// The first of the greatest shares of each example.
    var predictions: [Int] {
      rows.map { row in (row.firstIndex(of: row.max() ?? 0) ?? 0) - row.startIndex }
    }
  }
  struct Multilabel: Decodable {
    let labels: Int
    let targets: [Int]
    let shares: [Float]
    let accuracies: [Double]
    let accuracy, exactAccuracy: Double
    let each: EachScores
    let macro, micro, weighted: Scores
  }
  struct SeveralNumbers: Decodable {
    struct Column: Decodable {
      let targets, predictions: [Double]
    }
    let columns: [Column]
    let meanAbsoluteError, rootMeanSquaredError, determination: Double
  }
  struct Regression: Decodable {
    let targets, predictions: [Double]
    let meanAbsoluteError, rootMeanSquaredError, determination: Double
  }
  struct Comparison: Decodable {
    let counts: [Int]
    let exact: Bool
    let probability: Double
  }
  let classification: [String: Classification]
  let multilabel: [String: Multilabel]
  let severalNumbers: SeveralNumbers
  let regression: [String: Regression]
  let mcnemar: [Comparison]

  /// The vectors of the repository.
  static func read() throws -> MetricVectors {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let file = folder.appending(path: "Fixtures/reference/metrics.json")
    return try JSONDecoder().decode(MetricVectors.self, from: Data(contentsOf: file))
  }
}
