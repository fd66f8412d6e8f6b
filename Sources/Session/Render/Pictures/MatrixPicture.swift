import MNLEvents

/// A matrix in SVG: shaded cells, with their numbers where there are few.
struct MatrixPicture {
  /// Up to how many rows and columns cells have numbers.
  private static let numbered = 20

  private let matrix: Matrix
  private let shading: MatrixShading

  /// Makes a picture.
  init(_ matrix: Matrix) {
    let matrix = matrix.evened
    self.matrix = matrix
    shading = MatrixShading(matrix)
  }

  /// The picture.
  var part: SVGPart {
    let (rows, columns) = (matrix.values.count, matrix.values.first?.count ?? 0)
    let showsNumbers =
      max(rows, columns) <= Self.numbered
      && (matrix.shading == .rowShare || matrix.shading == .range)
    let cell = showsNumbers ? (width: 44, height: 26) : (width: 16, height: 16)
    let names = matrix.rowNames.map { DisplayWidth.of($0) }.max() ?? 0
    let left = 16 + 7 * names
    let top = matrix.title.isEmpty ? 22 : 42
    var part = SVGPart(
      width: max(160, left + columns * cell.width), height: top + rows * cell.height + 22)
    if !matrix.title.isEmpty { part.text(matrix.title, x: 0, y: 12, size: 13) }
    let corner = [matrix.rowTitle, matrix.columnTitle].filter { !$0.isEmpty }
    part.text(corner.joined(separator: " / "), x: 0, y: Double(top - 8))
    for row in 0..<rows {
      let y = top + row * cell.height
      let name = row < matrix.rowNames.count ? matrix.rowNames[row] : "\(row)"
      part.text(
        name, x: Double(left - 8), y: Double(y + cell.height / 2 + 4), anchor: .end, size: 11)
      for column in 0..<columns {
        draw(row, column, at: (left + column * cell.width, y), cell, showsNumbers, in: &part)
      }
    }
    nameColumns(count: columns, left: left, top: top + rows * cell.height, cell.width, in: &part)
    return part
  }

  private func draw(
    _ row: Int, _ column: Int, at place: (x: Int, y: Int), _ size: (width: Int, height: Int),
    _ showsNumbers: Bool, in part: inout SVGPart
  ) {
    // On paper what is strong is dark: the ramp of the terminal backwards, and nothing is white.
    let shade = shading[row, column]
    let ground = shade.map { Self.ground($0) } ?? Color(grey: 255)
    part.add(
      "<rect x=\"\(place.x)\" y=\"\(place.y)\" width=\"\(size.width)\" height=\"\(size.height)\""
        + " fill=\"\(ground.hexadecimal)\" stroke=\"#eee\"/>")
    guard showsNumbers else { return }
    part.text(
      MeasuredNumber.brief(matrix.values[row][column]), x: Double(place.x + size.width / 2),
      y: Double(place.y + size.height / 2 + 4), anchor: .middle,
      color: HeatRamp.ink(on: ground).hexadecimal, size: 11)
  }

  private static func ground(_ shade: Double) -> Color {
    let strength = min(1, shade.magnitude)
    func mixed(_ end: Int) -> Int { 255 - Int(strength * Double(255 - end)) }
    return shade < 0
      ? Color(mixed(200), mixed(80), mixed(0)) : Color(mixed(0), mixed(70), mixed(160))
  }

  private func nameColumns(
    count: Int, left: Int, top: Int, _ width: Int, in part: inout SVGPart
  ) {
    var free = 0
    for column in 0..<count {
      let name = column < matrix.columnNames.count ? matrix.columnNames[column] : "\(column)"
      let center = left + column * width + width / 2
      let half = 4 * DisplayWidth.of(name)
      guard center - half >= free else { continue }
      part.text(name, x: Double(center), y: Double(top + 14), anchor: .middle, size: 11)
      free = center + half + 4
    }
  }
}
