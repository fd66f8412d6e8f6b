/// Short stories, one in a line, of which is asked which character comes next.
///
/// Much of a story follows from what stands before: after a name only one of `he` and `she` is right,
/// and the animal of the first sentence comes back in the second. What does not follow is drawn
/// evenly, so that it is known how few bits a character can be told with.
package enum Stories {
  /// How many characters an example may have.
  package static let steps = 2...1000

  /// What is drawn.
  package struct Drawn: Sendable {
    /// The pieces of the text.
    package let data: DataSet
    /// How many characters the text has.
    package let characters: Int
    /// How many bits a character costs who knows how stories are made, on average.
    package let leastBits: Double
  }

  /// Draws stories; the same sizes and seed give the same ones.
  ///
  /// - Parameters:
  ///   - sizes: How many stories, and how many characters an example has.
  ///   - seed: Which stories.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Pieces of the text that follow each other, each asking at each step for the next
  ///   character.
  /// - Throws: `sizeOutOfRange`, `interrupted`.
  /// - Complexity: O(characters).
  package static func make(
    _ sizes: TaskSizes, seed: UInt64 = 1, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> Drawn {
    try sizes.check(steps: steps, numbersPerStep: 64)
    let drawn = try sizes.draw(.stories, seed: seed, goesOn: goesOn, line: write)
    let made = try TextFile(drawn.text, named: "stories").pieces(
      named: "stories", .characters, steps: sizes.steps, vocabulary: 64, sizes.division)
    return Drawn(
      data: made.data, characters: made.units, leastBits: drawn.bits / Double(made.units))
  }

  private static let names = [
    ("Anna", "She", "her"), ("Mia", "She", "her"), ("Lena", "She", "her"), ("Ida", "She", "her"),
    ("Ben", "He", "his"), ("Paul", "He", "his"), ("Tom", "He", "his"), ("Jan", "He", "his"),
  ]
  private static let animals = ["cat", "dog", "horse", "goose", "mouse", "rabbit", "goat", "duck"]
  private static let kinds = ["small", "old", "red", "quiet", "wild", "clever"]
  private static let deeds = ["feeds", "calls", "loves", "follows", "brushes", "draws"]
  private static let times = ["in the morning", "at noon", "in the evening", "every day"]
  private static let pastimes = ["sleeps", "waits", "plays", "sings", "hides"]
  private static let places = [
    "in the garden", "under the table", "by the river", "on the roof", "behind the house",
  ]

  private static func write(_ text: inout DrawnText) {
    let (name, subject, owner) = text.pick(names)
    let animal = text.pick(animals)
    let kind = text.pick(kinds)
    text.write("\(name) has \(kind.first == "o" ? "an" : "a") ")
    text.write("\(kind) \(animal). \(subject) \(text.pick(deeds)) \(owner) \(animal) ")
    text.write("\(text.pick(times)). The \(kind) \(animal) \(text.pick(pastimes)) ")
    text.write("\(text.pick(places)).\n")
  }
}
