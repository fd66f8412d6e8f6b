/// How many steps each row of an array has.
enum ArrayLengths {
  /// Reads lengths from an array of whole numbers.
  ///
  /// - Parameters:
  ///   - array: The lengths, `[N]`; nil if all rows have all steps.
  ///   - count: How many rows there are, `N`.
  ///   - steps: How many steps a row has at most, `T`.
  ///   - path: Where the rows lie, for errors.
  /// - Returns: The length of each row, from 0 to `T`.
  /// - Throws: `unfitData` for one that is out of range, and for what are no lengths of these rows.
  /// - Complexity: O(count).
  static func read(
    _ array: NumberArray?, count: Int, steps: Int, path: String
  ) throws(DataError) -> [Int32]? {
    guard let array else { return nil }
    guard let lengths = array.integers, array.shape == [count] else {
      let kind = array.isOfTexts ? "texts" : array.integers == nil ? "fractions" : "whole numbers"
      throw .unfitData(path: path, .unfitLengths(found: array.shapeText, of: kind, expected: count))
    }
    if let index = lengths.firstIndex(where: { $0 < 0 || $0 > steps }) {
      throw .unfitData(
        path: path, .lengthOutOfRange(index: index, length: lengths[index], limit: steps))
    }
    return lengths.map { Int32($0) }
  }

  /// Numbers of rows with zeros after the end of each.
  ///
  /// - Parameters:
  ///   - numbers: All numbers, `[N, T·I]`.
  ///   - lengths: How many steps each row has, `[N]`.
  ///   - steps: How many it has at most, `T`.
  /// - Returns: As many numbers.
  /// - Complexity: O(numbers).
  static func cut(_ numbers: [Float], to lengths: [Int32], steps: Int) -> [Float] {
    guard !lengths.isEmpty else { return numbers }
    var cut = numbers
    let width = numbers.count / lengths.count
    let features = width / steps
    for (row, length) in lengths.enumerated() {
      for place in row * width + Int(length) * features..<(row + 1) * width { cut[place] = 0 }
    }
    return cut
  }
}
