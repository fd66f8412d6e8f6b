import MNLEvents

extension JSONText {
  /// A bundle as an object of MIME types: its text, a picture if it can be drawn, its data.
  static func bundle(_ bundle: DisplayBundle) -> JSONText {
    var members: [(String, JSONText)] = [("text/plain", .text(bundle.text))]
    if let png = Picture.png(of: bundle) {
      members.append(("image/png", .text(Base64.text(of: png))))
    } else if let svg = Picture.svg(of: bundle) {
      members.append(("image/svg+xml", .text(svg)))
    }
    return .object(members + bundle.data.map { ($0.mimeType, .display($0)) })
  }

  /// A part of a bundle, whose picture holds all parts.
  private static func part(_ bundle: DisplayBundle) -> JSONText {
    .object(
      [("text/plain", .text(bundle.text))] + bundle.data.map { ($0.mimeType, .display($0)) })
  }

  private static func display(_ data: DisplayData) -> JSONText {
    switch data {
    case .table(let table): .table(table)
    case .curves(let curves): .curves(curves)
    case .matrix(let matrix): .matrix(matrix)
    case .images(let images): .images(images)
    case .report(let parts): .object([("parts", .list(parts.map { .part($0) }))])
    }
  }

  private static func table(_ table: Table) -> JSONText {
    let columns = table.columns.map { column in
      JSONText.object([("title", .text(column.title)), ("unit", .text(column.unit))])
    }
    let rows = table.rows.map { JSONText.list($0.map(cell)) }
    return .object(
      titled(table.title) + [("columns", .list(columns)), ("rows", .list(rows))])
  }

  private static func cell(_ cell: Table.Cell) -> JSONText {
    switch cell {
    case .empty: .null
    case .text(let text): .text(text)
    case .int(let int): .int(int)
    case .number(let number, _): .number(number)
    case .trend(let values): .list(values.map { .number($0) })
    }
  }

  private static func titled(_ title: String) -> [(String, JSONText)] {
    title.isEmpty ? [] : [("title", .text(title))]
  }

  private static func curves(_ curves: Curves) -> JSONText {
    let series = curves.series.map { series in
      JSONText.object([
        ("name", .text(series.name)), ("x", .list(series.x.map { .number($0) })),
        ("y", .list(series.y.map { .number($0) })),
      ])
    }
    return .object(
      titled(curves.title) + [("axis", .text(curves.axis)), ("series", .list(series))])
  }

  private static func matrix(_ matrix: Matrix) -> JSONText {
    .object(
      titled(matrix.title) + [
        ("rowTitle", .text(matrix.rowTitle)),
        ("rowNames", .list(matrix.rowNames.map { .text($0) })),
        ("columnTitle", .text(matrix.columnTitle)),
        ("columnNames", .list(matrix.columnNames.map { .text($0) })),
        ("values", .list(matrix.values.map { .list($0.map { .number($0) }) })),
        ("shading", .text(matrix.shading.rawValue)),
      ])
  }

  private static func images(_ images: Images) -> JSONText {
    .object([
      ("height", .int(images.height)), ("width", .int(images.width)),
      ("pixels", .list(images.pixels.map { .list($0.map { .int(Int($0)) }) })),
      ("captions", .list(images.captions.map { .text($0) })),
    ])
  }
}
