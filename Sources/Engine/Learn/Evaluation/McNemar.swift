import Glibc

/// McNemar's test: whether two models that saw the same examples do equally well.
///
/// Only examples that one of them had right and the other wrong tell the two apart. If they do
/// equally well, each such example is a coin toss. Source: McNemar, Psychometrika 12 (1947).
package struct McNemar: Hashable, Sendable {
  /// From how many differing examples on the test takes the chi-square distribution.
  package static let exactBelow = 25

  /// How many examples both had right.
  package let both: Int
  /// How many the first had right and the second wrong.
  package let onlyFirst: Int
  /// How many the second had right and the first wrong.
  package let onlySecond: Int
  /// How many both had wrong.
  package let neither: Int

  /// How the probability is computed.
  package enum Method: String, Hashable, Sendable {
    /// By the binomial distribution.
    case exact = "exact binomial"
    /// By the chi-square distribution with one degree of freedom, continuity-corrected.
    case chiSquare = "chi-square with continuity correction"
  }

  /// Compares two models by which examples each had right, in the same order.
  ///
  /// - Throws: `MetricError.sizesDiffer`, `.noExamples`.
  /// - Complexity: O(examples).
  package init(first: [Bool], second: [Bool]) throws(MetricError) {
    guard first.count == second.count else {
      throw .sizesDiffer(what: "the examples", first: first.count, second: second.count)
    }
    guard !first.isEmpty else { throw .noExamples }
    var counts = [0, 0, 0, 0]
    for (isFirstRight, isSecondRight) in zip(first, second) {
      counts[(isFirstRight ? 0 : 2) + (isSecondRight ? 0 : 1)] += 1
    }
    (both, onlyFirst, onlySecond, neither) = (counts[0], counts[1], counts[2], counts[3])
  }

  /// How many examples there are.
  package var examples: Int { both + onlyFirst + onlySecond + neither }

  /// How many examples tell the two apart.
  package var differing: Int { onlyFirst + onlySecond }

  /// How the probability is computed: exactly where few examples differ.
  package var method: Method { differing < Self.exactBelow ? .exact : .chiSquare }

  /// The probability of a difference at least as great between models that do equally well.
  package var probability: Double {
    switch method {
    case .exact:
      // At most 24 tosses: all the counts are whole, and so exact.
      var ways = 1
      var tail = 0
      for successes in 0...min(onlyFirst, onlySecond) {
        tail += ways
        ways = ways * (differing - successes) / (successes + 1)
      }
      return min(1, Double(2 * tail) / Double(1 << differing))
    case .chiSquare:
      return erfc((chiSquare / 2).squareRoot())
    }
  }

  /// `(|b - c| - 1)² / (b + c)` of the counts that differ, and 0 if they are equal.
  ///
  /// The 1 is Edwards' correction (Psychometrika 13, 1948).
  package var chiSquare: Double {
    guard onlyFirst != onlySecond else { return 0 }
    let distance = Double(abs(onlyFirst - onlySecond)) - 1
    return distance * distance / Double(differing)
  }
}
