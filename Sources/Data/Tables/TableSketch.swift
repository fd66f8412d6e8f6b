/// What the beginning of a table tells of the whole.
package struct TableSketch: Sendable {
  /// A column.
  package struct Column: Hashable, Sendable {
    /// Its name; `column-3` where the table has none.
    package let name: String
    /// Whether all that was seen of it are numbers.
    package let isNumber: Bool
    /// Whether nothing was seen of it but what stands for nothing.
    package let isEmpty: Bool
  }

  /// What separates fields.
  package let delimiter: UInt8
  /// Whether the first record has the names of the columns.
  package let hasHeader: Bool
  /// The columns, in their order.
  package let columns: [Column]
  /// About how many records there are, at the length of those seen.
  package let estimatedRecords: Int
  /// About how many bytes the unpacked text has.
  package let estimatedBytes: Int

  /// The delimiters that are found out.
  private static let delimiters = Array(",;\t|".utf8)
  /// How many records are looked at.
  static let sample = 10_000

  /// Looks at the beginning of a table.
  ///
  /// The delimiter is the one that cuts most of the first records into as many fields as the first.
  /// The first record is a header if none of its fields is a number and some other record has one,
  /// or if all of the table is text.
  ///
  /// - Parameters:
  ///   - path: Where the table lies.
  ///   - name: What errors call it; its path if nil.
  ///   - options: What is known of it.
  /// - Throws: What is wrong with the file or its beginning, and `noRecords` where nothing follows
  ///   the header.
  package init(path: String, named name: String? = nil, _ options: TableOptions) throws(DataError) {
    if let given = options.delimiter {
      delimiter = given
    } else {
      delimiter = try Self.delimiter(of: path, named: name)
    }
    var scanner = try RecordScanner(path: path, named: name, delimiter: delimiter)
    guard try scanner.advance() else { throw .unfitData(path: scanner.path, .noRows) }
    let first = try Self.texts(of: scanner)
    let width = first.count
    var isNumber = [Bool](repeating: true, count: width)
    var isEmpty = [Bool](repeating: true, count: width)
    let firstIsText = scanner.fields.allSatisfy { Self.reading($0, scanner, options) == .text }
    let headerMayBe = options.hasHeader ?? firstIsText
    if !headerMayBe { Self.look(at: scanner, options, &isNumber, &isEmpty) }
    var records = headerMayBe ? 0 : 1
    let start = scanner.offset
    while records < Self.sample, try scanner.advance() {
      guard scanner.fields.count == width else {
        throw scanner.fault(
          .ragged(fields: scanner.fields.count, expected: width),
          at: scanner.fields[min(width, scanner.fields.count - 1)].range.lowerBound)
      }
      records += 1
      Self.look(at: scanner, options, &isNumber, &isEmpty)
    }
    guard records > 0 else { throw .unfitData(path: scanner.path, .noRows) }
    hasHeader = headerMayBe
    var columns: [Column] = []
    var places: [String: Int] = [:]
    for (place, text) in first.enumerated() {
      let isNamed = headerMayBe && !text.isEmpty
      let name = isNamed ? text : "column-\(place + 1)"
      if let other = places.updateValue(place, forKey: name) {
        throw .unfitData(
          path: scanner.path, .duplicateColumn(name: name, first: other + 1, second: place + 1))
      }
      columns.append(
        Column(
          name: name,
          isNumber: isNumber[place] && !isEmpty[place] && !options.textColumns.contains(name),
          isEmpty: isEmpty[place]))
    }
    self.columns = columns
    let perRecord = max(1, (scanner.offset - start) / max(1, records))
    estimatedBytes = scanner.likelyLength
    estimatedRecords = estimatedBytes / perRecord + records
  }

  private static func look(
    at scanner: borrowing RecordScanner, _ options: TableOptions, _ isNumber: inout [Bool],
    _ isEmpty: inout [Bool]
  ) {
    for (place, field) in scanner.fields.enumerated() {
      if let text = scanner.text(of: field), options.isMissing(text) { continue }
      isEmpty[place] = false
      if isNumber[place], reading(field, scanner, options) == .text { isNumber[place] = false }
    }
  }

  private static func reading(
    _ field: RecordScanner.Field, _ scanner: borrowing RecordScanner, _ options: TableOptions
  ) -> NumberText.Reading {
    if field.hasDoubledQuotes { return .text }
    return NumberText.read(scanner.bytes.span, field.range, decimal: options.decimal)
  }

  private static func texts(of scanner: borrowing RecordScanner) throws(DataError) -> [String] {
    var texts: [String] = []
    for field in scanner.fields {
      guard let text = scanner.text(of: field) else {
        throw scanner.fault(.notUTF8, at: field.range.lowerBound)
      }
      texts.append(text.trimmed)
    }
    return texts
  }

  /// The delimiter that cuts most of the first records as it cuts the very first.
  private static func delimiter(
    of path: String, named name: String?
  ) throws(DataError) -> UInt8 {
    var best = (alike: 0, fields: 1, delimiter: UInt8(ascii: ","))
    for delimiter in delimiters {
      var scanner = try RecordScanner(path: path, named: name, delimiter: delimiter)
      var counts: [Int] = []
      do throws(DataError) {
        while counts.count < 100, try scanner.advance() { counts.append(scanner.fields.count) }
      } catch {
        // Another delimiter may be the right one; where none is, the comma says what is wrong.
        guard case .table = error else { throw error }
      }
      guard let first = counts.first, first > 1 else { continue }
      let alike = counts.count { $0 == first }
      if (alike, first) > (best.alike, best.fields) { best = (alike, first, delimiter) }
    }
    return best.delimiter
  }
}

extension String {
  /// Without the blanks around it.
  var trimmed: String {
    var text = self[...]
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
