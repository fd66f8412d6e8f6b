extension DataTable {
  /// The most texts that a column may have which a network reads.
  static let featureTextLimit = 100

  /// Puts a number for each of its texts in place of each column of texts: 1 for the one that stands
  /// there, else 0.
  ///
  /// - Complexity: O(values), and a copy where there are texts.
  mutating func expandTexts() {
    guard features.contains(where: { $0.texts != nil }) else { return }
    let old = features.count
    var names: [Column] = []
    for feature in features {
      guard let texts = feature.texts else {
        names.append(feature)
        continue
      }
      names += texts.map { Column(name: "\(feature.name)=\($0)", texts: nil, isIndicator: true) }
    }
    var expanded: [Float] = []
    expanded.reserveCapacity(count * names.count)
    for row in 0..<count {
      for (place, feature) in features.enumerated() {
        let value = values[row * old + place]
        guard let texts = feature.texts else {
          expanded.append(value)
          continue
        }
        for code in texts.indices { expanded.append(Float(code) == value ? 1 : 0) }
      }
    }
    (features, values) = (names, expanded)
  }

  /// Puts the rows of each group one after the other, in their order in time.
  mutating func sortByGroupAndTime() {
    guard !groups.isEmpty || !times.isEmpty else { return }
    func precedes(_ a: Int, _ b: Int) -> Bool {
      if !groups.isEmpty, groups[a] != groups[b] { return groups[a] < groups[b] }
      if !times.isEmpty, times[a] != times[b] { return times[a] < times[b] }
      return a < b
    }
    guard !(1..<max(1, count)).allSatisfy({ precedes($0 - 1, $0) }) else { return }
    move(by: (0..<count).sorted(by: precedes))
  }

  /// Puts the row `order[i]` in place `i`, one cycle after the other, so that no copy is needed.
  private mutating func move(by order: [Int]) {
    let width = features.count
    var isDone = [Bool](repeating: false, count: count)
    for start in 0..<count where !isDone[start] && order[start] != start {
      let kept = Array(values[start * width..<(start + 1) * width])
      var place = start
      while true {
        isDone[place] = true
        let source = order[place]
        guard source != start else { break }
        for column in 0..<width {
          values[place * width + column] = values[source * width + column]
        }
        place = source
      }
      for column in 0..<width { values[place * width + column] = kept[column] }
    }
    targets = order.map { targets[$0] }
    if !groups.isEmpty { groups = order.map { groups[$0] } }
    if !times.isEmpty { times = order.map { times[$0] } }
  }

  /// Puts the mean of the training rows in place of missing numbers.
  ///
  /// - Parameter training: The training rows.
  /// - Returns: How many there were, and the mean of each column, `[F]`.
  /// - Complexity: O(values).
  mutating func fillMissing(_ training: [Int32]) -> (filled: Int, means: [Float]) {
    let width = features.count
    var sums = [Double](repeating: 0, count: width)
    var known = [Int](repeating: 0, count: width)
    for row in training.lazy.map(Int.init) {
      for column in 0..<width {
        let value = values[row * width + column]
        guard !value.isNaN else { continue }
        sums[column] += Double(value)
        known[column] += 1
      }
    }
    let means = (0..<width).map { known[$0] == 0 ? 0 : Float(sums[$0] / Double(known[$0])) }
    guard features.contains(where: { $0.missing > 0 }) else { return (0, means) }
    var filled = 0
    for index in values.indices where values[index].isNaN {
      values[index] = means[index % width]
      filled += 1
    }
    return (filled, means)
  }

  /// Where the numbers of the training rows lie; what stands for texts is to stay 0 and 1.
  ///
  /// - Parameters:
  ///   - training: The training rows.
  ///   - perStep: How many numbers a step has, `I`.
  /// - Returns: Mean and deviation of each number of a step, `[I]`.
  /// - Complexity: O(values).
  func spreads(_ training: [Int32], perStep: Int) -> [NumberSpreads.Spread] {
    let (width, values) = (features.count, values)
    // Of each column first, in two passes, so that nothing is lost where the mean is large.
    var sums = [Double](repeating: 0, count: width)
    for row in training.lazy.map(Int.init) {
      for column in 0..<width { sums[column] += Double(values[row * width + column]) }
    }
    let count = Double(max(1, training.count * (width / perStep)))
    let means = folded(sums, perStep: perStep).map { $0 / count }
    let expected = (0..<width).map { means[$0 % perStep] }
    var squares = [Double](repeating: 0, count: width)
    for row in training.lazy.map(Int.init) {
      for column in 0..<width {
        let distance = Double(values[row * width + column]) - expected[column]
        squares[column] += distance * distance
      }
    }
    return zip(means, folded(squares, perStep: perStep)).enumerated().map { number, sums in
      features[number].isIndicator
        ? .none
        : NumberSpreads.Spread(
          mean: Float(sums.0), deviation: Float((sums.1 / count).squareRoot()))
    }
  }

  /// The sums of the columns that have the same number of a step.
  private func folded(_ sums: [Double], perStep: Int) -> [Double] {
    var folded = [Double](repeating: 0, count: perStep)
    for (column, sum) in sums.enumerated() { folded[column % perStep] += sum }
    return folded
  }

  /// Where the targets of the training rows lie.
  ///
  /// - Complexity: O(rows).
  func spreadOfTargets(_ training: [Int32]) -> NumberSpreads.Spread {
    // Another owner of the targets alone, so that no table is copied for each of them.
    let targets = targets
    return NumberSpreads.Spread(of: training.lazy.map { Float(targets[Int($0)]) })
  }

  /// The rows that some examples read, each once, in their order.
  func rows(of examples: ArraySlice<Int32>, rowsPerExample: Int) -> [Int32] {
    var isRead = [Bool](repeating: false, count: count)
    for first in examples {
      for row in Int(first)..<Int(first) + rowsPerExample { isRead[row] = true }
    }
    return (0..<Int32(count)).filter { isRead[Int($0)] }
  }
}
