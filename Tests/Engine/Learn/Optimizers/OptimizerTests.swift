import Glibc
import MNLLearn
import MNLTensor
import Testing

@Suite struct OptimizerTests {
  /// The values of a variable of three elements under fixed gradients, step by step.
  private func values(under rule: some UpdateRule, steps: Int) throws -> [[Double]] {
    let graph = Graph()
    let v = try graph.variable(graph.constant(Tensor<Double>([3], [1, -2, 0.5])))
    let gradient = graph.placeholder([3])
    let loss = try graph.sum(try graph.multiply(v, gradient))
    let training = try graph.minimize(loss, using: rule)
    let runner = GraphRunner<Double>(graph: graph, pool: ThreadPool(threads: 1))
    try runner.initialize()
    return try (1...steps).map { step in
      _ = try runner.run([], training: training, feeds: [(gradient, Self.gradient(step))])
      return try runner.store.value(of: v).values
    }
  }

  private static func gradient(_ step: Int) -> Tensor<Double> {
    let (rising, waving): (Double, Double) = (0.1 * Double(step), sin(Double(step)))
    return Tensor<Double>(Shape([3]), [rising, -1.0, waving] as [Double])
  }

  @Test("gradient descent takes the rate's share of the gradient off")
  func descent() throws {
    let found = try values(under: SGD(rate: 0.5), steps: 1)
    let expected: [Double] = [1 - 0.5 * 0.1, -2 + 0.5, 0.5 - 0.5 * sin(1.0)]
    #expect(found[0] == expected)
  }

  @Test("Adam agrees with a transcription of both forms", arguments: Adam.EpsilonMode.allCases)
  func adam(mode: Adam.EpsilonMode) throws {
    let (rate, beta1, beta2, epsilon) = (0.01, 0.9, 0.999, 1e-3)
    let rule = Adam(
      rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon, epsilonMode: mode)
    let found = try values(under: rule, steps: 10)
    var (value, m, v) = ([1, -2, 0.5], [0.0, 0, 0], [0.0, 0, 0])
    for step in 1...10 {
      let gradient = Self.gradient(step)
      let (one, two) = (1 - pow(beta1, Double(step)), 1 - pow(beta2, Double(step)))
      for i in 0..<3 {
        m[i] = beta1 * m[i] + (1 - beta1) * gradient[i]
        v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] * gradient[i]
        switch mode {
        case .hat: value[i] -= rate * sqrt(two) / one * m[i] / (sqrt(v[i]) + epsilon)
        case .paper: value[i] -= rate * (m[i] / one) / (sqrt(v[i] / two) + epsilon)
        }
        #expect(abs(found[step - 1][i] - value[i]) < 1e-13)
      }
    }
  }

  @Test("the two forms of Adam differ where epsilon matters")
  func formsDiffer() throws {
    let hat = try values(under: Adam(epsilon: 1e-3, epsilonMode: .hat), steps: 1)
    let paper = try values(under: Adam(epsilon: 1e-3, epsilonMode: .paper), steps: 1)
    #expect(hat != paper)
  }
}
