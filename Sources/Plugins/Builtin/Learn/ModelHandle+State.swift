import MNLLearn
package import MNLRuntime
import MNLTensor

// What training changes of a model, and `eval` with it.
extension ModelHandle: ChangingState {
  /// Itself.
  package var changing: (any ChangingState)? { self }

  /// Writes weights, what the optimiser keeps, the order of the examples and the history.
  ///
  /// - Throws: Nothing in practice: all of it can be kept.
  /// - Complexity: O(parameters + examples + epochs).
  package func writeState(to archive: inout ArchiveWriter) throws(ArchiveFault) {
    try archive.write(accuracy)
    let state: ModelState?
    do throws(LearnError) {
      state = try model.state()
    } catch {
      throw archive.fault(.unwritable("a model"))
    }
    try archive.write(state != nil)
    guard let state else { return }
    archive.write(count: state.words.count)
    for (key, word) in state.words.sorted(by: { $0.key < $1.key }) {
      try archive.write(key)
      try archive.write(word)
    }
    try archive.write(tensors: state.weights)
    try archive.write(state.epochs)
    try archive.write(state.steps)
    try archive.write(TrainingHistory(name: "", score: .accuracy, epochs: state.history))
    try archive.write(state.order != nil)
    if let order = state.order {
      try archive.write(order.name)
      try archive.write(order.examples)
      try archive.write(order: order.state)
    }
    try archive.write(state.optimizer != nil)
    if let optimizer = state.optimizer { try archive.write(optimizer: optimizer) }
    try archive.write(state.checkpoint != nil)
    if let kept = state.checkpoint {
      try archive.write(kept.path)
      try archive.write(kept.epochs)
      try archive.write(kept.batchesDone)
    }
    try archive.write(state.interrupted != nil)
    if let place = state.interrupted { try archive.write(place: place) }
  }

  /// Puts back what was written, into a model that was made in the same way.
  ///
  /// - Throws: `ArchiveFault` if the bytes are of another model.
  /// - Complexity: O(parameters + examples + epochs).
  package func readState(
    from archive: inout ArchiveReader, _ context: CommandContext
  ) throws(ArchiveFault) {
    accuracy = try archive.read()
    guard try archive.read(Bool.self) else { return }
    var words: [String: String] = [:]
    for _ in 0..<(try archive.count(ofSize: 2)) {
      let (key, word) = (try archive.read(String.self), try archive.read(String.self))
      words[key] = word
    }
    let weights = try archive.tensors()
    let (epochs, steps) = (try archive.read(Int.self), try archive.read(Int.self))
    var state = ModelState(
      words: words, weights: weights, epochs: epochs, steps: steps,
      history: try archive.read(TrainingHistory.self).epochs)
    if try archive.read(Bool.self) {
      state.order = (try archive.read(), try archive.read(), try archive.order())
    }
    if try archive.read(Bool.self) { state.optimizer = try archive.optimizer() }
    if try archive.read(Bool.self) {
      state.checkpoint = KeptState(
        path: try archive.read(), epochs: try archive.read(), batchesDone: try archive.read())
    }
    if try archive.read(Bool.self) { state.interrupted = try archive.place() }
    guard (try? model.take(state)) == true else {
      throw archive.fault(.contradiction("the state of another model than \(name)"))
    }
  }
}
