/// How rows become examples.
package struct TableShape: Sendable {
  /// Where the steps of a sequence stand.
  package enum Layout: String, Sendable, CaseIterable {
    /// Each step is a row; rows of a group follow each other.
    case long
    /// Each row is a sequence: the columns of its first step, then those of the second.
    case wide
  }

  /// Where the steps of a sequence stand.
  package var layout: Layout
  /// How many steps an example has, `T`.
  package var steps: Int
  /// How many rows lie between the beginnings of two examples.
  package var stride: Int
  /// How many rows after the last step the target stands; 0 for that step's own.
  package var ahead: Int
  /// After how many rows things are expected to come again; nil if nothing is known of that.
  package var season: Int?
  /// Whether numbers that are asked for are classes; found out if nil.
  package var targetIsClass: Bool?
  /// Whether a network is to scale numbers by where those of the training examples lie.
  package var isScaled: Bool

  /// A shape; by default, each row is an example of one step.
  package init(
    layout: Layout = .long, steps: Int = 1, stride: Int = 1, ahead: Int = 0,
    season: Int? = nil, targetIsClass: Bool? = nil, isScaled: Bool = true
  ) {
    (self.layout, self.steps, self.stride) = (layout, steps, stride)
    (self.ahead, self.season) = (ahead, season)
    (self.targetIsClass, self.isScaled) = (targetIsClass, isScaled)
  }

  /// How many rows after the first row of an example its target stands.
  var targetOffset: Int { layout == .wide ? 0 : steps - 1 + ahead }
}

/// A data set that was made of a table, and what was done to make it.
package struct TableExamples: Sendable {
  /// The data.
  package let data: DataSet
  /// How many missing numbers became the mean of their column.
  package let filled: Int
}

extension DataTable {
  /// How many distinct whole numbers may be asked for as classes without being told so.
  static let guessedClasses = 20

  /// Makes examples of the rows.
  ///
  /// Missing numbers become the mean of their column over the training examples; a missing text is
  /// none of the texts.
  ///
  /// - Parameters:
  ///   - name: What `load` calls the data.
  ///   - shape: How rows become examples.
  ///   - division: How they are divided.
  ///   - roles: What the columns were read for.
  /// - Returns: The data.
  /// - Throws: `unfitData`.
  /// - Complexity: O(rows · columns), and O(rows · log rows) where they have to be sorted.
  package consuming func examples(
    named name: String, _ shape: TableShape, _ division: Division,
    _ roles: TableRoles = TableRoles()
  ) throws(DataError) -> TableExamples {
    let read = features
    expandTexts()
    let isWide = shape.layout == .wide
    let isWindowed = !isWide && shape.steps > 1
    let perStep = isWide ? features.count / shape.steps : features.count
    guard !isWide || perStep * shape.steps == features.count else {
      throw .unfitData(path: path, .unevenSteps(columns: features.count, steps: shape.steps))
    }
    if !isWide, shape.steps > 1 || shape.ahead > 0 { sortByGroupAndTime() }
    let asked = try asked(shape)
    let (places, counts, sharing) = try divided(
      isWide ? self.places(TableShape()) : self.places(shape), shape.targetOffset, asked,
      division)
    let training = rows(
      of: places[counts.validation..<places.count - counts.test],
      rowsPerExample: isWide ? 1 : shape.steps)
    let (filled, means) = fillMissing(training)
    let spreads =
      shape.isScaled
      ? NumberSpreads(
        inputs: spreads(training, perStep: perStep),
        targets: asked.names == nil ? [spreadOfTargets(training)] : []) : nil
    let form = ExampleForm(
      inputs: .numbers(
        steps: shape.steps,
        names: isWide ? stepColumns(perStep).map(\.name) : features.map(\.name)),
      targets: asked.names.map(ExampleForm.Targets.classes) ?? .numbers([target.name]))
    let targetRows =
      asked.names.map { names in
        RowStore(places.map { asked.codes[Int($0) + shape.targetOffset] }, classes: names.count)
      } ?? RowStore(places.map { Float(targets[Int($0) + shape.targetOffset]) }, width: 1)
    let meaning = TableMeaning(
      columns: meaning(of: read, means), target: target.name, classes: asked.names,
      steps: shape.steps, isWide: isWide, ahead: shape.ahead,
      group: isWindowed ? roles.group : nil, time: isWindowed ? roles.time : nil)
    let examples = ExampleRows(
      inputs: RowStore(
        values, starts: places, pitch: features.count, width: shape.steps * perStep),
      targets: targetRows)
    return TableExamples(
      data: DataSet(
        name: name, form: form, examples: examples, validationCount: counts.validation,
        testCount: counts.test, spreads: spreads, meaning: meaning.encoded,
        columns: isWide ? stepColumns(perStep) : read.map(\.inputColumn), groups: sharing,
        forecast: try forecast(shape, isOfNumbers: asked.names == nil)),
      filled: filled)
  }

