import MNLLearn
import MNLTensor
import Testing

/// Checkpoints that are not what was written, or were never meant well.
@Suite struct DamagedCheckpointTests {
  private let data = ToyData(count: 60, validation: 10)

  /// A small state in the middle of an epoch, and its bytes.
  private func state(in folder: TemporaryFolder) throws -> [UInt8] {
    var configuration = plan(epochs: 3)
    configuration.average = 0.9
    configuration.keepsBest = true
    configuration.checkpoints = CheckpointPlan(path: folder.file("run"))
    _ = try Trainer(isCancelled: StopAfter(6).ask)
      .train(try makeModel([2]), on: data, configuration)
    return try folder.read("run")
  }

  /// The error of a file that must be refused, whatever is read of it.
  private func refusal(_ path: String) -> LearnError? {
    do throws(LearnError) {
      let checkpoint = try Checkpoint(opening: path)
      let model = try Model(
        checkpoint, at: path, rule: Adam(rate: 0.01), schedule: nil, pool: ThreadPool(threads: 1))
      _ = try Trainer().finish(model, on: data)
      return nil
    } catch {
      return error
    }
  }

  @Test("opens what was not changed")
  func sound() throws {
    let folder = try TemporaryFolder()
    _ = try state(in: folder)
    #expect(refusal(folder.file("run")) == nil)
  }

  @Test("finds a single changed bit in every byte of the file")
  func bits() throws {
    let folder = try TemporaryFolder()
    let sound = try state(in: folder)
    var stream = RandomStream(seed: 12, purpose: .digits)
    var missed: [Int] = []
    for byte in sound.indices {
      var bytes = sound
      bytes[byte] ^= 1 << UInt8(stream.integer(below: 8))
      if refusal(try folder.write(bytes, to: "damaged")) == nil { missed.append(byte) }
    }
    #expect(missed == [])
  }

  @Test("refuses every file that ends early, or goes on")
  func truncated() throws {
    let folder = try TemporaryFolder()
    let sound = try state(in: folder)
    for length in stride(from: 0, to: sound.count, by: 7) {
      let path = try folder.write(Array(sound[..<length]), to: "cut")
      #expect(refusal(path) != nil, "\(length) bytes")
    }
    #expect(refusal(try folder.write(sound + [0], to: "longer")) != nil)
  }

  /// The error of a state whose words and tensors were changed by someone who knows the hash.
  private func refusal(
    _ change: (inout [String: String], inout [StoredTensor]) -> Void
  ) throws -> LearnError? {
    let folder = try TemporaryFolder()
    _ = try state(in: folder)
    var words: [String: String]
    var tensors: [StoredTensor] = []
    do {
      let file = try Safetensors(opening: folder.file("run"))
      words = file.header.metadata
      for entry in file.header.entries {
        switch entry.elementType {
        case "F32": tensors.append(StoredTensor(entry.name, try file.floats(entry)))
        case "F64":
          tensors.append(StoredTensor(entry.name, shape: entry.shape, try file.doubles(entry)))
        default: tensors.append(StoredTensor(entry.name, try file.integers(entry)))
        }
      }
    }
    change(&words, &tensors)
    try Safetensors.write(stored: tensors, metadata: words, to: folder.file("run"))
    return refusal(folder.file("run"))
  }

  @Test(
    "refuses words that mean nothing, or contradict each other",
    arguments: [
      ("mnl.every", "0"), ("mnl.every.unit", "hour"), ("mnl.keep", "-1"), ("mnl.kept", "1"),
      ("mnl.kept", "0:1.0"), ("mnl.data.examples", "61"), ("mnl.data.examples", "0"),
      ("mnl.run.first", "7"), ("mnl.run.batches_done", "4"), ("mnl.run.batches_done", "x"),
      ("mnl.run.sum.loss", "nan"), ("mnl.run.sum.loss", "inf"), ("mnl.run.seconds", ""),
      ("mnl.run.first_loss", "+1.0"), ("mnl.run.best", "9"), ("mnl.run.finished", "yes"),
      ("mnl.run.steps", "-1"), ("mnl.order.cursor", "61"), ("mnl.order.epochs", "-1"),
      ("mnl.order.draws", "18446744073709551616"), ("mnl.optimizer.step", "1.5"),
      ("mnl.optimizer.slots", "m"), ("mnl.optimizer.slots", "m,v,average,more"),
      ("mnl.optimizer.slots", "v,m,average"), ("mnl.train.epochs", "0"),
      ("mnl.train.epochs", "9999999"), ("mnl.train.batch", "61"), ("mnl.train.batch", "0"),
      ("mnl.train.optimizer", "sgd rate=0.1"), ("mnl.train.schedule", "cosine final=0.0"),
      ("mnl.train.patience", "0"), ("mnl.train.best", "false"), ("mnl.train.average", "1.0"),
      ("mnl.train.clip", "-1.0"), ("mnl.train.smoothing", "1.0"), ("mnl.train.for", "0.0"),
      ("mnl.train.class-weights", "1.0,2.0"), ("mnl.train.class-weights", "1.0,0.0,1.0"),
      ("mnl.train.loss", "none"), ("mnl.train.magic", "1"), ("mnl.epochs", "3"),
      ("mnl.checkpoint", "2"), ("mnl.checkpoint", ""),
    ])
  func words(_ key: String, _ value: String) throws {
    let error = try #require(try refusal { words, _ in words[key] = value })
    guard case .model = error else {
      Issue.record("\(error)")
      return
    }
    if key == "mnl.checkpoint" {
      #expect(error.message.hasSuffix("is written in form '\(value)', known is form 1"))
    }
  }

