import Glibc

/// Damped oscillations: a sequence of noisy measurements of something that swings and comes to rest, of
/// which is asked how often it swings in a second.
///
/// Begin, strength and damping differ from sequence to sequence and say nothing of the frequency.
/// Frequencies are equally likely from the least to the greatest, so that who always says their mean is
/// wrong by a quarter of what lies between.
package enum DampedOscillations {
  /// How many steps a sequence may have.
  package static let steps = 16...10_000
  /// How many measurements there are in a second.
  package static let rate: Float = 64
  /// How often it swings in a second, at least and at most.
  package static let frequencies: ClosedRange<Float> = 2...12

  /// Draws a data set; the same numbers and seed give the same sequences.
  ///
  /// - Parameters:
  ///   - sizes: How many steps and sequences.
  ///   - seed: Which sequences.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Sequences of one number in each step, which ask for a number.
  /// - Throws: `sizeOutOfRange`, `interrupted`.
  /// - Complexity: O(sequences · steps).
  package static func make(
    _ sizes: TaskSizes, seed: UInt64 = 1, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataSet {
    try sizes.check(steps: steps, numbersPerStep: 1)
    let drawn = try sizes.draw(.oscillations, seed: seed, goesOn: goesOn) {
      (random, _, inputs: inout [Float], targets: inout [Float]) in
      let frequency = random.uniform(frequencies.lowerBound, frequencies.upperBound)
      let strength = random.uniform(0.5, 1.5)
      let damping = random.uniform(0.5, 4)
      let begin = random.unit()
      for step in 0..<sizes.steps {
        let time = Float(step) / rate
        let swing = sinf(2 * Float.pi * (begin + frequency * time))
        inputs.append(strength * expf(-damping * time) * swing + 0.1 * random.bell())
      }
      targets.append(frequency)
    }
    func rows(_ drawn: DrawnRows<Float, Float>) -> ExampleRows {
      ExampleRows(
        inputs: RowStore(drawn.inputs, width: sizes.steps),
        targets: RowStore(drawn.targets, width: 1))
    }
    return DataSet(
      name: "oscillations",
      form: ExampleForm(
        inputs: .numbers(steps: sizes.steps, names: ["place"]), targets: .numbers(["frequency"])),
      train: rows(drawn.train), validationCount: sizes.validation, test: rows(drawn.test),
      isScaled: true)
  }
}
