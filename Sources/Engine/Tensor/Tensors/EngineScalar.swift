package import MNLKernels

/// A number type the engine computes with: `Float`, and `Double` for gradient checks.
///
/// The requirements are the kernels that exist once per type, so that no generic code is left in a
/// loop over elements.
package protocol EngineScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// Computes `c = op(a) · op(b) + beta · c` on row-major matrices; `product` has their sizes.
  static func multiply(
    _ product: Product, _ a: Buffer<Self>, _ b: Buffer<Self>, beta: Self, into c: Buffer<Self>)
  /// Writes `e^x` of `count` elements; the error bounds of `Float` are those of `KernelSet`.
  static func exponential(_ x: Buffer<Self>, into y: Buffer<Self>, count: Int)
  /// Writes the natural logarithm of `count` elements.
  static func logarithm(_ x: Buffer<Self>, into y: Buffer<Self>, count: Int)
  /// Writes `tanh x` of `count` elements.
  static func tangent(_ x: Buffer<Self>, into y: Buffer<Self>, count: Int)
  /// Writes `1 / (1 + e^-x)` of `count` elements.
  static func logistic(_ x: Buffer<Self>, into y: Buffer<Self>, count: Int)
  /// `x` to the power `y`.
  static func power(_ x: Self, _ y: Self) -> Self
  /// The natural logarithm of `x`.
  static func naturalLogarithm(_ x: Self) -> Self
  /// `e` to the power `x`.
  static func naturalExponential(_ x: Self) -> Self
  /// The natural logarithm of `1 + x`, exact for small `x`.
  static func logarithmOfOne(plus x: Self) -> Self
  /// The passes of an LSTM; `forgetBias` is added to the forget gate.
  static func recurrence(_ site: Site<Self>, forgetBias: Double) -> Step<Self>
  /// Computes a product with a factor in panels; `start` is `[16 · panels]`, 0 for nil.
  static func multiply(
    _ sizes: PanelProduct, _ a: Buffer<Self>, _ b: Buffer<Self>, start: Buffer<Self>?,
    into result: Buffer<Self>)
  /// A pass of a recurrent cell over the units of one step.
  static func compute(_ pass: CellPass, of cell: any RecurrentCell, _ step: RecurrentStep<Self>)
  /// Writes the sum of all partials, in their order, from element `start` on.
  ///
  /// `total` is added to if `accumulates`, else set.
  static func combine(
    _ partials: [Buffer<Self>], into total: Buffer<Self>, from start: Int, count: Int,
    accumulates: Bool)
  /// Whether `count` elements are neither infinite nor no number.
  static func areFinite(_ x: Buffer<Self>, count: Int) -> Bool
  /// The step of an operation for this type.
  static func step(of operation: any Operation, at site: Site<Self>) -> Step<Self>
  /// Applies an update rule for this type.
  static func apply(_ rule: any UpdateRule, to site: UpdateSite<Self>)
}

/// The sizes and layouts of a matrix product.
package struct Product: Sendable {
  /// Rows of the result.
  package var m: Int
  /// Columns of the result.
  package var n: Int
  /// The inner size.
  package var k: Int
  /// Whether the first operand is stored `[k, m]`.
  package var transposesA = false
  /// Whether the second operand is stored `[n, k]`.
  package var transposesB = false

  /// A product of `[m, k]` and `[k, n]`.
  package init(
    m: Int, n: Int, k: Int, transposesA: Bool = false, transposesB: Bool = false
  ) {
    self.m = m
    self.n = n
    self.k = k
    self.transposesA = transposesA
    self.transposesB = transposesB
  }
}