  /// What makes the examples a forecast; nil where what is asked for is not foreseen by its own past.
  private func forecast(_ shape: TableShape, isOfNumbers: Bool) throws(DataError) -> Forecast? {
    guard isOfNumbers, shape.layout == .long, shape.ahead > 0,
      let feature = features.firstIndex(where: { $0.name == target.name && !$0.isIndicator })
    else {
      guard shape.season == nil else {
        throw .unfitData(path: path, .seasonWithoutPast(column: target.name))
      }
      return nil
    }
    return Forecast(feature: feature, ahead: shape.ahead, season: shape.season)
  }

  /// Puts those for validation first and those for the test last.
  private func divided(
    _ found: [Int32], _ offset: Int, _ asked: Asked, _ division: Division
  ) throws(DataError) -> (
    places: [Int32], counts: (validation: Int, test: Int), sharing: [String: GroupSharing]
  ) {
    let isDividable =
      switch division.way {
      case .group: !groups.isEmpty
      case .stratified: asked.names != nil
      case .random, .time: true
      }
    guard isDividable else {
      throw .unfitData(path: path, .undividable(division.way))
    }
    let parts = parts(of: found, offset, asked, division)
    for (part, name) in [(Division.Part.train, "training"), (.test, "test")] {
      let isWanted = part == .train || division.test > 0
      guard !isWanted || parts.contains(part) else {
        throw .unfitData(path: path, .tooFewExamples(count: count, part: name))
      }
    }
    var ordered: [Int32] = []
    ordered.reserveCapacity(found.count)
    for part in [Division.Part.validation, .train, .test] {
      for (place, own) in zip(found, parts) where own == part { ordered.append(place) }
    }
    // In the order of time, a group is meant to go on in the next part.
    let isApart = division.way != .time && !groups.isEmpty
    let own = isApart ? found.map { groups[Int($0) + offset] } : []
    return (
      ordered, (parts.count { $0 == .validation }, parts.count { $0 == .test }),
      GroupSharing.sharing(own, parts)
    )
  }

  /// What columns that were read mean, with the means of what they became.
  private func meaning(of columns: [Column], _ means: [Float]) -> [TableMeaning.Column] {
    var place = 0
    return columns.map { column in
      defer { place += column.texts?.count ?? 1 }
      return TableMeaning.Column(
        name: column.name, texts: column.texts,
        filling: column.texts == nil ? means[place] : 0)
    }
  }

  /// What is asked for: the names of classes and the class of each row, or nothing for numbers.
  private typealias Asked = (names: [String]?, codes: [UInt8])

  private func asked(_ shape: TableShape) throws(DataError) -> Asked {
    let names: [String]
    let codes: [Double: UInt8]
    if let texts = target.texts {
      let order = texts.indices.sorted { texts[$0] < texts[$1] }
      names = order.map { texts[$0] }
      try DataMisfit.check(classes: names, in: target.name, path: path)
      codes = Dictionary(uniqueKeysWithValues: order.enumerated().map { (Double($1), UInt8($0)) })
    } else if shape.targetIsClass ?? looksLikeClasses {
      let numbers = Set(targets).sorted()
      names = numbers.map { $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int($0))" : "\($0)" }
      try DataMisfit.check(classes: names, in: target.name, path: path)
      codes = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, UInt8($0)) })
    } else {
      return (nil, [])
    }
    return (names, targets.map { codes[$0] ?? 0 })
  }

  /// Whether the numbers that are asked for are few and whole.
  private var looksLikeClasses: Bool {
    var distinct: Set<Double> = []
    for number in targets {
      guard number == number.rounded() else { return false }
      distinct.insert(number)
      if distinct.count > Self.guessedClasses { return false }
    }
    return true
  }

  /// The first row of each example: of each window of each group.
  func places(_ shape: TableShape) -> [Int32] {
    var places: [Int32] = []
    var start = 0
    while start < count {
      var end = start + 1
      if shape.steps == 1, shape.ahead == 0 {
        end = count
      } else {
        while end < count, groups.isEmpty || groups[end] == groups[start] { end += 1 }
      }
      for first in Swift.stride(
        from: start, to: end - shape.steps - shape.ahead + 1, by: shape.stride)
      {
        places.append(Int32(first))
      }
      start = end
    }
    return places
  }

  private func parts(
    of found: [Int32], _ offset: Int, _ asked: Asked, _ division: Division
  ) -> [Division.Part] {
    let classes = asked.names == nil ? [] : found.map { asked.codes[Int($0) + offset] }
    let own = groups.isEmpty ? [] : found.map { groups[Int($0) + offset] }
    guard division.way == .time, !times.isEmpty else {
      return division.parts(of: found.count, classes: classes, groups: own)
    }
    let order = found.indices.sorted {
      (times[Int(found[$0]) + offset], $0) < (times[Int(found[$1]) + offset], $1)
    }
    let byTime = division.parts(of: found.count, classes: classes, groups: own)
    var parts = byTime
    for (rank, index) in order.enumerated() { parts[index] = byTime[rank] }
    return parts
  }

  /// What the numbers of a step are called where each row has all steps.
  private func stepColumns(_ perStep: Int) -> [InputColumn] {
    (0..<perStep).map { number in
      let own = Swift.stride(from: number, to: features.count, by: perStep)
      return InputColumn(
        name: perStep == 1 ? "value" : "value-\(number + 1)",
        missing: own.map { features[$0].missing }.reduce(0, +))
    }
  }
}
