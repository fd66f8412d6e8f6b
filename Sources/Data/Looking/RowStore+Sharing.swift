// Rows that share what is kept of them: windows of a table or a text.
extension RowStore {
  /// Whether rows may have numbers or codes in common, as windows of which one begins in another.
  var isShared: Bool { starts != nil && pitch < kept }

  /// Whether rows may have numbers in common.
  var sharesNumbers: Bool { isShared && form == .numbers }

  /// Which steps some rows read: of each place at which a row may begin, whether one of them reads
  /// what stands there.
  ///
  /// - Precondition: the rows share, and exist.
  /// - Complexity: O(rows + all places).
  func isRead(by rows: Range<Int>) -> [Bool] {
    let places = (numbers.isEmpty ? codes.count : numbers.count) / pitch
    // How many rows begin less how many end at each place.
    var changes = [Int32](repeating: 0, count: places + 1)
    for row in rows {
      let first = start(of: row) / pitch
      changes[first] += 1
      changes[first + kept / pitch] -= 1
    }
    var open: Int32 = 0
    return (0..<places).map { place in
      open += changes[place]
      return open > 0
    }
  }

  /// How many of some rows have another one beginning within them, which so reads what follows.
  ///
  /// - Parameters:
  ///   - rows: The rows that are counted.
  ///   - others: Those that may begin within them; rows of a store that shares with this one.
  /// - Returns: How many; 0 where no rows share anything.
  /// - Complexity: O(rows + others + all places).
  func rows(_ rows: Range<Int>, enteredBy others: (store: RowStore, rows: Range<Int>)) -> Int {
    guard isShared, others.store.isShared, others.store.pitch == pitch,
      others.store.numbers.count == numbers.count, others.store.codes.count == codes.count
    else { return 0 }
    let places = (numbers.isEmpty ? codes.count : numbers.count) / pitch
    // How many of the others begin before each place.
    var before = [Int32](repeating: 0, count: places + 1)
    for row in others.rows { before[others.store.start(of: row) / pitch + 1] += 1 }
    for place in 0..<places { before[place + 1] += before[place] }
    return rows.count { row in
      let first = start(of: row) / pitch
      return before[first + kept / pitch] > before[first]
    }
  }

  /// A number that is the same for rows of which the same is kept, and hardly for others.
  ///
  /// - Precondition: the row exists.
  /// - Complexity: O(W).
  func fingerprint(of row: Int) -> Int {
    let own = start(of: row)..<start(of: row) + kept
    var hasher = Hasher()
    if form == .numbers {
      for place in own { hasher.combine(numbers[place].bitPattern) }
    } else if !codes.isEmpty {
      for place in own { hasher.combine(codes[place]) }
    } else {
      for place in own { hasher.combine(bytes[place]) }
    }
    return hasher.finalize()
  }
}
