extension Checkpoint {
  /// The form of the files.
  static let version = 1

  /// The keys of the metadata; those of the model stand beside them.
  enum Key {
    static let version = "mnl.checkpoint"
    static let setting = "mnl.train."
    static let every = "mnl.every"
    static let unit = "mnl.every.unit"
    static let keep = "mnl.keep"
    static let kept = "mnl.kept"
    static let data = "mnl.data"
    static let examples = "mnl.data.examples"
    static let dataHash = "mnl.data.sha256"
    static let first = "mnl.run.first"
    static let batchesDone = "mnl.run.batches_done"
    static let lossSum = "mnl.run.sum.loss"
    static let scoreSum = "mnl.run.sum.score"
    static let normSum = "mnl.run.sum.norm"
    static let clipped = "mnl.run.clipped"
    static let stepsBefore = "mnl.run.steps_before"
    static let firstLoss = "mnl.run.first_loss"
    static let seconds = "mnl.run.seconds"
    static let best = "mnl.run.best"
    static let start = "mnl.run.start"
    static let isFinished = "mnl.run.finished"
    static let steps = "mnl.run.steps"
    static let cursor = "mnl.order.cursor"
    static let orderEpochs = "mnl.order.epochs"
    static let draws = "mnl.order.draws"
    static let optimizerStep = "mnl.optimizer.step"
    static let slots = "mnl.optimizer.slots"
    static let kernels = "mnl.kernels"
  }

  /// The words for a file.
  var words: [String: String] {
    var words = stored.metadata.encoded
    for (name, value) in settings { words[Key.setting + name] = value }
    let kept = progress.kept.map { "\($0.epoch):\($0.loss)" }.joined(separator: ",")
    let more: [(String, String?)] = [
      (Key.version, "\(Self.version)"), (Key.every, "\(every.count)"),
      (Key.unit, every.unit.rawValue), (Key.keep, "\(every.keep)"),
      (Key.kept, kept.isEmpty ? nil : kept), (Key.data, data.name),
      (Key.examples, "\(data.examples)"), (Key.dataHash, dataHash),
      (Key.first, "\(progress.first)"), (Key.batchesDone, "\(progress.batchesDone)"),
      (Key.lossSum, "\(progress.sums.loss)"), (Key.scoreSum, "\(progress.sums.score)"),
      (Key.normSum, "\(progress.sums.norm)"), (Key.clipped, "\(progress.sums.clipped)"),
      (Key.stepsBefore, progress.stepsBefore.map { "\($0)" }),
      (Key.firstLoss, progress.firstLoss.map { "\($0)" }), (Key.seconds, "\(progress.seconds)"),
      (Key.best, progress.bestEpoch.map { "\($0)" }), (Key.start, progress.startHash),
      (Key.isFinished, "\(progress.isFinished)"), (Key.steps, "\(steps)"),
      (Key.cursor, "\(order.cursor)"), (Key.orderEpochs, "\(order.epochs)"),
      (Key.draws, "\(order.draws)"), (Key.optimizerStep, "\(optimizer.step)"),
      (Key.slots, optimizer.slots.joined(separator: ",")), (Key.kernels, kernels),
      (ContentSeal.key, ContentSeal.blank),
    ]
    for (key, value) in more {
      let old = words.updateValue(value ?? "", forKey: key)
      precondition(old == nil, "the key \(key) twice")
      if value == nil { words[key] = nil }
    }
    return words
  }
}

/// The words of a checkpoint's metadata as they are read.
struct CheckpointWords {
  private let words: [String: String]

  /// Words of a checkpoint of the known form.
  ///
  /// - Throws: The metadata of something else, of another form, or without the hash that a
  ///   checkpoint always has.
  init(_ words: [String: String]) throws(ModelFileFault) {
    guard let version = words[Checkpoint.Key.version] else { throw .noCheckpoint }
    guard version == "\(Checkpoint.version)" else {
      throw .version(found: version, known: Checkpoint.version)
    }
    self.words = words
    _ = try text(ContentSeal.key)
  }

  /// A word.
  func text(_ key: String) throws(ModelFileFault) -> String {
    try ModelMetadata.word(key, in: words)
  }

  /// A count.
  func count(
    _ key: String, within limits: ClosedRange<Int> = 0...Int(Int32.max)
  ) throws(ModelFileFault) -> Int {
    try ModelMetadata.number(key, in: words, within: limits)
  }

  /// A count of 64 bits.
  func bits(_ key: String) throws(ModelFileFault) -> UInt64 {
    try ModelMetadata.number(key, in: words, within: 0...UInt64.max)
  }

  /// A finite number, as Swift writes it.
  func number(_ key: String) throws(ModelFileFault) -> Double {
    let word = try text(key)
    guard let number = Double(word), number.isFinite, "\(number)" == word else {
      throw .metadata(key: key, value: word)
    }
    return number
  }

