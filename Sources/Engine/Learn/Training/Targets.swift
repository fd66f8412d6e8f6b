/// What is asked of an example: it decides what head a network has and what training minimises.
///
/// Shapes: `B` batch, `T` steps, `C` classes, labels or numbers.
package enum Targets: Hashable, Sendable {
  /// One of so many classes: targets `[B, C]` of a 1 and zeros; a softmax.
  case classes(Int)
  /// Any of so many labels: targets `[B, C]` of ones and zeros; a sigmoid for each.
  case labels(Int)
  /// So many numbers: targets `[B, C]`; the outputs as they are.
  case numbers(Int)
  /// One of so many classes at each step: targets `[B, T·C]`, all 0 at a step where nothing is asked.
  case stepClasses(Int)
  /// At each step which of so many tokens is the next one; targets as for classes of steps.
  case nextToken(Int)

  /// How many classes, labels or numbers there are, `C`.
  package var count: Int {
    switch self {
    case .classes(let count), .labels(let count), .numbers(let count), .stepClasses(let count),
      .nextToken(let count):
      count
    }
  }

  /// Whether something is asked at each step.
  package var isPerStep: Bool {
    switch self {
    case .stepClasses, .nextToken: true
    case .classes, .labels, .numbers: false
    }
  }

  /// Whether what is asked is one of some classes, so that their shares sum to 1.
  package var isOneOfClasses: Bool {
    switch self {
    case .classes, .stepClasses, .nextToken: true
    case .labels, .numbers: false
    }
  }

  /// The number by which training tells how it goes.
  package var score: Score {
    switch self {
    case .classes, .labels, .stepClasses: .accuracy
    case .numbers: .meanAbsoluteError
    case .nextToken: .bits
    }
  }

  /// What there are `count` of, in the plural.
  package var noun: String {
    switch self {
    case .classes, .stepClasses: "classes"
    case .labels: "labels"
    case .numbers: "target numbers"
    case .nextToken: "tokens"
    }
  }
}

/// A number that tells how well a model does, besides the loss.
package enum Score: String, Hashable, Sendable {
  /// The share of classes or labels that are right.
  case accuracy
  /// The mean distance of numbers from what they are to be.
  case meanAbsoluteError = "mae"
  /// The mean cross-entropy of a token in bits: its logarithm is that of 2.
  case bits
}

extension Targets: CustomStringConvertible {
  /// What is asked in words, as in `10 classes`.
  package var description: String {
    switch self {
    case .classes(let count): "\(count) classes"
    case .labels(let count): "\(count) labels"
    case .numbers(let count): count == 1 ? "1 number to tell" : "\(count) numbers to tell"
    case .stepClasses(let count): "\(count) classes at each step"
    case .nextToken(let count): "the next of \(count) tokens at each step"
    }
  }
}
