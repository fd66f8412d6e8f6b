import MNLDiagnostics
import MNLSyntax

/// An operator between two values.
final class BinaryNode: Node {
  private let operation: BinaryOperator
  private let left: any Node
  private let right: any Node
  private let operatorSpan: SourceSpan

  /// Makes an operation; its errors point at the operator.
  init(
    _ operation: BinaryOperator, _ left: any Node, _ right: any Node, at operatorSpan: SourceSpan
  ) {
    self.operation = operation
    self.left = left
    self.right = right
    self.operatorSpan = operatorSpan
  }

  /// Evaluates the left side, then the right one, then the operator.
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

  /// Evaluates the left side, and the right one where it decides.
  func value(in frame: Frame) throws(RunFailure) -> Value {
    if try left.holds(in: frame) == stopsAt { return .bool(stopsAt) }
    return .bool(try right.holds(in: frame))
  }
}

/// `-x`.
final class NegateNode: Node {
  private let operand: any Node
  private let span: SourceSpan

  /// Makes a negation; its errors point at all of it.
  init(_ operand: any Node, at span: SourceSpan) {
    self.operand = operand
    self.span = span
  }

  /// Evaluates the operand and turns its sign.
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

  /// Makes a negation.
  init(_ operand: ConditionNode) { self.operand = operand }

  /// Evaluates the condition and turns it round.
  func value(in frame: Frame) throws(RunFailure) -> Value {
    .bool(!(try operand.holds(in: frame)))
  }
}

/// An expression that must give a bool.
final class ConditionNode {
  private let node: any Node
  private let span: SourceSpan
  /// Its value, if it is known before anything runs.
  let foreseen: Bool?

  /// Makes a condition; its errors point at all of it.
  init(_ node: any Node, at span: SourceSpan, foreseen: Bool?) {
    self.node = node
    self.span = span
    self.foreseen = foreseen
  }

  /// The value of the condition; every other kind of value is an error.
  func holds(in frame: Frame) throws(RunFailure) -> Bool {
    let value = try node.value(in: frame)
    guard case .bool(let bool) = value else {
      let isHandle = if case .handle = value { true } else { false }
      throw RunFailure(.notACondition(value.described, isHandle: isHandle, at: span))
    }
    return bool
  }
}

extension Diagnostic {
  /// A condition of another kind than bool.
  ///
  /// Comparing helps with what compares to a bool, which a handle need not do.
  static func notACondition(
    _ described: String, isHandle: Bool = false, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .wrongKind, "a condition must be true or false", at: span, label: "got \(described)",
      help: isHandle ? nil : "compare it with something, as in `$x > 0`")
  }
}
