import MNLLearn
import MNLTensor
import Testing

@Suite struct ModelFileTests {
  private let examples = ToyExamples(
    name: "toy test", count: 50, seed: 5, shape: ExampleShape(steps: 6, features: 3, classes: 3))

  private func trained() throws -> Model {
    let model = try makeModel([6, 4], seed: 11)
    _ = try Trainer().train(model, on: ToyData(), plan(epochs: 2))
    return model
  }

  @Test("opens a saved model with the same weights, predictions and facts")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let model = try trained()
    try model.save(to: folder.file("m.safetensors"))
    let opened = try Model(opening: folder.file("m.safetensors"), pool: ThreadPool(threads: 1))
    #expect(try opened.weightsHash() == model.weightsHash())
    #expect(opened.configuration == model.configuration)
    #expect(opened.shape == model.shape)
    #expect(opened.seed == 11)
    #expect(opened.training.epochs == 2)
    let rows = Array(0..<50)
    #expect(
      try Evaluator().predict(opened, rows: rows, of: examples)
        == Evaluator().predict(model, rows: rows, of: examples))
  }

  @Test("trains an opened model further")
  func trainsOn() throws {
    let folder = try TemporaryFolder()
    try trained().save(to: folder.file("m"))
    let opened = try Model(opening: folder.file("m"), pool: ThreadPool(threads: 1))
    let record = try Trainer().train(opened, on: ToyData(), plan(epochs: 1))
    #expect(record.epochs == 3)
  }

  @Test("writes the same bytes for the same model")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    try trained().save(to: folder.file("a"))
    try trained().save(to: folder.file("b"))
    #expect(try folder.read("a") == folder.read("b"))
  }

  @Test("saves nothing of a model without weights")
  func notBuilt() throws {
    let folder = try TemporaryFolder()
    #expect(throws: LearnError.notBuilt) { try makeModel().save(to: folder.file("m")) }
    #expect(try folder.names == [])
  }

  /// A small model's file, its words and tensors changed by `change`.
  private func fault(
    _ change: (inout [String: String], inout [NamedTensor]) -> Void
  ) throws -> ModelFileFault? {
    let folder = try TemporaryFolder()
    let model = try makeModel([2])
    try model.build(for: ExampleShape(steps: 2, features: 1, classes: 2), of: "data")
    try model.save(to: folder.file("m"))
    var words = try Safetensors(opening: folder.file("m")).header.metadata
    var tensors = try model.weights()
    change(&words, &tensors)
    try Safetensors.write(tensors, metadata: words, to: folder.file("m"))
    do throws(LearnError) {
      _ = try Model(opening: folder.file("m"), pool: ThreadPool(threads: 1))
      return nil
    } catch .model(_, let fault) {
      return fault
    }
  }

  @Test("opens what was not changed")
  func unchanged() throws {
    #expect(try fault { _, _ in } == nil)
  }

  @Test(
    "refuses words that mean nothing",
    arguments: [
      ("mnl.units", ""), ("mnl.units", "0"), ("mnl.units", "2,"), ("mnl.units", "+2"),
      ("mnl.units", "65537"), ("mnl.units", "99999999999999999999"), ("mnl.steps", "0"),
      ("mnl.steps", "9223372036854775807"), ("mnl.features", "-1"), ("mnl.classes", "two"),
      ("mnl.forget_bias", "nan"), ("mnl.forget_bias", "1e999"), ("mnl.seed", "-1"),
      ("mnl.epochs", "9223372036854775807"), ("mnl.dropout", "1.0"), ("mnl.dropout", "-0.1"),
      ("mnl.dropout", "nan"), ("mnl.dropout", ".5"), ("mnl.variational", "true"),
      ("mnl.variational", "yes"), ("mnl.bidirectional", "1"), ("mnl.residual", "true"),
      ("mnl.pooling", "median"), ("mnl.embedding", "0"), ("mnl.embedding", "2"),
      ("mnl.vocabulary", "5"), ("mnl.vocabulary", "-5"), ("mnl.symbols", "2"),
      ("mnl.targets", "Classes"), ("mnl.targets", ""), ("mnl.scaling.inputs", ""),
      ("mnl.scaling.inputs", "0:1,0:1"), ("mnl.scaling.inputs", "0:0"),
      ("mnl.scaling.inputs", "nan:1"), ("mnl.scaling.inputs", "0:-1"),
    ])
  func words(_ key: String, _ value: String) throws {
    let found = try fault { words, _ in words[key] = value }
    #expect(found == .metadata(key: key, value: value))
  }

  @Test("opens a file of before there were options, as a model of classes without any")
  func olderFile() throws {
    #expect(
      try fault { words, _ in
        for key in [
          "mnl.dropout", "mnl.variational", "mnl.targets", "mnl.reset", "mnl.activation",
          "mnl.layer_norm", "mnl.peephole", "mnl.chrono", "mnl.recurrent_dropout",
        ] { words[key] = nil }
      } == nil)
  }

  @Test("keeps every option of the network")
  func options() throws {
    let folder = try TemporaryFolder()
    var configuration = ModelConfiguration(units: [4, 4], forgetBias: 0.5)
    configuration.dropout = 0.25
    configuration.isVariational = true
    configuration.isBidirectional = true
    configuration.isResidual = true
    configuration.pooling = .attention
    configuration.embedding = 3
    configuration.vocabulary = 7
    let model = try Model(configuration, seed: 1, pool: ThreadPool(threads: 1))
    try model.build(for: ExampleShape(steps: 6, features: 1, classes: 3), of: "toy")
    try model.save(to: folder.file("m"))
    let opened = try Model(opening: folder.file("m"), pool: ThreadPool(threads: 1))
    #expect(opened.configuration == configuration)
    #expect(try opened.weightsHash() == model.weightsHash())
  }

  @Test(
    "refuses words for cells that mean nothing, or that its cells do not have",
    arguments: [
      ("mnl.reset", "never"), ("mnl.reset", "before"), ("mnl.activation", "sine"),
      ("mnl.activation", "relu"), ("mnl.layer_norm", "1"), ("mnl.recurrent_dropout", "1.0"),
      ("mnl.recurrent_dropout", "nan"),
    ])
  func cellWords(_ key: String, _ value: String) throws {
    let found = try fault { words, _ in words[key] = value }
    #expect(found == .metadata(key: key, value: value))
  }

  @Test("refuses a file of another origin, form, kind or gate order, each in its own words")
  func otherFiles() throws {
    #expect(try fault { words, _ in words = [:] } == .missingMetadata(key: "mnl.format"))
    #expect(
      try fault { words, _ in words["mnl.seed"] = nil } == .missingMetadata(key: "mnl.seed"))
    #expect(
      try fault { words, _ in words["mnl.format"] = "2" } == .version(found: "2", known: 1))
    #expect(
      try fault { words, _ in words["mnl.architecture"] = "cnn" } == .architecture(found: "cnn"))
    #expect(
      try fault { words, _ in words["mnl.gate_order"] = "ifgo" }
        == .gateOrder(found: "ifgo", known: "ijfo"))
  }

  @Test("refuses tensors that are missing, too many, of another shape, or not finite")
  func tensors() throws {
    #expect(
      try fault { _, tensors in tensors.remove(at: 1) } == .missingTensor(name: "lstm.0.bias"))
    #expect(
      try fault { _, tensors in tensors.append(NamedTensor("x", Tensor(0))) }
        == .extraTensor(name: "x"))
    #expect(
      try fault { words, _ in words["mnl.units"] = "3" }
        == .tensorShape(name: "lstm.0.kernel", found: [3, 8], expected: [4, 12]))
    #expect(
      try fault { _, tensors in
        tensors[3] = NamedTensor("output.bias", Tensor([2], [0, .nan]))
      } == .notFinite(name: "output.bias", index: 1))
  }

  @Test("refuses elements of another type")
  func elementType() throws {
    let folder = try TemporaryFolder()
    let model = try makeModel([2])
    try model.build(for: ExampleShape(steps: 2, features: 1, classes: 2), of: "data")
    try model.save(to: folder.file("m"))
    // Without its hash, which would find the change first.
    var words = try Safetensors(opening: folder.file("m")).header.metadata
    words["mnl.sha256"] = nil
    try Safetensors.write(try model.weights(), metadata: words, to: folder.file("m"))
    var changed = try folder.read("m")
    let type = Array("\"F32\"".utf8)
    let at = try #require(changed.indices.first { changed[$0...].starts(with: type) })
    changed[at + 1] = UInt8(ascii: "I")
    let path = try folder.write(changed)
    #expect(
      throws: LearnError.model(
        path: path, .elementType(name: "lstm.0.bias", found: "I32", expected: "F32"))
    ) { _ = try Model(opening: path, pool: ThreadPool(threads: 1)) }
  }

  @Test("names the file and what is wrong with it")
  func message() throws {
    let error = try #require(throws: LearnError.self) {
      _ = try Model(opening: "/none/m", pool: ThreadPool(threads: 1))
    }
    #expect(error.message == "'/none/m' cannot be opened: no such file or directory")
  }
}
