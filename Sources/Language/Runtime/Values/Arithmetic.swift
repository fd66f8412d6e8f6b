import Glibc
import MNLDiagnostics
import MNLSyntax

/// What operators between two values mean; their failures have no place yet.
///
/// Whole numbers stay whole except under `/`, which always gives a float; `div` and `mod` round
/// towards minus infinity, so `mod` has the sign of its right side. Mixed numbers are floats.
enum Arithmetic {
  /// The value of an operator; `and` and `or` never come here, because they are not for two values.
  static func apply(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(CommandFailure) -> Value {
    let isEquality = operation == .equal || operation == .notEqual
    switch (left, right) {
    // Anything may be compared with `none`, whatever a handle makes of equality.
    case (.none, _) where isEquality, (_, .none) where isEquality:
      return .bool(try Comparison.equal(left, right, operation) == (operation == .equal))
    default: break
    }
    if case .handle(let handle) = left, let value = try handle.applying(operation, left, right) {
      return value
    }
    if case .handle(let handle) = right, let value = try handle.applying(operation, left, right) {
      return value
    }
    switch operation {
    case .equal: return .bool(try Comparison.equal(left, right, operation))
    case .notEqual: return .bool(!(try Comparison.equal(left, right, operation)))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return .bool(try Comparison.ordered(left, right, operation))
    case .in: return .bool(try Comparison.contains(right, left))
    default: return try numeric(operation, left, right)
    }
  }

  /// `-x`.
  static func negated(_ value: Value) throws(CommandFailure) -> Value {
    switch value {
    case .int(let int): return .int(try opposite(int))
    case .size(let bytes): return .size(try opposite(bytes))
    case .float(let float): return .float(-float)
    case .duration(let seconds): return .duration(-seconds)
    case .handle(let handle):
      if let value = try handle.applying(.subtract, .int(0), value) { return value }
    default: break
    }
    throw CommandFailure(
      .wrongKind, "'-' takes a number", label: "got \(value.described)")
  }

  private static func opposite(_ int: Int) throws(CommandFailure) -> Int {
    let (result, overflow) = (0).subtractingReportingOverflow(int)
    guard !overflow else { throw beyond64Bits }
    return result
  }

  private static func numeric(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(CommandFailure) -> Value {
    switch (left, right) {
    case (.int(let a), .int(let b)): return try whole(operation, a, b)
    case (.int(let a), .float(let b)): return .float(try real(operation, Double(a), b))
    case (.float(let a), .int(let b)): return .float(try real(operation, a, Double(b)))
    case (.float(let a), .float(let b)): return .float(try real(operation, a, b))
    case (.list(let a), .list(let b)) where operation == .add: return try a.joined(with: b)
    default: return try dimensioned(operation, left, right)
    }
  }

  private static func whole(
    _ operation: BinaryOperator, _ a: Int, _ b: Int
  ) throws(CommandFailure) -> Value {
    let result: (partialValue: Int, overflow: Bool)
    switch operation {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case .wholeDivide, .modulo:
      guard b != 0 else { throw divisionByZero(operation) }
      let (quotient, overflow) = a.dividedReportingOverflow(by: b)
      guard !overflow else {
        if operation == .modulo { return .int(0) }
        throw beyond64Bits
      }
      let remainder = a % b
      let isRoundedUp = remainder != 0 && (remainder < 0) != (b < 0)
      if operation == .modulo { return .int(isRoundedUp ? remainder + b : remainder) }
      return .int(isRoundedUp ? quotient - 1 : quotient)
    case .power where b >= 0: return .int(try power(a, b))
    case .matrixMultiply: throw refused(operation, .int(a), .int(b))
    default: return .float(try real(operation, Double(a), Double(b)))
    }
    guard !result.overflow else { throw beyond64Bits }
    return .int(result.partialValue)
  }

  private static func power(_ base: Int, _ exponent: Int) throws(CommandFailure) -> Int {
    var result = 1
    var square = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: square)
        guard !overflow else { throw beyond64Bits }
        result = product
      }
      rest >>= 1
      guard rest > 0 else { break }
      let (product, overflow) = square.multipliedReportingOverflow(by: square)
      guard !overflow else { throw beyond64Bits }
      square = product
    }
    return result
  }

  private static func real(
    _ operation: BinaryOperator, _ a: Double, _ b: Double
  ) throws(CommandFailure) -> Double {
    switch operation {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide, .wholeDivide, .modulo:
      guard b != 0 else { throw divisionByZero(operation) }
      if operation == .divide { return a / b }
      let quotient = (a / b).rounded(.down)
      return operation == .wholeDivide ? quotient : a - b * quotient
    case .power:
      guard a != 0 || b >= 0 else { throw divisionByZero(operation) }
      return pow(a, b)
    default: throw refused(operation, .float(a), .float(b))
    }
  }

  /// Durations and sizes: sums of the same, multiples by a number, and the ratio of two.
  private static func dimensioned(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) throws(CommandFailure) -> Value {
    switch (left, operation, right) {
    case (.duration(let a), .add, .duration(let b)): return .duration(a + b)
    case (.duration(let a), .subtract, .duration(let b)): return .duration(a - b)
    case (.duration(let a), .divide, .duration(let b)): return .float(try real(.divide, a, b))
    case (.size(let a), .add, .size(let b)), (.size(let a), .subtract, .size(let b)):
      guard case .int(let bytes) = try whole(operation, a, b) else { break }
      return .size(bytes)
    case (.size(let a), .divide, .size(let b)):
      return .float(try real(.divide, Double(a), Double(b)))
    case (_, .multiply, .duration), (_, .multiply, .size):
      guard let factor = left.number else { break }
      return try scaled(right, { factor * $0 })
    case (.duration, .multiply, _), (.size, .multiply, _):
      guard let factor = right.number else { break }
      return try scaled(left, { $0 * factor })
    case (.duration, .divide, _), (.size, .divide, _):
      guard let divisor = right.number else { break }
      guard divisor != 0 else { throw divisionByZero(operation) }
      return try scaled(left, { $0 / divisor })
    default: break
    }
    throw refused(operation, left, right)
  }

  private static func scaled(
    _ value: Value, _ change: (Double) -> Double
  ) throws(CommandFailure) -> Value {
    if case .duration(let seconds) = value { return .duration(change(seconds)) }
    guard case .size(let bytes) = value else { return value }
    guard let result = Int(exactly: change(Double(bytes)).rounded()) else { throw beyond64Bits }
    return .size(result)
  }

  private static func refused(
    _ operation: BinaryOperator, _ left: Value, _ right: Value
  ) -> CommandFailure {
    var help: String?
    if operation == .add {
      switch (left, right) {
      case (.text, _), (_, .text): help = "texts are joined in one: `\"{$a}{$b}\"`"
      case (.list, _): help = "put the value into a list: `$list + [$value]`"
      default: break
      }
    }
    let takes: String
    switch operation {
    case .add: takes = "two numbers or two lists"
    case .matrixMultiply: takes = "two matrices"
    default: takes = "two numbers"
    }
    return CommandFailure(
      .wrongKind, "'\(operation.rawValue)' takes \(takes)",
      label: "got \(left.described) and \(right.described)", help: help)
  }

  private static func divisionByZero(_ operation: BinaryOperator) -> CommandFailure {
    CommandFailure(.arithmetic, "division by zero", label: "the right side is 0")
  }

  private static var beyond64Bits: CommandFailure {
    CommandFailure(
      .arithmetic, "the result is beyond the whole numbers of 64 bits",
      help: "calculate with a number that has a point, such as `1.0`")
  }
}

extension Value {
  /// The number, if the value is an int or a float.
  fileprivate var number: Double? {
    switch self {
    case .int(let int): Double(int)
    case .float(let float): float
    default: nil
    }
  }
}
