import MNLDiagnostics
import MNLEvents

/// `for x in …`.
final class ForStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let name: String
  private let slot: Int
  private let source: any Node
  private let sourceSpan: SourceSpan
  private let block: Block

  /// Makes a loop that binds each element at `slot`.
  init(
    _ name: String, into slot: Int, in source: any Node, at sourceSpan: SourceSpan, _ block: Block,
    at span: SourceSpan
  ) {
    self.name = name
    self.slot = slot
    self.source = source
    self.sourceSpan = sourceSpan
    self.block = block
    self.span = span
  }

  /// Evaluates the source once, then runs the block for each of its elements.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let value = try source.value(in: frame)
    guard let elements = Elements(value) else {
      throw RunFailure(.notALoopSource(value.described, at: sourceSpan))
    }
    let interpreter = frame.interpreter
    let part = interpreter.beginLoop("for \(name)", total: elements.count)
    defer { interpreter.endLoop() }
    for index in 0..<elements.count {
      interpreter.report(part, done: index)
      switch try round(index, of: elements, in: frame) {
      case .next, .continue: continue
      case .break: return .next
      case .return(let value): return .return(value)
      }
    }
    return .next
  }

  private func round(
    _ index: Int, of elements: Elements, in frame: Frame
  ) throws(RunFailure) -> Flow {
    do throws(RunFailure) {
      if frame.interpreter.context.isInterrupted { throw RunFailure.interruptedLoop(at: span) }
      frame.slots[slot] = try element(index, of: elements)
      return try block.run(in: frame)
    } catch {
      guard error.status == .interrupted else { throw error }
      throw error.noting("in round \(index + 1) of \(elements.count) of 'for \(name)'")
    }
  }

  private func element(_ index: Int, of elements: Elements) throws(RunFailure) -> Value {
    do throws(CommandFailure) {
      return try elements.element(at: index)
    } catch {
      throw RunFailure(error, at: sourceSpan)
    }
  }
}

/// `while …`.
final class WhileStep: Step {
  /// Where the statement stands.
  let span: SourceSpan
  private let condition: ConditionNode
  private let block: Block

  /// Makes a loop.
  init(_ condition: ConditionNode, _ block: Block, at span: SourceSpan) {
    self.condition = condition
    self.block = block
    self.span = span
  }

  /// Runs the block as long as the condition holds.
  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let interpreter = frame.interpreter
    _ = interpreter.beginLoop("while", total: nil)
    defer { interpreter.endLoop() }
    while try condition.holds(in: frame) {
      if interpreter.context.isInterrupted { throw RunFailure.interruptedLoop(at: span) }
      switch try block.run(in: frame) {
      case .next, .continue: continue
      case .break: return .next
      case .return(let value): return .return(value)
      }
    }
    return .next
  }
}

extension Diagnostic {
  /// A `for` over something that has no elements.
  static func notALoopSource(_ described: String, at span: SourceSpan) -> Diagnostic {
    let isCount = (Int(described) ?? 0) > 0
    return Diagnostic(
      .wrongKind, "'for' goes through a range, a list or a handle with elements", at: span,
      label: "got \(described)",
      help: isCount ? "write a range, `1..\(described)`" : nil,
      change: .replacing(span, with: "1..\(described)"))
  }
}
