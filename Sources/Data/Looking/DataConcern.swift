/// Something about data that would go wrong in learning from them, or in judging what was learned.
package enum DataConcern: Hashable, Sendable {
  /// Numbers that are the same in all training examples: nothing can be learned of them.
  case constantInputs([String])
  /// A number that is asked for and is the same in all training examples.
  case constantTarget(String, value: Float)
  /// Classes or labels that training examples do not have, or have once.
  case scarce([String], count: Int)
  /// Classes of which the most frequent is more than four times as frequent as the rarest.
  case unbalanced(most: String, share: Double, least: String, leastShare: Double)
  /// Labels that all training examples have.
  case universal([String])
  /// Classes or labels that no example of a part has, where the training examples have them.
  case unjudged([String], part: String)
  /// Examples of a part that stand in the training part, too.
  case repeated(count: Int, of: Int, part: String)
  /// Windows of a part within which training examples begin, that so have seen what follows.
  case seen(count: Int, of: Int, part: String)
  /// Groups that have examples in the training part and in another.
  case dividedGroups(count: Int, of: Int, part: String)
  /// Numbers that in a part lie far from where they lie in training.
  case beyond(name: String, part: String, value: Float, least: Float, greatest: Float)
}

extension DataSet {
  /// How many times as frequent as the rarest class the most frequent one may be.
  private static let balance = 4

  /// What would go wrong with the data, the gravest for the judgement first.
  ///
  /// - Complexity: O(numbers + examples · log examples).
  package func concerns() -> [DataConcern] {
    leaks + targetConcerns + inputConcerns
  }

  /// What the other parts have in common with the training part.
  private var leaks: [DataConcern] {
    var concerns: [DataConcern] = []
    for part in [validation, test] where part.count > 0 {
      let seen = part.windowsEntered(by: train)
      if seen > 0 { concerns.append(.seen(count: seen, of: part.count, part: part.name)) }
      let repeated = part.rowsRepeated(in: train)
      if repeated > 0 {
        concerns.append(.repeated(count: repeated, of: part.count, part: part.name))
      }
      if let sharing = groups[part.name], sharing.shared > 0 {
        concerns.append(
          .dividedGroups(count: sharing.shared, of: sharing.all, part: part.name))
      }
    }
    return concerns
  }

  /// What is asked for: classes that are missing or rare, numbers that never change.
  private var targetConcerns: [DataConcern] {
    guard train.count > 0 else { return [] }
    if case .numbers(let names) = form.targets {
      return zip(names, train.targetRanges()).compactMap { name, range in
        range.isConstant ? .constantTarget(name, value: range.least) : nil
      }
    }
    let (names, counts) = (form.targetNames, train.classCounts)
    func named(_ isMeant: (Int) -> Bool) -> [String] {
      counts.indices.filter { isMeant($0) }.map { names[$0] }
    }
    var concerns: [DataConcern] = []
    if case .nextSymbol = form.targets {
      // Rare symbols are usual in a text; those that only its other parts have are not.
      let others = zip(validation.classCounts, test.classCounts).map(+)
      let late = named { counts[$0] == 0 && others[$0] > 0 }
      return late.isEmpty ? [] : [.scarce(late, count: 0)]
    }
    for count in 0...1 {
      let scarce = named { counts[$0] == count }
      if !scarce.isEmpty { concerns.append(.scarce(scarce, count: count)) }
    }
    for part in [validation, test] where part.count > 0 {
      let own = part.classCounts
      let unjudged = named { own[$0] == 0 && counts[$0] > 0 }
      if !unjudged.isEmpty { concerns.append(.unjudged(unjudged, part: part.name)) }
    }
    switch form.targets {
    case .labels:
      let universal = named { counts[$0] == train.count }
      if !universal.isEmpty { concerns.append(.universal(universal)) }
    case .classes, .stepClasses:
      // Classes without examples are a concern of their own.
      let there = counts.indices.filter { counts[$0] > 0 }
      let (total, most) = (counts.reduce(0, +), there.max { counts[$0] < counts[$1] })
      let least = there.min { counts[$0] < counts[$1] }
      if let most, let least, counts[most] > Self.balance * counts[least] {
        concerns.append(
          .unbalanced(
            most: names[most], share: Double(counts[most]) / Double(total), least: names[least],
            leastShare: Double(counts[least]) / Double(total)))
      }
    case .nextSymbol, .numbers: break
    }
    return concerns
  }

  /// What is read: numbers that never change, or lie elsewhere in another part.
  private var inputConcerns: [DataConcern] {
    // Pixels at the border of an image may well be the same everywhere.
    guard case .numbers(_, let names) = form.inputs, train.count > 0 else { return [] }
    let ranges = train.inputRanges()
    let constant = names.indices.filter { ranges[$0].isConstant }
    var concerns: [DataConcern] =
      constant.isEmpty ? [] : [.constantInputs(constant.map { names[$0] })]
    for part in [validation, test] where part.count > 0 {
      for (name, pair) in zip(names, zip(ranges, part.inputRanges())) {
        let (learned, own) = pair
        let width = learned.greatest - learned.least
        guard width > 0 else { continue }
        let isAbove = own.greatest - learned.greatest >= learned.least - own.least
        let value = isAbove ? own.greatest : own.least
        guard max(own.greatest - learned.greatest, learned.least - own.least) > width else {
          continue
        }
        concerns.append(
          .beyond(
            name: name, part: part.name, value: value, least: learned.least,
            greatest: learned.greatest))
      }
    }
    return concerns
  }
}

extension Split {
  /// How many examples have windows of another part beginning within them.
  ///
  /// - Complexity: O(examples + steps of the file).
  func windowsEntered(by other: Split) -> Int {
    rows.inputs.rows(ownRows, enteredBy: (other.rows.inputs, other.ownRows))
  }

  /// How many examples have the inputs of an example of another part; windows that share their
  /// numbers are told by `windowsEntered` alone.
  ///
  /// - Complexity: O(numbers + examples · log examples).
  func rowsRepeated(in other: Split) -> Int {
    guard !rows.inputs.isShared, inputWidth == other.inputWidth else { return 0 }
    let there = Set(other.ownRows.map { other.rows.inputs.fingerprint(of: $0) })
    return ownRows.count { there.contains(rows.inputs.fingerprint(of: $0)) }
  }
}
