import MNLData
import MNLEvents
import MNLLearn

extension ExampleForm {
  /// Examples to look at: images, or sequences in a table with the numbers of the first as curves.
  ///
  /// - Precondition: there is a row, and all exist.
  func sheet(of rows: [Int], split: Split, heading: String) -> DisplayBundle {
    if let imageSize {
      let sheet = ImageSheet.of(rows: rows, split: split, size: imageSize, form: self)
      let text = rows.count == 1 ? heading : heading + ": " + sheet.captions.joined(separator: " ")
      return DisplayBundle(text: text, data: [.images(sheet)])
    }
    let table = sequences(rows, split)
    guard case .numbers(_, let names) = inputs else {
      return DisplayBundle(heading: heading, table: table)
    }
    guard split.length(at: rows[0]) > 0 else {
      return DisplayBundle(heading: heading, table: table)
    }
    let curves = curves(of: rows[0], split, names)
    let parts = [
      DisplayBundle(heading: heading, table: table),
      DisplayBundle(text: "\(noun) \(rows[0]):", data: [.curves(curves)]),
    ]
    return DisplayBundle(text: parts[0].text, data: [.report(parts)])
  }

  /// Sequences with what is asked of them.
  private func sequences(_ rows: [Int], _ split: Split) -> Table {
    guard case .numbers(_, let names) = inputs else {
      return Table(
        columns: ["row", "sequence", "target"].map { Table.Column($0) },
        rows: rows.map { row in
          [
            .int(row), .text(inputText(of: row, in: split) ?? ""),
            .text(targetText(of: row, in: split)),
          ]
        })
    }
    // Of each number only how its steps begin: a sequence may have thousands.
    let shown = min(6, steps)
    return Table(
      columns: ["row"].map { Table.Column($0) }
        + names.map { Table.Column($0, unit: shown < steps ? "first \(shown)" : "") }
        + [Table.Column("target")],
      rows: rows.map { row in
        let numbers = split.inputs(at: row)
        let texts = names.indices.map { feature in
          (0..<min(shown, split.length(at: row))).map {
            Double(numbers[$0 * names.count + feature]).text(significant: 2)
          }.joined(separator: " ")
        }
        return [.int(row)] + texts.map { .text($0) } + [.text(targetText(of: row, in: split))]
      })
  }

  /// The numbers of a sequence over its steps.
  private func curves(of row: Int, _ split: Split, _ names: [String]) -> Curves {
    let (numbers, steps) = (split.inputs(at: row), split.length(at: row))
    return Curves(
      axis: "step",
      series: names.enumerated().map { feature, name in
        Curves.Series(
          name: name, x: (1...steps).map(Double.init),
          y: (0..<steps).map { Double(numbers[$0 * names.count + feature]) })
      })
  }

  /// What is asked in some splits: how often each class occurs, or where numbers lie.
  ///
  /// - Complexity: O(N · width).
  func table(of splits: [Split]) -> Table {
    if case .numbers(let names) = targets { return numbers(names, splits) }
    let isPerStep =
      switch targets {
      case .stepClasses, .nextSymbol: true
      case .classes, .labels, .numbers: false
      }
    let unit = isPerStep ? "steps" : noun + "s"
    let counts = splits.map(\.classCounts)
    var rows: [[Table.Cell]] = targetNames.enumerated().map { label, name in
      [.text(name)] + counts.map { .int($0[label]) }
    }
    // An example may have several labels, so that their counts have no sum that means something.
    let totals = isPerStep ? counts.map { $0.reduce(0, +) } : splits.map(\.count)
    rows.append([.text("total")] + totals.map(Table.Cell.int))
    let head: String
    switch targets {
    case .labels: head = "label"
    case .nextSymbol: head = "symbol"
    case .classes, .stepClasses, .numbers: head = "class"
    }
    return Table(
      columns: [Table.Column(head)] + splits.map { Table.Column($0.name, unit: unit) }, rows: rows)
  }

  /// The least, the mean and the greatest of each number, and how far it is spread.
  private func numbers(_ names: [String], _ splits: [Split]) -> Table {
    var rows: [[Table.Cell]] = []
    for split in splits where split.count > 0 {
      let targets = (0..<split.count).map { split.targets(at: $0) }
      for (place, name) in names.enumerated() {
        let spread = NumberSpread(of: targets.map { Double($0[place]) })
        rows.append(
          [.text(split.name), .text(name), .int(split.count)]
            + [spread.least, spread.mean, spread.greatest, spread.deviation].map {
              .number($0, digits: 4)
            })
      }
    }
    let heads = ["split", "number", noun + "s", "least", "mean", "greatest", "deviation"]
    return Table(columns: heads.map { Table.Column($0) }, rows: rows)
  }
}
