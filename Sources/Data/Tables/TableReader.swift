/// Reads a table in one pass.
package struct TableReader: ~Copyable {
  /// How many different texts a column may have.
  package static let textLimit = 1000
  /// How many records are read between two looks at whether the user wants to go on.
  private static let patience = 4096

  private let options: TableOptions
  private let places: TableRoles.Places
  private let names: [String]
  /// Of each column, whether it is read as numbers.
  private let isNumber: [Bool]
  /// Whether texts that are not known yet are noted, rather than counted.
  private let learnsTexts: Bool
  private var scanner: RecordScanner
  private var table: DataTable
  /// The texts of each column, and the number that each became.
  private var codes: [[String: Int]]
  private var groupCodes: [String: Int32] = [:]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - sketch: What its beginning told.
  ///   - options: How it is written.
  ///   - roles: What its columns are for.
  ///   - goesOn: Asked now and then with how many bytes are read; false stops.
  /// - Returns: The rows.
  /// - Throws: What is wrong with the file, with line and column; `interrupted`.
  /// - Complexity: O(file); the memory of what is returned, and a little more.
  package static func read(
    _ path: String, _ sketch: TableSketch, _ options: TableOptions, _ roles: TableRoles,
    goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataTable {
    let places = try roles.places(in: sketch, path: path)
    try checkMemory(sketch, columns: places.features.count, path: path)
    var reader = TableReader(
      try RecordScanner(path: path, delimiter: sketch.delimiter), sketch, options, places,
      known: nil)
    return try reader.readAll(sketch, goesOn)
  }

  /// Reads a table for a model that was made for another one; what is asked for need not be there.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - name: What errors call it; its path if nil.
  ///   - sketch: What its beginning told.
  ///   - options: How it is written.
  ///   - meaning: What the columns mean to the model.
  ///   - goesOn: Asked now and then with how many bytes are read; false stops.
  /// - Returns: The rows, with a target of 0.
  /// - Throws: What is wrong with the file, with line and column; `interrupted`.
  /// - Complexity: As that of the other.
  package static func read(
    _ path: String, named name: String? = nil, _ sketch: TableSketch, _ options: TableOptions,
    for meaning: TableMeaning,
    goesOn: (Int) -> Bool = { _ in true }
  ) throws(DataError) -> DataTable {
    let shown = name ?? path
    let places = try meaning.places(in: sketch, path: shown)
    try checkMemory(sketch, columns: places.features.count, path: shown)
    var reader = TableReader(
      try RecordScanner(path: path, named: name, delimiter: sketch.delimiter), sketch, options,
      places,
      known: meaning)
    return try reader.readAll(sketch, goesOn)
  }

  /// Makes sure that the numbers have room in memory, before any of it is taken.
  ///
  /// - Throws: `unfitData`.
  private static func checkMemory(
    _ sketch: TableSketch, columns: Int, path: String
  ) throws(DataError) {
    // A target, a place and a start besides the numbers of each row.
    let (needed, overflows) = sketch.estimatedRecords
      .multipliedReportingOverflow(by: 4 * columns + 24)
    let free = FreeMemory.bytes
    guard !overflows, needed <= free else {
      throw .unfitData(
        path: path, .tooLarge(needed: overflows ? .max : needed, free: free, .columns))
    }
  }

  private init(
    _ scanner: consuming RecordScanner, _ sketch: TableSketch, _ options: TableOptions,
    _ places: TableRoles.Places, known meaning: TableMeaning?
  ) {
    (self.options, self.places) = (options, places)
    names = sketch.columns.map(\.name)
    learnsTexts = meaning == nil
    var isNumber = sketch.columns.map(\.isNumber)
    var codes = [[String: Int]](repeating: [:], count: names.count)
    for (place, column) in zip(places.features, meaning?.columns ?? []) {
      isNumber[place] = column.texts == nil
      for (code, text) in (column.texts ?? []).enumerated() { codes[place][text] = code }
    }
    self.codes = codes
    self.isNumber = isNumber
    let features = places.features.enumerated().map { index, place in
      DataTable.Column(
        name: sketch.columns[place].name,
        texts: isNumber[place] ? nil : meaning?.columns[index].texts ?? [])
    }
    let target = places.target.map { place in
      DataTable.Column(name: sketch.columns[place].name, texts: isNumber[place] ? nil : [])
    }
    table = DataTable(
      path: scanner.path, features: features, values: [],
      target: target ?? DataTable.Column(name: meaning?.target ?? ""))
    // Pages that are never written cost nothing, and an array that grows would be there twice.
    table.values.reserveCapacity(sketch.estimatedRecords * places.features.count)
    table.targets.reserveCapacity(target == nil ? 0 : sketch.estimatedRecords)
    self.scanner = scanner
  }

  private mutating func readAll(
    _ sketch: TableSketch, _ goesOn: (Int) -> Bool
  ) throws(DataError) -> DataTable {
    if sketch.hasHeader { _ = try scanner.advance() }
    while try scanner.advance() {
      try takeRecord()
      if table.count % Self.patience == 0, !goesOn(scanner.offset) { throw .interrupted }
    }
    return table
  }

  /// Takes the record that the scanner stands at.
  private mutating func takeRecord() throws(DataError) {
    let fields = scanner.fields
    guard fields.count == names.count else {
      throw scanner.fault(
        .ragged(fields: fields.count, expected: names.count),
        at: fields[min(names.count, fields.count - 1)].range.lowerBound)
    }
    for index in places.features.indices {
      let place = places.features[index]
      if let number = try number(fields[place], place) {
        table.values.append(Float(number))
      } else {
        table.values.append(.nan)
        table.features[index].missing += 1
      }
    }
    if let place = places.target {
      guard let number = try number(fields[place], place) else {
        throw scanner.fault(
          .missing(column: names[place]), at: fields[place].range.lowerBound)
      }
      table.targets.append(number)
    }
    if let place = places.group { try takeGroup(text(fields[place])) }
    if let place = places.time {
      let text = try text(fields[place])
      guard let time = TimeText.read(text) else {
        throw scanner.fault(
          .notATime(text: text, column: names[place]), at: fields[place].range.lowerBound)
      }
      table.times.append(time)
    }
    table.count += 1
  }

  private mutating func takeGroup(_ text: String) {
    if let known = groupCodes[text] {
      table.groups.append(known)
      return
    }
    let group = Int32(groupCodes.count)
    groupCodes[text] = group
    table.groups.append(group)
    table.groupNames.append(text)
  }

  /// The number of a field: a text as its place among those of its column; nil for nothing.
  private mutating func number(
    _ field: RecordScanner.Field, _ place: Int
  ) throws(DataError) -> Double? {
    guard isNumber[place] else { return try code(field, place) }
    let reading = NumberText.read(scanner.bytes.span, field.range, decimal: options.decimal)
    if case .number(let number) = reading { return number }
    let text = try text(field)
    if options.isMissing(text) { return nil }
    throw scanner.fault(
      reading == .text
        ? .notANumber(text: text, column: names[place])
        : .notFinite(text: text, column: names[place]), at: field.range.lowerBound)
  }

  /// The place of a text among those of its column; nil for nothing.
  private mutating func code(
    _ field: RecordScanner.Field, _ place: Int
  ) throws(DataError) -> Double? {
    let text = try text(field)
    if options.isMissing(text) { return nil }
    if let known = codes[place][text] { return Double(known) }
    guard learnsTexts else {
      table.unknownTexts += 1
      return nil
    }
    let new = codes[place].count
    guard new < Self.textLimit else {
      throw scanner.fault(
        .tooManyTexts(column: names[place], limit: Self.textLimit), at: field.range.lowerBound)
    }
    codes[place][text] = new
    for (index, feature) in places.features.enumerated() where feature == place {
      table.features[index].texts?.append(text)
    }
    if places.target == place { table.target.texts?.append(text) }
    return Double(new)
  }

  private func text(_ field: RecordScanner.Field) throws(DataError) -> String {
    guard let text = scanner.text(of: field) else {
      throw scanner.fault(.notUTF8, at: field.range.lowerBound)
    }
    return text
  }
}
