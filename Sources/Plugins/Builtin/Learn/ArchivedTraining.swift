import MNLLearn
import MNLRuntime
import MNLTensor

extension ArchiveWriter {
  /// Writes tensors.
  mutating func write(tensors: [Tensor<Float>]) throws(ArchiveFault) {
    write(count: tensors.count)
    for tensor in tensors { try write(tensor: tensor) }
  }

  /// Writes where an order of examples stands.
  mutating func write(order: BatchOrderState) throws(ArchiveFault) {
    write(count: order.rows.count)
    for row in order.rows { write(count: Int(row)) }
    try write(order.cursor)
    try write(order.epochs)
    write(count: order.draws)
  }

  /// Writes what an optimiser keeps.
  mutating func write(optimizer: KeptOptimizer) throws(ArchiveFault) {
    try write(optimizer.rule)
    try write(optimizer.loss.kind?.rawValue)
    try write(optimizer.loss.smoothing)
    var weights: [Double]?
    if case .given(let numbers) = optimizer.loss.weights { weights = numbers }
    try write(weights)
    try write(optimizer.step)
    try write(optimizer.slots)
    write(count: optimizer.tensors.count)
    for tensors in optimizer.tensors { try write(tensors: tensors) }
  }

  /// Writes where a training stands on its way.
  mutating func write(place: TrainingPlace) throws(ArchiveFault) {
    try write(place.first)
    try write(place.epochsBefore)
    try write(place.isContinued)
    try write(place.batchesDone)
    try write(place.sums)
    try write(place.clipped)
    try write(place.stepsBefore)
    try write(place.firstLoss)
    try write(place.seconds.all)
    try write(place.seconds.call)
    try write(place.batches)
    try write(place.best != nil)
    if let best = place.best {
      try write(best.epoch)
      try write(tensors: best.weights)
    }
    try write(place.hashes != nil)
    if let hashes = place.hashes {
      try write(hashes.data)
      try write(hashes.start)
    }
    write(count: place.kept.count)
    for kept in place.kept {
      try write(kept.epoch)
      try write(kept.loss)
    }
  }
}

extension ArchiveReader {
  /// Reads tensors.
  mutating func tensors() throws(ArchiveFault) -> [Tensor<Float>] {
    var tensors: [Tensor<Float>] = []
    for _ in 0..<(try count(ofSize: 2)) { tensors.append(try tensor()) }
    return tensors
  }

  /// Reads where an order of examples stands.
  mutating func order() throws(ArchiveFault) -> BatchOrderState {
    var rows: [Int32] = []
    for _ in 0..<(try count()) {
      guard let row = Int32(exactly: try natural()) else { throw fault(.malformedNumber) }
      rows.append(row)
    }
    return BatchOrderState(
      rows: rows, cursor: try read(), epochs: try read(), draws: UInt64(try natural()))
  }

  /// Reads what an optimiser keeps.
  mutating func optimizer() throws(ArchiveFault) -> KeptOptimizer {
    let rule = try read(String.self)
    let word = try read(String?.self)
    let kind = word.flatMap { LossKind(rawValue: $0) }
    guard (word == nil) == (kind == nil) else { throw fault(.contradiction("an unknown loss")) }
    let smoothing = try read(Double.self)
    let weights = try read([Double]?.self)
    let loss = LossSettings(
      kind: kind, smoothing: smoothing,
      weights: weights.map(LossSettings.ClassWeights.given) ?? .equal)
    let (step, slots) = (try read(Int.self), try read([String].self))
    var all: [[Tensor<Float>]] = []
    for _ in 0..<(try count()) { all.append(try tensors()) }
    return KeptOptimizer(rule: rule, loss: loss, step: step, slots: slots, tensors: all)
  }

  /// Reads where a training stands on its way.
  mutating func place() throws(ArchiveFault) -> TrainingPlace {
    var place = TrainingPlace(
      first: try read(), epochsBefore: try read(), isContinued: try read(),
      batchesDone: try read(), sums: try read(), clipped: try read(), stepsBefore: try read(),
      firstLoss: try read(), seconds: (try read(), try read()), batches: try read())
    if try read(Bool.self) { place.best = (try read(), try tensors()) }
    if try read(Bool.self) { place.hashes = (try read(), try read()) }
    for _ in 0..<(try count(ofSize: 9)) { place.kept.append((try read(), try read())) }
    return place
  }
}
