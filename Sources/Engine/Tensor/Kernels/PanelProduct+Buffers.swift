import COpenBLAS
import MNLKernels

extension PanelProduct {
  /// Whether there is anything to do; traps if memory is too small.
  func check<Element>(
    _ a: Buffer<Element>, _ b: Buffer<Element>, _ start: Buffer<Element>?,
    _ result: Buffer<Element>
  ) -> Bool {
    guard !isEmpty else { return false }
    precondition(
      a.count >= aCount && b.count >= bCount && result.count >= resultCount
        && start.map { $0.count >= 16 * panels } ?? true,
      "a product of \(rows) rows and \(panels) panels has its memory")
    return true
  }
}

extension BLAS {
  /// Computes a product with a factor in panels, by one call for each panel and outer index.
  ///
  /// - Precondition: the inner indices or the rows of the first factor follow each other.
  static func multiply(
    _ sizes: PanelProduct, _ a: Buffer<Double>, _ b: Buffer<Double>, start: Buffer<Double>?,
    into result: Buffer<Double>
  ) {
    guard sizes.check(a, b, start, result) else { return }
    let transposes = sizes.aInner != 1
    precondition(!transposes || sizes.aRow == 1, "a factor that lies in rows or in columns")
    for panel in 0..<sizes.panels {
      let target = result.from(panel * sizes.resultPanel)
      if !sizes.accumulates {
        for row in 0..<sizes.rows {
          for column in 0..<16 {
            target[row * sizes.resultRow + column] = start.map { $0[16 * panel + column] } ?? 0
          }
        }
      }
      for outer in 0..<(sizes.inner > 0 ? sizes.outer : 0) {
        // SAFETY: the operands have the elements that the sizes demand.
        unsafe cblas_dgemm(
          CblasRowMajor, transposes ? CblasTrans : CblasNoTrans, CblasNoTrans,
          Int32(sizes.rows), 16, Int32(sizes.inner), 1, a.from(outer * sizes.aOuter).base,
          Int32(max(transposes ? sizes.aInner : sizes.aRow, 1)),
          b.from(panel * sizes.bPanel + outer * sizes.bOuter).base, 16, 1, target.base,
          Int32(sizes.resultRow))
      }
    }
  }
}
