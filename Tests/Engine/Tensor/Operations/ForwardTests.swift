import MNLTensor
import Testing

@Suite struct ForwardTests {
  /// Computes a node whose operands are constants.
  private func compute(
    _ build: (Graph) throws -> Node
  ) throws -> Tensor<Float> {
    let graph = Graph()
    let node = try build(graph)
    return try GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 1)).run([node])[0]
  }

  private func matrix(_ rows: Int, _ values: [Float]) -> Tensor<Float> {
    Tensor([rows, values.count / rows], values)
  }

  @Test("argmax takes the first of several maxima, along any axis")
  func firstMaximum() throws {
    let values = matrix(2, [1, 5, 5, 7, 0, 7])
    #expect(try compute { try $0.argmax($0.constant(values), axis: 1) }.values == [1, 0])
    #expect(try compute { try $0.argmax($0.constant(values), axis: 0) }.values == [1, 0, 1])
  }

  @Test("argmax over the batch sees all rows at once")
  func argmaxOverTheBatch() throws {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [1]))
    let best = try graph.argmax(x, axis: 0)
    var values = (0..<300).map { Float($0 % 7) }
    values[222] = 9
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 2))
    #expect(try runner.run([best], feeds: [(x, Tensor([300, 1], values))])[0].values == [222])
  }

  @Test("comparisons give 1 and 0 and are truth values until they are cast")
  func comparisons() throws {
    let graph = Graph()
    let a = graph.constant(Tensor<Float>([3], [1, 2, 3]))
    let b = graph.constant(2)
    let all = [
      try graph.equal(a, b), try graph.notEqual(a, b), try graph.less(a, b),
      try graph.lessOrEqual(a, b), try graph.greater(a, b), try graph.greaterOrEqual(a, b),
    ]
    #expect(all.allSatisfy { $0.kind == .bool })
    #expect(try graph.cast(all[0], to: .number).kind == .number)
    let results = try GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 1)).run(all)
    #expect(
      results.map(\.values)
        == [[0, 1, 0], [1, 0, 1], [1, 0, 0], [1, 1, 0], [0, 0, 1], [0, 1, 1]])
  }

  @Test("relu replaces numbers below 0, and lets what is no number stay so")
  func rectifier() throws {
    let values = try compute { try $0.relu($0.constant(matrix(1, [-2, 0, 3, .nan]))) }.values
    #expect(values.prefix(3) == [0, 0, 3])
    #expect(values[3].isNaN)
  }

  @Test("a softmax sums to 1 even where exponentials would overflow")
  func softmaxOfLargeNumbers() throws {
    let shares = try compute {
      try $0.softmax($0.constant(matrix(2, [1000, 1001, 999, -1000, 0, 1])))
    }
    #expect(abs(shares[0] + shares[1] + shares[2] - 1) < 1e-6)
    #expect(abs(shares[1] - 0.665_240_96) < 1e-6)
    #expect(shares[3] < 1e-30)
  }

  @Test("the cross-entropy of equal logits is the logarithm of the number of classes")
  func uniformCrossEntropy() throws {
    let loss = try compute {
      try $0.crossEntropy(
        logits: $0.constant(matrix(1, Array(repeating: 3, count: 10))),
        labels: $0.constant(matrix(1, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0])))
    }
    #expect(abs(loss[0] - 2.302_585) < 1e-6)
  }

  @Test("the losses of large errors do not overflow, and no number stays none")
  func largeErrors() throws {
    let (large, target) = (Tensor<Float>([3], [200, -200, .nan]), Tensor<Float>([3], [0, 1, 0]))
    let entropy = try compute {
      try $0.binaryCrossEntropy(logits: $0.constant(large), labels: $0.constant(target))
    }
    #expect(entropy.values.prefix(2) == [200, 200])
    #expect(entropy[2].isNaN)
    let huber = try compute { try $0.huberError($0.constant(large), $0.constant(target), delta: 2) }
    #expect(huber.values.prefix(2) == [2 * 199, 2 * 200])
    #expect(huber[2].isNaN)
  }

  @Test("refuses class weights that are not as many as classes")
  func classWeights() throws {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, [3]))
    let error = try #require(throws: ShapeError.self) {
      _ = try graph.crossEntropy(logits: x, labels: x, weights: [1, 2])
    }
    #expect(error.description.contains("[none, 3]"))
    #expect(error.description.contains("[2]"))
  }

  @Test("a mean of ones and zeros is the fraction rounded once")
  func meanIsExact() throws {
    let graph = Graph()
    let x = graph.placeholder(Shape(batchTimes: 1, []))
    let mean = try graph.mean(x)
    let ones = Tensor<Float>([10_000], (0..<10_000).map { $0 < 7251 ? 1 : 0 })
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 2))
    let value = try #require(try runner.run([mean], feeds: [(x, ones)])[0].scalar)
    #expect("\(Double(value))" == "0.7250999808311462")
  }

  @Test("the LSTM agrees with a plain transcription", arguments: [1, 7, 8, 9, 17], [1, 8, 9, 25])
  func lstmAgreesWithTranscription(rows: Int, units: Int) throws {
    let (steps, width) = (5, 3)
    var stream = RandomStream(seed: 3, purpose: .initialisation)
    func draw(_ shape: Shape) -> Tensor<Float> {
      Tensor(shape) { for i in 0..<$0.count { $0[i] = Float(stream.normal()) * 0.5 } }
    }
    let (x, k, b) = (
      draw([rows, steps, width]), draw([width + units, 4 * units]), draw([4 * units])
    )
    let graph = Graph()
    let input = graph.placeholder(Shape(batchTimes: 1, [steps, width]))
    let layer = try graph.lstm(
      inputs: input, kernel: graph.constant(k), bias: graph.constant(b), forgetBias: 1)
    let runner = GraphRunner<Float>(graph: graph, pool: ThreadPool(threads: 2))
    let found = try runner.run([layer.outputs, layer.hidden, layer.cell], feeds: [(input, x)])
    var worst = 0.0
    for row in 0..<rows {
      var (h, c) = ([Double](repeating: 0, count: units), [Double](repeating: 0, count: units))
      for t in 0..<steps {
        var z = (0..<4 * units).map { Double(b[$0]) }
        for column in 0..<4 * units {
          for i in 0..<width {
            z[column] += Double(x[(row * steps + t) * width + i] * k[i * 4 * units + column])
          }
          for u in 0..<units {
            z[column] += h[u] * Double(k[(width + u) * 4 * units + column])
          }
        }
        for u in 0..<units {
          c[u] = c[u] * sigmoid(z[2 * units + u] + 1) + sigmoid(z[u]) * tanh(z[units + u])
          h[u] = tanh(c[u]) * sigmoid(z[3 * units + u])
          worst = max(worst, abs(Double(found[0][(row * steps + t) * units + u]) - h[u]))
        }
      }
      for u in 0..<units {
        worst = max(worst, abs(Double(found[1][row * units + u]) - h[u]))
        worst = max(worst, abs(Double(found[2][row * units + u]) - c[u]))
      }
    }
    #expect(worst < 2e-6)
  }
}
