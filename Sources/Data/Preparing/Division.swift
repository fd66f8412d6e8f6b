/// How the examples of a table are divided into training, validation and test.
package struct Division: Sendable {
  /// By what examples are kept together or apart.
  package enum Way: String, Sendable, CaseIterable {
    /// By chance.
    case random
    /// By chance, each class alike.
    case stratified
    /// By chance, examples of a group together.
    case group
    /// The last ones are for the test, those before them for validation.
    case time
  }

  /// The parts, in the order of the splits.
  enum Part: Int, CaseIterable {
    case train
    case validation
    case test
  }

  /// By what examples are kept together or apart.
  package var way: Way
  /// Which share is for the test, from 0 to below 1.
  package var test: Double
  /// Which share is for validation, likewise.
  package var validation: Double
  /// Which chance.
  package var seed: UInt64

  /// A division; by default, a fifth for the test and a tenth for validation.
  package init(way: Way, test: Double = 0.2, validation: Double = 0.1, seed: UInt64 = 1) {
    (self.way, self.test, self.validation, self.seed) = (way, test, validation, seed)
  }

  /// The part of each example.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - classes: The class of each, for `stratified`.
  ///   - groups: The group of each, for `group`.
  /// - Returns: A part for each example; of `time`, in the order in which they are given.
  /// - Complexity: O(count).
  func parts(of count: Int, classes: [UInt8], groups: [Int32]) -> [Part] {
    switch way {
    case .time:
      let parts = sizes(of: count)
      return (0..<count).map { index in
        index >= count - parts.test
          ? .test : index >= count - parts.test - parts.validation ? .validation : .train
      }
    case .random:
      return drawn(among: [Array(0..<Int32(count))], count: count)
    case .stratified:
      var members: [[Int32]] = []
      for (index, label) in classes.enumerated() {
        while members.count <= label { members.append([]) }
        members[Int(label)].append(Int32(index))
      }
      return drawn(among: members, count: count)
    case .group:
      return wholeGroups(groups, count: count)
    }
  }

  private func sizes(of count: Int) -> (test: Int, validation: Int) {
    (Int((Double(count) * test).rounded()), Int((Double(count) * validation).rounded()))
  }

  private func drawn(among sets: consuming [[Int32]], count: Int) -> [Part] {
    var parts = [Part](repeating: .train, count: count)
    for index in sets.indices {
      // Taken out, so that it is shuffled where it lies.
      var set: [Int32] = []
      swap(&set, &sets[index])
      var random = SplitMix64(seed: seed, stream: Self.stream, index: UInt64(index))
      Shuffle.shuffle(&set, using: &random)
      let sizes = sizes(of: set.count)
      for row in set[..<sizes.test] { parts[Int(row)] = .test }
      for row in set[sizes.test..<min(set.count, sizes.test + sizes.validation)] {
        parts[Int(row)] = .validation
      }
    }
    return parts
  }

  /// Groups in an order of chance, each to the part that lacks most.
  private func wholeGroups(_ groups: [Int32], count: Int) -> [Part] {
    let groupCount = Int(groups.max() ?? -1) + 1
    var sizes = [Int](repeating: 0, count: groupCount)
    for group in groups { sizes[Int(group)] += 1 }
    var order = Array(0..<Int32(groupCount))
    var random = SplitMix64(seed: seed, stream: Self.stream, index: 0)
    Shuffle.shuffle(&order, using: &random)
    let whole = self.sizes(of: count)
    var left = [count - whole.test - whole.validation, whole.validation, whole.test]
    var partOfGroup = [Part](repeating: .train, count: groupCount)
    for group in order {
      let size = sizes[Int(group)]
      let part = Part.allCases.max { left[$0.rawValue] < left[$1.rawValue] } ?? .train
      partOfGroup[Int(group)] = part
      left[part.rawValue] -= size
    }
    return groups.map { partOfGroup[Int($0)] }
  }

  /// Tells these draws apart from others of the same seed.
  private static let stream: UInt64 = 64
}

extension GroupSharing {
  /// What the parts of a division have of the groups of training examples.
  ///
  /// - Parameters:
  ///   - groups: The group of each example, from 0; empty if there are none.
  ///   - parts: The part of each example.
  /// - Returns: The sharing of validation and test, by their names; none without groups.
  /// - Complexity: O(examples).
  static func sharing(_ groups: [Int32], _ parts: [Division.Part]) -> [String: GroupSharing] {
    guard !groups.isEmpty else { return [:] }
    func members(_ part: Division.Part) -> Set<Int32> {
      Set(zip(groups, parts).lazy.filter { $0.1 == part }.map(\.0))
    }
    let training = members(.train)
    func sharing(_ part: Division.Part) -> GroupSharing {
      let own = members(part)
      return GroupSharing(all: own.count, shared: own.intersection(training).count)
    }
    return ["validation": sharing(.validation), "test": sharing(.test)]
  }
}
