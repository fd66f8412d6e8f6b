import MNLData
import MNLEvents

// What a data set is made of, for `show` and `summary`.
extension DataSet {
  /// How many rows a table of columns or classes has at most.
  private static let rowLimit = 30

  /// What is read: of each column its kind, where its numbers lie in the training part, and how many
  /// were missing.
  ///
  /// - Complexity: O(numbers).
  var columnTable: Table {
    let ranges = train.inputRanges()
    var rows: [[Table.Cell]] = []
    var place = 0
    for column in columns.prefix(Self.rowLimit) {
      let own = ranges.isEmpty ? [] : Array(ranges[place..<place + column.width])
      place += column.width
      rows.append(
        [.text(column.name), .text(kind(of: column, own))]
          + (column.texts == nil && !own.isEmpty ? cells(of: own[0]) : Self.noNumbers)
          + [.int(column.missing)])
    }
    if columns.count > Self.rowLimit {
      rows.append(
        [.text("and \(columns.count - Self.rowLimit) more"), .empty] + Self.noNumbers
          + [.int(columns.dropFirst(Self.rowLimit).map(\.missing).reduce(0, +))])
    }
    if hasLengths {
      let lengths = train.lengthRange()
      rows.append([.text("steps"), .text("number")] + cells(of: lengths) + [.int(0)])
    }
    let heads = ["read", "kind", "least", "mean", "greatest", "deviation", "missing"]
    return Table(columns: heads.map { Table.Column($0) }, rows: rows)
  }

  private static let noNumbers = [Table.Cell](repeating: .empty, count: 4)

  private func cells(of range: NumberRange) -> [Table.Cell] {
    guard range.count > 0 else { return Self.noNumbers }
    return [Double(range.least), range.mean, Double(range.greatest), range.deviation].map {
      .number($0, digits: 4)
    }
  }

  /// `number`, `grey`, `one of 3, most often red (48 %)`.
  private func kind(of column: InputColumn, _ ranges: [NumberRange]) -> String {
    guard let texts = column.texts else { return form.imageSize == nil ? "number" : "grey" }
    guard let most = ranges.indices.max(by: { ranges[$0].mean < ranges[$1].mean }) else {
      return "one of \(texts.count)"
    }
    return "one of \(texts.count), most often \(texts[most]) (\(Self.percent(ranges[most].mean)))"
  }

  /// What is asked for in some of its parts: how often each class occurs, or where numbers lie.
  ///
  /// - Complexity: O(N · width).
  func targetTable(_ splits: [Split]) -> Table {
    if case .numbers(let names) = form.targets { return numbers(names, splits) }
    let isPerStep = form.targets.isPerStep
    let counts = splits.map(\.classCounts)
    // An example may have several labels, so that their counts have no sum that means something.
    let totals = isPerStep ? counts.map { $0.reduce(0, +) } : splits.map(\.count)
    let names = form.targetNames
    let first = counts[0]
    var shown = Array(names.indices)
    if names.count > Self.rowLimit {
      shown = Array(shown.sorted { (first[$1], $0) < (first[$0], $1) }.prefix(Self.rowLimit))
    }
    func share(_ count: Int) -> Table.Cell {
      .number(totals[0] == 0 ? 0 : 100 * Double(count) / Double(totals[0]), digits: 1)
    }
    var rows: [[Table.Cell]] = shown.map { label in
      [.text(ExampleForm.visible(names[label]))] + counts.map { .int($0[label]) }
        + [share(first[label])]
    }
    if shown.count < names.count {
      let rest = Set(names.indices).subtracting(shown)
      let sums = counts.map { own in rest.map { own[$0] }.reduce(0, +) }
      rows.append(
        [.text("and \(rest.count) more")] + sums.map(Table.Cell.int) + [share(sums[0])])
    }
    rows.append([.text("total")] + totals.map(Table.Cell.int) + [.empty])
    let unit = isPerStep ? "steps" : form.noun + "s"
    return Table(
      columns: [Table.Column(form.targets.noun)]
        + splits.map { Table.Column($0.name, unit: unit) }
        + [Table.Column("share", unit: "% of \(splits[0].name)")], rows: rows)
  }

