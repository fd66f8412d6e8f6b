import MNLDiagnostics
import MNLSyntax

/// An operator between two values.
final class BinaryNode: Node {
  private let operation: BinaryOperator
  private let left: any Node
  private let right: any Node
  private let operatorSpan: SourceSpan

  init(
    _ operation: BinaryOperator, _ left: any Node, _ right: any Node, at operatorSpan: SourceSpan
  ) {
    self.operation = operation
    self.left = left
    self.right = right
    self.operatorSpan = operatorSpan
  }

  func value(in frame: Frame) throws(RunFailure) -> Value {
    let left = try left.value(in: frame)
    let right = try right.value(in: frame)
    do throws(CommandFailure) {
      return try Arithmetic.apply(operation, left, right)
    } catch {
      throw RunFailure(error, at: operatorSpan)
    }
  }
}

/// `and` or `or`: the right side is evaluated only where it matters.
final class LogicNode: Node {
  private let stopsAt: Bool
  private let left: ConditionNode
  private let right: ConditionNode

  /// Makes an `or`, which stops at the first `true`, or an `and`.
  init(stopsAt: Bool, _ left: ConditionNode, _ right: ConditionNode) {
    self.stopsAt = stopsAt
    self.left = left
    self.right = right
  }

  func value(in frame: Frame) throws(RunFailure) -> Value {
    if try left.holds(in: frame) == stopsAt { return .bool(stopsAt) }
    return .bool(try right.holds(in: frame))
  }
}

/// `-x`.
final class NegateNode: Node {
  private let operand: any Node
  private let span: SourceSpan

  init(_ operand: any Node, at span: SourceSpan) {
    self.operand = operand
    self.span = span
  }

  func value(in frame: Frame) throws(RunFailure) -> Value {
    let value = try operand.value(in: frame)
    do throws(CommandFailure) {
      return try Arithmetic.negated(value)
    } catch {
      throw RunFailure(error, at: span)
    }
  }
}

/// `not x`.
final class NotNode: Node {
  private let operand: ConditionNode

  init(_ operand: ConditionNode) { self.operand = operand }

  func value(in frame: Frame) throws(RunFailure) -> Value {
    .bool(!(try operand.holds(in: frame)))
  }
}

/// An expression that must give a bool.
final class ConditionNode {
  private let node: any Node
  private let span: SourceSpan

  init(_ node: any Node, at span: SourceSpan) {
    self.node = node
    self.span = span
  }

  /// The value of the condition; every other kind of value is an error.
  func holds(in frame: Frame) throws(RunFailure) -> Bool {
    let value = try node.value(in: frame)
    guard case .bool(let bool) = value else {
      throw RunFailure(.notACondition(value.described, at: span))
    }
    return bool
  }
}

extension Diagnostic {
  /// A condition of another kind than bool.
  static func notACondition(_ described: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongKind, "a condition must be true or false", at: span, label: "got \(described)",
      help: "compare it with something, as in `$x > 0`")
  }
}
