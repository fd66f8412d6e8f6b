import MNLTensor

/// Training inputs that are changed at random, in this order: a part of the steps is stretched over
/// all of them, numbers are magnified, noise is added; images are turned, scaled and pulled apart in
/// one go; what came of it is moved.
///
/// For images, whose rows are the steps, a move is a shift up or down and to the left or right; what
/// comes in is 0. How a row is changed depends on the seed, the training step and the row alone: not
/// on threads, and not on whether training was interrupted.
///
/// It is unchecked, because `step` is set only between runs of a plan, when no thread reads it.
final class AlteredInputs: RowSource, @unchecked Sendable {
  /// How many training steps were made.
  var step = 0
  private let inputs: any RowSource<Float>
  private let steps: Int
  private let features: Int
  private let augmentation: Augmentation
  private let seed: UInt64
  /// The deviation of each feature, `[I]`; empty without noise.
  private let deviations: [Double]

  /// Changes the inputs of examples.
  ///
  /// - Precondition: the shift is from 0 to below both steps and features.
  init(_ examples: any Examples, _ augmentation: Augmentation, seed: UInt64) {
    (steps, features) = (examples.shape.steps, examples.shape.features)
    precondition(
      (0..<min(steps, features)).contains(augmentation.shift) || augmentation.shift == 0,
      "a shift of \(augmentation.shift)")
    inputs = examples.inputs
    self.augmentation = augmentation
    self.seed = seed
    deviations =
      augmentation.jitter > 0
      ? Self.deviations(of: examples) : []
  }

  /// `[N, T·I]`.
  var shape: Shape { inputs.shape }

  /// Writes the changed inputs of some rows, one after the other.
  ///
  /// - Precondition: every row exists; `destination` has room for them.
  func fill(_ destination: Buffer<Float>, rows: ArraySlice<Int>) {
    inputs.fill(destination, rows: rows)
    var stream = RandomStream(seed: seed, purpose: .augmentation, ordinal: step)
    for (place, row) in zip(0..., rows) {
      let target = destination.from(place * steps * features)
      // Each row has draws of its own, whichever thread takes it.
      var own = stream.part(row)
      if augmentation.changesNumbers { change(target, &own) }
      if augmentation.warps {
        let warp = ImageWarp(augmentation, height: steps, width: features, &own)
        warp.apply(to: target)
      }
      guard augmentation.shift > 0 else { continue }
      let reach = augmentation.shift
      stream.position = 2 * UInt64(row)
      let down = stream.integer(below: 2 * reach + 1) - reach
      let right = stream.integer(below: 2 * reach + 1) - reach
      move(target, down: down, right: right)
    }
  }

  /// Changes the numbers of one row, `[T, I]`, in place.
  private func change(_ row: Buffer<Float>, _ stream: inout RandomStream) {
    if augmentation.cropping > 0 {
      let kept = Double(steps - 1) * (1 - augmentation.cropping * stream.uniform())
      let first = (Double(steps - 1) - kept) * stream.uniform()
      let old = (0..<steps * features).map { row[$0] }
      for step in 0..<steps where steps > 1 {
        let place = first + kept * Double(step) / Double(steps - 1)
        let before = min(steps - 1, Int(place))
        let after = min(steps - 1, before + 1)
        let share = Float(place - Double(before))
        for feature in 0..<features {
          let (left, right) = (old[before * features + feature], old[after * features + feature])
          row[step * features + feature] = left + share * (right - left)
        }
      }
    }
    let factor = Float(1 + augmentation.magnification * (2 * stream.uniform() - 1))
    if augmentation.magnification > 0 {
      for index in 0..<steps * features { row[index] *= factor }
    }
    guard augmentation.jitter > 0 else { return }
    for step in 0..<steps {
      for feature in 0..<features {
        row[step * features + feature] +=
          Float(augmentation.jitter * deviations[feature] * stream.normal())
      }
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

  /// How far the numbers of each feature lie from their mean, over the steps that all rows have.
  private static func deviations(of examples: any Examples) -> [Double] {
    let (features, inputs) = (examples.shape.features, examples.inputs)
    var sums = [Double](repeating: 0, count: features)
    var squares = sums
    var steps = 0
    for row in 0..<examples.count {
      let length = examples.length(at: row)
      let numbers = Tensor<Float>([examples.shape.inputWidth]) { inputs.fill($0, rows: [row]) }
      for (index, number) in numbers.values.prefix(length * features).enumerated() {
        sums[index % features] += Double(number)
        squares[index % features] += Double(number) * Double(number)
      }
      steps += length
    }
    let all = Double(max(1, steps))
    return zip(sums, squares).map { sum, square in
      max(0, square / all - (sum / all) * (sum / all)).squareRoot()
    }
  }
}
