import MNLLearn
import MNLTensor
import Testing

@Suite struct ScalingTests {
  private let scaling = Scaling(
    inputs: [.init(mean: 3, deviation: 0.5), .init(mean: -1, deviation: 4), .none],
    outputs: [.init(mean: 100, deviation: 20)])

  /// Toy data that ask for a number, and how they are to be scaled.
  private struct Scaled: Examples {
    var examples: ToyExamples
    var scaling: Scaling?
    var name: String { examples.name }
    var count: Int { examples.count }
    var shape: ExampleShape { examples.shape }
    var inputs: any RowSource<Float> { examples.inputs }
    var labels: any RowSource<Float> { examples.labels }
  }

  /// Toy data with numbers moved and stretched by the scaling, or as they are.
  private func data(moved: Bool) -> Scaled {
    var examples = ToyExamples(
      name: "toy", count: 60, seed: 3, shape: ExampleShape(steps: 4, features: 3, classes: 3)
    ).asking(.numbers(1)) { steps in [steps.map { $0[0] }.reduce(0, +)] }
    guard moved else { return Scaled(examples: examples, scaling: nil) }
    let inputs = examples.inputTensor.values.enumerated().map { place, number in
      number * scaling.inputs[place % 3].deviation + scaling.inputs[place % 3].mean
    }
    let targets = examples.labelTensor.values.map { $0 * 20 + 100 }
    examples.inputTensor = Tensor([60, 12], inputs)
    examples.labelTensor = Tensor([60, 1], targets)
    return Scaled(examples: examples, scaling: scaling)
  }

  private func outputs(of model: Model, on examples: any Examples) throws -> [Float] {
    try Evaluator().predict(model, rows: Array(0..<5), of: examples).answers.flatMap { $0 }
  }

  @Test("a model scales what it reads, and its answers are numbers of the data")
  func sameAnswers() throws {
    let (plain, moved) = (data(moved: false), data(moved: true))
    let (first, second) = (try makeModel([5], seed: 2), try makeModel([5], seed: 2))
    try first.build(for: plain)
    try second.build(for: moved)
    for (a, b) in zip(try outputs(of: first, on: plain), try outputs(of: second, on: moved)) {
      #expect(abs((a * 20 + 100) - b) < 1e-3)
    }
  }

  @Test("a file keeps the scaling of its model")
  func file() throws {
    let folder = try TemporaryFolder()
    let model = try makeModel([5], seed: 2)
    try model.build(for: data(moved: true))
    try model.save(to: folder.file("m"))
    let opened = try Model(opening: folder.file("m"), pool: ThreadPool(threads: 1))
    #expect(opened.scaling == scaling)
    #expect(
      try outputs(of: opened, on: data(moved: true)) == outputs(of: model, on: data(moved: true)))
  }

  @Test("a model keeps its own scaling, whatever it is used on")
  func kept() throws {
    let model = try makeModel([5], seed: 2)
    try model.build(for: data(moved: true))
    try model.build(for: data(moved: false))
    #expect(model.scaling == scaling)
  }

  @Test("numbers that are all the same are not divided")
  func constant() {
    #expect(Scaling.Spread(mean: 2, deviation: 0).deviation == 1)
    #expect(Scaling.Spread(mean: 2, deviation: .infinity).deviation == 1)
  }
}
