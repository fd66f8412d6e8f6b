import Glibc
import MNLEvents
import MNLLearn

/// What a loss means, in words with its own numbers.
struct LossWords {
  private let loss: ClassLoss
  /// Whether classes have weights.
  var isWeighted = false
  /// Whether it is the mean over steps.
  var isPerStep = false
  /// What was measured, and on what.
  var measured: (loss: Double, what: String)?

  /// The words on a loss.
  init(_ loss: ClassLoss) { self.loss = loss }

  /// Sentences with the numbers of this loss.
  var sentences: [String] {
    let guess = loss.guess.text(significant: 5)
    let floor = loss.floor.text(significant: 5)
    var lines = [
      "The loss is the cross-entropy of \(loss.classes) classes: minus the logarithm of the share "
        + "that the last softmax gives the right class.",
      "A guess, with the same share for each class, costs ln \(loss.classes) = \(guess).",
    ]
    if isPerStep {
      lines.append("It is the mean over all steps at which something is asked.")
    }
    if loss.smoothing > 0 {
      let share = (100 * loss.smoothing).text(significant: 3)
      lines.append(
        "Labels are smoothed: each gives \(share) % of itself to all classes alike, so that being "
          + "very sure is never best.")
    }
    if isWeighted {
      lines.append(
        "Classes have weights, which multiply loss and slope: the numbers here are those where "
          + "every weight is 1.")
    }
    if loss.isDoubled, let ceiling = loss.ceiling {
      let least = loss.smoothing > 0 ? floor : "ln(e + \(loss.classes - 1)) - 1 = \(floor)"
      lines += [
        "What it takes for scores are shares already: another softmax comes before. They lie "
          + "between 0 and 1, so the last softmax can never make much of them: even a perfect "
          + "answer costs \(least), and the worst one \(ceiling.text(significant: 5)).",
        "Slopes shrink, too, and weights change the less: see the table. A class that gets hardly "
          + "any share has hardly any slope, and is learned late.",
      ]
    } else {
      lines += [
        "The best answer costs \(floor); there is no upper bound: a share of 0.001 costs "
          + "\(loss.loss(share: 0.001).text(significant: 5))."
      ]
    }
    if let measured {
      let share = exp(-measured.loss).text(significant: 3)
      lines.append(
        "Now: \(measured.loss.text(significant: 4)), \(measured.what). The right class gets a "
          + "share of e^-\(measured.loss.text(significant: 4)) = \(share) (the geometric mean).")
    }
    return lines
  }
}

extension ClassLoss {
  /// Losses and slopes at some shares of the right class; those of one softmax beside those of two.
  var table: Table {
    let plain = ClassLoss(classes: classes, smoothing: smoothing)
    let shares = [0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999]
    var columns = ["share of the right class", "loss", "slope"]
    if isDoubled { columns += ["loss with one softmax", "slope with one"] }
    return Table(
      columns: columns.map { Table.Column($0) },
      rows: shares.map { share in
        var row: [Table.Cell] = [.number(share, digits: 3)]
        for loss in isDoubled ? [self, plain] : [self] {
          row += [
            .number(loss.loss(share: share), digits: 4),
            .number(loss.slope(share: share), digits: 4),
          ]
        }
        return row
      })
  }
}
