/// The loops in which the engine spends its time, for one level of CPU.
///
/// One source is built for each level (`Sources/Engine/Kernels`); `ActiveKernels` chooses one
/// when the program starts. Every kernel has a naive counterpart among the tests. Results of
/// different levels differ in the last bits.
package protocol KernelSet: Sendable {
  /// The level whose instructions it uses.
  static var level: CPULevel { get }

  /// Writes `e^x` of `count` numbers, to a relative error below 2e-7.
  ///
  /// `x` is kept within -87…88: below, the result is 1.6e-38, above, 1.7e38. NaN stays NaN.
  static func exponential(_ x: Floats, into y: Floats, count: Int)
  /// Writes `tanh x` of `count` numbers, to an absolute error below 3e-7.
  static func tangent(_ x: Floats, into y: Floats, count: Int)
  /// Writes `1 / (1 + e^-x)` of `count` numbers, to an absolute error below 3e-7.
  static func logistic(_ x: Floats, into y: Floats, count: Int)
  /// Adds `count` numbers of `x` to those of `y`.
  static func add(_ x: Floats, to y: Floats, count: Int)
  /// Whether `count` numbers are neither infinite nor NaN.
  static func areFinite(_ x: Floats, count: Int) -> Bool

  /// Changes numbers by gradient descent: `value -= rate · gradient`.
  static func descend(_ value: Floats, _ gradient: Floats, rate: Float, count: Int)
  /// Changes numbers and their moments by a step of Adam.
  static func adam(_ step: AdamStep)

  /// Reorders a kernel and a bias into panels.
  static func pack(_ packing: LSTMPacking, panels: Range<Int>)
  /// Reorders the rows of a kernel into panels of its transpose.
  static func transpose(_ packing: LSTMPacking, panels: Range<Int>)
  /// One time step of an LSTM, forward: the products, then the gates.
  static func advance(_ step: LSTMForwardStep)
  /// One time step of an LSTM, backward: the gates, then the products.
  static func retreat(_ step: LSTMBackwardStep)
  /// The gradient of the kernel over all time steps.
  static func differentiateKernel(_ sums: LSTMKernelGradient)

  /// A product with a factor in panels; see `PanelProduct`.
  ///
  /// `start` is `[16 · panels]`: what the columns start with, 0 for nil.
  static func multiply(
    _ sizes: PanelProduct, _ a: Floats, _ b: Floats, start: Floats?, into result: Floats)
  /// The hidden states of an RNN, of the rectifier or of the hyperbolic tangent of its sums.
  static func advanceRNN(_ step: CellStep, rectifies: Bool)
  /// The gradient of its sums.
  static func retreatRNN(_ step: CellStep, rectifies: Bool)
  /// The reset gate of a GRU that resets before the product, and what is left of the states.
  static func resetGRU(_ step: CellStep)
  /// The other gates of a GRU, and its hidden states.
  static func advanceGRU(_ step: CellStep, resetsAfter: Bool)
  /// The gradients of its sums, without the reset gate's where it resets before the product.
  static func retreatGRU(_ step: CellStep, resetsAfter: Bool)
  /// The gradient of the sum of a reset gate before the product.
  static func retreatResetGRU(_ step: CellStep)
  /// The gates and states of an LSTM of any form.
  static func advanceLSTM(_ step: CellStep, _ form: LSTMForm)
  /// The gradients of its sums and vectors.
  static func retreatLSTM(_ step: CellStep, _ form: LSTMForm)
}

/// A level of CPU that kernels are built for, the lowest first.
package enum CPULevel: String, CaseIterable, Sendable {
  /// What every CPU of the architecture has.
  case baseline
  /// AVX2 and FMA, x86-64 from 2013 on.
  case avx2
  /// AVX-512 (F, VL, DQ, BW), x86-64.
  case avx512
}

/// A step of Adam on a stretch of a variable; see `Adam` for the formula.
package struct AdamStep {
  /// How many numbers there are.
  package let count: Int
  /// What is changed.
  package let value: Floats
  /// The gradient.
  package let gradient: Floats
  /// The first moment, changed.
  package let first: Floats
  /// The second moment, changed.
  package let second: Floats
  /// The rate with both corrections in it.
  package let alpha: Float
  /// How much of the gradient goes into the first moment.
  package let firstGain: Float
  /// How much of its square goes into the second moment.
  package let secondGain: Float
  /// What is added to the root of the second moment.
  package let epsilon: Float

  /// A step with its memory and its factors.
  package init(
    count: Int, value: Floats, gradient: Floats, first: Floats, second: Floats, alpha: Float,
    firstGain: Float, secondGain: Float, epsilon: Float
  ) {
    self.count = count
    self.value = value
    self.gradient = gradient
    self.first = first
    self.second = second
    self.alpha = alpha
    self.firstGain = firstGain
    self.secondGain = secondGain
    self.epsilon = epsilon
  }
}