  /// The least, the mean and the greatest of each number, and how far it is spread.
  private func numbers(_ names: [String], _ splits: [Split]) -> Table {
    var rows: [[Table.Cell]] = []
    for split in splits where split.count > 0 {
      for (name, range) in zip(names, split.targetRanges()) {
        rows.append([.text(split.name), .text(name), .int(split.count)] + cells(of: range))
      }
    }
    let heads = ["split", "number", form.noun + "s", "least", "mean", "greatest", "deviation"]
    return Table(columns: heads.map { Table.Column($0) }, rows: rows)
  }

  /// How balanced the training part is, in a line: `asked: no 80 %, yes 20 %`.
  ///
  /// - Complexity: O(N · width).
  var balanceText: String {
    if case .numbers(let names) = form.targets {
      let parts = zip(names, train.targetRanges()).map { name, range in
        "\(name) from \(Double(range.least).text(significant: 4)) to "
          + "\(Double(range.greatest).text(significant: 4)), "
          + "mean \(range.mean.text(significant: 4))"
      }
      return "asked for: " + parts.prefix(Self.namedClasses).joined(separator: "; ")
    }
    let (names, counts) = (form.targetNames, train.classCounts)
    let total = form.targets.isPerStep ? counts.reduce(0, +) : train.count
    func named(_ label: Int) -> String {
      let share = total == 0 ? 0 : Double(counts[label]) / Double(total)
      return "\(ExampleForm.visible(names[label])) \(Self.percent(share))"
    }
    guard names.count > Self.namedClasses else {
      return "asked for: " + names.indices.map(named).joined(separator: ", ")
    }
    let order = names.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
    return "asked for: \(order.prefix(3).map(named).joined(separator: ", ")) … "
      + "\(named(order[order.count - 1])), \(names.count) in all"
  }

  /// What it is made of, and what would go wrong with it, one below the other.
  ///
  /// - Parameters:
  ///   - heading: What stands above all.
  ///   - splits: The parts of which targets are counted.
  /// - Returns: Two tables and the concerns.
  /// - Complexity: O(numbers + examples · log examples).
  func summaryBundle(heading: String, of splits: [Split]) -> DisplayBundle {
    let concerns = concerns()
    let found = concerns.map { "- " + $0.words(form) }
    return DisplayBundle(report: [
      DisplayBundle(heading: heading, table: columnTable),
      DisplayBundle(heading: "asked for", table: targetTable(splits)),
      DisplayBundle(
        text: concerns.isEmpty
          ? "nothing stands out: no part has seen another, no number is constant, no class is rare"
          : (["what may go wrong:"] + found).joined(separator: "\n")),
    ])
  }

  /// What it is made of, in short.
  ///
  /// - Complexity: O(numbers).
  func overview(heading: String) -> DisplayBundle {
    DisplayBundle(report: [
      DisplayBundle(heading: heading, table: columnTable), DisplayBundle(text: balanceText),
    ])
  }

  /// How many classes a line names.
  private static let namedClasses = 10

  /// `48 %`, `0.3 %`.
  static func percent(_ share: Double) -> String {
    (100 * share).text(significant: share < 0.1 ? 1 : 2) + " %"
  }
}

extension ExampleForm.Targets {
  /// Whether each step is asked for something of its own.
  var isPerStep: Bool {
    switch self {
    case .stepClasses, .nextSymbol: true
    case .classes, .labels, .numbers: false
    }
  }

  /// What one of them is called.
  var noun: String {
    switch self {
    case .labels: "label"
    case .nextSymbol: "symbol"
    case .classes, .stepClasses: "class"
    case .numbers: "number"
    }
  }
}
