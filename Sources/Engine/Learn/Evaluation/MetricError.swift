/// Why a metric has no value: the facts.
///
/// Rows are counted from 0, and so are classes.
package enum MetricError: Error, Hashable, Sendable {
  /// A label that is no class.
  case labelOutOfRange(row: Int, label: Int, classes: Int)
  /// Lists that belong together and are not equally long.
  case sizesDiffer(what: String, first: Int, second: Int)
  /// There is no example.
  case noExamples
  /// No example is of the class, so that it cannot be told from others.
  case neverOccurs(class: Int)
  /// All examples are of the class, so that there is nothing to tell it from.
  case onlyClass(Int)
  /// A number that is infinite or none.
  case notFinite(row: Int)
  /// More numbers than are kept for it.
  case tooMany(numbers: Int, limit: Int)
}

extension MetricError {
  /// What is the matter, in one sentence with the real numbers.
  ///
  /// - Parameter className: What a class is called.
  /// - Returns: The sentence.
  package func message(className: (Int) -> String = { String($0) }) -> String {
    switch self {
    case .labelOutOfRange(let row, let label, let classes):
      "the label of row \(row) is \(label), expected 0 to \(classes - 1)"
    case .sizesDiffer(let what, let first, let second):
      "\(what) are \(first) and \(second), expected as many"
    case .noExamples:
      "there is no example, expected at least 1"
    case .neverOccurs(let label):
      "no example is of class '\(className(label))'"
    case .onlyClass(let label):
      "all examples are of class '\(className(label))'"
    case .notFinite(let row):
      "row \(row) has a number that is not finite"
    case .tooMany(let numbers, let limit):
      "\(numbers) shares would have to be kept, the limit is \(limit)"
    }
  }
}

extension MetricError: CustomStringConvertible {
  /// The message, with the numbers of the classes.
  package var description: String { message() }
}
