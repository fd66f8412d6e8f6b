import Glibc
import MNLTensor
import Testing

/// The largest error of a kernel over a range of arguments.
private func largestError(
  _ range: ClosedRange<Double>, isRelative: Bool,
  _ kernel: (Buffer<Float>, Buffer<Float>, Int) -> Void, _ reference: (Double) -> Double
) -> Double {
  let count = 200_001
  let memory = Arena<Float>()
  let (x, y) = (memory.allocate(count), memory.allocate(count))
  for i in 0..<count {
    let share = Double(i) / Double(count - 1)
    x[i] = Float(range.lowerBound + (range.upperBound - range.lowerBound) * share)
  }
  kernel(x, y, count)
  return (0..<count).map { i in
    let exact = reference(Double(x[i]))
    return abs(Double(y[i]) - exact) / (isRelative ? abs(exact) : 1)
  }.max() ?? .infinity
}

@Suite struct KernelTests {
  @Test("the exponential is within a relative error of 2e-7")
  func exponentialError() {
    let error = largestError(
      -87...88, isRelative: true, { Float.exponential($0, into: $1, count: $2) }, { exp($0) })
    #expect(error < 2e-7)
  }

  @Test("the hyperbolic tangent is within an absolute error of 3e-7")
  func tangentError() {
    let error = largestError(
      -30...30, isRelative: false, { Float.tangent($0, into: $1, count: $2) }, { Glibc.tanh($0) })
    #expect(error < 3e-7)
  }

  @Test("the logistic function is within an absolute error of 3e-7")
  func logisticError() {
    let error = largestError(
      -100...100, isRelative: false, { Float.logistic($0, into: $1, count: $2) }, { sigmoid($0) })
    #expect(error < 3e-7)
  }

  @Test("what is no number stays so, in every kernel")
  func notANumber() {
    let memory = Arena<Float>()
    let (x, y) = (memory.allocate(9), memory.allocate(9))
    x.fill(.nan)
    for kernel in [Float.exponential, Float.tangent, Float.logistic] {
      kernel(x, y, 9)
      #expect((0..<9).allSatisfy { y[$0].isNaN })
    }
  }

  @Test("products agree with plain loops", arguments: [1, 7, 8, 9, 16, 17, 25, 33, 100], [0, 1])
  func products(size: Int, beta: Float) {
    let (m, n, k) = (size, size + 3, max(1, size - 2))
    for (transposesA, transposesB) in [(false, false), (true, false), (false, true)] {
      let memory = Arena<Float>()
      let (a, b, c) = (memory.allocate(m * k), memory.allocate(k * n), memory.allocate(m * n))
      var stream = RandomStream(seed: 1, purpose: .initialisation)
      for buffer in [a, b, c] {
        for i in 0..<buffer.count { buffer[i] = Float(stream.uniform()) - 0.5 }
      }
      let before = (0..<m * n).map { c[$0] }
      let product = Product(
        m: m, n: n, k: k, transposesA: transposesA, transposesB: transposesB)
      Float.multiply(product, a, b, beta: beta, into: c)
      var worst = 0.0
      for i in 0..<m {
        for j in 0..<n {
          var sum = Double(beta * before[i * n + j])
          for l in 0..<k {
            let left = a[transposesA ? l * m + i : i * k + l]
            let right = b[transposesB ? j * k + l : l * n + j]
            sum += Double(left) * Double(right)
          }
          worst = max(worst, abs(Double(c[i * n + j]) - sum))
        }
      }
      #expect(worst < 1e-5)
    }
  }
}