  /// What is read from a word that may be missing.
  func optional<Value>(
    _ key: String, _ read: (String) throws(ModelFileFault) -> Value
  ) throws(ModelFileFault) -> Value? {
    words[key] == nil ? nil : try read(key)
  }

  /// `true` or `false`.
  func flag(_ key: String) throws(ModelFileFault) -> Bool {
    let word = try text(key)
    guard let flag = Bool(word) else { throw .metadata(key: key, value: word) }
    return flag
  }

  /// The settings of `train` by their names.
  var settings: [String: String] {
    let prefix = Checkpoint.Key.setting
    return Dictionary(
      uniqueKeysWithValues: words.filter { $0.key.hasPrefix(prefix) }
        .map { (String($0.key.dropFirst(prefix.count)), $0.value) })
  }

  /// All that the words say but the settings.
  ///
  /// - Parameter shape: The shape of an example, which the model's words say.
  /// - Returns: The facts.
  /// - Throws: A word that is missing, or means nothing.
  func facts(shape: ExampleShape) throws(ModelFileFault) -> Facts {
    let unit = try text(Checkpoint.Key.unit)
    guard let unit = CheckpointPlan.Unit(rawValue: unit) else {
      throw .metadata(key: Checkpoint.Key.unit, value: unit)
    }
    return Facts(
      every: (
        try count(Checkpoint.Key.every, within: 1...Int(Int32.max)), unit,
        try count(Checkpoint.Key.keep)
      ), progress: try progress(), steps: try count(Checkpoint.Key.steps, within: 0...Int.max),
      data: DataIdentity(
        name: try text(Checkpoint.Key.data),
        examples: try count(Checkpoint.Key.examples, within: 1...Int(Int32.max)), shape: shape),
      dataHash: try text(Checkpoint.Key.dataHash), kernels: try text(Checkpoint.Key.kernels),
      slots: try text(Checkpoint.Key.slots).split(separator: ",").map(String.init),
      optimizerStep: try count(Checkpoint.Key.optimizerStep, within: 0...Int.max),
      cursor: try count(Checkpoint.Key.cursor),
      orderEpochs: try count(Checkpoint.Key.orderEpochs, within: 0...Int.max),
      draws: try bits(Checkpoint.Key.draws))
  }

  /// What the words of a checkpoint say.
  struct Facts {
    /// How often the state is kept.
    let every: (count: Int, unit: CheckpointPlan.Unit, keep: Int)
    /// How far the training is.
    let progress: Checkpoint.Progress
    /// How many batches the model was trained.
    let steps: Int
    /// The data, and their hash.
    let data: DataIdentity
    /// The hash of the data.
    let dataHash: String
    /// The level of the kernels.
    let kernels: String
    /// What the optimiser keeps for each parameter.
    let slots: [String]
    /// How many steps the optimiser has made.
    let optimizerStep: Int
    /// How many rows of the order are used.
    let cursor: Int
    /// How many epochs of the order have ended.
    let orderEpochs: Int
    /// How many draws the order took.
    let draws: UInt64
  }

  /// How far the training is.
  func progress() throws(ModelFileFault) -> Checkpoint.Progress {
    Checkpoint.Progress(
      first: try count(Checkpoint.Key.first), batchesDone: try count(Checkpoint.Key.batchesDone),
      sums: TrainingRun.Sums(
        loss: try number(Checkpoint.Key.lossSum), score: try number(Checkpoint.Key.scoreSum),
        norm: try number(Checkpoint.Key.normSum), clipped: try count(Checkpoint.Key.clipped)),
      stepsBefore: try optional(Checkpoint.Key.stepsBefore) { key throws(ModelFileFault) in
        try count(key)
      }, firstLoss: try optional(Checkpoint.Key.firstLoss, number),
      seconds: try number(Checkpoint.Key.seconds),
      bestEpoch: try optional(Checkpoint.Key.best) { key throws(ModelFileFault) in
        try count(key)
      }, startHash: try text(Checkpoint.Key.start),
      kept: try optional(Checkpoint.Key.kept, kept) ?? [],
      isFinished: try flag(Checkpoint.Key.isFinished))
  }

  /// The epochs whose models are kept: `4:0.25,2:0.5`.
  private func kept(_ key: String) throws(ModelFileFault) -> [KeptEpoch] {
    let list = try text(key)
    var all: [KeptEpoch] = []
    for item in list.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = item.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let epoch = Int(parts[0]), epoch >= 1, let loss = Double(parts[1]),
        loss.isFinite, "\(epoch):\(loss)" == item
      else { throw .metadata(key: key, value: list) }
      all.append(KeptEpoch(epoch: epoch, loss: loss))
    }
    return all
  }
}
