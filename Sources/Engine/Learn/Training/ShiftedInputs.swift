import MNLTensor

/// Training inputs that are moved at random: each by up to `reach` steps and as many places within
/// the steps, forth or back; what comes in is 0.
///
/// For images, whose rows are the steps, that is a shift up or down and to the left or right. How far
/// a row is moved depends on the seed, the training step and the row alone: not on threads, and not on
/// whether training was interrupted.
///
/// It is unchecked, because `step` is set only between runs of a plan, when no thread reads it.
final class ShiftedInputs: RowSource, @unchecked Sendable {
  /// How many training steps were made.
  var step = 0
  private let inputs: any RowSource<Float>
  private let steps: Int
  private let features: Int
  private let reach: Int
  private let seed: UInt64

  /// Moves the inputs of examples.
  ///
  /// - Precondition: `reach` is from 0 to below both steps and features.
  init(_ examples: any Examples, reach: Int, seed: UInt64) {
    (steps, features) = (examples.shape.steps, examples.shape.features)
    precondition((0..<min(steps, features)).contains(reach), "a reach of \(reach)")
    inputs = examples.inputs
    self.reach = reach
    self.seed = seed
  }

  /// `[N, T·I]`.
  var shape: Shape { inputs.shape }

  /// Writes the moved inputs of some rows, one after the other.
  ///
  /// - Precondition: every row exists; `destination` has room for them.
  func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
    inputs.fill(destination, rows: rows)
    var stream = RandomStream(seed: seed, purpose: .augmentation, ordinal: step)
    for (place, row) in zip(0..., rows) {
      // Each row has draws of its own, whichever thread takes it.
      stream.position = 2 * UInt64(row)
      let down = stream.integer(below: 2 * reach + 1) - reach
      let right = stream.integer(below: 2 * reach + 1) - reach
      move(destination.from(place * steps * features), down: down, right: right)
    }
  }

  /// Moves the numbers of one row, `[T, I]`, in place: from the end on that they move to.
  private func move(_ row: Buffer<Float>, down: Int, right: Int) {
    for i in 0..<steps {
      let step = down > 0 ? steps - 1 - i : i
      let source = step - down
      let isInside = source >= 0 && source < steps
      for j in 0..<features {
        let feature = right > 0 ? features - 1 - j : j
        let from = feature - right
        row[step * features + feature] =
          isInside && from >= 0 && from < features ? row[source * features + from] : 0
      }
    }
  }
}
