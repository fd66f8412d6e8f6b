/// Where the numbers of examples lie.
package struct NumberSpreads: Hashable, Sendable {
  /// Mean and standard deviation of a number.
  package struct Spread: Hashable, Sendable {
    /// The mean.
    package let mean: Float
    /// The standard deviation over all, as numpy's `std`; 0 where all are the same.
    package let deviation: Float
  }

  /// Those of each number of a step, over all steps, `[I]`.
  package let inputs: [Spread]
  /// Those of each number that is asked for, `[C]`; empty where classes are.
  package let targets: [Spread]
}

extension NumberSpreads.Spread {
  /// A number that is to stay as it is.
  static let none = Self(mean: 0, deviation: 1)

  /// The spread of numbers, in two passes, so that nothing is lost where the mean is large.
  ///
  /// - Complexity: O(numbers).
  init(of numbers: some Sequence<Float>) {
    var (sum, count) = (0.0, 0.0)
    for number in numbers { (sum, count) = (sum + Double(number), count + 1) }
    let mean = count > 0 ? sum / count : 0
    var squares = 0.0
    for number in numbers { squares += (Double(number) - mean) * (Double(number) - mean) }
    self.init(
      mean: Float(mean), deviation: count > 0 ? Float((squares / count).squareRoot()) : 0)
  }
}

extension NumberSpreads {
  /// Where the numbers of examples lie, over the steps that they have.
  ///
  /// - Complexity: O(numbers).
  init(of examples: ExampleRows, form: ExampleForm) {
    var outputs: [Spread] = []
    if case .numbers(let names) = form.targets {
      outputs = Self.spreads(of: examples.targets, perStep: names.count) { _ in 1 }
    }
    self.init(
      inputs: Self.spreads(of: examples.inputs, perStep: form.features) { row in
        examples.lengths.map { Int($0[row]) } ?? form.steps
      }, targets: outputs)
  }

  /// Mean and deviation of each number of a step, in two passes over the rows.
  private static func spreads(
    of store: RowStore, perStep: Int, steps: (Int) -> Int
  ) -> [Spread] {
    var row = [Float](repeating: 0, count: store.width)
    func sums(of term: (Double, Int) -> Double) -> (sums: [Double], count: Int) {
      var (sums, count) = ([Double](repeating: 0, count: perStep), 0)
      for index in 0..<store.count {
        var span = row.mutableSpan
        store.fill(row: index, into: &span)
        let own = steps(index)
        for place in 0..<own * perStep {
          sums[place % perStep] += term(Double(row[place]), place % perStep)
        }
        count += own
      }
      return (sums, max(1, count))
    }
    let (totals, count) = sums { number, _ in number }
    let means = totals.map { $0 / Double(count) }
    let squares = sums { number, place in (number - means[place]) * (number - means[place]) }.sums
    return zip(means, squares).map { mean, square in
      Spread(mean: Float(mean), deviation: Float((square / Double(count)).squareRoot()))
    }
  }
}
