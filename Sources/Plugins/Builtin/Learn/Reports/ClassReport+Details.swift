import MNLEvents
import MNLLearn

extension ClassReport {
  /// The measures, the classes with their averages, the confusion matrix.
  var details: [DisplayBundle] {
    var parts = [measures, reliability, classes]
    if let reason = areas.reason { parts.append(DisplayBundle(text: "no AUC: \(reason)")) }
    return parts + [confusion.bundle(names: classNames)]
  }

  /// What is one number for all examples.
  private var measures: DisplayBundle {
    let interval = found.interval
    let columns = [
      "accuracy", "95% from", "to", "loss", "top \(top)", "Brier", "calibration error",
    ].map { Table.Column($0) }
    let numbers = [
      evaluation.score, interval.lower, interval.upper, evaluation.loss, topAccuracy,
      found.losses.brier, found.calibration.expectedError,
    ]
    return DisplayBundle(
      table: Table(columns: columns, rows: [numbers.map { .number($0, digits: 4) }]))
  }

  /// How often the model is right where it is so sure.
  private var reliability: DisplayBundle {
    let bins = found.calibration.bins
    let table = Table(
      columns: ["confidence", "accuracy", "examples"].map { Table.Column($0) },
      rows: bins.map {
        [.number($0.confidence, digits: 4), .number($0.accuracy, digits: 4), .int($0.count)]
      })
    let curves = [
      ("confidence", bins.map(\.confidence)), ("accuracy", bins.map(\.accuracy)),
      ("examples", bins.map { Double($0.count) }),
    ].map { Curves.Series(name: $0, x: bins.map(\.upper), y: $1) }
    return DisplayBundle(
      text: table.plainText,
      data: [.curves(Curves(axis: "confidence", series: curves, isCompact: true))])
  }

  /// Precision, recall, F1 and area of each class, and what they are on the average.
  private var classes: DisplayBundle {
    func row(_ name: String, _ scores: ClassScores, area: Double?, count: Int) -> [Table.Cell] {
      [.text(name)] + scores.cells
        + [area.map { .number($0, digits: 4) } ?? .empty, .int(count)]
    }
    var rows = classNames.indices.map { label in
      row(
        classNames[label], confusion.scores(of: label), area: areas.each[label],
        count: confusion.examples(of: label))
    }
    for average in ClassAverage.allCases {
      let area: Double? =
        switch average {
        case .macro: areas.macro
        case .micro: nil
        case .weighted: areas.weighted
        }
      rows.append(
        row(
          average.rawValue, confusion.average(average), area: area,
          count: evaluation.examples))
    }
    let columns = ["class", "precision", "recall", "F1", "AUC", "examples"]
    return DisplayBundle(
      table: Table(columns: columns.map { Table.Column($0) }, rows: rows))
  }
}
