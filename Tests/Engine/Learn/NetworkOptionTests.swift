import MNLLearn
import MNLTensor
import Testing

/// What lies between and around the layers of a network.
@Suite struct NetworkOptionTests {
  private func model(
    _ units: [Int] = [6, 6], threads: Int = 1, change: (inout ModelConfiguration) -> Void
  ) throws -> Model {
    var configuration = ModelConfiguration(units: units)
    change(&configuration)
    return try Model(configuration, seed: 1, pool: ThreadPool(threads: threads))
  }

  private func trained(
    _ units: [Int] = [6, 6], threads: Int = 1, change: (inout ModelConfiguration) -> Void
  ) throws -> String {
    let model = try model(units, threads: threads, change: change)
    _ = try Trainer().train(model, on: ToyData(), plan(epochs: 2))
    return try model.weightsHash()
  }

  @Test("dropout changes how a network of one layer learns, and variational dropout how more do")
  func dropoutActs() throws {
    let (plain, dropped) = (try trained([6]) { _ in }, try trained([6]) { $0.dropout = 0.3 })
    #expect(plain != dropped)
    let independent = try trained { $0.dropout = 0.3 }
    let variational = try trained {
      $0.dropout = 0.3
      $0.isVariational = true
    }
    #expect(independent != variational)
  }

  @Test("dropout changes neither first weights nor answers")
  func dropoutSparesAnswers() throws {
    let data = ToyData(count: 30).train
    func shares(_ rate: Double) throws -> [[Float]] {
      let model = try model { $0.dropout = rate }
      try model.build(for: data.shape, of: data.name)
      return try Evaluator().predict(model, rows: Array(0..<30), of: data).answers
    }
    #expect(try shares(0.5) == shares(0))
  }

  @Test("dropout trains the same weights on any number of threads", arguments: [2, 5])
  func threads(_ threads: Int) throws {
    #expect(
      try trained(threads: threads) { $0.dropout = 0.3 } == trained { $0.dropout = 0.3 })
  }

  @Test("a training with dropout that was interrupted ends as one that was not")
  func resumes() throws {
    let model = try model { $0.dropout = 0.3 }
    let stop = StopAfter(7)
    _ = try Trainer(isCancelled: stop.ask).train(model, on: ToyData(), plan(epochs: 2))
    #expect(model.training.interrupted != nil)
    _ = try Trainer().finish(model, on: ToyData())
    #expect(try model.weightsHash() == trained { $0.dropout = 0.3 })
  }

  @Test(
    "refuses a share that is none",
    arguments: [1, -0.1, 2, .nan, .infinity])
  func shares(_ rate: Double) throws {
    let error = try #require(throws: LearnError.self) { _ = try model { $0.dropout = rate } }
    #expect(error.message.contains("dropout is \(rate)"))
  }

  @Test("refuses variational dropout without dropout")
  func pointless() {
    #expect(throws: LearnError.pointless(setting: "variational", without: "dropout")) {
      _ = try model { $0.isVariational = true }
    }
  }
}
