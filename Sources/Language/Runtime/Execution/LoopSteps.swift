import MNLDiagnostics

/// `for x in …`.
final class ForStep: Step {
  let span: SourceSpan
  private let name: String
  private let slot: Int
  private let source: any Node
  private let sourceSpan: SourceSpan
  private let block: Block

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

  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let value = try source.value(in: frame)
    guard let elements = Elements(value) else {
      throw RunFailure(.notALoopSource(value.described, at: sourceSpan))
    }
    let interpreter = frame.interpreter
    var progress = interpreter.beginLoop("for \(name)", total: elements.count)
    defer { interpreter.endLoop() }
    for index in 0..<elements.count {
      if interpreter.context.isInterrupted { throw RunFailure.interrupted(at: span) }
      progress?.report(done: index, to: interpreter.context)
      frame.slots[slot] = try element(index, of: elements)
      switch try block.run(in: frame) {
      case .next, .continue: continue
      case .break: return .next
      case .return(let value): return .return(value)
      }
    }
    return .next
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
  let span: SourceSpan
  private let condition: ConditionNode
  private let block: Block

  init(_ condition: ConditionNode, _ block: Block, at span: SourceSpan) {
    self.condition = condition
    self.block = block
    self.span = span
  }

  func run(in frame: Frame) throws(RunFailure) -> Flow {
    let interpreter = frame.interpreter
    _ = interpreter.beginLoop("while", total: nil)
    defer { interpreter.endLoop() }
    while try condition.holds(in: frame) {
      if interpreter.context.isInterrupted { throw RunFailure.interrupted(at: span) }
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
    Diagnostic(
      .wrongKind, "'for' goes through a range, a list or a handle with elements", at: span,
      label: "got \(described)")
  }
}
