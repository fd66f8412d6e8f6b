import Glibc
import MNLTensor

/// Whether a training is tried out before it begins.
package enum Rehearsal: Hashable, Sendable {
  /// It never is.
  case never
  /// It is if it is long.
  case ifLong
  /// It always is.
  case always

  /// From how many floating-point operations on a training is long: some half a minute on two cores.
  static let longOperations = 3e12
  /// From how many batches on, so that the two of the rehearsal are next to nothing.
  static let longBatches = 100

  /// Whether a training is to be tried out.
  func isDue(for run: TrainingRun, of network: Network, epochs: Int) -> Bool {
    guard self == .ifLong else { return self == .always }
    let batches = (run.target - epochs) * run.batchesPerEpoch - run.batchesDone
    if let limit = run.configuration.timeLimit, limit < 30 { return false }
    return batches >= Self.longBatches
      && Double(batches) * network.trainingOperations(batch: run.batch) >= Self.longOperations
  }
}

extension Trainer {
  /// Goes the whole way once, with two batches and a copy of everything, so that what would fail
  /// after hours fails at once: keeping the state and reading it again, training, validating,
  /// keeping a model, and judging it.
  ///
  /// Neither the model nor any file is changed. Whether training diverges is not for two batches to
  /// say.
  ///
  /// - Precondition: The training has its order and its optimiser.
  /// - Throws: `LearnError.rehearsal` with what would have failed.
  func rehearse(
    _ run: TrainingRun, _ model: Model, on data: any TrainingData
  ) throws(LearnError) {
    do throws(LearnError) {
      try tryOut(run, model, on: FirstBatches(of: data, count: 2 * run.batch))
    } catch {
      switch error {
      case .diverged, .cancelled: return
      default: throw .rehearsal(error)
      }
    }
  }

  private func tryOut(
    _ run: TrainingRun, _ model: Model, on data: FirstBatches
  ) throws(LearnError) {
    var run = run
    run.dataHash = run.dataHash ?? ""
    run.startHash = run.startHash ?? ""
    var state = try Checkpoint(of: model, run, isFinished: false)
    var configuration = run.configuration
    let plan = configuration.checkpoints
    if var plan {
      plan.path += ".rehearsal"
      (plan.every, plan.unit) = (1, .step)
      configuration.checkpoints = plan
    }
    let trial = configuration.checkpoints
    defer { trial?.removeFiles(from: state.epochs, to: state.epochs + 2) }
    do throws(LearnError) {
      if let trial {
        try state.write(to: trial.path)
        state = try Checkpoint(opening: trial.path)
      }
      let copy = try Model(
        state, at: trial?.path ?? "", rule: configuration.rule, schedule: configuration.schedule,
        pool: model.pool)
      (configuration.epochs, configuration.timeLimit) = (1, nil)
      let trainer = Trainer(isCancelled: isCancelled)
      let record = try trainer.train(copy, on: data, configuration)
      guard record.interruption == nil else { return }
      if let trial { _ = try Checkpoint(opening: trial.path) }
      _ = try Evaluator(isCancelled: isCancelled).evaluate(copy, on: data.train)
    } catch {
      // The trial has a name of its own, which nobody knows.
      guard let plan, let trial, case .file(trial.path, let fault) = error else { throw error }
      throw .file(path: plan.path, fault)
    }
  }
}

extension CheckpointPlan {
  /// Removes the state and the models of some epochs, as far as they are there.
  fileprivate func removeFiles(from first: Int, to last: Int) {
    for path in [path] + (first...last).map(path(ofEpoch:)) {
      // SAFETY: the path is a C string for the time of the call.
      _ = unsafe unlink(path)
    }
  }
}

/// The first examples of data.
private struct FirstBatches: TrainingData {
  let name: String
  let train: any Examples
  let validation: (any Examples)?
  private let data: any TrainingData

  init(of data: any TrainingData, count: Int) {
    self.data = data
    name = data.name
    train = FirstExamples(of: data.train, count: count)
    validation = data.validation.map { FirstExamples(of: $0, count: count) }
  }

  func makeOrder(seed: UInt64) -> any BatchOrder { InOrder(count: train.count) }
}

/// Some examples, the first ones of others.
private struct FirstExamples: Examples {
  private let all: any Examples
  let count: Int

  init(of all: any Examples, count: Int) {
    self.all = all
    self.count = min(count, all.count)
  }

  var name: String { all.name }
  var shape: ExampleShape { all.shape }
  var inputs: any RowSource<Float> { FirstRows(all: all.inputs, count: count) }
  var labels: any RowSource<Float> { FirstRows(all: all.labels, count: count) }
  var lengths: (any RowSource<Float>)? { all.lengths.map { FirstRows(all: $0, count: count) } }
}

/// Some rows, the first ones of others.
private struct FirstRows: RowSource {
  let all: any RowSource<Float>
  let count: Int

  var shape: Shape { Shape([count] + all.shape.fixedSizes.dropFirst()) }

  func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
    all.fill(destination, rows: rows)
  }
}

/// One row after the other, over and over.
private final class InOrder: BatchOrder {
  var state: BatchOrderState

  init(count: Int) {
    state = BatchOrderState(rows: Array(0..<Int32(count)), cursor: 0, epochs: 0, draws: 0)
  }

  func next(_ batch: Int, isBucketed: Bool, into rows: inout [Int]) {
    let count = state.rows.count
    rows.removeAll(keepingCapacity: true)
    for place in state.cursor..<state.cursor + batch { rows.append(Int(state.rows[place % count])) }
    state.cursor = (state.cursor + batch) % count
  }
}
