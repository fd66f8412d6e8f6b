package import MNLEvents
package import MNLRuntime

/// A handle of which `summary` has more to tell than one line.
package protocol Summarised: Handle {
  /// What `summary` shows.
  var summaryBundle: DisplayBundle { get }
}

extension DisplayBundle {
  /// A table under a line of text.
  ///
  /// - Complexity: O(cells).
  package init(heading: String, table: Table) {
    var titled = table
    titled.title = heading
    self.init(text: heading + "\n" + table.plainText, data: [.table(titled)])
  }

  /// Several bundles, one below the other.
  package init(report parts: [DisplayBundle]) {
    self.init(text: parts.map(\.text).joined(separator: "\n\n"), data: [.report(parts)])
  }
}

extension Table {
  /// The table as lines of text: words to the left, numbers to the right of their columns.
  ///
  /// - Complexity: O(cells).
  package var plainText: String {
    let body = rows.map { $0.map(\.plainText) }
    let heads = columns.map(\.title)
    let widths = columns.indices.map { column in
      ([heads[column]] + body.map { $0[column] }).map(\.count).max() ?? 0
    }
    let isNumeric = columns.indices.map { column in
      rows.allSatisfy { !$0[column].isWords }
    }
    let lines = ([heads] + body).map { cells in
      let padded = cells.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - cells[column].count)
        return isNumeric[column] ? blanks + cells[column] : cells[column] + blanks
      }
      let line = padded.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    return lines.joined(separator: "\n")
  }
}

extension Table.Cell {
  fileprivate var isWords: Bool {
    switch self {
    case .text, .trend: true
    case .empty, .int, .number: false
    }
  }

  fileprivate var plainText: String {
    switch self {
    case .empty: ""
    case .text(let text): text
    case .int(let int): "\(int)"
    case .number(let number, let digits): DecimalText.tabular(number, digits: digits)
    case .trend(let values): Sparkline(values, width: 24).text
    }
  }
}
