import Foundation
import MNLTensor

/// The golden vectors that `scripts/reference/lstm_vectors.py` writes.
struct ReferenceVectors: Decodable {
  struct Values: Decodable {
    let shape: [Int]
    let data: [Double]
    func tensor<Scalar: EngineScalar>(_ type: Scalar.Type = Scalar.self) -> Tensor<Scalar> {
      Tensor(Shape(shape), data.map { Scalar($0) })
    }
  }
  struct Parameters: Decodable {
    let kernel, bias, headWeights, headBias: Values
    /// From the input to the output, as a network has them.
    var all: [Values] { [kernel, bias, headWeights, headBias] }
  }
  struct Gradients: Decodable {
    let kernel, bias, headWeights, headBias, inputs: Values
    var all: [Values] { [kernel, bias, headWeights, headBias, inputs] }
  }
  struct Forward: Decodable {
    let outputs, c, h, logits, prediction, loss: Values
  }
  struct Training: Decodable {
    let losses: [Double]
    let final: Parameters
  }
  struct AdamRun: Decodable {
    let rate, beta1, beta2, epsilon: Double
    let steps: Int
    let hat, paper: Training
  }
  struct Precision: Decodable {
    let inputs, labels: Values
    let weights: Parameters
    let forward: Forward
    let gradients: Gradients
    let adam: AdamRun
  }
  let softmaxes: Int
  let forgetBias: Double
  let float64, float32: Precision

  /// Reads `once` or `twice`.
  init(_ name: String) throws {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    let file = folder.appending(path: "Fixtures/reference/lstm-\(name).json")
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }
}
