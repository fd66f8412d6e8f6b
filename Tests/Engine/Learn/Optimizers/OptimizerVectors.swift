import Foundation
import MNLLearn
import MNLTensor

/// The golden vectors of optimisers that `scripts/reference/training_vectors.py` writes.
struct OptimizerVectors: Decodable {
  /// The names of the cases.
  static let names = [
    "sgd", "sgd decay", "sgd momentum", "sgd nesterov", "rmsprop", "rmsprop decay",
    "rmsprop momentum", "rmsprop centred", "rmsprop both", "adagrad", "adagrad decay", "adam",
    "adam decay", "adam hat", "adamw", "adamw decay",
  ]

  struct Case: Decodable {
    /// Settings under the names that PyTorch gives them; those left out are its defaults.
    let settings: Settings
    /// Kernel and bias, one after the other, after some steps.
    let float64, float32: [String: [Double]]
  }
  struct Settings: Decodable {
    let lr, momentum, alpha, eps, lr_decay, initial_accumulator_value, beta1, beta2: Double?
    let weight_decay, bias_decay: Double?
    let nesterov, centered: Bool?
  }
  struct Problem: Decodable {
    let kernel, bias: ReferenceVectors.Values
    let kernelGradients, biasGradients: [[Double]]
  }
  let cases: [String: Case]
  let float64, float32: Problem

  init() throws {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let file = folder.appending(path: "Fixtures/reference/optimizers.json")
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }

  /// Our rule of a case; what PyTorch was not told is left to our own defaults.
  func optimizer(_ name: String) throws -> any Optimizer {
    guard let given = cases[name]?.settings else { throw Unknown(name: name) }
    let decay = WeightDecay(given.weight_decay ?? 0, biases: given.bias_decay)
    switch name.prefix(while: { $0 != " " }) {
    case "sgd":
      let plain = SGD()
      return SGD(
        rate: given.lr ?? plain.rate, momentum: given.momentum ?? plain.momentum,
        isNesterov: given.nesterov ?? plain.isNesterov, decay: decay)
    case "rmsprop":
      let plain = RMSprop()
      return RMSprop(
        rate: given.lr ?? plain.rate, beta: given.alpha ?? plain.beta,
        epsilon: given.eps ?? plain.epsilon, momentum: given.momentum ?? plain.momentum,
        isCentred: given.centered ?? plain.isCentred, decay: decay)
    case "adagrad":
      let plain = Adagrad()
      return Adagrad(
        rate: given.lr ?? plain.rate, rateDecay: given.lr_decay ?? plain.rateDecay,
        initial: given.initial_accumulator_value ?? plain.initial,
        epsilon: given.eps ?? plain.epsilon, decay: decay)
    case "adam":
      let plain = Adam()
      return Adam(
        rate: given.lr ?? plain.rate, beta1: given.beta1 ?? plain.beta1,
        beta2: given.beta2 ?? plain.beta2, epsilon: given.eps ?? plain.epsilon,
        epsilonMode: name == "adam hat" ? .hat : .paper, decay: decay)
    case "adamw":
      guard let rate = given.lr, let beta1 = given.beta1, let beta2 = given.beta2,
        let epsilon = given.eps
      else { return AdamW() }
      return AdamW(rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon, decay: decay)
    default: throw Unknown(name: name)
    }
  }

  struct Unknown: Error { let name: String }
}

/// A loss whose gradients by kernel and bias are fed: those of a problem, step by step.
struct FedGradients {
  let graph = Graph()
  let kernel: Node
  let bias: Node
  let loss: Node
  private let slopes: [Node]
  private let gradients: [[[Double]]]

  init(_ problem: OptimizerVectors.Problem) throws {
    kernel = try graph.variable(graph.constant(problem.kernel.tensor(Double.self)))
    bias = try graph.variable(graph.constant(problem.bias.tensor(Double.self)))
    slopes = [graph.placeholder(kernel.shape), graph.placeholder(bias.shape)]
    loss = try graph.add(
      graph.sum(graph.multiply(kernel, slopes[0])), graph.sum(graph.multiply(bias, slopes[1])))
    gradients = [problem.kernelGradients, problem.biasGradients]
  }

  /// What is fed in a step, counted from 0.
  func feeds<Scalar: EngineScalar>(
    _ step: Int, _: Scalar.Type
  ) -> [(placeholder: Node, value: Tensor<Scalar>)] {
    zip(slopes, gradients).map { slope, steps in
      (slope, Tensor(slope.shape, steps[step].map { Scalar($0) }))
    }
  }

  /// The numbers of kernel and bias, one after the other.
  func values<Scalar: EngineScalar>(_ store: VariableStore<Scalar>) throws -> [Scalar] {
    try store.value(of: kernel).values + store.value(of: bias).values
  }
}
