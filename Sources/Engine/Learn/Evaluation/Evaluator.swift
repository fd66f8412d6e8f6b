import MNLTensor

/// Looks at how well a model does, without changing it.
///
/// Examples stream through in pieces, so that memory does not grow with their number; results do
/// not depend on the number of threads.
package struct Evaluator {
  /// The most rows that are looked at together.
  static let piece = 2048
  /// The most numbers that the answers of a piece have, unless a row alone has more.
  static let answerLimit = 1 << 22
  /// The most floating-point operations that a piece takes, unless a few rows take more: what a CPU
  /// does in part of a second, so that who waits for the next piece does not wait long.
  static let workLimit = 4e10
  /// Asked between pieces whether to stop.
  private let isCancelled: () -> Bool
  /// Told after each piece how many examples are done.
  private let report: (Int) -> Void

  /// An evaluator that asks `isCancelled` every few thousand examples whether to stop, more often
  /// where they take long, and tells `report` how many are done.
  package init(
    isCancelled: @escaping () -> Bool = { false }, report: @escaping (Int) -> Void = { _ in }
  ) {
    self.isCancelled = isCancelled
    self.report = report
  }

  /// How well a model does on all of some examples.
  ///
  /// - Throws: `LearnError.notBuilt`, `.dataDoNotFit`, `.noExamples`, `.inconsistentData`,
  ///   `.metric`, `.cancelled`.
  /// - Complexity: One forward computation for each example.
  package func evaluate(
    _ model: Model, on examples: any Examples
  ) throws(LearnError) -> Evaluation {
    try judge(model, on: examples, ScoreTally(examples, isThorough: false)).evaluation
  }

  /// How well a model does on all of some examples, by everything that is measured.
  ///
  /// - Throws: What `evaluate` throws.
  /// - Complexity: One forward computation for each example.
  package func assess(
    _ model: Model, on examples: any Examples
  ) throws(LearnError) -> Assessment {
    try judge(model, on: examples, ScoreTally(examples, isThorough: true))
  }

  /// What a model says of some rows of examples.
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
    let request = PlanRequest(
      fetches: [network.answers] + (network.choice.map { [$0.predicted] } ?? []))
    let width = examples.shape.targetWidth
    var classes: [Int] = []
    var answers: [[Float]] = []
    let size = Self.pieceSize(operations: model.summary.operations ?? 0, width: width)
    try forEachPiece(of: rows.count, size: size) { places throws(LearnError) in
      let chosen = places.map { rows[$0] }
      let found = try run(request, chosen, of: examples, work: work)
      for row in chosen.indices {
        answers.append((row * width..<(row + 1) * width).map { found[0][$0] })
      }
      if found.count > 1 { classes += found[1].values.map { Int($0) } }
    }
    return Predictions(classes: classes, answers: answers)
  }

  /// Counts all examples.
  private func judge(
    _ model: Model, on examples: any Examples, _ empty: ScoreTally
  ) throws(LearnError) -> Assessment {
    let work = try model.built(for: examples)
    let network = work.network
    let request = PlanRequest(fetches: empty.fetches(of: network))
    var tally = empty
    let size = Self.pieceSize(
      operations: model.summary.operations ?? 0, width: examples.shape.targetWidth)
    try forEachPiece(of: examples.count, size: size) { rows throws(LearnError) in
      let found = try run(request, rows, of: examples, work: work)
      do throws(MetricError) {
        try tally.count(found, rows: rows.count)
      } catch {
        throw .metric(error, data: examples.name)
      }
    }
    do throws(MetricError) {
      return try tally.assessment()
    } catch {
      throw .metric(error, data: examples.name)
    }
  }

  /// How many rows are looked at together.
  ///
  /// - Parameters:
  ///   - operations: The floating-point operations that a row takes.
  ///   - width: How many numbers answer a row, at least 1.
  /// - Returns: The number of rows, at least 1. It is the same on all machines, as results depend
  ///   on it in their last bits.
  static func pieceSize(operations: Double, width: Int) -> Int {
    let affordable = workLimit / max(1, operations)
    // A few rows at least, for a product with a single one is slow.
    let rows = affordable < Double(piece) ? max(16, Int(affordable) / 16 * 16) : piece
    return max(1, min(rows, answerLimit / width))
  }

  private func forEachPiece(
    of count: Int, size piece: Int, _ body: ([Int]) throws(LearnError) -> Void
  ) throws(LearnError) {
    for first in stride(from: 0, to: count, by: piece) {
      if isCancelled() { throw .cancelled }
      try body(Array(first..<min(first + piece, count)))
      report(min(first + piece, count))
    }
  }

  private func run(
    _ request: PlanRequest, _ rows: [Int], of examples: any Examples, work: Model.Work
  ) throws(LearnError) -> [Tensor<Float>] {
    let plan = work.runner.plan(request, batch: rows.count)
    defer { plan.clearFeeds() }
    do throws(EngineError) {
      for feed in work.network.feeds(from: examples) {
        try plan.feed(feed.placeholder, rows: rows, from: feed.source)
      }
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
