import MNLEvents

extension MatrixDrawing {
  /// The layout with numbers in the place of the columns' names, which the rows explain.
  static func numbered(_ plain: Layout) -> Layout {
    var layout = plain
    layout.columnNames = plain.columnNames.indices.map(String.init)
    guard plain.rowNames == plain.columnNames else { return layout }
    layout.rowNames = zip(layout.columnNames, plain.rowNames).map {
      $0 == $1 ? $0 : "\($0) \($1)"
    }
    return layout
  }

  /// The layout without numbers.
  static func shades(_ plain: Layout, width: Int, style: StreamStyle) -> Layout {
    let ellipsis = style.usesUnicode ? "…" : "..."
    let longest = max(1, width / 3)
    var layout = plain
    layout.rowNames = plain.rowNames.map {
      VisibleText.clipped($0, to: longest, ellipsis: ellipsis)
    }
    let count = plain.columnNames.count
    let room = max(1, width - widest(layout.rowNames) - 1)
    layout.shadeWidth = 2 * count <= room ? 2 : 1
    layout.columnNames = Array(plain.columnNames.prefix(room / layout.shadeWidth))
    if layout.columnNames.count < count {
      layout.corner += " (\(layout.columnNames.count) of \(count))"
    }
    layout.corner = VisibleText.clipped(layout.corner, to: width, ellipsis: ellipsis)
    return layout
  }

  static func widths(
    of texts: [[String]], under names: [String], even isEven: Bool
  ) -> [Int] {
    let widths = names.indices.map { column in
      texts.reduce(DisplayWidth.of(names[column])) { max($0, $1[column].utf8.count) }
    }
    return isEven ? widths.map { _ in widths.max() ?? 0 } : widths
  }

  static func texts(of values: [[Double]]) -> [[String]] {
    let isWhole = values.joined().allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e15 }
    return values.map { row in
      row.map { isWhole ? String(Int($0)) : DecimalText.tabular($0, digits: 4) }
    }
  }

  static func names(_ names: [String], count: Int) -> [String] {
    (0..<count).map { $0 < names.count ? VisibleText.escapingLine(names[$0]) : String($0) }
  }

  static func padded(_ name: String, to width: Int) -> String {
    name + String(repeating: " ", count: max(0, width - DisplayWidth.of(name)))
  }

  static func widest(_ texts: [String]) -> Int {
    texts.reduce(0) { max($0, DisplayWidth.of($1)) }
  }
}
