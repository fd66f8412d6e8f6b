import MNLDiagnostics
import MNLEvents

/// `let` and `set` of a variable in a block or a `def`.
final class LocalStep: Step {
  let span: SourceSpan
  private let slot: Int
  private let node: any Node

  init(_ slot: Int, _ node: any Node, at span: SourceSpan) {
    self.slot = slot
    self.node = node
    self.span = span
  }

  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let value = try node.value(in: frame)
    frame.slots[slot] = value
    return .next
  }
}

/// `let` and `set` of a variable at the top level, and `param`.
final class GlobalStep: Step {
  let span: SourceSpan
  private let variable: GlobalVariable
  private let node: any Node

  init(_ variable: GlobalVariable, _ node: any Node, at span: SourceSpan) {
    self.variable = variable
    self.node = node
    self.span = span
  }

  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let value = try node.value(in: frame)
    variable.value = value
    return .next
  }
}

/// The default of a parameter of a `def` that is a call: `optimizer = adam`.
final class DefaultStep: Step {
  let span: SourceSpan
  private let slot: Int
  private let node: any Node

  init(_ slot: Int, _ node: any Node, at span: SourceSpan) {
    self.slot = slot
    self.node = node
    self.span = span
  }

  func run(in frame: Frame) throws(RunFailure) -> Flow {
    guard case .none = frame.slots[slot] else { return .next }
    let value = try node.value(in: frame)
    frame.slots[slot] = value
    return .next
  }
}

/// `def`: from here on the command can be called.
final class DefinitionStep: Step {
  let span: SourceSpan
  private let command: DefinedCommand

  init(_ command: DefinedCommand, at span: SourceSpan) {
    self.command = command
    self.span = span
  }

  func run(in frame: Frame) -> Flow {
    frame.interpreter.define(command)
    return .next
  }
}

/// A statement that is evaluated for what it does.
final class EvaluationStep: Step {
  let span: SourceSpan
  private let node: any Node

  init(_ node: any Node, at span: SourceSpan) {
    self.node = node
    self.span = span
  }

  func run(in frame: Frame) throws(RunFailure) -> Flow {
    _ = try node.value(in: frame)
    return .next
  }
}

/// An expression or a command at the top level, whose value is shown.
final class ShowStep: Step {
  let span: SourceSpan
  private let node: any Node
  private let showsNone: Bool

  /// Makes a step; a command that returns nothing shows nothing, an expression shows `none`.
  init(_ node: any Node, showsNone: Bool, at span: SourceSpan) {
    self.node = node
    self.showsNone = showsNone
    self.span = span
  }

  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let value = try node.value(in: frame)
    if case .none = value, !showsNone { return .next }
    frame.interpreter.context.emit(.result(value.display))
    return .next
  }
}

/// `break`, `continue` and a `return` without a value; `use`, which has nothing left to do.
final class FlowStep: Step {
  let span: SourceSpan
  private let flow: Flow

  init(_ flow: Flow, at span: SourceSpan) {
    self.flow = flow
    self.span = span
  }

  func run(in frame: Frame) -> Flow { flow }
}

/// `return` with a value.
final class ReturnStep: Step {
  let span: SourceSpan
  private let node: any Node

  init(_ node: any Node, at span: SourceSpan) {
    self.node = node
    self.span = span
  }

  func run(in frame: Frame) throws(RunFailure) -> Flow { .return(try node.value(in: frame)) }
}
