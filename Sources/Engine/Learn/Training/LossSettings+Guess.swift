import Glibc
import MNLTensor

extension LossSettings {
  /// What it costs to know nothing but how targets are on the average: all classes are equally
  /// likely, each label is a toss, and every number is the mean of its kind.
  ///
  /// - Returns: The mean loss; 0 if targets are not finite.
  /// - Complexity: O(N · width) for numbers, else O(1).
  package func guess(for examples: any Examples) -> Double {
    switch examples.shape.targets {
    case .classes(let count), .stepClasses(let count), .nextToken(let count):
      return log(Double(count))
    case .labels:
      return log(2)
    case .numbers(let count):
      var numbers = Array(repeating: [Double](), count: count)
      examples.forEachPieceOfTargets { targets in
        for place in 0..<targets.count { numbers[place % count].append(Double(targets[place])) }
      }
      let losses = numbers.map(guess)
      let mean = losses.reduce(0, +) / Double(count)
      return mean.isFinite ? mean : 0
    }
  }

  /// What it costs to say the mean for each of some numbers.
  private func guess(for numbers: [Double]) -> Double {
    let spread = NumberSpread(of: numbers)
    func mean(_ cost: (Double) -> Double) -> Double {
      numbers.map { cost(($0 - spread.mean).magnitude) }.stableSum() / Double(numbers.count)
    }
    switch kind {
    case .meanAbsoluteError: return mean { $0 }
    case .huber: return mean { $0 > 1 ? $0 - 0.5 : $0 * $0 / 2 }
    case .meanSquaredError, .crossEntropy, .binaryCrossEntropy, nil: return spread.variance
    }
  }
}
