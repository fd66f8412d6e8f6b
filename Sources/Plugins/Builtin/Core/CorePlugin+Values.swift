import MNLDiagnostics
import MNLRuntime

extension CorePlugin {
  /// `length VALUE`.
  static var length: PluginCommand {
    PluginCommand(
      CommandDeclaration(
        "length", "Count the elements of a list, a range or a handle, or the characters of a text",
        parameters: [ParameterDeclaration("value", .any, "what to measure")],
        returns: .value(.int),
        examples: [
          CommandDeclaration.Example("length [4, 5, 6]", "shows `3`"),
          CommandDeclaration.Example("print (length \"größer\")", "prints `6`"),
        ],
        seeAlso: ["print"]),
      foresee: count
    ) { (arguments, _) throws(CommandFailure) in try count(arguments) }
  }

  private static func count(_ arguments: Arguments) throws(CommandFailure) -> Value {
    let value = arguments.value("value")
    switch value {
    case .list(let values): return .int(values.count)
    case .text(let text): return .int(text.count)
    case .range(let first, let last):
      guard first <= last else { return .int(0) }
      let (distance, overflow) = last.subtractingReportingOverflow(first)
      guard !overflow, distance < .max else {
        throw CommandFailure(
          .arithmetic, "the range has more values than 64 bits can count", parameter: "value",
          label: "got \(value.printed)")
      }
      return .int(distance + 1)
    case .handle(let handle):
      if let count = handle.elementCount { return .int(count) }
    default: break
    }
    throw CommandFailure(
      .wrongKind, "'length' measures a list, a range, a text or a handle with elements",
      parameter: "value", label: "got \(value.printed.prefix(40))")
  }
}
