import MNLTensor

extension Checkpoint {
  /// The names of the tensors that are not the model's own.
  private enum Name {
    static let order = "order"
    static let history = "history"
    static let best = "best."
    static func slot(_ slot: String) -> String { "optimizer.\(slot)." }
  }

  /// What a row of the history holds: epoch, loss, score; how many validation examples (0 for
  /// none), their loss and score; the norm of the gradients (-1 where unknown), the clipped share.
  private static let columns = 8

  /// Writes it to a file, which takes the place of one at `path` as a whole or not at all.
  ///
  /// - Throws: `LearnError.file`.
  /// - Complexity: O(parameters + examples + epochs).
  package func write(to path: String) throws(LearnError) {
    var tensors: [StoredTensor] = []
    func add(_ all: [Tensor<Float>], _ prefix: String) {
      for (parameter, tensor) in zip(stored.parameters, all) {
        tensors.append(StoredTensor(prefix + parameter.name, tensor))
      }
    }
    add(stored.weights, "")
    for (place, slot) in optimizer.slots.enumerated() {
      add(optimizer.tensors.map { $0[place] }, Name.slot(slot))
    }
    if let bestWeights { add(bestWeights, Name.best) }
    tensors.append(StoredTensor(Name.order, order.rows))
    tensors.append(
      StoredTensor(
        Name.history, shape: [history.count, Self.columns], history.flatMap(Self.row)))
    do throws(SafetensorsFault) {
      try Safetensors.write(stored: tensors, metadata: words, to: path)
    } catch {
      throw .file(path: path, error)
    }
  }

  /// Whether a file holds a state of a training, rather than a model alone.
  ///
  /// - Throws: `LearnError.file`.
  package static func isCheckpoint(_ path: String) throws(LearnError) -> Bool {
    try Safetensors.open(path).header.metadata[Key.version] != nil
  }

  /// Reads a file that `write` wrote.
  ///
  /// - Throws: `LearnError.file` for one that cannot be read or is damaged, `.model` for one that
  ///   holds something else, or contradicts itself.
  /// - Complexity: O(file).
  package init(opening path: String) throws(LearnError) {
    let file = try Safetensors.open(path)
    let words = try within(path) { () throws(ModelFileFault) in
      try CheckpointWords(file.header.metadata)
    }
    stored = try StoredModel(reading: file, at: path)
    settings = words.settings
    let facts = try within(path) { [stored] () throws(ModelFileFault) in
      try words.facts(shape: stored.metadata.shape)
    }
    (every, progress, steps) = (facts.every, facts.progress, facts.steps)
    (data, dataHash, kernels) = (facts.data, facts.dataHash, facts.kernels)
    var tensors: [[Tensor<Float>]] = []
    for slot in facts.slots {
      tensors.append(try file.tensors(stored.parameters, prefix: Name.slot(slot), at: path))
    }
    optimizer = OptimizerState(
      step: facts.optimizerStep, slots: facts.slots,
      tensors: stored.parameters.indices.map { index in tensors.map { $0[index] } })
    bestWeights =
      progress.bestEpoch == nil
      ? nil : try file.tensors(stored.parameters, prefix: Name.best, at: path)
    order = BatchOrderState(
      rows: try file.integers(named: Name.order, shape: [data.examples], at: path),
      cursor: facts.cursor, epochs: facts.orderEpochs, draws: facts.draws)
    let count = file.header.entry(named: Name.history)?.shape.first ?? 0
    let numbers = try file.doubles(named: Name.history, shape: [count, Self.columns], at: path)
    history = try within(path) { () throws(ModelFileFault) in try Self.history(numbers) }
    var names = stored.parameters.map(\.name)
    for prefix in facts.slots.map(Name.slot) + (bestWeights == nil ? [] : [Name.best]) {
      names += stored.parameters.map { prefix + $0.name }
    }
    try file.header.check(holdsOnly: names + [Name.order, Name.history], at: path)
    try within(path) { [self] () throws(ModelFileFault) in try check() }
  }

  private static func row(_ epoch: EpochRecord) -> [Double] {
    let (validation, gradients) = (epoch.validation, epoch.gradients)
    return [
      Double(epoch.epoch), epoch.loss, epoch.score, Double(validation?.examples ?? 0),
      validation?.loss ?? 0, validation?.score ?? 0, gradients?.norm ?? -1,
      gradients?.clipped ?? 0,
    ]
  }

  private static func history(_ numbers: [Double]) throws(ModelFileFault) -> [EpochRecord] {
    var history: [EpochRecord] = []
    for start in stride(from: 0, to: numbers.count, by: columns) {
      let row = Array(numbers[start..<start + columns])
      guard row.allSatisfy(\.isFinite), let epoch = Int(exactly: row[0]), epoch >= 1,
        epoch > history.last?.epoch ?? 0, let examples = Int(exactly: row[3]), examples >= 0
      else { throw .contradiction("row \(history.count) of its history is no epoch") }
      history.append(
        EpochRecord(
          epoch: epoch, loss: row[1], score: row[2],
          validation: examples == 0
            ? nil : EpochScore(examples: examples, loss: row[4], score: row[5]),
          gradients: row[6] < 0 ? nil : GradientSummary(norm: row[6], clipped: row[7])))
    }
    return history
  }

  /// Makes sure that its numbers fit each other.
  private func check() throws(ModelFileFault) {
    guard order.isOrder(of: data.examples) else {
      throw .contradiction("its order is none of \(data.examples) examples")
    }
    let run = progress
    guard run.first <= epochs, history.filter({ $0.epoch > run.first }).count == epochs - run.first,
      history.last?.epoch ?? 0 <= epochs
    else { throw .contradiction("its history is not that of epochs \(run.first + 1) to \(epochs)") }
    guard run.bestEpoch.map({ best in history.contains { $0.epoch == best } }) ?? true else {
      throw .contradiction("its history does not have the best epoch")
    }
  }
}