  @Test("refuses words that are missing, the hash among them")
  func missing() throws {
    for key in ["mnl.sha256", "mnl.every", "mnl.run.start", "mnl.train.batch", "mnl.data.sha256"] {
      let error = try refusal { words, _ in words[key] = nil }
      guard case .model(_, .missingMetadata) = error else {
        Issue.record("\(key): \(String(describing: error))")
        continue
      }
    }
    let error = try refusal { words, _ in words["mnl.checkpoint"] = nil }
    #expect(error?.message.hasSuffix("is no checkpoint: it holds no state of a training") == true)
  }

  @Test("refuses an order that is none, a history that is none, and tensors it does not know")
  func tensors() throws {
    func replace(_ name: String, _ tensor: StoredTensor?) throws -> LearnError? {
      try refusal { _, tensors in
        tensors.removeAll { $0.name == name }
        if let tensor { tensors.append(tensor) }
      }
    }
    #expect(try replace("order", StoredTensor("order", Array(repeating: 0, count: 60))) != nil)
    #expect(try replace("order", StoredTensor("order", Array(1...60))) != nil)
    #expect(try replace("order", StoredTensor("order", [0])) != nil)
    #expect(try replace("order", nil) != nil)
    #expect(try replace("history", nil) != nil)
    #expect(try replace("history", StoredTensor("history", shape: [0, 8], [])) != nil)
    let rows = [2.0, 1, 1, 0, 0, 0, -1, 0] + [1.0, 1, 1, 0, 0, 0, -1, 0]
    #expect(try replace("history", StoredTensor("history", shape: [2, 8], rows)) != nil)
    #expect(try replace("x", StoredTensor("x", [1])) != nil)
    let slot = "optimizer.m.output.bias"
    #expect(try replace(slot, StoredTensor(slot, Tensor([3], [0, .nan, 0]))) != nil)
    #expect(try replace(slot, StoredTensor(slot, Tensor([2], [0, 0]))) != nil)
    #expect(try replace("best.output.bias", nil) != nil)
  }

  @Test("no state that is not finite reaches the file: the last good one stays")
  func notFinite() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("run")
    var configuration = TrainingConfiguration(epochs: 6, batch: 20, rule: LateOverflow())
    configuration.checkpoints = CheckpointPlan(path: path, every: 1, unit: .step)
    let model = try makeModel([2])
    #expect(throws: LearnError.self) {
      _ = try Trainer().train(model, on: data, configuration)
    }
    let checkpoint = try Checkpoint(opening: path)
    #expect(checkpoint.epochs == 1)
    #expect(!checkpoint.isFinished)
    #expect(model.training.checkpoint == KeptState(path: path, epochs: 1, batchesDone: 1))
    let file = try Safetensors(opening: path)
    for entry in file.header.entries where entry.elementType == "F32" {
      #expect(try file.floats(entry).isFinite)
    }
  }

  /// A rule that does nothing until its fifth step, which makes every weight infinite.
  private struct LateOverflow: Optimizer {
    let name = "late"
    let slots: [String] = []
    let settings: [(name: String, value: String)] = []
    var rate = 1.0
    func apply(_ site: UpdateSite<Float>) {
      if site.step == 5 { site.value.fill(.infinity, count: site.count) }
    }
    func apply(_ site: UpdateSite<Double>) {}
  }
}
