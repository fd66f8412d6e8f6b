/// Reviews in a sentence or two, of which is asked whether they are good or bad.
///
/// Single words do not tell: `not` turns what follows, and what comes after `but` counts more than
/// what stands before it. Both classes are equally likely, and so is each praise to stand in either.
package enum Reviews {
  /// How many words an example may have.
  package static let steps = 4...200
  /// What is asked.
  package static let classes = ["bad", "good"]

  /// Draws reviews; the same sizes and seed give the same ones.
  ///
  /// - Parameters:
  ///   - sizes: How many reviews, and how many words of one are read at most.
  ///   - seed: Which reviews.
  ///   - goesOn: Asked now and then with how many are drawn; false stops the drawing.
  /// - Returns: Reviews of different length that ask for a class.
  /// - Throws: `sizeOutOfRange`, `interrupted`, and `unfitData` where only one class was drawn.
  /// - Complexity: O(words).
  package static func make(
    _ sizes: TaskSizes, seed: UInt64 = 1, goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataSet {
    try sizes.check(steps: steps, numbersPerStep: 64)
    let drawn = try sizes.draw(.reviews, seed: seed, goesOn: goesOn, line: write)
    return try TextFile(drawn.text, named: "reviews").labelled(
      named: "reviews", .words, steps: sizes.steps, vocabulary: 64, sizes.division
    ).data
  }

  private static let things = ["film", "book", "meal", "room", "song", "trip", "show", "game"]
  private static let praises = ["good", "great", "lovely", "clever", "perfect", "funny"]
  private static let blames = ["bad", "poor", "dull", "silly", "awful", "boring"]
  private static let degrees = ["", "very ", "really ", "quite "]
  private static let openings = ["", "", "we saw it twice. ", "my friends were there, too. "]
  private static let others = ["first half", "beginning", "price", "music"]

  private static func write(_ text: inout DrawnText) {
    let isGood = text.pick([false, true])
    text.write(isGood ? "good\t" : "bad\t")
    text.write(text.pick(openings))
    let thing = text.pick(things)
    // What stands before `but` says the contrary, and is taken back.
    if text.pick([false, true]) {
      text.write("the \(text.pick(others)) of the \(thing) was \(words(!isGood, &text)), but ")
      text.write("the rest was \(words(isGood, &text))\n")
    } else {
      text.write("the \(thing) was \(words(isGood, &text))\n")
    }
  }

  /// `very good` or `not bad`.
  private static func words(_ isGood: Bool, _ text: inout DrawnText) -> String {
    let isTurned = text.pick([false, true])
    let degree = text.pick(degrees)
    let word = text.pick(isGood != isTurned ? praises : blames)
    return (isTurned ? "not " : "") + degree + word
  }
}
