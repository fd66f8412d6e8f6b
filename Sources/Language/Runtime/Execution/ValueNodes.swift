import MNLDiagnostics
import MNLSyntax

/// A value that is known before anything runs.
final class LiteralNode: Node {
  /// The value.
  let constant: Value

  /// Makes a node of a value.
  init(_ constant: Value) { self.constant = constant }

  /// The value.
  func value(in frame: Frame) -> Value { constant }
}

/// A text with values in it.
final class TextNode: Node {
  /// A part of the text.
  enum Piece {
    /// Characters.
    case plain(String)
    /// A value, how it is written, and where it stands.
    case value(any Node, TextFormat, SourceSpan)
  }

  private let pieces: [Piece]

  /// Makes a text of its pieces in their order.
  init(_ pieces: [Piece]) { self.pieces = pieces }

  /// Evaluates the values and joins all pieces.
  func value(in frame: Frame) throws(RunFailure) -> Value {
    var text = ""
    for piece in pieces {
      switch piece {
      case .plain(let plain): text += plain
      case .value(let node, let format, let span):
        let value = try node.value(in: frame)
        do throws(CommandFailure) {
          let part = try written(value, format, at: span, frame.interpreter.context)
          guard text.utf8.count + part.utf8.count <= ValueWriter.longestText else {
            throw ValueWriter.tooLong
          }
          text += part
        } catch {
          throw RunFailure(error, at: span)
        }
      }
    }
    return .text(text)
  }

  private func written(
    _ value: Value, _ format: TextFormat, at span: SourceSpan, _ context: CommandContext
  ) throws(CommandFailure) -> String {
    guard let journal = context.journal, value.isChanging else {
      return try value.formatted(format)
    }
    let text = try journal.reading(at: span, context) { () throws(CommandFailure) in
      .text(try value.formatted(format))
    }
    guard case .text(let text) = text else { throw journal.diverged("reads something else") }
    return text
  }
}

/// A variable of a block or of a `def`.
final class LocalNode: Node {
  private let slot: Int

  /// Makes a node that reads the variable at `slot`.
  init(_ slot: Int) { self.slot = slot }

  /// The value of the variable.
  func value(in frame: Frame) -> Value { frame.slots[slot] }
}

/// A variable at the top level.
final class GlobalNode: Node {
  private let variable: GlobalVariable
  private let span: SourceSpan

  /// Makes a node that reads a variable.
  init(_ variable: GlobalVariable, at span: SourceSpan) {
    self.variable = variable
    self.span = span
  }

  /// The value of the variable, which the run must have bound.
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
  private let span: SourceSpan

  /// Makes a list of its elements; its errors point at all of it.
  init(_ elements: [any Node], at span: SourceSpan) {
    self.elements = elements
    self.span = span
  }

  /// Evaluates the elements in their order.
  func value(in frame: Frame) throws(RunFailure) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for element in elements { values.append(try element.value(in: frame)) }
    do throws(CommandFailure) {
      return try List(values).checked()
    } catch {
      throw RunFailure(error, at: span)
    }
  }
}

/// A range of whole numbers.
final class RangeNode: Node {
  private let first: any Node
  private let last: any Node
  private let span: SourceSpan

  /// Makes a range; its errors point at all of it.
  init(_ first: any Node, _ last: any Node, at span: SourceSpan) {
    self.first = first
    self.last = last
    self.span = span
  }

  /// Evaluates both ends, which must be ints.
  func value(in frame: Frame) throws(RunFailure) -> Value {
    let (first, last) = (try first.value(in: frame), try last.value(in: frame))
    guard case .int(let lower) = first, case .int(let upper) = last else {
      throw RunFailure(.notARange(first.described, last.described, at: span))
    }
    return .range(lower, upper)
  }
}

extension Diagnostic {
  /// A range with an end that is no int.
  static func notARange(_ first: String, _ last: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongKind, "a range goes from one int to another", at: span,
      label: "got \(first) and \(last)")
  }
}
