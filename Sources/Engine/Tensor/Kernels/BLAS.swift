import COpenBLAS

/// Matrix products by OpenBLAS, on the calling thread only.
///
/// Threads are ours (`ThreadPool`): those of BLAS would wait for each other in every small product.
package enum BLAS {
  /// Tells OpenBLAS, once, not to start threads.
  private static let isSingleThreaded: Bool = {
    openblas_set_num_threads(1)
    return true
  }()

  /// How the library describes itself: `OpenBLAS 0.3.21 DYNAMIC_ARCH … Haswell MAX_THREADS=64`.
  package static var configuration: String { unsafe text(openblas_get_config()) }

  /// The kind of CPU whose kernels the library computes with, as it calls it: `Haswell`.
  package static var coreName: String { unsafe text(openblas_get_corename()) }

  /// How many threads a product takes.
  package static var threads: Int {
    precondition(isSingleThreaded)
    return Int(openblas_get_num_threads())
  }

  private static func text(_ string: UnsafePointer<CChar>?) -> String {
    // SAFETY: the library's own constant strings, which end with a null byte.
    guard let string = unsafe string else { return "" }
    return unsafe String(cString: string)
  }

  /// Computes `c = op(a) · op(b) + beta · c` on row-major matrices of `Float`.
  static func multiply(
    _ p: Product, _ a: Buffer<Float>, _ b: Buffer<Float>, beta: Float, into c: Buffer<Float>
  ) {
    guard check(p, a.count, b.count, c.count) else { return }
    // SAFETY: the operands have the elements that the sizes demand.
    unsafe cblas_sgemm(
      CblasRowMajor, p.transposesA ? CblasTrans : CblasNoTrans,
      p.transposesB ? CblasTrans : CblasNoTrans, Int32(p.m), Int32(p.n), Int32(p.k), 1, a.base,
      Int32(p.transposesA ? p.m : p.k), b.base, Int32(p.transposesB ? p.k : p.n), beta, c.base,
      Int32(p.n))
  }

  /// Computes `c = op(a) · op(b) + beta · c` on row-major matrices of `Double`.
  static func multiply(
    _ p: Product, _ a: Buffer<Double>, _ b: Buffer<Double>, beta: Double, into c: Buffer<Double>
  ) {
    guard check(p, a.count, b.count, c.count) else { return }
    // SAFETY: the operands have the elements that the sizes demand.
    unsafe cblas_dgemm(
      CblasRowMajor, p.transposesA ? CblasTrans : CblasNoTrans,
      p.transposesB ? CblasTrans : CblasNoTrans, Int32(p.m), Int32(p.n), Int32(p.k), 1, a.base,
      Int32(p.transposesA ? p.m : p.k), b.base, Int32(p.transposesB ? p.k : p.n), beta, c.base,
      Int32(p.n))
  }

  /// Whether there is anything to do; traps if an operand is too small.
  private static func check(_ p: Product, _ a: Int, _ b: Int, _ c: Int) -> Bool {
    precondition(isSingleThreaded)
    precondition(
      a >= p.m * p.k && b >= p.k * p.n && c >= p.m * p.n,
      "a product of \(p.m), \(p.n), \(p.k) on \(a), \(b), \(c) elements")
    return p.m > 0 && p.n > 0
  }
}
