import MNLDiagnostics
import MNLSyntax

/// A value that is known before anything runs.
final class LiteralNode: Node {
  let constant: Value

  init(_ constant: Value) { self.constant = constant }

  func value(in frame: Frame) -> Value { constant }
}

/// A text with values in it.
final class TextNode: Node {
  enum Piece {
    case plain(String)
    case value(any Node, TextFormat, SourceSpan)
  }

  private let pieces: [Piece]

  init(_ pieces: [Piece]) { self.pieces = pieces }

  func value(in frame: Frame) throws(RunFailure) -> Value {
    var text = ""
    for piece in pieces {
      switch piece {
      case .plain(let plain): text += plain
      case .value(let node, let format, let span):
        let value = try node.value(in: frame)
        do throws(CommandFailure) {
          text += try value.formatted(format)
        } catch {
          throw RunFailure(error, at: span)
        }
      }
    }
    return .text(text)
  }
}

/// A variable of a block or of a `def`.
final class LocalNode: Node {
  private let slot: Int

  init(_ slot: Int) { self.slot = slot }

  func value(in frame: Frame) -> Value { frame.slots[slot] }
}

/// A variable at the top level.
final class GlobalNode: Node {
  private let variable: GlobalVariable
  private let span: SourceSpan

  init(_ variable: GlobalVariable, at span: SourceSpan) {
    self.variable = variable
    self.span = span
  }

  func value(in frame: Frame) throws(RunFailure) -> Value {
    guard let value = variable.value else {
      throw RunFailure(
        Diagnostic(
          .undefinedVariable, "'$\(variable.name)' is not bound yet", at: span,
          help: "run the statement that binds it first"))
    }
    return value
  }
}

/// A list of values.
final class ListNode: Node {
  private let elements: [any Node]

  init(_ elements: [any Node]) { self.elements = elements }

  func value(in frame: Frame) throws(RunFailure) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append(try element.value(in: frame)) }
    return .list(values)
  }
}

/// A range of whole numbers.
final class RangeNode: Node {
  private let first: any Node
  private let last: any Node
  private let span: SourceSpan

  init(_ first: any Node, _ last: any Node, at span: SourceSpan) {
    self.first = first
    self.last = last
    self.span = span
  }

  func value(in frame: Frame) throws(RunFailure) -> Value {
    let (first, last) = (try first.value(in: frame), try last.value(in: frame))
    guard case .int(let lower) = first, case .int(let upper) = last else {
      throw RunFailure(
        Diagnostic(
          .wrongKind, "a range goes from one int to another", at: span,
          label: "got \(first.described) and \(last.described)"))
    }
    return .range(lower, upper)
  }
}
