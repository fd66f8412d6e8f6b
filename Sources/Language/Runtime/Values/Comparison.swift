import MNLDiagnostics
import MNLSyntax

/// What comparisons mean.
///
/// Values of different kinds are not compared, except an int with a float, and anything with
/// `none`. Inside lists and records, different kinds are merely unequal.
enum Comparison {
  /// Whether two values are equal; handles are if they are the same one.
  static func equal(
    _ left: Value, _ right: Value, _ operation: BinaryOperator
  ) throws(CommandFailure) -> Bool {
    if let result = same(left, right) { return result }
    throw refused(operation, left, right)
  }

  /// `<`, `<=`, `>` and `>=` of two numbers, durations, sizes, or texts by their Unicode scalars.
  static func ordered(
    _ left: Value, _ right: Value, _ operation: BinaryOperator
  ) throws(CommandFailure) -> Bool {
    switch (left, right) {
    case (.int(let a), .int(let b)): return holds(operation, a, b)
    case (.int(let a), .float(let b)): return holds(operation, Double(a), b)
    case (.float(let a), .int(let b)): return holds(operation, a, Double(b))
    case (.float(let a), .float(let b)): return holds(operation, a, b)
    case (.duration(let a), .duration(let b)): return holds(operation, a, b)
    case (.size(let a), .size(let b)): return holds(operation, a, b)
    case (.text(let a), .text(let b)): return holds(operation, a, b)
    default: throw refused(operation, left, right)
    }
  }

  /// Whether a list holds a value, a range an int, a text a text.
  static func contains(_ container: Value, _ value: Value) throws(CommandFailure) -> Bool {
    switch (container, value) {
    case (.list(let values), _): return values.contains { same($0, value) ?? false }
    case (.range(let first, let last), .int(let int)): return first <= int && int <= last
    case (.text(let text), .text(let part)): return part.isEmpty || text.contains(part)
    default:
      throw CommandFailure(
        .wrongKind, "'in' looks for a value in a list, an int in a range, or text in text",
        label: "got \(value.described) and \(container.described)")
    }
  }

  /// Whether two values are equal; nil if their kinds are not compared.
  private static func same(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.none, .none): return true
    case (.none, _), (_, .none): return false
    case (.bool(let a), .bool(let b)): return a == b
    case (.int(let a), .int(let b)): return a == b
    case (.int(let a), .float(let b)): return Double(a) == b
    case (.float(let a), .int(let b)): return a == Double(b)
    case (.float(let a), .float(let b)): return a == b
    case (.text(let a), .text(let b)): return a == b
    case (.duration(let a), .duration(let b)): return a == b
    case (.size(let a), .size(let b)): return a == b
    case (.range(let a, let b), .range(let c, let d)): return (a, b) == (c, d)
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { same($0, $1) ?? false }
    case (.record(let a), .record(let b)):
      return a.fields.count == b.fields.count
        && zip(a.fields, b.fields).allSatisfy {
          $0.name == $1.name && (same($0.value, $1.value) ?? false)
        }
    case (.handle(let a), .handle(let b)) where a.kind == b.kind: return a === b
    default: return nil
    }
  }

  private static func holds<T: Comparable>(_ operation: BinaryOperator, _ a: T, _ b: T) -> Bool {
    switch operation {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    default: a >= b
    }
  }

  private static func refused(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) -> CommandFailure {
    let message =
      left.kindName == right.kindName
      ? "'\(operation.rawValue)' orders numbers, durations, sizes and texts"
      : "'\(operation.rawValue)' compares values of one kind"
    return CommandFailure(
      .wrongKind, message, label: "got \(left.described) and \(right.described)")
  }
}
