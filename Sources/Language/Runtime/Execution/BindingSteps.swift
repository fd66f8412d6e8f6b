import MNLDiagnostics
import MNLEvents

/// `let` and `set` of a variable in a block or a `def`.
final class LocalStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let slot: Int
  private let node: any Node

  /// Makes a step that binds the variable at `slot`.
  init(_ slot: Int, _ node: any Node, at span: SourceSpan) {
    self.slot = slot
    self.node = node
    self.span = span
  }

  /// Evaluates the value, then binds it.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let value = try node.value(in: frame)
    frame.slots[slot] = value
    return .next
  }
}

/// `let` and `set` of a variable at the top level, and `param`.
final class GlobalStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let variable: GlobalVariable
  private let node: any Node

  /// Makes a step that binds a variable.
  init(_ variable: GlobalVariable, _ node: any Node, at span: SourceSpan) {
    self.variable = variable
    self.node = node
    self.span = span
  }

  /// Evaluates the value, then binds it.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let value = try node.value(in: frame)
    variable.value = value
    return .next
  }
}

/// The default of a parameter of a `def` that is a call: `optimizer = adam`.
final class DefaultStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let slot: Int
  private let node: any Node

  /// Makes a step that fills the parameter at `slot`.
  init(_ slot: Int, _ node: any Node, at span: SourceSpan) {
    self.slot = slot
    self.node = node
    self.span = span
  }

  /// Makes the default where the caller gave nothing.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    guard case .none = frame.slots[slot] else { return .next }
    let value = try node.value(in: frame)
    frame.slots[slot] = value
    return .next
  }
}

/// `def`: from here on the command can be called.
final class DefinitionStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let command: DefinedCommand

  /// Makes a step that declares a command.
  init(_ command: DefinedCommand, at span: SourceSpan) {
    self.command = command
    self.span = span
  }

  /// Declares the command.
  func run(in frame: Frame) -> Flow {
    frame.interpreter.define(command)
    return .next
  }
}

/// A statement that is evaluated for what it does.
final class EvaluationStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let node: any Node

  /// Makes a step of an expression or a call.
  init(_ node: any Node, at span: SourceSpan) {
    self.node = node
    self.span = span
  }

  /// Evaluates it and drops the value.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    _ = try node.value(in: frame)
    return .next
  }
}

/// An expression or a command at the top level, whose value is shown.
final class ShowStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let node: any Node
  private let showsNone: Bool

  /// Makes a step; a command that returns nothing shows nothing, an expression shows `none`.
  init(_ node: any Node, showsNone: Bool, at span: SourceSpan) {
    self.node = node
    self.showsNone = showsNone
    self.span = span
  }

  /// Evaluates it and emits the result.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let value = try node.value(in: frame)
    if case .none = value, !showsNone { return .next }
    let context = frame.interpreter.context
    guard let journal = context.journal, value.isChanging else {
      context.emit(.result(value.display))
      return .next
    }
    do throws(CommandFailure) {
      _ = try journal.reading(at: span, context) { () throws(CommandFailure) in
        context.emit(.result(value.display))
        return .none
      }
    } catch {
      throw RunFailure(error, at: span)
    }
    return .next
  }
}

/// `break`, `continue` and a `return` without a value; `use`, which has nothing left to do.
final class FlowStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let flow: Flow

  /// Makes a step that leads elsewhere.
  init(_ flow: Flow, at span: SourceSpan) {
    self.flow = flow
    self.span = span
  }

  /// Leads elsewhere.
  func run(in frame: Frame) -> Flow { flow }
}

/// `return` with a value.
final class ReturnStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let node: any Node

  /// Makes a step that returns a value.
  init(_ node: any Node, at span: SourceSpan) {
    self.node = node
    self.span = span
  }

  /// Evaluates the value and leaves the `def` with it.
  func run(in frame: Frame) throws(RunFailure) -> Flow { .return(try node.value(in: frame)) }
}
