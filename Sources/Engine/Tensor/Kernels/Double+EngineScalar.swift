import Glibc
package import MNLKernels

// The reference precision: plain loops and the C library, for gradient checks.
extension Double: EngineScalar {
  package static func multiply(
    _ product: Product, _ a: Buffer<Double>, _ b: Buffer<Double>, beta: Double,
    into c: Buffer<Double>
  ) {
    BLAS.multiply(product, a, b, beta: beta, into: c)
  }

  package static func exponential(_ x: Buffer<Double>, into y: Buffer<Double>, count: Int) {
    for i in 0..<count { y[i] = exp(x[i]) }
  }

  package static func logarithm(_ x: Buffer<Double>, into y: Buffer<Double>, count: Int) {
    for i in 0..<count { y[i] = log(x[i]) }
  }

  package static func tangent(_ x: Buffer<Double>, into y: Buffer<Double>, count: Int) {
    for i in 0..<count { y[i] = tanh(x[i]) }
  }

  package static func logistic(_ x: Buffer<Double>, into y: Buffer<Double>, count: Int) {
    for i in 0..<count { y[i] = 1 / (1 + exp(-x[i])) }
  }

  package static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }

  package static func naturalLogarithm(_ x: Double) -> Double { log(x) }

  package static func naturalExponential(_ x: Double) -> Double { exp(x) }

  package static func logarithmOfOne(plus x: Double) -> Double { log1p(x) }

  package static func recurrence(_ site: Site<Double>, forgetBias: Double) -> Step<Double> {
    ReferenceLSTM(site, forgetBias: forgetBias).step
  }

  package static func multiply(
    _ sizes: PanelProduct, _ a: Buffer<Double>, _ b: Buffer<Double>, start: Buffer<Double>?,
    into result: Buffer<Double>
  ) {
    BLAS.multiply(sizes, a, b, start: start, into: result)
  }

  package static func compute(
    _ pass: CellPass, of cell: any RecurrentCell, _ step: RecurrentStep<Double>
  ) {
    cell.compute64(pass, step)
  }

  package static func combine(
    _ partials: [Buffer<Double>], into total: Buffer<Double>, from start: Int, count: Int,
    accumulates: Bool
  ) {
    if !accumulates { total.from(start).fill(0, count: count) }
    for partial in partials {
      for i in start..<start + count { total[i] += partial[i] }
    }
  }

  package static func areFinite(_ x: Buffer<Double>, count: Int) -> Bool {
    (0..<count).allSatisfy { x[$0].isFinite }
  }

  package static func step(of operation: any Operation, at site: Site<Double>) -> Step<Double> {
    operation.step64(site)
  }

  package static func apply(_ rule: any UpdateRule, to site: UpdateSite<Double>) {
    rule.apply(site)
  }
}
