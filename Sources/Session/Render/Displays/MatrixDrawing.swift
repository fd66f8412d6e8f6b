import MNLEvents

/// A matrix on a terminal: its numbers on shaded ground, or shades alone where they do not fit.
struct MatrixDrawing {
  private let matrix: Matrix
  private let style: StreamStyle
  private let texts: [[String]]
  private let layout: Layout
  private let shading: MatrixShading
  private let width: Int

  /// What stands where.
  struct Layout {
    var corner: String
    var rowNames: [String]
    var columnNames: [String]
    /// How wide the numbers of each column are; nil where there are shades alone.
    var widths: [Int]?
    /// How many characters a shade alone takes.
    var shadeWidth = 1

    /// Columns of the names of the rows; of shades alone the corner has a line of its own.
    var nameWidth: Int { MatrixDrawing.widest(rowNames + (widths == nil ? [] : [corner])) }
    /// Columns of everything: each number has a blank on both sides.
    var total: Int { nameWidth + 1 + (widths ?? []).reduce(0) { $0 + $1 + 2 } }
  }

  /// Lays a matrix out.
  ///
  /// - Parameters:
  ///   - matrix: The matrix.
  ///   - width: Columns to fit it into; what does not fit even as shades is left out, and the
  ///     heading says so.
  ///   - style: What the terminal takes.
  init(_ matrix: Matrix, width: Int, style: StreamStyle) {
    let matrix = matrix.evened
    self.matrix = matrix
    self.style = style
    let texts = Self.texts(of: matrix.values)
    self.texts = texts
    shading = MatrixShading(matrix)
    self.width = width
    let titles = [matrix.rowTitle, matrix.columnTitle].filter { !$0.isEmpty }
    let plain = Layout(
      corner: VisibleText.escapingLine(titles.joined(separator: " / ")),
      rowNames: Self.names(matrix.rowNames, count: matrix.values.count),
      columnNames: Self.names(matrix.columnNames, count: matrix.values.first?.count ?? 0))
    let candidates = [plain, Self.numbered(plain)].flatMap { names in
      [true, false].map { isEven in
        var layout = names
        layout.widths = Self.widths(of: texts, under: names.columnNames, even: isEven)
        return layout
      }
    }
    // Where the shade is the number itself, there is nothing that the number would add.
    let showsNumbers = matrix.shading == .range || matrix.shading == .rowShare
    layout =
      candidates.first { showsNumbers && $0.total <= width }
      ?? Self.shades(plain, width: width, style: style)
  }

  /// The lines, without newlines.
  var lines: [String] {
    let nameWidth = layout.nameWidth
    let body = matrix.values.indices.map { row in
      var line =
        Self.padded(layout.rowNames[row], to: nameWidth) + " "
        + layout.columnNames.indices.map { cell(row, $0) }.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
    let title =
      matrix.title.isEmpty
      ? []
      : WrappedText.wrapping(VisibleText.escapingLine(matrix.title), to: width)
        .split(separator: "\n").map(String.init)
    guard let widths = layout.widths else {
      var heading = [style.paint(layout.corner, .strong)]
      if let key {
        if DisplayWidth.of(layout.corner) + 2 + key.width <= width {
          heading[0] += "  " + key.text
        } else {
          heading.append(key.text)
        }
      }
      return title + heading + body + [columnNames(from: nameWidth + 1)]
    }
    let dash = style.usesUnicode ? "─" : "-"
    var heading = Self.padded(layout.corner, to: nameWidth)
    var rule = String(repeating: dash, count: nameWidth)
    for (name, width) in zip(layout.columnNames, widths) {
      heading += "  " + String(repeating: " ", count: width - DisplayWidth.of(name)) + name
      rule += "  " + String(repeating: dash, count: width)
    }
    return title + [style.paint(heading, .strong), rule] + body
  }

  // MARK: Cells

  /// A cell: a number with a blank before it and a blank or a shade after it, or a shade alone.
  private func cell(_ row: Int, _ column: Int) -> String {
    let shade = shading[row, column]
    guard let widths = layout.widths else {
      let mark = style.usesColor ? " " : HeatRamp.mark(shade, of: marks)
      return ground(String(repeating: mark, count: layout.shadeWidth), shade)
    }
    let number = texts[row][column]
    let blanks = String(repeating: " ", count: widths[column] - number.utf8.count + 1)
    if style.usesColor, shade == nil { return blanks + style.paint(number, .faint) + " " }
    let mark =
      style.usesUnicode && !style.usesColor ? HeatRamp.mark(shade, of: .blocks) : " "
    return ground(blanks + number + String(mark), shade)
  }

  private var marks: HeatRamp.Marks {
    switch matrix.shading {
    case .signed: style.usesUnicode ? .signed : .signedASCII
    case .range, .rowShare, .unit: style.usesUnicode ? .blocks : .ascii
    }
  }

  /// The text on ground of a shade; as it is where there is none, or no colour.
  private func ground(_ text: String, _ shade: Double?) -> String {
    guard style.usesColor, let shade else { return text }
    let ground = HeatRamp.color(
      shade, isSigned: matrix.shading == .signed, isSmooth: style.colors == .full)
    return style.colors.escape(ink: HeatRamp.ink(on: ground), ground: ground) + text + "\u{1b}[0m"
  }

  // MARK: Shades alone

  /// What the shades mean, `0 ░▒▓█ 1`, and how wide that is; nil where it depends on the row.
  private var key: (text: String, width: Int)? {
    guard let ends = shading.ends else { return nil }
    let shades = [-1, -0.7, -0.45, -0.2, 0.2, 0.45, 0.7, 1].filter {
      matrix.shading == .signed || $0 > 0
    }
    let strip = shades.map { shade in
      ground(style.usesColor ? " " : String(HeatRamp.mark(shade, of: marks)), shade)
    }
    return (
      "\(ends.low) \(strip.joined()) \(ends.high)",
      ends.low.utf8.count + shades.count + ends.high.utf8.count + 2
    )
  }

  /// The names of columns below their shades, as many as have room.
  private func columnNames(from margin: Int) -> String {
    var line = ""
    for (column, name) in layout.columnNames.enumerated() {
      let place = margin + column * layout.shadeWidth
      let used = DisplayWidth.of(line)
      guard used == 0 || place > used else { continue }
      guard place + DisplayWidth.of(name) <= width || used == 0 else { break }
      line += String(repeating: " ", count: max(0, place - used)) + name
    }
    return line
  }
}
