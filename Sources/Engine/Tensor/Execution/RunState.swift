/// What a run tells the operations of a workspace, and what they find wrong with their operands.
///
/// Only one thread at a time computes in a workspace.
package final class RunState {
  /// The number of the first of the shard's rows in the batch, from 0.
  package internal(set) var firstRow = 0
  /// How many training steps were made before this run: what random masks are drawn for.
  package internal(set) var step = 0
  /// The first value that an operation refused, by row.
  private(set) var fault: ValueFault?

  /// Begins a run.
  func begin(step: Int) {
    self.step = step
    firstRow = 0
    fault = nil
  }

  /// Notes a value that an operation cannot take: the run throws when all values are computed.
  ///
  /// - Parameters:
  ///   - value: What an operand holds.
  ///   - row: Where, as a row of the operand in this shard.
  ///   - rowsPerItem: How many rows of the operand there are for each row of the batch.
  ///   - allowed: The whole numbers that it may hold.
  ///   - operation: The name of the operation.
  package func refuse(
    _ value: Double, row: Int, rowsPerItem: Int = 1, allowed: ClosedRange<Int>,
    in operation: String
  ) {
    let found = ValueFault(
      operation: operation, value: value, allowed: allowed, row: firstRow + row / rowsPerItem)
    if let fault, !(found < fault) { return }
    fault = found
  }
}

/// A value of an operand that is not among those that its operation can take.
package struct ValueFault: Error, Hashable, Sendable {
  /// The name of the operation, as in `embedding`.
  package let operation: String
  /// What was found.
  package let value: Double
  /// The whole numbers that are allowed.
  package let allowed: ClosedRange<Int>
  /// In which row, from 0.
  package var row: Int
  /// What the rows are those of.
  package var rows = "the batch"
}

extension ValueFault: Comparable {
  /// Whether it is told first: that of the first row, whatever the threads.
  package static func < (left: ValueFault, right: ValueFault) -> Bool {
    (left.row, left.operation) < (right.row, right.operation)
  }
}

extension ValueFault: CustomStringConvertible {
  /// One sentence with the value and what is allowed.
  package var description: String {
    // What was a Float is written as one.
    let short = Double(Float(value)) == value ? "\(Float(value))" : "\(value)"
    let found = Int32(exactly: value).map { "\($0)" } ?? short
    return "\(operation): row \(row) of \(rows) holds \(found), expected a whole number from "
      + "\(allowed.lowerBound) to \(allowed.upperBound)"
  }
}
