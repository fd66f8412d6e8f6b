package import MNLRuntime
import MNLTensor

// What `run` changes, besides what it computes.
extension GraphSession: ChangingState {
  /// Writes the values of the variables, what steps of training keep, and how many were made.
  ///
  /// - Throws: Nothing in practice: numbers can be kept.
  /// - Complexity: O(elements).
  package func writeState(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    guard let store = madeRunner?.store else { return try archive.write(false) }
    try archive.write(true)
    let snapshot = store.snapshot(of: trainings)
    try archive.write(snapshot.steps)
    archive.write(count: snapshot.values.count)
    for (number, value) in snapshot.values.sorted(by: { $0.key < $1.key }) {
      archive.write(count: number)
      try archive.write(tensor: value)
    }
    archive.write(count: trainings.count)
    for training in trainings {
      guard let state = snapshot.trainings[training.id] else { continue }
      try archive.write(state.step)
      for tensor in state.slots.joined() { try archive.write(tensor: tensor) }
    }
  }

  /// Puts back what was written, into a graph that is built as it was then.
  ///
  /// - Throws: `ArchiveFault` if the bytes are of another graph.
  /// - Complexity: O(elements).
  package func readState(
    from archive: inout ArchiveReader, _ context: CommandContext
  ) throws(ArchiveFault) {
    guard try archive.read(Bool.self) else { return }
    let store = runner(threads: context.settings.threads).store
    var snapshot = VariableStore<Float>.Snapshot(
      values: [:], trainings: [:], steps: try archive.read())
    let variables = Dictionary(uniqueKeysWithValues: graph.variables.map { ($0.id, $0) })
    for _ in 0..<(try archive.count()) {
      let (number, value) = (try archive.natural(), try archive.tensor())
      guard let variable = variables[number], variable.shape == value.shape else {
        throw archive.fault(.contradiction("no variable \(number) of the shape \(value.shape)"))
      }
      snapshot.values[number] = value
    }
    guard try archive.natural() == trainings.count else {
      throw archive.fault(.contradiction("other steps of training"))
    }
    for training in trainings {
      let step = try archive.read(Int.self)
      var slots: [[Tensor<Float>]] = []
      for variable in training.variables {
        var tensors: [Tensor<Float>] = []
        for _ in training.rule.slots {
          let tensor = try archive.tensor()
          guard tensor.shape == variable.shape else {
            throw archive.fault(.contradiction("a slot of another shape"))
          }
          tensors.append(tensor)
        }
        slots.append(tensors)
      }
      snapshot.trainings[training.id] = .init(step: step, slots: slots)
    }
    store.restore(snapshot, of: trainings)
  }
}
