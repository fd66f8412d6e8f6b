package import MNLEvents
package import MNLRuntime

/// A handle that as a result is one line, with more to see on a terminal and with `show`.
package protocol Detailed: Handle {
  /// What there is to see, one below the other; the first is the line.
  var details: [DisplayBundle] { get }
}

extension Detailed {
  /// The line, with everything for a terminal and for programs.
  package var display: DisplayBundle { DisplayBundle(text: summary, data: report(details)) }

  /// Everything, also as text.
  package var detailBundle: DisplayBundle {
    let details = details
    return DisplayBundle(
      text: details.map(\.text).joined(separator: "\n\n"), data: report(details))
  }

  private func report(_ details: [DisplayBundle]) -> [DisplayData] {
    details.count > 1 ? [.report(details)] : []
  }
}

extension DisplayBundle {
  /// A table, with its text.
  ///
  /// - Complexity: O(cells).
  init(table: Table) {
    self.init(text: table.plainText, data: [.table(table)])
  }

  /// A matrix, with its numbers as text.
  ///
  /// - Complexity: O(cells).
  init(matrix: Matrix) {
    let corner = [matrix.rowTitle, matrix.columnTitle].joined(separator: " / ")
    let table = Table(
      columns: [Table.Column(corner)] + matrix.columnNames.map { Table.Column($0) },
      rows: zip(matrix.rowNames, matrix.values).map { name, row in
        [.text(name)] + row.map { Int(exactly: $0).map(Table.Cell.int) ?? .number($0, digits: 4) }
      })
    self.init(text: table.plainText, data: [.matrix(matrix)])
  }
}
