import MNLDiagnostics

/// A field of a record or a handle: `$r.accuracy`.
final class FieldNode: Node {
  private let base: any Node
  private let name: String
  private let span: SourceSpan

  /// Makes the access; its errors point at the field's name.
  init(_ base: any Node, _ name: String, at span: SourceSpan) {
    self.base = base
    self.name = name
    self.span = span
  }

  /// Evaluates the base, then takes the field.
  func value(in frame: Frame) throws(RunFailure) -> Value {
    let base = try base.value(in: frame)
    switch base {
    case .record(let record):
      if let value = record[name] { return value }
      throw RunFailure(
        .unknownField(name, of: "record", at: span, among: record.fields.map(\.name)))
    case .handle(let handle):
      do throws(CommandFailure) {
        if let value = try field(of: handle, frame.interpreter.context) { return value }
      } catch {
        throw RunFailure(error, at: span)
      }
      throw RunFailure(.unknownField(name, of: handle.kind, at: span, among: handle.fieldNames))
    default: throw RunFailure(.withoutFields(base.kindName, at: span))
    }
  }

  private func field(
    of handle: any Handle, _ context: CommandContext
  ) throws(CommandFailure) -> Value? {
    guard let journal = context.journal, handle.changing != nil, handle.fieldNames.contains(name)
    else { return try handle.field(name) }
    return try journal.reading(at: span, context) { () throws(CommandFailure) in
      try handle.field(name) ?? .none
    }
  }
}

/// An element of a list, a range or a handle: `$list[0]`, counted from 0.
final class IndexNode: Node {
  private let base: any Node
  private let index: any Node
  private let span: SourceSpan

  /// Makes the access; its errors point at the index.
  init(_ base: any Node, _ index: any Node, at span: SourceSpan) {
    self.base = base
    self.index = index
    self.span = span
  }

  /// Evaluates the base, then the index, then takes the element.
  func value(in frame: Frame) throws(RunFailure) -> Value {
    let base = try base.value(in: frame)
    let index = try index.value(in: frame)
    let (elements, place) = try Self.place(index, in: base, at: span)
    do throws(CommandFailure) {
      return try elements.element(at: place)
    } catch {
      throw RunFailure(error, at: span)
    }
  }

  /// The elements that an index reaches into, and which of them it means.
  ///
  /// - Parameters:
  ///   - index: The index.
  ///   - base: What has the elements, or its stand-in.
  ///   - span: Where the index stands.
  /// - Returns: The elements and an index that is one of theirs.
  /// - Throws: A failure if there are no elements, or none of that index.
  static func place(
    _ index: Value, in base: Value, at span: SourceSpan
  ) throws(RunFailure) -> (Elements, Int) {
    guard let elements = Elements(base) else {
      throw RunFailure(.withoutElements(base.kindName, at: span))
    }
    guard case .int(let place) = index else {
      throw RunFailure(
        Diagnostic(.wrongKind, "an index is an int", at: span, label: "got \(index.described)"))
    }
    guard place >= 0, place < elements.count else {
      throw RunFailure(.indexOutOfRange(place, of: base.kindName, count: elements.count, at: span))
    }
    return (elements, place)
  }
}

/// What loops go through and indices reach into.
struct Elements {
  private enum Source {
    case list(List)
    case range(Int)
    case handle(any Handle)
  }

  private let source: Source
  /// How many there are; at most the greatest int.
  let count: Int

  /// The elements of a list, a range or a handle; nil for any other value.
  init?(_ value: Value) {
    switch value {
    case .list(let values):
      source = .list(values)
      count = values.count
    case .range(let first, let last):
      source = .range(first)
      let (distance, overflow) = last.subtractingReportingOverflow(first)
      count = first > last ? 0 : overflow || distance == .max ? .max : distance + 1
    case .handle(let handle):
      guard let elementCount = handle.elementCount else { return nil }
      source = .handle(handle)
      count = elementCount
    default: return nil
    }
  }

  /// The element at an index from 0 below `count`.
  func element(at index: Int) throws(CommandFailure) -> Value {
    switch source {
    case .list(let values): values[index]
    case .range(let first): .int(first + index)
    case .handle(let handle): try handle.element(at: index)
    }
  }
}

extension Diagnostic {
  /// A field that a record or a handle does not have.
  static func unknownField(
    _ name: String, of kind: String, at span: SourceSpan, among names: [String]
  ) -> Diagnostic {
    var help: String?
    let near = Candidates(names: names).nearest(to: name)
    if let near {
      help = Candidates.suggestion(near)
    } else if !names.isEmpty {
      help = "its fields are " + names.map { "`\($0)`" }.joined(separator: ", ")
    }
    return Diagnostic(
      .unknownField, "this \(kind) has no field '\(name)'", at: span, help: help,
      change: near.map { .replacing(span, with: $0) } ?? .advice)
  }

  /// A field of a value that is neither a record nor a handle.
  static func withoutFields(_ kind: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongKind, "only records and handles have fields", at: span,
      label: "of \(Wording.withArticle(kind))")
  }

  /// An index into a value that has no elements.
  static func withoutElements(_ kind: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongKind, "only lists, ranges and handles with elements have an index", at: span,
      label: "of \(Wording.withArticle(kind))")
  }

  fileprivate static func indexOutOfRange(
    _ index: Int, of kind: String, count: Int, at span: SourceSpan
  ) -> Diagnostic {
    let message =
      count == 0
      ? "this \(kind) is empty, so no index is allowed"
      : "the index must be from 0 to \(count - 1)"
    return Diagnostic(.indexOutOfRange, message, at: span, label: "got \(index)")
  }
}
