import Glibc
import MNLEvents

/// How strongly each cell of a matrix is shaded.
struct MatrixShading {
  private let matrix: Matrix
  /// The sums of the rows, or the least and the greatest number, as the shading needs them.
  private let measures: [Double]

  /// Measures a matrix.
  ///
  /// - Complexity: O(cells).
  init(_ matrix: Matrix) {
    self.matrix = matrix
    switch matrix.shading {
    case .rowShare: measures = matrix.values.map { $0.reduce(0, +) }
    case .range:
      let finite = matrix.values.joined().filter(\.isFinite)
      measures = [finite.min() ?? 0, finite.max() ?? 0]
    case .unit: measures = [0, 1]
    case .signed:
      let greatest = matrix.values.joined().filter(\.isFinite).map(\.magnitude).max() ?? 0
      measures = [-max(1, greatest), max(1, greatest)]
    }
  }

  /// The shade of a cell, from above 0 to 1, or from below 0 to -1; nil if it has none.
  subscript(row: Int, column: Int) -> Double? {
    let value = matrix.values[row][column]
    let shade =
      switch matrix.shading {
      case .rowShare: cbrt(value / measures[row])
      case .range: (value - measures[0]) / (measures[1] - measures[0])
      case .unit: min(1, value)
      case .signed: value / measures[1]
      }
    if matrix.shading == .signed { return (0.05...1).contains(shade.magnitude) ? shade : nil }
    return shade > 0 && shade <= 1 ? shade : nil
  }

  /// The numbers that the faintest and the strongest shade stand for; nil if that depends on the row.
  var ends: (low: String, high: String)? {
    switch matrix.shading {
    case .rowShare: nil
    case .range, .unit, .signed:
      (MeasuredNumber.brief(measures[0]), MeasuredNumber.brief(measures[1]))
    }
  }
}

extension Matrix {
  /// The matrix with all rows as long as the longest: whoever sent it may have left out numbers.
  var evened: Matrix {
    let length = values.reduce(0) { max($0, $1.count) }
    guard values.contains(where: { $0.count < length }) else { return self }
    var matrix = self
    matrix.values = values.map { $0 + Array(repeating: .nan, count: length - $0.count) }
    return matrix
  }
}
