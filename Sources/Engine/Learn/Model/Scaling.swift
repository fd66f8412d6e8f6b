/// How numbers of data become numbers around 0 of about size 1 for a network, and its answers
/// numbers of the data again.
///
/// It belongs to the model: found from the training examples when the network is built, kept in its
/// files, and used for whatever it reads later.
package struct Scaling: Hashable, Sendable {
  /// Where numbers lie: what is taken from each, and what the rest is divided by.
  package struct Spread: Hashable, Sendable {
    /// The mean.
    package let mean: Float
    /// The standard deviation, above 0.
    package let deviation: Float

    /// A spread; numbers that are all the same are not divided.
    package init(mean: Float, deviation: Float) {
      self.mean = mean
      self.deviation = deviation > 0 && deviation.isFinite ? deviation : 1
    }

    /// Numbers that stay as they are.
    package static let none = Spread(mean: 0, deviation: 1)
  }

  /// The spread of each number of a step, `[I]`.
  package let inputs: [Spread]
  /// The spread of each number that is asked for, `[C]`; empty where classes or labels are.
  package let outputs: [Spread]

  /// A scaling.
  package init(inputs: [Spread], outputs: [Spread] = []) {
    (self.inputs, self.outputs) = (inputs, outputs)
  }
}

extension Scaling {
  private enum Key {
    static let inputs = "mnl.scaling.inputs"
    static let outputs = "mnl.scaling.outputs"
  }

  /// The words for a file.
  var encoded: [String: String] {
    var words = [Key.inputs: Self.word(inputs)]
    if !outputs.isEmpty { words[Key.outputs] = Self.word(outputs) }
    return words
  }

  /// Reads the words of a file; nil if it has none.
  ///
  /// - Throws: Words that mean nothing, and spreads of other numbers than the shape has.
  init?(decoding words: [String: String], shape: ExampleShape) throws(ModelFileFault) {
    guard words[Key.inputs] != nil || words[Key.outputs] != nil else { return nil }
    inputs = try Self.spreads(Key.inputs, words, count: shape.features)
    let asksForNumbers = if case .numbers = shape.targets { true } else { false }
    outputs =
      asksForNumbers ? try Self.spreads(Key.outputs, words, count: shape.targets.count) : []
  }

  private static func word(_ spreads: [Spread]) -> String {
    spreads.map { "\($0.mean):\($0.deviation)" }.joined(separator: ",")
  }

  private static func spreads(
    _ key: String, _ words: [String: String], count: Int
  ) throws(ModelFileFault) -> [Spread] {
    let word = try ModelMetadata.word(key, in: words)
    var spreads: [Spread] = []
    for part in word.split(separator: ",", omittingEmptySubsequences: false) {
      let numbers = part.split(separator: ":", omittingEmptySubsequences: false)
      guard numbers.count == 2, let mean = Float(numbers[0]), mean.isFinite,
        let deviation = Float(numbers[1]), deviation.isFinite, deviation > 0
      else { throw .metadata(key: key, value: word) }
      spreads.append(Spread(mean: mean, deviation: deviation))
    }
    guard spreads.count == count else { throw .metadata(key: key, value: word) }
    return spreads
  }
}
