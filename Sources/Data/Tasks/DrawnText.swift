import Glibc

/// A text that is drawn choice by choice, with how much the choices tell.
struct DrawnText {
  /// The text so far, as UTF-8.
  private(set) var bytes: [UInt8] = []
  /// How many bits the choices so far tell: what they are worth to who knows how they are made.
  private(set) var bits = 0.0
  private var random = SplitMix64(seed: 0, stream: 0, index: 0)

  /// Draws the next ones from a stream of their own.
  mutating func begin(_ random: SplitMix64) { self.random = random }

  /// One of some, each as likely as the others.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    bits += log2(Double(choices.count))
    return choices[random.index(below: choices.count)]
  }

  /// Writes on.
  mutating func write(_ text: String) { bytes += text.utf8 }

  /// All of it.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension TaskSizes {
  /// Draws texts, those for training and then those for the test, each from a random stream of its
  /// own.
  ///
  /// - Parameters:
  ///   - task: Tells the streams of tasks apart.
  ///   - seed: Which texts.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  ///   - line: Draws one and writes it, with a newline at its end.
  /// - Returns: All lines, one after the other.
  /// - Throws: `interrupted`.
  func draw(
    _ task: DrawnTask, seed: UInt64, goesOn: (Int) -> Bool, line: (inout DrawnText) -> Void
  ) throws(DataError) -> DrawnText {
    var drawn = DrawnText()
    for index in 0..<train + test {
      if index % Self.patience == 0, !goesOn(index) { throw .interrupted }
      let isTraining = index < train
      drawn.begin(
        SplitMix64(
          seed: seed, stream: task.rawValue + (isTraining ? 0 : 1),
          index: UInt64(isTraining ? index : index - train)))
      line(&drawn)
    }
    return drawn
  }

  /// The parts of lines in their order: those for training with those for validation at their end,
  /// and then those for the test.
  var division: Division {
    let whole = Double(train + test)
    return Division(
      way: .time, test: Double(test) / whole, validation: Double(validation) / whole)
  }
}
