import MNLEvents

/// Lines over a common axis in SVG.
struct CurvesPicture {
  private static let width = 640
  /// How high a line of the legend is.
  private static let line = 18

  private let curves: Curves
  /// Where the names of the lines stand.
  private let names: [(left: Double, row: Int)]
  private let plot: (left: Double, top: Double, width: Double, height: Double)

  /// Makes a picture.
  init(_ curves: Curves) {
    self.curves = curves
    let left = 64.0
    var names: [(left: Double, row: Int)] = []
    var (next, row) = (left, 0)
    for series in curves.series {
      // How wide a text is, only the viewer knows: 7 pixels for a character are plenty.
      let size = 40 + 7 * Double(DisplayWidth.of(series.name))
      if next > left, next + size > Double(Self.width) { (next, row) = (left, row + 1) }
      names.append((next, row))
      next += size
    }
    self.names = names
    plot = (left: left, top: 34 + Double(row * Self.line), width: 560, height: 240)
  }

  /// The picture.
  var part: SVGPart {
    let points = curves.series.map { series in
      zip(series.x, series.y).map { point in
        AxisScale.holds(point.0, point.1) ? point : nil
      }
    }
    let drawn = points.joined().compactMap { $0 }
    let x = AxisScale(curves.places, marks: 8, ends: .tight, isWhole: curves.countsWhole)
    let y = AxisScale(drawn.map(\.1), marks: 5, ends: .round)
    func place(_ point: (Double, Double)) -> (x: Double, y: Double) {
      (
        plot.left + x.place(of: point.0) * plot.width,
        plot.top + (1 - y.place(of: point.1)) * plot.height
      )
    }
    var part = SVGPart(width: Self.width, height: Int(plot.top) + 286)
    for tick in y.ticks {
      let end = place((x.upper, tick))
      part.line(from: (plot.left, end.y), to: end, color: "#ddd")
      part.text(y.label(of: tick), x: plot.left - 8, y: end.y + 4, anchor: .end)
    }
    let bottom = plot.top + plot.height
    for tick in x.ticks {
      let at = place((tick, y.lower))
      part.line(from: at, to: (at.x, bottom + 5), color: "#333")
      part.text(x.label(of: tick), x: at.x, y: bottom + 19, anchor: .middle)
    }
    part.line(from: (plot.left, plot.top), to: (plot.left, bottom), color: "#333")
    part.line(from: (plot.left, bottom), to: (plot.left + plot.width, bottom), color: "#333")
    part.text(
      curves.axis, x: plot.left + plot.width / 2, y: bottom + 38, anchor: .middle)
    for (line, points) in points.enumerated() {
      draw(points.map { $0.map(place) }, color: Self.color(line), in: &part)
    }
    legend(in: &part)
    return part
  }

  private static func color(_ line: Int) -> String {
    CurvesDrawing.colors[line % CurvesDrawing.colors.count].hexadecimal
  }

  /// Draws a line with a gap at each nil; points that stand alone are dots.
  private func draw(_ points: [(x: Double, y: Double)?], color: String, in part: inout SVGPart) {
    for run in points.split(whereSeparator: { $0 == nil }) {
      let run = run.compactMap { $0 }
      if run.count == 1 {
        part.add(
          "<circle cx=\"\(SVGPart.number(run[0].x))\" cy=\"\(SVGPart.number(run[0].y))\""
            + " r=\"3\" fill=\"\(color)\"/>")
      } else {
        let places = run.map { "\(SVGPart.number($0.x)),\(SVGPart.number($0.y))" }
        part.add(
          "<polyline points=\"\(places.joined(separator: " "))\" fill=\"none\""
            + " stroke=\"\(color)\" stroke-width=\"2\" stroke-linejoin=\"round\"/>")
      }
    }
  }

  /// The title, and the names of the lines behind dashes of their colours.
  private func legend(in part: inout SVGPart) {
    part.text(curves.title, x: 0, y: 12, size: 13)
    for (line, series) in curves.series.enumerated() {
      let (left, row) = names[line]
      let top = 22 + row * Self.line
      part.add(
        "<rect x=\"\(SVGPart.number(left))\" y=\"\(top)\" width=\"18\" height=\"3\""
          + " fill=\"\(Self.color(line))\"/>")
      part.text(series.name, x: left + 23, y: Double(top + 6))
    }
  }
}
