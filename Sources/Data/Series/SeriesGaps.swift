/// Values that are missing within series.
enum SeriesGaps {
  /// Puts numbers where they are missing: on the line between the two that are nearest, at the ends
  /// the nearest one; false if all are missing.
  ///
  /// The line is that of numpy's `interp`.
  ///
  /// - Parameters:
  ///   - row: Values, not a number where one is missing.
  ///   - range: Those of one dimension.
  /// - Returns: Whether there was anything to go by.
  /// - Complexity: O(range).
  static func fill(_ row: inout [Double], _ range: Range<Int>) -> Bool {
    var last: Int?
    for place in range where !row[place].isNaN {
      let start = last.map { $0 + 1 } ?? range.lowerBound
      let (before, after) = (row[last ?? place], row[place])
      let slope = last.map { (after - before) / Double(place - $0) } ?? 0
      for gap in start..<place { row[gap] = slope * Double(gap - (last ?? gap)) + before }
      last = place
    }
    guard let last else { return false }
    for gap in last + 1..<range.upperBound { row[gap] = row[last] }
    return true
  }
}
