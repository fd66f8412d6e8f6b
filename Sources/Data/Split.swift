import Synchronization

/// A part of a data set: `N` examples with what is asked of them.
///
/// Rows are counted from 0 within the split. What is kept is shared with the other splits of the
/// data set; the numbers a network reads are made from it on the way.
package final class Split: Sendable {
  /// What a grey value is multiplied with; the tutorial's loader multiplies too, so 255 gives 1
  /// and every other value the very bits it had there.
  package static let scale: Float = 1 / 255

  /// `train`, `validation` or `test`.
  package let name: String
  /// How many examples there are, `N`.
  package let count: Int
  /// How many numbers the inputs of an example are, `T·I`.
  package var inputWidth: Int { rows.inputs.width }
  /// How many numbers the targets of an example are, `C` or `T·C`.
  package var targetWidth: Int { rows.targets.width }

  let rows: ExampleRows
  let form: ExampleForm
  let firstRow: Int
  /// Where its examples stand among those of `rows`.
  var ownRows: Range<Int> { firstRow..<firstRow + count }
  /// `contentHash`, made when first asked for.
  private let hash = Mutex<String?>(nil)

  /// Takes some rows of examples.
  ///
  /// - Precondition: the rows exist and have the widths of the form.
  init(name: String, of examples: ExampleRows, rows: Range<Int>, form: ExampleForm) {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= examples.count,
      "rows \(rows) of \(examples.count)")
    precondition(
      examples.inputs.width == form.steps * form.features
        && examples.targets.width == form.targetWidth,
      "rows of \(examples.inputs.width) and \(examples.targets.width) for \(form)")
    self.name = name
    self.rows = examples
    self.form = form
    firstRow = rows.lowerBound
    count = rows.count
  }

  /// The label of a row; the first one, where each step has one.
  ///
  /// - Precondition: the row exists, and its targets are classes.
  package func label(at row: Int) -> UInt8 {
    guard let label = targetBytes(at: row).first else { preconditionFailure("no class is asked") }
    return label
  }

  /// The labels of all rows, `[N]`.
  ///
  /// - Precondition: the targets are classes.
  /// - Complexity: O(N).
  package var labels: [UInt8] { (0..<count).map(label) }

  /// The bytes that are kept of a row's inputs, without a copy: the grey values of an image, 0
  /// white and 255 black, or the symbols of a sequence; none where numbers are kept.
  ///
  /// - Precondition: the row exists.
  package func inputBytes(at row: Int) -> ArraySlice<UInt8> { rows.inputs.bytes(at: place(row)) }

  /// The bytes that are kept of a row's targets, without a copy: its class, those of its steps, or
  /// whether it has each label; none where numbers are kept.
  ///
  /// - Precondition: the row exists.
  package func targetBytes(at row: Int) -> ArraySlice<UInt8> { rows.targets.bytes(at: place(row)) }

  /// The symbol at each step of a row's inputs, nil where there is none; empty where numbers are kept.
  ///
  /// - Precondition: the row exists.
  package func inputSymbols(at row: Int) -> [Int?] { rows.inputs.classes(at: place(row)) }

  /// The class at each place of a row's targets, nil where none is asked; empty where numbers are
  /// kept.
  ///
  /// - Precondition: the row exists.
  package func targetClasses(at row: Int) -> [Int?] { rows.targets.classes(at: place(row)) }

  /// The inputs of a row as numbers, `[T·I]`.
  ///
  /// - Precondition: the row exists.
  package func inputs(at row: Int) -> [Float] { rows.inputs.numbers(at: place(row)) }

  /// The targets of a row as numbers, `[C]` or `[T·C]`.
  ///
  /// - Precondition: the row exists.
  package func targets(at row: Int) -> [Float] { rows.targets.numbers(at: place(row)) }

  /// Whether examples may have fewer steps than the form says.
  package var hasLengths: Bool { rows.lengths != nil }

  /// How many steps a row has, from 0 to `T`.
  ///
  /// - Precondition: the row exists.
  package func length(at row: Int) -> Int {
    let place = place(row)
    return rows.lengths.map { Int($0[place]) } ?? form.steps
  }

  /// How often each class or label occurs, `[C]`; steps are counted one by one.
  ///
  /// - Precondition: the targets are classes or labels.
  /// - Complexity: O(N · width).
  package var classCounts: [Int] {
    let classes = form.targetNames.count
    var counts = [Int](repeating: 0, count: classes)
    for row in 0..<count {
      for (place, target) in targets(at: row).enumerated() where target > 0 {
        counts[place % classes] += 1
      }
    }
    return counts
  }

  /// The split with the inputs of every row in another order.
  func permuted(by order: [Int32]) -> Split {
    let own = ownRows
    let moved = ExampleRows(
      inputs: rows.inputs.taking(own, order: order), targets: rows.targets.taking(own),
      lengths: rows.lengths.map { Array($0[own]) })
    return Split(name: name, of: moved, rows: 0..<count, form: form)
  }
}

extension Split {
  /// Writes the inputs of a row, `[T·I]`.
  ///
  /// - Precondition: the row exists, and `target` has its size.
  /// - Complexity: O(T·I), no allocation.
  package func fillInputs(of row: Int, into target: inout MutableSpan<Float>) {
    rows.inputs.fill(row: place(row), into: &target)
  }

  /// Writes the targets of a row, `[C]` or `[T·C]`.
  ///
  /// - Precondition: the row exists, and `target` has its size.
  /// - Complexity: O(width), no allocation.
  package func fillTargets(of row: Int, into target: inout MutableSpan<Float>) {
    rows.targets.fill(row: place(row), into: &target)
  }

  /// The SHA-256 of the numbers a network reads, in hexadecimal.
  ///
  /// They are those of the inputs as `[N, T·I]` and of the targets, both as 32-bit floats, lowest
  /// byte first: numpy's `hashlib.sha256(array.astype("<f4").tobytes())`.
  ///
  /// - Complexity: O(N · width).
  package func hashes() -> (inputs: String, targets: String) {
    var (inputHash, targetHash) = (ContentHash(), ContentHash())
    for row in 0..<count {
      inputHash.update(inputs(at: row).span)
      targetHash.update(targets(at: row).span)
    }
    return (inputHash.hexadecimal(), targetHash.hexadecimal())
  }

  /// The SHA-256 of what is kept of all inputs and then of all targets, in hexadecimal: equal where
  /// the same examples stand in the same order.
  ///
  /// - Complexity: O(N · width) the first time, O(1) later.
  package var contentHash: String {
    hash.withLock { kept in
      if let kept { return kept }
      var made = ContentHash()
      let own = ownRows
      rows.inputs.update(&made, rows: own)
      rows.targets.update(&made, rows: own)
      if let lengths = rows.lengths {
        let own = lengths[own].map(Float.init)
        made.update(own.span)
      }
      let text = made.hexadecimal()
      kept = text
      return text
    }
  }

  /// Where a row is kept.
  ///
  /// - Precondition: the row exists.
  private func place(_ row: Int) -> Int {
    precondition(row >= 0 && row < count, "row \(row) of \(count)")
    return firstRow + row
  }
}
