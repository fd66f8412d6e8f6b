import MNLEvents

extension DisplayBundle {
  /// Curves, one chart below the other, with their numbers as text.
  ///
  /// - Precondition: There is a chart.
  /// - Complexity: O(points · log points).
  init(charts: [Curves]) {
    let table = Table(numbersOf: charts)
    if charts.count == 1 {
      self.init(text: table.plainText, data: [.curves(charts[0])])
    } else {
      let parts = charts.map {
        DisplayBundle(text: Table(numbersOf: [$0]).plainText, data: [.curves($0)])
      }
      self.init(text: table.plainText, data: [.report(parts)])
    }
  }
}

extension Table {
  /// How many rows are written of longer curves: evenly chosen, the first and the last among them.
  private static let longest = 12

  /// The numbers of curves over one axis.
  fileprivate init(numbersOf charts: [Curves]) {
    let series = charts.flatMap(\.series)
    let places = Set(series.flatMap(\.x)).sorted()
    let shown =
      places.count <= Self.longest
      ? places
      : (0..<Self.longest).map { places[$0 * (places.count - 1) / (Self.longest - 1)] }
    let values = series.map { Dictionary(zip($0.x, $0.y), uniquingKeysWith: { $1 }) }
    let digits = values.map { Self.digits(of: $0.values) }
    self.init(
      columns: [Column(charts.first?.axis ?? "")] + series.map { Column($0.name) },
      rows: shown.map { place in
        [Int(exactly: place).map(Cell.int) ?? .number(place, digits: 2)]
          + zip(values, digits).map { values, digits in
            values[place].map { .number($0, digits: digits) } ?? .empty
          }
      })
  }

  /// How many digits after the point numbers need: none if all are whole, more where all are small.
  private static func digits(of values: some Collection<Double>) -> Int {
    if values.allSatisfy({ $0 == $0.rounded() && $0.magnitude < 1e15 }) { return 0 }
    return (values.map(\.magnitude).max() ?? 1) < 0.01 ? 8 : 4
  }
}
