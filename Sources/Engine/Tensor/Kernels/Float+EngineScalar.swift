import Glibc
package import MNLKernels

// The precision of training: the kernels of the CPU's level.
extension Float: EngineScalar {
  package static func multiply(
    _ product: Product, _ a: Buffer<Float>, _ b: Buffer<Float>, beta: Float, into c: Buffer<Float>
  ) {
    BLAS.multiply(product, a, b, beta: beta, into: c)
  }

  package static func exponential(_ x: Buffer<Float>, into y: Buffer<Float>, count: Int) {
    precondition(count <= min(x.count, y.count), "\(count) of \(x.count) and \(y.count)")
    ActiveKernels.current.exponential(x.floats, into: y.floats, count: count)
  }

  package static func logarithm(_ x: Buffer<Float>, into y: Buffer<Float>, count: Int) {
    for i in 0..<count { y[i] = logf(x[i]) }
  }

  package static func tangent(_ x: Buffer<Float>, into y: Buffer<Float>, count: Int) {
    precondition(count <= min(x.count, y.count), "\(count) of \(x.count) and \(y.count)")
    ActiveKernels.current.tangent(x.floats, into: y.floats, count: count)
  }

  package static func logistic(_ x: Buffer<Float>, into y: Buffer<Float>, count: Int) {
    precondition(count <= min(x.count, y.count), "\(count) of \(x.count) and \(y.count)")
    ActiveKernels.current.logistic(x.floats, into: y.floats, count: count)
  }

  package static func power(_ x: Float, _ y: Float) -> Float { powf(x, y) }

  package static func naturalLogarithm(_ x: Float) -> Float { logf(x) }

  package static func naturalExponential(_ x: Float) -> Float { expf(x) }

  package static func logarithmOfOne(plus x: Float) -> Float { log1pf(x) }

  package static func recurrence(_ site: Site<Float>, forgetBias: Double) -> Step<Float> {
    PackedLSTM(site, forgetBias: Float(forgetBias)).step
  }

  package static func multiply(
    _ sizes: PanelProduct, _ a: Buffer<Float>, _ b: Buffer<Float>, start: Buffer<Float>?,
    into result: Buffer<Float>
  ) {
    guard sizes.check(a, b, start, result) else { return }
    ActiveKernels.current.multiply(
      sizes, a.floats, b.floats, start: start?.floats, into: result.floats)
  }

  package static func compute(
    _ pass: CellPass, of cell: any RecurrentCell, _ step: RecurrentStep<Float>
  ) {
    cell.compute32(pass, step)
  }

  package static func combine(
    _ partials: [Buffer<Float>], into total: Buffer<Float>, from start: Int, count: Int,
    accumulates: Bool
  ) {
    let isCopied = !accumulates && !partials.isEmpty
    if isCopied { total.from(start).copy(partials[0].from(start), count: count) }
    for partial in partials.dropFirst(isCopied ? 1 : 0) {
      precondition(start + count <= min(partial.count, total.count), "\(start) and \(count)")
      ActiveKernels.current.add(
        partial.floats.from(start), to: total.floats.from(start), count: count)
    }
  }

  package static func areFinite(_ x: Buffer<Float>, count: Int) -> Bool {
    precondition(count <= x.count, "\(count) of \(x.count)")
    return ActiveKernels.current.areFinite(x.floats, count: count)
  }

  package static func step(of operation: any Operation, at site: Site<Float>) -> Step<Float> {
    operation.step32(site)
  }

  package static func apply(_ rule: any UpdateRule, to site: UpdateSite<Float>) {
    rule.apply(site)
  }
}
