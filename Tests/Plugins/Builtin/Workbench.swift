import MNLBuiltins
import MNLDiagnostics
import MNLEvents
import MNLRuntime
import MNLSyntax
import Testing

/// A session of the shipped plugins without its face: an interpreter, and all that it emitted.
final class Workbench {
  let sink = RecordingSink()
  let registry = Registry()
  let interpreter: Interpreter
  let context: CommandContext
  private let interruption = Interruption()

  /// An interruption that arrives after so many looks at it; never for nil.
  private final class Interruption {
    var looksLeft: Int?

    func look() -> Bool {
      guard let left = looksLeft else { return false }
      looksLeft = left - 1
      return left <= 0
    }
  }

  init(seed: UInt64 = 1, threads: Int = 1, environment: [String: String] = [:]) throws {
    for plugin in Builtins.plugins { try registry.register(plugin) }
    try registry.verify()
    context = CommandContext(
      settings: SessionSettings(seed: seed, threads: threads, environment: environment),
      sink: sink, pictures: { _, format in Array("a picture in \(format)".utf8) },
      isInterrupted: { [interruption] in interruption.look() })
    interpreter = Interpreter(
      registry: registry, context: context, contentOfPath: { _ in .unknown })
  }

  /// What is wrong with a cell, found before or while it runs.
  struct Fault: Error { let diagnostic: Diagnostic }

  /// Checks and runs a cell.
  func run(_ cell: String) throws {
    let script = try Parser.parse(SourceFile(name: "test", text: cell))
    if let diagnostic = interpreter.check([script]).first { throw Fault(diagnostic: diagnostic) }
    do throws(RunFailure) {
      try interpreter.run(script)
    } catch {
      throw Fault(diagnostic: error.diagnostic)
    }
  }

  /// The fault of a cell that must fail.
  func failure(_ cell: String) throws -> Diagnostic {
    try #require(throws: Fault.self) { try run(cell) }.diagnostic
  }

  /// The value of a variable.
  func value(_ name: String) throws -> Value {
    try #require(interpreter.variables[name], "no variable '\(name)'")
  }

  /// A number that a variable holds.
  func number(_ name: String) throws -> Double {
    switch try value(name) {
    case .int(let int): return Double(int)
    case .float(let float): return float
    case let other: throw Mismatch(text: "'\(name)' is \(other.kindName), expected a number")
    }
  }

  struct Mismatch: Error { let text: String }

  /// Makes the user lose patience after so many looks at the interruption; nil for never.
  func interrupt(afterLooks looks: Int?) { interruption.looksLeft = looks }

  /// What was printed so far.
  var output: String {
    sink.events.reduce(into: "") { text, event in
      if case .output(let part) = event { text += part }
    }
  }

  /// The texts of the results so far.
  var results: [String] {
    sink.events.compactMap { event in
      if case .result(let bundle) = event { bundle.text } else { nil }
    }
  }

  /// The displays so far.
  var displays: [DisplayBundle] {
    sink.events.compactMap { event in
      if case .display(let bundle) = event { bundle } else { nil }
    }
  }
}
