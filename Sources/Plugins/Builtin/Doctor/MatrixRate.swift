import MNLTensor

/// How fast OpenBLAS multiplies big square matrices, a product in each of several threads at once.
struct MatrixRate {
  /// Rows and columns: big enough for the highest rate, small enough for a fraction of a second.
  static let size = 1024

  private let memory = Arena<Float>()
  private let threads: Int
  private let multiply: (_ thread: Int, _ part: Int) -> Void

  /// Makes the matrices: the two that are read are common to all threads.
  init(threads: Int) {
    let (size, count) = (Self.size, Self.size * Self.size)
    let (left, right) = (memory.allocate(count), memory.allocate(count))
    let results = memory.allocate(threads * count)
    for index in 0..<count {
      left[index] = Float(index % 17) / 16
      right[index] = Float(index % 31) / 30
    }
    self.threads = threads
    multiply = { _, part in
      Float.multiply(
        Product(m: size, n: size, k: size), left, right, beta: 0, into: results.from(part * count))
    }
  }

  /// Floating-point operations a second of one product in each thread.
  func measure(on pool: ThreadPool) -> Double {
    let begin = ContinuousClock.now
    pool.run(threads, multiply)
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    let size = Double(Self.size)
    return Double(threads) * 2 * size * size * size / seconds
  }
}
