/// Values that are missing within series.
enum SeriesGaps {
  /// Puts numbers where they are missing: on the line between the two that are nearest, at the ends
  /// the nearest one.
  ///
  /// The line is that of numpy's `interp`.
  ///
  /// - Parameters:
  ///   - row: Values, not a number where one is missing.
  ///   - range: Those of one dimension.
  /// - Returns: How many were missing; nil if all were, so that there is nothing to go by.
  /// - Complexity: O(range).
  static func fill(_ row: inout [Double], _ range: Range<Int>) -> Int? {
    var last: Int?
    var known = 0
    for place in range where !row[place].isNaN {
      let start = last.map { $0 + 1 } ?? range.lowerBound
      let (before, after) = (row[last ?? place], row[place])
      let slope = last.map { (after - before) / Double(place - $0) } ?? 0
      for gap in start..<place { row[gap] = slope * Double(gap - (last ?? gap)) + before }
      last = place
      known += 1
    }
    guard let last else { return nil }
    for gap in last + 1..<range.upperBound { row[gap] = row[last] }
    return range.count - known
  }
}
