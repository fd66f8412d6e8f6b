/// The labels of examples with the share that a model gave each class: what ranking needs to know.
///
/// Shapes: `N` examples, `C` classes.
package struct ScoredExamples: Hashable, Sendable {
  /// How many shares are kept at most: 64 MiB of them.
  package static let limit = 1 << 24

  /// How many classes there are, `C`.
  package let classes: Int
  /// The class of each label, `[N]`.
  private var labels: [Int] = []
  /// The shares, `[N, C]`.
  private var shares: [Float] = []

  /// No examples of so many classes.
  package init(classes: Int) { self.classes = classes }

  /// Examples with their labels, `[N]`, and shares, `[N, C]`.
  ///
  /// - Throws: `MetricError.sizesDiffer`, `.labelOutOfRange`.
  /// - Complexity: O(N · C).
  package init(classes: Int, labels: [Int], shares: [Float]) throws(MetricError) {
    guard shares.count == labels.count * classes else {
      throw .sizesDiffer(
        what: "shares, and labels times classes,", first: shares.count,
        second: labels.count * classes)
    }
    for (row, label) in labels.enumerated() where !(0..<classes).contains(label) {
      throw .labelOutOfRange(row: row, label: label, classes: classes)
    }
    self.classes = classes
    self.labels = labels
    self.shares = shares
  }

  /// Makes room for so many examples.
  mutating func reserve(_ count: Int) {
    labels.reserveCapacity(count)
    shares.reserveCapacity(count * classes)
  }

  /// Adds an example.
  mutating func append(label: Int, shares row: ArraySlice<Float>) {
    precondition(row.count == classes && (0..<classes).contains(label), "class \(label)")
    labels.append(label)
    shares += row
  }

  /// The area under the ROC curve of a class against all others.
  ///
  /// It is the probability that an example of the class has a greater share of it than one of
  /// another class; equal shares count half (midranks, Mann and Whitney 1947). The count is exact.
  ///
  /// - Throws: `MetricError.neverOccurs`, `.onlyClass`, `.notFinite`, `.noExamples`.
  /// - Complexity: O(N log N).
  package func areaUnderROC(of label: Int) throws(MetricError) -> Double {
    guard !labels.isEmpty else { throw .noExamples }
    var inside: [Float] = []
    var outside: [Float] = []
    for row in labels.indices {
      let share = shares[row * classes + label]
      guard share.isFinite else { throw .notFinite(row: row) }
      if labels[row] == label { inside.append(share) } else { outside.append(share) }
    }
    guard !inside.isEmpty else { throw .neverOccurs(class: label) }
    guard !outside.isEmpty else { throw .onlyClass(label) }
    inside.sort()
    outside.sort()
    // Twice the number of pairs that are in order, so that those of equals stay whole.
    var halves = 0
    var (below, upTo) = (0, 0)
    for share in inside {
      while below < outside.count, outside[below] < share { below += 1 }
      while upTo < outside.count, outside[upTo] <= share { upTo += 1 }
      halves += below + upTo
    }
    return Double(halves) / Double(2 * inside.count * outside.count)
  }

  /// The mean of the areas of all classes against the others.
  ///
  /// - Parameter average: `macro`, where each class counts the same, or `weighted` by its examples.
  /// - Returns: The mean, from 0 to 1.
  /// - Throws: What `areaUnderROC(of:)` throws, for the first class that has no area.
  /// - Precondition: the average is not `micro`.
  /// - Complexity: O(C · N log N).
  package func areaUnderROC(average: ClassAverage) throws(MetricError) -> Double {
    var areas: [Double] = []
    for label in 0..<classes { areas.append(try areaUnderROC(of: label)) }
    return mean(of: areas, average)
  }

  /// The mean of one number for each class.
  ///
  /// - Parameters:
  ///   - numbers: A number for each class, `[C]`.
  ///   - average: `macro` or `weighted`.
  /// - Returns: Their mean.
  /// - Precondition: the average is not `micro`.
  package func mean(of numbers: [Double], _ average: ClassAverage) -> Double {
    precondition(average != .micro, "ranks have no micro average")
    guard average == .weighted else { return numbers.stableSum() / Double(classes) }
    var examples = Array(repeating: 0, count: classes)
    for label in labels { examples[label] += 1 }
    return zip(numbers, examples).map { $0 * Double($1) }.stableSum() / Double(labels.count)
  }
}
