import Glibc
import MNLLearn

/// What the loss of labels or of numbers means, in words with its own numbers.
struct AnswerLossWords {
  private let targets: Targets
  private let train: (any Examples)?
  private let measured: (loss: Double, what: String)?

  /// The words on the loss of targets, which are those of some training examples if there are any.
  init(_ targets: Targets, _ train: (any Examples)?, _ measured: (loss: Double, what: String)?) {
    (self.targets, self.train, self.measured) = (targets, train, measured)
  }

  /// Sentences, a line each.
  var text: String {
    let isOfNumbers = if case .numbers = targets { true } else { false }
    var lines =
      isOfNumbers
      ? [
        "The loss is the mean squared error: the square of the distance between what the model "
          + "says and what it should, on the average over the numbers and the examples.",
        "With `loss=mae` it is the mean distance, which minds far-off numbers less; with `loss=huber` "
          + "half the square up to a distance of 1, and the distance less a half beyond.",
      ]
      : [
        "The loss is the binary cross-entropy, on the average over \(targets): minus the logarithm "
          + "of the share of yes where an example has the label, and of that of no where not.",
        "A toss for each label costs ln 2 = \(log(2).text(significant: 5)).",
      ]
    if isOfNumbers, let train {
      let guess = LossSettings(kind: .meanSquaredError).guess(for: train)
      lines.append(
        "To always say the mean of the training examples costs \(guess.text(significant: 4)), "
          + "their variance.")
    }
    lines.append("The best answer costs 0; there is no upper bound.")
    if let measured {
      let root =
        isOfNumbers
        ? " Its root, \(measured.loss.squareRoot().text(significant: 4)), is of the size of the errors."
        : ""
      lines.append("Now: \(measured.loss.text(significant: 4)), \(measured.what).\(root)")
    }
    return lines.joined(separator: "\n")
  }
}
