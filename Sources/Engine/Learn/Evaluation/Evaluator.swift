import MNLTensor

/// Looks at how well a model does, without changing it.
///
/// Examples stream through in pieces, so that memory does not grow with their number; results do
/// not depend on the number of threads.
package struct Evaluator {
  /// The most rows that are looked at together.
  static let piece = 2048
  /// Asked between pieces whether to stop.
  private let isCancelled: () -> Bool

  /// An evaluator that asks `isCancelled` every few thousand examples whether to stop.
  package init(isCancelled: @escaping () -> Bool = { false }) {
    self.isCancelled = isCancelled
  }

  /// How well a model does on all of some examples.
  ///
  /// - Throws: `LearnError.notBuilt`, `.dataDoNotFit`, `.noExamples`, `.inconsistentData`,
  ///   `.cancelled`.
  /// - Complexity: One forward computation for each example.
  package func evaluate(
    _ model: Model, on examples: any Examples
  ) throws(LearnError) -> Evaluation {
    try evaluate(model, on: examples, more: { _ in [] }, row: { _, _, _, _ in })
  }

  /// How well a model does on all of some examples, by everything that is measured.
  ///
  /// - Throws: What `evaluate` throws.
  /// - Complexity: One forward computation for each example.
  package func assess(
    _ model: Model, on examples: any Examples
  ) throws(LearnError) -> Assessment {
    let classes = examples.shape.classes
    var tally = Assessment.Tally(examples: examples.count, classes: classes)
    var shares: [Float] = []
    let evaluation = try evaluate(
      model, on: examples, more: { [$0.probabilities] },
      row: { place, actual, predicted, more in
        if place == 0, let piece = more.first {
          shares = piece.withBuffer { buffer in (0..<buffer.count).map { buffer[$0] } }
        }
        let start = place * classes
        tally.count(
          actual: actual, predicted: predicted, shares: shares[start..<start + classes])
      })
    return tally.assessment(evaluation)
  }

  /// What a model takes some rows of examples for.
  ///
  /// - Throws: `LearnError.noSuchRow`, and what `evaluate` throws.
  /// - Complexity: One forward computation for each row.
  package func predict(
    _ model: Model, rows: [Int], of examples: any Examples
  ) throws(LearnError) -> Predictions {
    let work = try model.built(for: examples)
    if let row = rows.first(where: { !(0..<examples.count).contains($0) }) {
      throw .noSuchRow(row: row, examples: examples.count, data: examples.name)
    }
    let network = work.network
    let request = PlanRequest(fetches: [network.predicted, network.probabilities])
    let width = examples.shape.classes
    var classes: [Int] = []
    var probabilities: [[Float]] = []
    try forEachPiece(of: rows.count) { places throws(LearnError) in
      let chosen = places.map { rows[$0] }
      let found = try run(
        request, chosen, of: examples, work: work, feeds: [(network.inputs, examples.inputs)])
      for row in chosen.indices {
        classes.append(Int(found[0][row]))
        probabilities.append((0..<width).map { found[1][row * width + $0] })
      }
    }
    return Predictions(classes: classes, probabilities: probabilities)
  }

  /// Evaluates, and hands on further nodes of the network for each example.
  ///
  /// - Parameters:
  ///   - model: Which model.
  ///   - examples: The examples.
  ///   - more: Names the nodes.
  ///   - row: Gets the row's place in its piece, the class of the label, the predicted one, and the
  ///     nodes' values for the piece.
  /// - Returns: Accuracy, loss and confusion.
  /// - Throws: What `evaluate(_:on:)` throws.
  private func evaluate(
    _ model: Model, on examples: any Examples, more: (Network) -> [Node],
    row: (Int, Int, Int, ArraySlice<Tensor<Float>>) -> Void
  ) throws(LearnError) -> Evaluation {
    let work = try model.built(for: examples)
    let network = work.network
    let request = PlanRequest(
      fetches: [network.losses, network.actual, network.predicted] + more(network))
    var loss = StableSum()
    var confusion = ConfusionMatrix(classes: examples.shape.classes)
    try forEachPiece(of: examples.count) { rows throws(LearnError) in
      let found = try run(
        request, rows, of: examples, work: work,
        feeds: [(network.inputs, examples.inputs), (network.labels, examples.labels)])
      for place in rows.indices {
        let (actual, predicted) = (Int(found[1][place]), Int(found[2][place]))
        loss.add(Double(found[0][place]))
        confusion.count(actual: actual, predicted: predicted)
        row(place, actual, predicted, found[3...])
      }
    }
    return Evaluation(
      examples: examples.count, loss: loss.value / Double(examples.count), confusion: confusion)
  }

  private func forEachPiece(
    of count: Int, _ body: ([Int]) throws(LearnError) -> Void
  ) throws(LearnError) {
    for first in stride(from: 0, to: count, by: Self.piece) {
      if isCancelled() { throw .cancelled }
      try body(Array(first..<min(first + Self.piece, count)))
    }
  }

  private func run(
    _ request: PlanRequest, _ rows: [Int], of examples: any Examples, work: Model.Work,
    feeds: [(placeholder: Node, source: any RowSource<Float>)]
  ) throws(LearnError) -> [Tensor<Float>] {
    let plan = work.runner.plan(request, batch: rows.count)
    defer { plan.clearFeeds() }
    do throws(EngineError) {
      for feed in feeds { try plan.feed(feed.placeholder, rows: rows, from: feed.source) }
      return try plan.run()
    } catch {
      throw .engine(error.naming(rows, of: examples))
    }
  }
}

extension EngineError {
  /// The error with the row of the data in place of that of the batch.
  func naming(_ rows: [Int], of examples: any Examples) -> EngineError {
    guard case .value(var fault) = self, rows.indices.contains(fault.row) else { return self }
    fault.row = rows[fault.row]
    fault.rows = examples.name
    return .value(fault)
  }
}
