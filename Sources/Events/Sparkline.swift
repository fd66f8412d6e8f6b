/// Numbers in a row as one character each: how they rise and fall.
package struct Sparkline {
  /// From the least to the greatest.
  private static let blocks = Array("▁▂▃▄▅▆▇█")
  /// The same in ASCII.
  private static let ramp = Array("_.-=^")

  /// The characters.
  package let text: String

  /// Draws numbers; those that are not finite are left blank.
  ///
  /// - Parameters:
  ///   - values: The numbers.
  ///   - width: How many characters at most: of more numbers, some are left out evenly, never the
  ///     last.
  ///   - usesUnicode: Whether blocks may be drawn.
  package init(_ values: [Double], width: Int, usesUnicode: Bool = true) {
    let marks = usesUnicode ? Self.blocks : Self.ramp
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let greatest = finite.max(), width > 0 else {
      text = ""
      return
    }
    let count = min(width, values.count)
    text = String(
      (0..<count).map { place -> Character in
        let value = values[(place + 1) * values.count / count - 1]
        guard value.isFinite else { return " " }
        // Halved, for the distance of the greatest numbers is none any more.
        let range = greatest / 2 - least / 2
        let height = range > 0 ? (value / 2 - least / 2) / range : 0
        return marks[min(marks.count - 1, Int(height * Double(marks.count)))]
      })
  }
}
