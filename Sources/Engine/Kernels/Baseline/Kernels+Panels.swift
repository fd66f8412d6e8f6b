package import MNLKernels

extension Kernels {
  package static func multiply(
    _ sizes: PanelProduct, _ a: Floats, _ b: Floats, start: Floats?, into result: Floats
  ) {
    let product = TileProduct(
      outer: sizes.outer, inner: sizes.inner, a: a, aOuter: sizes.aOuter, aInner: sizes.aInner,
      aRow: sizes.aRow, bOuter: sizes.bOuter, accumulates: sizes.accumulates)
    product.compute(rows: sizes.rows, panels: sizes.panels) { place in
      TileColumn(
        b: b.from(place.panel &* sizes.bPanel &+ place.lane),
        result: result.from(place.panel &* sizes.resultPanel &+ place.lane),
        resultRow: sizes.resultRow,
        start: start?.lanes(place.panel &* 16 &+ place.lane) ?? Lanes(repeating: 0))
    }
  }
}
