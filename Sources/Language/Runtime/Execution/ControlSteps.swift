import MNLDiagnostics
import MNLEvents

/// Statements in their order; Ctrl-C is looked for before each.
final class Block {
  private let steps: [any Step]

  init(_ steps: [any Step]) { self.steps = steps }

  /// Runs the statements until one of them leads elsewhere.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    for step in steps {
      if frame.interpreter.context.isInterrupted { throw RunFailure.interrupted(at: step.span) }
      let flow = try step.run(in: frame)
      if case .next = flow { continue }
      return flow
    }
    return .next
  }
}

/// `if … else if … else`.
final class IfStep: Step {
  let span: SourceSpan
  private let branches: [(condition: ConditionNode, block: Block)]
  private let otherwise: Block?

  init(
    _ branches: [(condition: ConditionNode, block: Block)], otherwise: Block?, at span: SourceSpan
  ) {
    self.branches = branches
    self.otherwise = otherwise
    self.span = span
  }

  func run(in frame: Frame) throws(RunFailure) -> Flow {
    for branch in branches where try branch.condition.holds(in: frame) {
      return try branch.block.run(in: frame)
    }
    return try otherwise?.run(in: frame) ?? .next
  }
}

/// `try … catch`.
final class TryStep: Step {
  let span: SourceSpan
  private let block: Block
  private let slot: Int?
  private let handler: Block

  init(_ block: Block, catchingInto slot: Int?, _ handler: Block, at span: SourceSpan) {
    self.block = block
    self.slot = slot
    self.handler = handler
    self.span = span
  }

  func run(in frame: Frame) throws(RunFailure) -> Flow {
    do throws(RunFailure) {
      return try block.run(in: frame)
    } catch {
      guard error.status == .failed else { throw error }
      if let slot { frame.slots[slot] = .record(error.record) }
    }
    return try handler.run(in: frame)
  }
}

extension RunFailure {
  /// Ctrl-C was seen between two statements.
  static func interrupted(at span: SourceSpan) -> RunFailure {
    RunFailure(Diagnostic(.interrupted, "interrupted before this was run", at: span))
  }

  /// What `catch e` binds: `code`, `message` and `help`.
  fileprivate var record: Record {
    Record([
      ("code", .text(diagnostic.code.description)), ("message", .text(diagnostic.message)),
      ("help", diagnostic.help.map(Value.text) ?? .none),
    ])
  }
}
