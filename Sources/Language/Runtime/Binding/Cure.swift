package import MNLDiagnostics

/// What following the help of a command comes to, in terms of its call: commands know no places.
package enum Cure: Sendable {
  /// Something that only the user can do or choose.
  case advice
  /// Another value for the parameter at fault, as it is written.
  case value(String)
  /// No argument for a parameter.
  case leavingOut(String)
  /// One more argument, as it is written.
  case adding(String)
  /// A statement on a line of its own before the one with the call.
  case before(String)
  /// Another call, as it is written.
  case call(String)
}

extension Cure {
  /// The change of the text.
  ///
  /// - Parameters:
  ///   - call: Where the call and its arguments stand.
  ///   - fault: The argument or the value at fault.
  /// - Returns: Edits, or advice where the text does not show what to change.
  func change(
    of call: CallSite?, at fault: SourceSpan?
  ) -> Remedy.Change {
    switch self {
    case .advice: return .advice
    case .value(let text):
      guard let fault else { return .advice }
      return .replacing(fault.withoutName, with: text)
    case .leavingOut(let parameter):
      guard let span = call?.argumentPlace(of: parameter) ?? fault else { return .advice }
      return .replacing(span.withBlankBefore, with: "")
    case .adding(let text):
      guard let span = call?.span else { return .advice }
      let end = span.range.upperBound
      return .replacing(SourceSpan(span.file, end..<end), with: " " + text)
    case .before(let statement):
      return call?.span.addingLineBefore(statement) ?? .advice
    case .call(let text):
      guard let span = call?.span else { return .advice }
      return .replacing(span, with: text)
    }
  }
}

extension SourceSpan {
  /// A change that adds a statement on a line of its own before the line on which the span begins.
  func addingLineBefore(_ statement: String) -> Remedy.Change {
    let start = file.lineRange(file.line(at: range.lowerBound)).lowerBound
    return .replacing(SourceSpan(file, start..<start), with: statement + "\n")
  }

  /// The value of an argument, without the `name=` before it.
  fileprivate var withoutName: SourceSpan {
    let bytes = file.bytes[range]
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")),
      bytes[..<equals].allSatisfy({ $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") })
    else { return self }
    let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") }
    let start = bytes[(equals + 1)...].firstIndex { !isBlank($0) } ?? range.upperBound
    return SourceSpan(file, start..<range.upperBound)
  }

  /// The span with the blanks that separate it from what is before it.
  package var withBlankBefore: SourceSpan {
    var start = range.lowerBound
    while start > 0, file.bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    return SourceSpan(file, start..<range.upperBound)
  }
}
