import Glibc

extension Checkpoint {
  /// The state in a file; nil if there is no file.
  ///
  /// - Throws: What `init(opening:)` throws of a file that there is.
  /// - Complexity: O(file).
  package static func found(at path: String) throws(LearnError) -> Checkpoint? {
    do throws(LearnError) {
      return try Checkpoint(opening: path)
    } catch {
      if case .file(_, .system(_, number: ENOENT)) = error { return nil }
      throw error
    }
  }

  /// In what it differs from the state of a training; nil if it is one of that training.
  ///
  /// - Throws: `LearnError.notBuilt`.
  /// - Complexity: O(parameters), and that of the data's hash.
  func difference(
    from run: TrainingRun, of model: Model, on data: any TrainingData
  ) throws(LearnError) -> TrainingDifference? {
    var (found, wanted) = (stored.metadata, try model.metadata())
    (found.epochs, wanted.epochs) = (0, 0)
    if let (name, found, wanted) = Self.difference(found.encoded, wanted.encoded) {
      return .network(name: name, found: found, wanted: wanted)
    }
    if self.data != run.data { return .data(found: self.data, wanted: run.data) }
    if progress.first != run.first {
      return .beginning(found: progress.first, wanted: run.first)
    }
    let settings = Dictionary(uniqueKeysWithValues: run.configuration.settings.map { ($0, $1) })
    if let (name, found, wanted) = Self.difference(self.settings, settings) {
      return .setting(name, found: found, wanted: wanted)
    }
    if dataHash != data.contentHash { return .examples(data: data.name) }
    // An interrupted training is known by what it began with, which its weights are no longer.
    let start: String?
    if let interrupted = model.training.interrupted {
      start = interrupted.startHash
    } else {
      start = try model.weightsHash()
    }
    return start == progress.startHash ? nil : .weights
  }

  /// The first entry by name that differs.
  private static func difference(
    _ found: [String: String], _ wanted: [String: String]
  ) -> (name: String, found: String?, wanted: String?)? {
    for name in Set(found.keys).union(wanted.keys).sorted() where found[name] != wanted[name] {
      return (name, found[name], wanted[name])
    }
    return nil
  }

  /// What a training brought that is at its end already.
  func record(of run: TrainingRun) -> TrainingRecord {
    let last = history.last
    return TrainingRecord(
      epochsAdded: 0, epochs: epochs, steps: 0, loss: last?.loss ?? 0,
      score: last?.score ?? 0, validation: (run.best?.epoch ?? last)?.validation,
      seconds: 0, sequencesPerSecond: 0, interruption: nil, isContinued: true, earlyEnd: nil,
      best: run.best?.epoch, checkpoint: run.configuration.checkpoints?.path)
  }
}
