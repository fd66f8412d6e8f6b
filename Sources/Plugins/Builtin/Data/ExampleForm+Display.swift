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
}
