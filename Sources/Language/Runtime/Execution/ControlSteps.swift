import MNLDiagnostics
import MNLEvents

/// Statements in their order; Ctrl-C is looked for before each.
final class Block {
  private let steps: [any Step]

  /// Makes a block.
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
  /// Where the statement stands.
  let span: SourceSpan
  private let branches: [(condition: ConditionNode, block: Block)]
  private let otherwise: Block?

  /// Makes a statement of its branches in their order.
  init(
    _ branches: [(condition: ConditionNode, block: Block)], otherwise: Block?, at span: SourceSpan
  ) {
    self.branches = branches
    self.otherwise = otherwise
    self.span = span
  }

  /// Runs the block of the first condition that holds, else the last block.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    for branch in branches where try branch.condition.holds(in: frame) {
      return try branch.block.run(in: frame)
    }
    return try otherwise?.run(in: frame) ?? .next
  }
}

/// `try … catch`.
final class TryStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let block: Block
  private let slot: Int?
  private let handler: Block

  /// Makes a statement; without a slot, the error is not bound.
  init(_ block: Block, catchingInto slot: Int?, _ handler: Block, at span: SourceSpan) {
    self.block = block
    self.slot = slot
    self.handler = handler
    self.span = span
  }

  /// Runs the block, and the handler if the block failed.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    do throws(RunFailure) {
      return try block.run(in: frame)
    } catch {
      guard error.status == .failed, error.diagnostic.code != .divergedReplay else { throw error }
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

  /// Ctrl-C was seen between two rounds of a loop.
  static func interruptedLoop(at span: SourceSpan) -> RunFailure {
    RunFailure(Diagnostic(.interrupted, "interrupted in this loop", at: span))
  }

  /// What `catch e` binds: `code`, `message` and `help`.
  fileprivate var record: Record {
    Record([
      ("code", .text(diagnostic.code.description)), ("message", .text(diagnostic.message)),
      ("help", diagnostic.help.map(Value.text) ?? .none),
    ])
  }
}
